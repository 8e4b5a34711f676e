import { isNoBackup } from '../analysis/backup.ts';
import { isProduction } from '../analysis/carriers.ts';
import { isDatabase } from '../analysis/databases.ts';
import type { Estate } from '../analysis/estate.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, type Outcome, onAssumption, pass, warn, worstOf } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const DAY = 'backup.lastRestoreTest';
const MINUTES = 'backup.lastRestoreMinutes';
const RTO = 'application>availability.rtoMinutes';

const REMEDY = 'Restore it on trial every quarter; record the day and the measured minutes.';

export default defineRule({
  id: 'BDR-002',
  name: 'restore-proven',
  category: 'continuity',
  subject: 'instance',
  severity: 'high',
  effort: 'medium',
  evidence: true,
  title: 'The restore of each machine was tried recently, within its recovery time',
  source: [
    TEXTS.hipaaTesting,
    TEXTS.jointCommission,
    TEXTS.threeTwoOne,
    projectDefault('A restore is tried at least once a year, that of a database every quarter.'),
  ],
  why: 'A backup that nobody has restored is a hope; how long a restore takes is known only after one.',
  condition: {
    fail: 'No restore test is recorded, it lies in the future or is older than failAfter days; its minutes are longer than the recovery time objective, or one of the two is not recorded.',
    warn: 'The machine is a database, or may be one, and its test is older than databaseWarnAfter days.',
    notApplicable: 'It is not production.',
  },
  remedy: REMEDY,
  reads: { method: 'backup.method', day: DAY, minutes: MINUTES, rto: RTO },
  options: {
    failAfter: daysOption(365, 'Age of the last restore test that fails.'),
    databaseWarnAfter: daysOption(90, 'Age of the last restore test of a database that warns.'),
  },
  notApplicable: ({ subject: { value } }) =>
    isProduction(value) ? undefined : `${value.environment}, not production`,
  check({ method, day, minutes, rto }, { failAfter, databaseWarnAfter }, { subject, estate }) {
    if (day === undefined) {
      const remedy = isNoBackup(method) ? `Back it up. ${REMEDY}` : REMEDY;
      const details = { at: DAY, missing: [DAY], ...mended(rto, estate.asOf) };
      return fail('no day of a restore test is recorded', remedy, details);
    }
    const age = daysBetween(day, estate.asOf);
    if (age < 0) {
      return fail(`the restore test of ${day} is still to be held`, REMEDY, { at: DAY });
    }
    const text = `restore tried on ${day}, ${age} d ago`;
    return worstOf([
      age > failAfter
        ? fail(`${text}, allowed ${failAfter} d`, REMEDY, { at: DAY })
        : judgeAge(estate, subject.value, { age, text, databaseWarnAfter }),
      judgeMinutes(minutes, rto, estate.asOf),
    ]);
  },
});

interface TestAge {
  readonly age: number;
  readonly text: string;
  readonly databaseWarnAfter: number;
}

function judgeAge(
  estate: Estate,
  instance: Instance,
  { age, text, databaseWarnAfter }: TestAge,
): Outcome {
  if (age <= databaseWarnAfter) return pass(text, { at: DAY });
  const database = isDatabase(estate, instance);
  if (database === false) return pass(text, { at: DAY });
  const late = warn(`${text}, that of a database warns after ${databaseWarnAfter} d`, REMEDY, {
    at: DAY,
  });
  return database === true ? late : onAssumption(late, ['it is a database'], [database]);
}

/** Evidence of a restore is its measured time: without it, nobody can say that it ended well. */
function judgeMinutes(
  minutes: number | undefined,
  rto: number | undefined,
  today: IsoDate,
): Outcome {
  if (minutes === undefined) {
    const details = { at: MINUTES, missing: [MINUTES], ...mended(rto, today) };
    return fail('how long the restore took is not recorded', 'Record lastRestoreMinutes.', details);
  }
  const took = `it took ${formatMinutes(minutes)}`;
  if (rto === undefined) {
    const remedy = 'Settle how fast it must be back, and record rtoMinutes.';
    return fail(`${took}, its recovery time objective is not recorded`, remedy, { missing: [RTO] });
  }
  const text = `${took}, recovery time objective ${formatMinutes(rto)}`;
  if (minutes <= rto) return pass(text);
  return fail(
    text,
    'Restore faster (from disk, by snapshot, in parallel), or renegotiate the objective.',
    {
      at: MINUTES,
    },
  );
}

/** The record of a restore that met its objective; without one no number of minutes would do. */
function mended(rto: number | undefined, today: IsoDate): { readonly snippet?: string } {
  if (rto === undefined) return {};
  return { snippet: `backup:\n  lastRestoreTest: ${today}\n  lastRestoreMinutes: ${rto}` };
}
