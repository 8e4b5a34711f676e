import { carriesTier, productionOnPlatform } from '../analysis/carried-production.ts';
import type { Estate } from '../analysis/estate.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Platform } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { daysOption, numberOption, tierOption } from '../domain/rule-option.ts';
import { formatNumber, tiersUpTo } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'PLT-008',
  name: 'management-plane-restorable',
  category: 'platform',
  subject: 'platform',
  severity: 'medium',
  effort: 'medium',
  title: 'The management plane survives, and can be restored',
  source: [
    TEXTS.managementBackup,
    projectDefault(
      'That its restore is tested every year, and that a management plane which is there once warns at tier 0.',
    ),
  ],
  why: 'Without its management plane a platform runs on, yet nothing on it can be moved, mended or started in order.',
  condition: {
    fail: 'The management plane is not backed up, or more rarely than every longestInterval hours.',
    warn: 'Its last restore test is older than testMaxAge days, or it is not redundant although an application up to redundantUpToTier runs on the platform.',
    unknown:
      'One of these facts is not recorded, or the day of the test lies in the future; where it is not redundant, also where tier or place of a production machine is not.',
  },
  remedy:
    'Back it up every day to a place off the platform, and note its exact version; restore it once a year as a drill.',
  reads: {
    interval: 'management.backupIntervalHours',
    lastTest: 'management.lastRestoreTest',
    redundant: 'management.redundant',
  },
  options: {
    longestInterval: numberOption({
      default: 24,
      minimum: 0,
      unit: 'h',
      about: 'Longest time between two backups of the management plane.',
    }),
    testMaxAge: daysOption(365, 'Age of the last restore test that warns.'),
    redundantUpToTier: tierOption(
      0,
      'Largest tier number that needs a redundant management plane.',
    ),
  },
  check({ interval, lastTest, redundant }, options, { subject, estate }) {
    return worstOf([
      ifRecorded(interval, 'management.backupIntervalHours', (hours) =>
        judgeBackup(hours, options.longestInterval, estate.asOf),
      ),
      ifRecorded(lastTest, 'management.lastRestoreTest', (day) =>
        judgeTest(day, estate.asOf, options.testMaxAge),
      ),
      judgeRedundancy(redundant, estate, subject.value, options.redundantUpToTier),
    ]);
  },
});

function judgeBackup(hours: number, longest: number, today: IsoDate): Outcome {
  const at = { at: 'management.backupIntervalHours', snippet: snippet(longest, today) };
  const remedy = 'Back it up every day to a place off the platform, and note its exact version.';
  const allowed = `allowed every ${formatNumber(longest)} h`;
  if (hours === 0) return fail(`no backup, ${allowed}`, remedy, at);
  const text = `backed up every ${formatNumber(hours)} h`;
  return hours <= longest ? pass(text) : fail(`${text}, ${allowed}`, remedy, at);
}

function judgeTest(day: IsoDate, asOf: IsoDate, maxAge: number): Outcome {
  const at = 'management.lastRestoreTest';
  const age = daysBetween(day, asOf);
  if (age < 0) {
    return unknown(`the restore test of ${day} is still to be held (today is ${asOf})`, [at]);
  }
  const text = `restore tested on ${day}, ${age} d ago`;
  if (age <= maxAge) return pass(text);
  return warn(`${text}, warning after ${maxAge} d`, 'Restore it as a drill.', { at });
}

/** Asked only where the first tiers stand: they cannot wait until it is restored. */
function judgeRedundancy(
  redundant: boolean | undefined,
  estate: Estate,
  platform: Platform,
  upToTier: number,
): Outcome {
  if (redundant === true) return pass('redundant');
  const critical = carriesTier(estate, productionOnPlatform(estate, platform), upToTier);
  const tiers = tiersUpTo(upToTier);
  if (critical === false) return pass(`nothing of ${tiers} that needs it redundant`);
  if (redundant === undefined) return notRecorded('management.redundant');
  const text = `not redundant, which ${tiers} needs`;
  if (critical !== true) return { ...notRecorded(...critical), message: text };
  return warn(text, 'Run a second management node, or make the one highly available.', {
    at: 'management.redundant',
  });
}

function snippet(longest: number, today: IsoDate): string {
  return `management:
  redundant: true
  backupIntervalHours: ${longest}
  lastRestoreTest: ${today}`;
}
