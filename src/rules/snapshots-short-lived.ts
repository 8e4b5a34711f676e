import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import { count, formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Consolidate them outside the busy hours; use a backup to keep a state.';

export default defineRule({
  id: 'BDR-006',
  name: 'snapshots-short-lived',
  category: 'continuity',
  subject: 'instance',
  severity: 'medium',
  effort: 'small',
  title: 'Snapshots are few and short-lived',
  source: [
    TEXTS.vmwareSnapshots,
    TEXTS.vCheckSnapshots,
    projectDefault('The limits of one product are held against all of them.'),
  ],
  why: 'A snapshot grows until the storage is full, slows every write, and is gone with the disk that it hangs on.',
  condition: {
    fail: 'There are more than mostInChain snapshots, or the oldest is older than failAfter hours.',
    warn: 'There are more than fewSnapshots, or the oldest is older than warnAfter hours.',
    unknown: 'How many there are is not recorded, or, where there are some, how old the oldest is.',
    notApplicable: 'It runs on a physical machine.',
  },
  remedy: REMEDY,
  reads: { number: 'snapshots.count', oldestHours: 'snapshots.oldestHours', form: 'form' },
  options: {
    mostInChain: countOption(32, 'snapshots', 'Snapshots in a chain above which it fails.'),
    fewSnapshots: countOption(3, 'snapshots', 'Snapshots in a chain above which it warns.'),
    failAfter: numberOption({
      default: 336,
      minimum: 0,
      unit: 'h',
      about: 'Age of the oldest snapshot that fails.',
    }),
    warnAfter: numberOption({
      default: 72,
      minimum: 0,
      unit: 'h',
      about: 'Age of the oldest snapshot that warns.',
    }),
  },
  notApplicable: ({ subject }) =>
    subject.value.form === 'physical' ? 'a physical machine has no snapshots' : undefined,
  check({ number, oldestHours }, { mostInChain, fewSnapshots, failAfter, warnAfter }) {
    if (number === 0) return pass('no snapshots', { at: 'snapshots.count' });
    // Alone it may settle everything: without snapshots there is no age to ask for.
    if (number === undefined && oldestHours === undefined) return notRecorded('snapshots.count');
    return worstOf([
      ifRecorded(number, 'snapshots.count', (found) =>
        judgeLimits(found, { warnAbove: fewSnapshots, failAbove: mostInChain }, COUNT),
      ),
      ifRecorded(oldestHours, 'snapshots.oldestHours', (hours) =>
        judgeLimits(hours, { warnAbove: warnAfter, failAbove: failAfter }, AGE),
      ),
    ]);
  },
});

interface Quantity {
  readonly at: string;
  readonly tell: (amount: number) => string;
  readonly format: (amount: number) => string;
}

const COUNT: Quantity = {
  at: 'snapshots.count',
  tell: (found) => count(found, 'snapshot'),
  format: String,
};

const AGE: Quantity = {
  at: 'snapshots.oldestHours',
  tell: (hours) => `the oldest ${formatMinutes(hours * 60)} old`,
  format: (hours) => formatMinutes(hours * 60),
};

function judgeLimits(
  amount: number,
  { warnAbove, failAbove }: { readonly warnAbove: number; readonly failAbove: number },
  { at, tell, format }: Quantity,
): Outcome {
  const text = tell(amount);
  if (amount > failAbove) return fail(`${text}, allowed ${format(failAbove)}`, REMEDY, { at });
  if (amount > warnAbove)
    return warn(`${text}, warning above ${format(warnAbove)}`, REMEDY, { at });
  return pass(text, { at });
}
