import {
  fail,
  ifRecorded,
  type Outcome,
  type OutcomeDetails,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, daysOption, numberOption } from '../domain/rule-option.ts';
import { count, formatMinutes } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Consolidate the snapshots in a quiet hour; a backup keeps what is to be kept.';

const HOUR = 60;
const DAY = 24 * HOUR;

const COUNT = 'snapshots.count';
const AGE = 'snapshots.oldestHours';

export default defineRule({
  id: 'BDR-006',
  name: 'snapshots-short-lived',
  category: 'continuity',
  subject: 'instance',
  severity: 'medium',
  effort: 'small',
  title: 'Snapshots are few and short-lived',
  source: [TEXTS.vmwareSnapshots, TEXTS.vCheckMachines],
  why: 'A snapshot is no backup: it stands on the disk that it is to save, slows the machine down and grows until the storage is full.',
  condition: {
    fail: 'More than failAbove snapshots in the chain, or the oldest is older than failAfter days.',
    warn: 'More than warnAbove, or the oldest is older than warnAfter hours.',
    unknown:
      'The number of snapshots is not recorded, or the age of the oldest where there is one.',
    notApplicable: 'It is a physical machine.',
  },
  remedy: REMEDY,
  reads: { chain: COUNT, hours: AGE },
  options: {
    warnAbove: countOption(3, 'snapshots', 'Longest chain that does not warn.'),
    failAbove: countOption(32, 'snapshots', 'Longest chain that does not fail.'),
    warnAfter: numberOption({
      default: 72,
      minimum: 0,
      unit: 'h',
      about: 'Largest age of the oldest snapshot that does not warn.',
    }),
    failAfter: daysOption(14, 'Largest age of the oldest snapshot that does not fail.'),
  },
  notApplicable: ({ subject }) =>
    subject.value.form === 'physical' ? 'a physical machine has no snapshots' : undefined,
  check({ chain, hours }, { warnAbove, failAbove, warnAfter, failAfter }) {
    if (chain === 0) return pass(withoutSnapshot(hours), { at: COUNT });
    return worstOf([
      ifRecorded(chain, COUNT, (length) => {
        const text = `${count(length, 'snapshot')} in the chain`;
        return judge(length, { warning: warnAbove, allowed: failAbove }, text, String, COUNT);
      }),
      ifRecorded(hours, AGE, (age) => {
        const limits = { warning: warnAfter * HOUR, allowed: failAfter * DAY };
        const text = `the oldest is ${formatMinutes(age * HOUR)} old`;
        return judge(age * HOUR, limits, text, formatMinutes, AGE);
      }),
    ]);
  },
});

/** An age that is recorded beside it is left over from a snapshot that is gone. */
function withoutSnapshot(hours: number | undefined): string {
  return hours === undefined || hours === 0
    ? 'no snapshot'
    : `no snapshot, so the recorded age of ${formatMinutes(hours * HOUR)} is of none`;
}

interface Limits {
  readonly warning: number;
  readonly allowed: number;
}

function judge(
  value: number,
  { warning, allowed }: Limits,
  text: string,
  inWords: (value: number) => string,
  at: string,
): Outcome {
  const details: OutcomeDetails = { at };
  if (value > allowed) return fail(`${text}, allowed ${inWords(allowed)}`, REMEDY, details);
  if (value > warning) return warn(`${text}, warning above ${inWords(warning)}`, REMEDY, details);
  return pass(text, details);
}
