import type { Estate } from '../analysis/estate.ts';
import {
  judgeStatement,
  platformsToName,
  staysPhysicalAsAWhole,
} from '../analysis/vendor-statement.ts';
import type { Application } from '../domain/inventory.ts';
import { fail, notApplicable, notRecorded, worstOf } from '../domain/outcome.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Obtain the manufacturer’s validation for this platform and version, and keep it with the change record; else leave it on its hardware.';

/** Where the vendor’s no is final. */
const STAYS = `instances:
  - id: its-machine
    migration: { method: stay-physical }`;

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
    const details = { snippet: snippet(estate, subject.value) };
    if (virtualized === 'not-supported') {
      const at = 'vendorSupport.virtualized';
      return fail('its manufacturer refuses virtual machines', REMEDY, { at, snippet: STAYS });
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
      judgeStatement(estate, subject.value, { ...details, who: reference, named, remedy: REMEDY }),
      // A validation of a configuration that the vendor now refuses would be worth nothing.
      ...(virtualized === undefined ? [notRecorded('vendorSupport.virtualized')] : []),
    ]);
  },
});

function snippet(estate: Estate, application: Application): string {
  return `regulatedDevice: true
vendorSupport:
  virtualized: supported
  platforms: ${platformsToName(estate, application)}
  reference: Validation report of its vendor`;
}
