import { isNoBackup } from '../analysis/backup.ts';
import { isProduction } from '../analysis/carriers.ts';
import { isDatabase } from '../analysis/databases.ts';
import type { Estate } from '../analysis/estate.ts';
import { isReplicatedWithin } from '../analysis/replication.ts';
import type { Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  type OutcomeDetails,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { minutesOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const RPO = 'application>availability.rpoMinutes';

export default defineRule({
  id: 'BDR-001',
  name: 'backup-meets-rpo',
  category: 'continuity',
  subject: 'instance',
  severity: 'blocker',
  effort: 'medium',
  title: 'Backups meet the recovery point objective and are application-consistent',
  source: [
    TEXTS.hipaaBackup,
    TEXTS.stratusDownside,
    TEXTS.saferContingency,
    projectDefault(
      'Replication may carry the recovery point objective beside a daily backup; phi that is not recorded counts as true.',
    ),
  ],
  why: 'Replication and fault tolerance carry a corruption to every copy at once; only a backup leads back behind it.',
  condition: {
    fail: 'There is no backup, or the time between two backups is longer than the recovery point objective and no replication stays within it.',
    warn: 'Replication stays within the objective and backups are further apart than longestBesideReplica; or a database has a backup that is not application-consistent.',
    unknown:
      'The method or interval of the backup, the recovery point objective or the replication that would decide is not recorded; whether the backup is application-consistent is not, and the machine is or may be a database.',
    notApplicable: 'It is not production.',
  },
  remedy:
    'Back it up as often as the objective asks; replication and fault tolerance are no backup.',
  reads: {
    method: 'backup.method',
    interval: 'backup.intervalMinutes',
    appConsistent: 'backup.appConsistent',
    rpo: RPO,
    phi: 'application>phi',
  },
  options: {
    longestBesideReplica: minutesOption(
      1440,
      'Longest time between two backups where replication carries the recovery point objective.',
    ),
  },
  notApplicable: ({ subject: { value } }) =>
    isProduction(value) ? undefined : `${value.environment}, not production`,
  check({ method, interval, appConsistent, rpo, phi }, { longestBesideReplica }, context) {
    const { estate, subject } = context;
    // Health information is not worth less for standing on a machine of a lower tier.
    const details: OutcomeDetails = phi === false ? {} : { severity: 'blocker' };
    if (isNoBackup(method)) {
      const remedy = 'Set up a backup; replication and fault tolerance are none.';
      return fail('no backup', remedy, { ...details, at: 'backup.method', ...mended(rpo) });
    }
    return worstOf([
      ...(method === undefined ? [notRecorded('backup.method')] : []),
      judgeInterval(
        { estate, instance: subject.value, details, longestBesideReplica },
        interval,
        rpo,
      ),
      judgeConsistency(estate, subject.value, appConsistent),
    ]);
  },
});

interface Question {
  readonly estate: Estate;
  readonly instance: Instance;
  readonly details: OutcomeDetails;
  readonly longestBesideReplica: number;
}

function judgeInterval(
  question: Question,
  interval: number | undefined,
  rpo: number | undefined,
): Outcome {
  if (interval === undefined || rpo === undefined) {
    return notRecorded(
      ...(interval === undefined ? ['backup.intervalMinutes'] : []),
      ...(rpo === undefined ? [RPO] : []),
    );
  }
  const every = `backup every ${formatMinutes(interval)}`;
  const text = `${every}, recovery point objective ${formatMinutes(rpo)}`;
  if (interval <= rpo) return pass(text, { at: 'backup.intervalMinutes' });
  const { estate, instance, details, longestBesideReplica } = question;
  const at = { at: 'backup.intervalMinutes', ...mended(rpo) };
  const replicated = isReplicatedWithin(estate, instance, rpo);
  if (replicated === false) {
    const remedy = 'Back it up more often, or replicate its data within the objective.';
    return fail(text, remedy, { ...details, ...at });
  }
  if (replicated !== true) {
    return unknown(`${text}; whether replication stays within that is not recorded`, replicated);
  }
  const beside = `${every} beside replication within ${formatMinutes(rpo)}`;
  return interval <= longestBesideReplica
    ? pass(beside, { at: 'backup.intervalMinutes' })
    : warn(
        `${beside}, allowed ${formatMinutes(longestBesideReplica)}`,
        'Back it up more often: a replica repeats a corruption.',
        at,
      );
}

/** Only a database needs its own consistency; a crash-consistent image of it may not start. */
function judgeConsistency(
  estate: Estate,
  instance: Instance,
  appConsistent: boolean | undefined,
): Outcome {
  if (appConsistent) return pass('application-consistent');
  const database = isDatabase(estate, instance);
  if (database === false) return pass('not a database');
  if (appConsistent === undefined) return notRecorded('backup.appConsistent');
  if (database !== true) {
    return unknown('not application-consistent, and it may be a database', [database]);
  }
  return warn(
    'not application-consistent, and it is a database',
    'Quiesce the database for the backup, or back it up by its own means.',
    { at: 'backup.appConsistent' },
  );
}

/** A day between two backups where no objective asks for less. */
const DAILY = 1440;

/** No backup meets an objective of zero: that is for replication. */
function mended(rpo: number = DAILY): { readonly snippet?: string } {
  if (rpo === 0) return {};
  const interval = Math.min(rpo, DAILY);
  return {
    snippet: `backup:\n  method: image\n  appConsistent: true\n  intervalMinutes: ${interval}`,
  };
}
