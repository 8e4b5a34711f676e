import type { Estate } from '../analysis/estate.ts';
import {
  namedPlatforms,
  namesPlatform,
  platformName,
  platformsOfApplication,
  staysPhysicalAsAWhole,
} from '../analysis/vendor-statement.ts';
import type { Application } from '../domain/inventory.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  worstOf,
} from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Obtain the manufacturer’s validation for this platform and version, and keep it with the change record; else leave it on its hardware.';

const SNIPPET = `regulatedDevice: true
vendorSupport:
  virtualized: supported
  platforms: [{ product: esxi, versions: ["8.0"] }]
  reference: Validation report VR-114`;

export default defineRule({
  id: 'DEP-007',
  name: 'regulated-software-validated',
  category: 'dependencies',
  subject: 'application',
  severity: 'blocker',
  effort: 'large',
  title: 'Regulated device software has a validated virtual configuration',
  source: [
    TEXTS.fdaVirtualMachines,
    TEXTS.startSmall,
    projectDefault('Asked in the healthcare profile, which holds where no profile is recorded.'),
  ],
  why: 'Software of a medical device on a platform that its manufacturer has not assessed is a device that nobody has released.',
  condition: {
    fail: 'It is, or drives, a regulated device, and its vendor refuses virtual machines, or no reference is recorded that names the platform and version it runs on.',
    unknown:
      'Whether it is a regulated device is not recorded; or for one with a reference, the vendor’s stand or the platform that production runs on.',
    notApplicable: 'It is no regulated device, or its production stays on its hardware.',
  },
  remedy: REMEDY,
  needs: { regulated: 'regulatedDevice' },
  reads: {
    virtualized: 'vendorSupport.virtualized',
    named: 'vendorSupport.platforms',
    reference: 'vendorSupport.reference',
  },
  concerns: ({ estate }) => estate.inventory.assessment.profile !== 'general',
  notApplicable: ({ subject, estate }) => staysPhysicalAsAWhole(estate, subject.value),
  check({ regulated, virtualized, named, reference }, _options, { subject, estate }) {
    if (!regulated) return notApplicable('no regulated device');
    const details = { snippet: SNIPPET };
    if (virtualized === 'not-supported') {
      const at = 'vendorSupport.virtualized';
      return fail('its manufacturer refuses virtual machines', REMEDY, { ...details, at });
    }
    const missing = [
      ...(reference === undefined ? ['vendorSupport.reference'] : []),
      ...(named === undefined ? ['vendorSupport.platforms'] : []),
    ];
    if (reference === undefined || named === undefined) {
      const text = 'a regulated device without a recorded validation of a virtual configuration';
      const at = reference === undefined ? 'vendorSupport.reference' : 'vendorSupport.platforms';
      return fail(text, REMEDY, { ...details, missing, at });
    }
    return worstOf([
      judgePlatforms(estate, subject.value, named, reference),
      // A validation of a configuration that the vendor now refuses would be worth nothing.
      ...(virtualized === undefined ? [notRecorded('vendorSupport.virtualized')] : []),
    ]);
  },
});

function judgePlatforms(
  estate: Estate,
  application: Application,
  named: NonNullable<NonNullable<Application['vendorSupport']>['platforms']>,
  reference: string,
): Outcome {
  const names = namedPlatforms(named);
  const allowed = names.length === 0 ? 'no platform' : listNames(names);
  const details = { at: 'vendorSupport.platforms', snippet: SNIPPET };
  if (names.length === 0) return fail(`${reference} names no platform`, REMEDY, details);
  const { platforms, missing } = platformsOfApplication(estate, application);
  return worstOf([
    ...platforms.map((platform) => {
      const found = platformName(platform);
      const answer = namesPlatform(application, named, platform);
      if (answer === true) return pass(`${reference} names ${found}`);
      return answer === false
        ? fail(`it runs on ${found}, ${reference} names ${allowed}`, REMEDY, details)
        : unknown(`whether ${reference} names ${found} is open; it names ${allowed}`, answer);
    }),
    ...(missing.length > 0 ? [notRecorded(...missing)] : []),
  ]);
}
