import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import { fail, notRecorded, type Outcome, pass, unknown, warn } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { lowerSeverity, type Severity } from '../domain/severity.ts';
import { lifecycleAgeDays, platformSupport, type SupportPeriod } from '../knowledge/lifecycle.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Plan the upgrade to a supported release; a newer release does not always end later.';

export default defineRule({
  id: 'PLT-002',
  name: 'hypervisor-supported',
  category: 'platform',
  subject: 'platform',
  severity: 'blocker',
  effort: 'large',
  title: "The hypervisor is in its vendor's general support",
  source: [
    paper('P5'),
    TEXTS.lifecycle,
    projectDefault(
      'How early the end of support warns, and when the table is too old to be trusted.',
    ),
  ],
  why: 'Without general support there are no security patches, and a fault in the hypervisor stays.',
  condition: {
    fail: 'General support has ended; phases with technical guidance or extended life only count as ended.',
    warn: 'It ends within warnWithin days (graver within urgentWithin).',
    unknown:
      'No support.generalEnd is recorded, and product or version is not either, the built-in table has no entry for them, or the table is older than tableMaxAge.',
  },
  remedy: REMEDY,
  // A recorded end answers by itself, so neither product nor version is needed beside it.
  reads: { product: 'product', version: 'version', recordedEnd: 'support.generalEnd' },
  options: {
    warnWithin: daysOption(365, 'How early the end of general support warns.'),
    urgentWithin: daysOption(180, 'How early the warning is of high severity.'),
    tableMaxAge: daysOption(
      180,
      'Age at which the built-in life-cycle table no longer proves support.',
    ),
  },
  check({ product, version, recordedEnd }, options, { subject, estate }) {
    const limits = { ...options, isCritical: estate.carriesCritical(subject) };
    if (recordedEnd !== undefined) {
      const name = [product, version].filter((part) => part !== undefined).join(' ');
      return judgeEnd(name || subject.id, recordedEnd, estate.asOf, limits, 'support.generalEnd');
    }
    const missing = [
      ...(product === undefined ? ['product'] : []),
      ...(version === undefined ? ['version'] : []),
    ];
    if (product === undefined || version === undefined) return notRecorded(...missing);
    const name = `${product} ${version}`;
    const support = platformSupport(product, version);
    if (support === undefined) {
      return notInTable(`${name} is not in the built-in life-cycle table`);
    }
    const outcome = support.older
      ? judgeOlder(name, `${product} ${support.release}`, support.generalEnd, estate.asOf)
      : judgeTable(name, support, estate.asOf, limits);
    return ifFresh(outcome, lifecycleAgeDays(estate.asOf), options.tableMaxAge);
  },
});

interface Limits {
  readonly warnWithin: number;
  readonly urgentWithin: number;
  readonly isCritical: boolean;
}

function notInTable(message: string): Outcome {
  return unknown(message, ['support.generalEnd'], { at: 'version' });
}

/** An old table proves no support any more; an end that it gives has been reached all the same. */
function ifFresh(outcome: Outcome, age: number, maxAge: number): Outcome {
  if (age <= maxAge || outcome.kind === 'unknown') return outcome;
  const stale = `the life-cycle table is ${age} d old, allowed ${maxAge} d`;
  return outcome.kind === 'fail'
    ? { ...outcome, message: `${outcome.message}; ${stale}` }
    : notInTable(`${stale}; it says: ${outcome.message}`);
}

/** Before the oldest release that is known: what ended for that one has ended for this one too. */
function judgeOlder(name: string, oldest: string, end: IsoDate | null, asOf: IsoDate): Outcome {
  const left = end === null ? 0 : daysBetween(asOf, end);
  if (left >= 0) return notInTable(`${name} is older than the built-in life-cycle table`);
  const text = `${name} is older than ${oldest}, whose general support ended on ${end}`;
  const facts = { generalSupportEnd: end, daysLeft: left };
  return fail(`${text}, ${-left} d ago`, REMEDY, { at: 'version', facts });
}

function judgeTable(name: string, support: SupportPeriod, asOf: IsoDate, limits: Limits): Outcome {
  const { generalEnd, technicalGuidanceEnd: guidanceEnd } = support;
  if (generalEnd === null) {
    return pass(`general support of ${name} has no published end`, { at: 'version' });
  }
  const outcome = judgeEnd(name, generalEnd, asOf, limits, 'version');
  if (outcome.kind !== 'fail' || guidanceEnd === undefined || guidanceEnd < asOf) return outcome;
  const guidance = `technical guidance until ${guidanceEnd} brings no security patches`;
  return { ...outcome, message: `${outcome.message}; ${guidance}` };
}

function judgeEnd(name: string, end: IsoDate, asOf: IsoDate, limits: Limits, at: string): Outcome {
  const left = daysBetween(asOf, end);
  const details = { at, facts: { generalSupportEnd: end, daysLeft: left } };
  if (left < 0) {
    return fail(`general support of ${name} ended on ${end}, ${-left} d ago`, REMEDY, details);
  }
  const text = `general support of ${name} ends on ${end}, in ${left} d`;
  if (left > limits.warnWithin) return pass(text, details);
  const severity = warningSeverity(left, limits);
  return warn(`${text}, warning within ${limits.warnWithin} d`, REMEDY, { ...details, severity });
}

/** One level lower for tiers 2 to 4, as the severity of every rule. */
function warningSeverity(left: number, { urgentWithin, isCritical }: Limits): Severity {
  const severity = left <= urgentWithin ? 'high' : 'medium';
  return isCritical ? severity : lowerSeverity(severity);
}
