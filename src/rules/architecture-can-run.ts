import {
  type Destination,
  type Destinations,
  destinationsOf,
  staysPhysical,
} from '../analysis/migration.ts';
import type { Server } from '../domain/inventory.ts';
import {
  fail,
  gravest,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  worstOf,
} from '../domain/outcome.ts';
import { guestKind, guestSupport } from '../knowledge/guest-support.ts';
import {
  type Architecture,
  hostArchitectures,
  runsOn,
} from '../knowledge/platform-architectures.ts';
import { paper, projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Move the application to Windows or Linux on x86_64, or leave it on its own hardware.';

interface System {
  readonly family: NonNullable<NonNullable<Server['os']>['family']>;
  readonly version: string | undefined;
}

export default defineRule({
  id: 'DEP-003',
  name: 'architecture-can-run',
  category: 'dependencies',
  subject: 'server',
  severity: 'blocker',
  effort: 'large',
  title: 'Architecture and system of each machine can run on the target platform',
  source: [
    paper('P17'),
    projectDefault('A hypervisor runs guests of its own host’s architecture; BSD counts as well.'),
  ],
  why: 'Virtualization of this kind does not translate instructions: SPARC, POWER or Itanium code does not run on x86.',
  condition: {
    fail: 'Its architecture is not that of the target hosts, or of any platform there is; or its system is neither Windows, Linux nor BSD and the matrix has no entry that supports it there.',
    unknown:
      'Architecture or system is not recorded; or neither is a target, and only some platforms can run it.',
    notApplicable: 'It stays on its hardware.',
  },
  remedy: REMEDY,
  reads: { architecture: 'cpu.architecture', family: 'os.family', version: 'os.version' },
  notApplicable: ({ subject, estate }) =>
    staysPhysical(subject.value, estate.instancesOnServer(subject.value))
      ? 'it stays on its hardware'
      : undefined,
  check({ architecture, family, version }, _options, { subject, estate }) {
    const destinations = destinationsOf(estate, subject.value);
    return worstOf([
      ifRecorded(architecture, 'cpu.architecture', (source) =>
        judgeDestinations(destinations, (place) => judgeArchitecture(source, place)),
      ),
      ifRecorded(family, 'os.family', (known) =>
        guestKind(known) === 'other'
          ? judgeDestinations(destinations, (place) =>
              judgeSystem({ family: known, version }, place),
            )
          : pass(`${known} is a system of x86 servers`),
      ),
    ]);
  },
});

/** Every settled destination must suit; while none is settled, one that suits may still be chosen. */
function judgeDestinations(
  { isSettled, places, missing }: Destinations,
  judge: (place: Destination) => Outcome,
): Outcome {
  if (places.length === 0) return notRecorded(missing);
  const answers = places.map(judge);
  const isClear = answers.every(({ kind }) => kind === answers[0]?.kind);
  return isSettled || isClear ? gravest(answers) : notRecorded(missing);
}

function judgeArchitecture(source: Architecture, { host, platform }: Destination): Outcome {
  const recorded = host?.cpu?.architecture;
  const possible = recorded === undefined ? hostArchitectures(platform?.product) : [recorded];
  const name = host?.id ?? platform?.id ?? 'its platform';
  if (possible === undefined) {
    return host === undefined
      ? notRecorded({ subject: { kind: 'platform', id: name }, path: 'product' })
      : notRecorded({ subject: { kind: 'host', id: host.id }, path: 'cpu.architecture' });
  }
  return possible.some((target) => runsOn(source, target))
    ? pass(`${source} runs on ${name}`)
    : fail(`${source} does not run on ${name}, allowed ${possible.join(' or ')}`, REMEDY, {
        at: 'cpu.architecture',
      });
}

/** Beside Windows, Linux and BSD, only a system that the matrix supports on the platform can move. */
function judgeSystem({ family, version }: System, { platform }: Destination): Outcome {
  const { id = 'its platform', product } = platform ?? {};
  if (platform === undefined || product === undefined) {
    return notRecorded({ subject: { kind: 'platform', id }, path: 'product' });
  }
  const entry = guestSupport({ product, version: platform.version }, { family, version });
  if (entry !== undefined && entry.level !== 'unsupported') return pass(`${family} runs on ${id}`);
  if (entry === undefined && platform.version === undefined) {
    return notRecorded({ subject: { kind: 'platform', id }, path: 'version' });
  }
  return fail(`${family} does not run on ${id}, allowed Windows, Linux and BSD`, REMEDY, {
    at: 'os.family',
  });
}
