import { type Criticality, criticalityOn } from '../analysis/criticality.ts';
import type { Storage } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  type Outcome,
  onEither,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, listOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const PROTECTIONS = [
  'none',
  'raid1',
  'raid5',
  'raid6',
  'raid10',
  'raid-tec',
  'rf2',
  'rf3',
] as const;

const MORE_DISKS =
  'Move it to a protection that outlives a second fault during the rebuild (raid6, raid10, raid-tec, rf3).';

export default defineRule({
  id: 'STO-002',
  name: 'storage-paths-redundant',
  category: 'platform',
  subject: 'storage',
  severity: 'high',
  effort: 'large',
  title: 'The paths, controllers and disks of storage are redundant',
  source: [
    TEXTS.vCheck,
    TEXTS.ontapSan,
    projectDefault(
      'Which protection of the disks is weak, and that none at all fails at tier 0 and 1.',
    ),
  ],
  why: 'Every machine of the cluster stands on its storage: a cable, a controller or a disk that is there once takes all of them down.',
  condition: {
    fail: 'Fewer than leastPaths paths from a host, fewer than leastControllers controllers, or disks without protection under production of tier 0 or 1. Local storage is asked for its disks only, a hyper-converged one not for paths.',
    warn: 'Fewer than leastFabrics fabrics, a protection of weakProtection under production of tier 0 or 1, or none elsewhere.',
    unknown:
      'One of these facts is not recorded, and none of the others fails; or what stands on it is not, where its protection is weak.',
  },
  remedy: 'Add the adapter, the fabric or the controller.',
  reads: {
    kind: 'kind',
    paths: 'pathsPerHost',
    controllers: 'controllers',
    fabrics: 'fabrics',
    protection: 'protection',
  },
  options: {
    leastPaths: countOption(2, 'paths', 'Least number of paths from a host to a volume.'),
    leastControllers: countOption(2, 'controllers', 'Least number of controllers.'),
    leastFabrics: countOption(2, 'fabrics', 'Least number of independent fabrics.'),
    weakProtection: listOption({
      default: ['raid5'],
      choices: PROTECTIONS,
      about: 'Protections of the disks that are weak for tier 0 and 1.',
    }),
  },
  check(facts, options, { subject, estate }) {
    const { kind, paths, controllers, fabrics, protection } = facts;
    const disks = ifRecorded(protection, 'protection', (level) =>
      judgeDisks(level, options.weakProtection, () => criticalityOn(estate, subject.value)),
    );
    // A host's own disks fall with the host, whatever leads to them.
    if (kind === 'local') return disks;
    return worstOf([
      // The nodes of a hyper-converged storage reach it through each other.
      ...(kind === 'hci'
        ? []
        : [ifRecorded(paths, 'pathsPerHost', (n) => judgePaths(n, options.leastPaths))]),
      ifRecorded(controllers, 'controllers', (n) => judgeControllers(n, options.leastControllers)),
      ifRecorded(fabrics, 'fabrics', (n) => judgeFabrics(n, options.leastFabrics)),
      disks,
    ]);
  },
});

function judgePaths(number: number, least: number): Outcome {
  const text = `${count(number, 'path')} from a host, at least ${least}`;
  return number >= least
    ? pass(text)
    : fail(text, 'Add an adapter or a cable on a way of its own.', { at: 'pathsPerHost' });
}

function judgeControllers(number: number, least: number): Outcome {
  const text = `${count(number, 'controller')}, at least ${least}`;
  return number >= least ? pass(text) : fail(text, 'Add a controller.', { at: 'controllers' });
}

function judgeFabrics(number: number, least: number): Outcome {
  const text = `${count(number, 'fabric')}, at least ${least}`;
  return number >= least
    ? pass(text)
    : warn(text, 'Build a second fabric, with switches of its own.', { at: 'fabrics' });
}

function judgeDisks(
  protection: NonNullable<Storage['protection']>,
  weak: readonly string[],
  criticality: () => Criticality,
): Outcome {
  const [strict, lenient] = diskAnswers(protection, weak);
  if (strict.kind === lenient.kind) return strict;
  const known = criticality();
  if ('missing' in known) return onEither(strict, lenient, 'tier 0 or 1 on it', known.missing);
  return known.critical ? strict : lenient;
}

/** The answer below tier 0 or 1, and the one elsewhere. */
function diskAnswers(protection: string, weak: readonly string[]): readonly [Outcome, Outcome] {
  const details = { at: 'protection' };
  const text = protection === 'none' ? 'disks without protection' : `disks in ${protection}`;
  const isWeak = weak.includes(protection);
  const critical = `${text} under tier 0 or 1`;
  if (protection === 'none') {
    return [fail(critical, MORE_DISKS, details), warn(text, MORE_DISKS, details)];
  }
  return [isWeak ? warn(critical, MORE_DISKS, details) : pass(text), pass(text)];
}
