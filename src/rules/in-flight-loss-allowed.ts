import { hasCopyInStep } from '../analysis/data-copies.ts';
import type { Estate } from '../analysis/estate.ts';
import {
  type PartProtection,
  protectionAt,
  protectionOfParts,
} from '../analysis/part-protection.ts';
import { type Part, partsOf } from '../analysis/parts.ts';
import { PROTECTION_RANK } from '../analysis/protection.ts';
import { factRef } from '../domain/fact-path.ts';
import type { Application } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  worstOf,
} from '../domain/outcome.ts';
import { minutesOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'AVL-005',
  name: 'in-flight-loss-allowed',
  category: 'availability',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'Work in flight and stored data are lost only where that is allowed',
  source: [
    TEXTS.stratusDownside,
    TEXTS.stratusFaultTolerant,
    TEXTS.stratusRecords,
    projectDefault(
      'An application cluster, and members of a group on different hosts, may keep work in flight; fault tolerance, and members on different storage, keep a second copy.',
    ),
  ],
  why: 'A restart begins with an empty memory: an order that was not yet written is gone, and nobody is told.',
  condition: {
    fail: 'Work in flight must not be lost, and a part of production comes back only by a restart, a failover to another site or a restore; or the recovery point objective is at most syncUpTo, and a part has one copy of its data without synchronous replication.',
    unknown:
      'Whether work in flight may be lost, or the recovery point objective, is not recorded; the protection, place, disks or replication of a part is not, where it decides; no production instance is.',
  },
  remedy:
    'Use fault tolerance or an application cluster whose clients repeat what was not confirmed, and mirror the data synchronously.',
  reads: {
    inFlightLossOk: 'availability.inFlightLossOk',
    rpo: 'availability.rpoMinutes',
    drStrategy: 'continuity.drStrategy',
  },
  options: {
    syncUpTo: minutesOption(
      0,
      'Recovery point objective up to which data needs a second copy that is always in step.',
    ),
  },
  check({ inFlightLossOk, rpo }, { syncUpTo }, { subject, estate }) {
    const application = subject.value;
    return worstOf([
      ifRecorded(inFlightLossOk, 'availability.inFlightLossOk', (isAllowed) =>
        isAllowed ? pass('work in flight may be lost') : judgeInFlight(estate, application),
      ),
      ifRecorded(rpo, 'availability.rpoMinutes', (objective) => {
        const text = `recovery point objective ${formatMinutes(objective)}`;
        if (objective > syncUpTo) return pass(`${text}, above ${formatMinutes(syncUpTo)}`);
        return judgeStored(estate, application, text);
      }),
    ]);
  },
});

/** Two sites that are at work at once have no memory to lose that the other does not hold. */
function isActiveActive({ continuity }: Application): boolean {
  return continuity?.drStrategy === 'active-active';
}

const NO_PRODUCTION = unknown('no production instance is recorded', ['instances']);

function judgeInFlight(estate: Estate, application: Application): Outcome {
  if (isActiveActive(application)) return pass('active at both sites, work in flight goes on');
  const parts = protectionOfParts(estate, application);
  return parts.length === 0 ? NO_PRODUCTION : worstOf(parts.map(judgePart));
}

function judgePart({ part, atLeast, atMost, missing }: PartProtection): Outcome {
  const keepsWork = PROTECTION_RANK['app-cluster'];
  const [first] = part.members;
  if (atLeast >= keepsWork) {
    const protection = protectionAt(atLeast);
    return part.members.some((member) => member.protection === protection)
      ? pass(`${part.name} is protected by ${protection}`)
      : pass(`${part.name} has members on different hosts`);
  }
  if (atMost >= keepsWork || first === undefined) return notRecorded(...missing);
  const found = atMost === 0 ? 'has no protection' : `comes back by ${protectionAt(atMost)}`;
  return fail(
    `${part.name} ${found}, work in flight must not be lost`,
    'Use fault tolerance or an application cluster whose clients repeat what was not confirmed.',
    { at: factRef('instance', first.id, 'protection') },
  );
}

function judgeStored(estate: Estate, application: Application, text: string): Outcome {
  if (isActiveActive(application)) return pass(`${text}, data at both sites`);
  const parts = partsOf(estate, application);
  if (parts.length === 0) return NO_PRODUCTION;
  return worstOf(parts.map((part) => judgeCopy(estate, part, text)));
}

function judgeCopy(estate: Estate, part: Part, text: string): Outcome {
  const copied = hasCopyInStep(estate, part);
  const [first] = part.members;
  if (copied === true || first === undefined) {
    return pass(`${text}, ${part.name} loses no write with one storage`);
  }
  if (copied !== false) {
    return unknown(`${text}; whether ${part.name} has a second copy in step decides`, copied);
  }
  return fail(
    `${text}, ${part.name} has one copy of its data without synchronous replication`,
    'Mirror its data synchronously, or let a member on other storage stand in.',
    { at: factRef('instance', first.id, 'replication.mode') },
  );
}
