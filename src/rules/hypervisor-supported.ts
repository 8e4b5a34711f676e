import { daysBetween } from '../domain/calendar.ts';
import { fail, type Outcome, pass, unknown, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { lifecycleAgeDays, platformSupport, type SupportPeriod } from '../knowledge/lifecycle.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Plan the upgrade to a supported release; a newer release does not always end later.';

const days = (value: number, about: string) =>
  numberOption({ default: value, minimum: 0, unit: 'd', about });

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
      'Version or product is not recorded, the built-in table has no entry for it, or the table is older than tableMaxAge.',
  },
  remedy: REMEDY,
  needs: { product: 'product', version: 'version' },
  reads: { recordedEnd: 'support.generalEnd' },
  options: {
    warnWithin: days(365, 'How early the end of general support warns.'),
    urgentWithin: days(180, 'How early the warning is of high severity.'),
    tableMaxAge: days(180, 'Age at which the built-in life-cycle table no longer proves support.'),
  },
  check({ product, version, recordedEnd }, options, { estate }) {
    const name = `${product} ${version}`;
    if (recordedEnd !== undefined) {
      return judgeEnd(name, recordedEnd, estate.asOf, options, 'support.generalEnd');
    }
    const support = platformSupport(product, version);
    if (support === undefined) {
      return unknown(`${name} is not in the built-in life-cycle table`, ['support.generalEnd']);
    }
    const age = lifecycleAgeDays(estate.asOf);
    const outcome = judgeTable(name, support, estate.asOf, options);
    if (outcome.kind === 'fail' || age <= options.tableMaxAge) return outcome;
    const stale = `the life-cycle table is ${age} d old, allowed ${options.tableMaxAge} d`;
    return unknown(`${stale}; it says: ${outcome.message}`, ['support.generalEnd']);
  },
});

interface Limits {
  readonly warnWithin: number;
  readonly urgentWithin: number;
}

function judgeTable(name: string, support: SupportPeriod, asOf: string, limits: Limits): Outcome {
  const { generalEnd, technicalGuidanceEnd, older, release } = support;
  if (generalEnd === null) {
    return pass(`${name} is supported, no end of general support is published`, { at: 'version' });
  }
  const outcome = judgeEnd(
    older ? `${name} (older than ${release})` : name,
    generalEnd,
    asOf,
    limits,
    'version',
  );
  if (
    outcome.kind !== 'fail' ||
    technicalGuidanceEnd === undefined ||
    technicalGuidanceEnd < asOf
  ) {
    return outcome;
  }
  const guidance = `technical guidance until ${technicalGuidanceEnd} brings no security patches`;
  return { ...outcome, message: `${outcome.message}; ${guidance}` };
}

function judgeEnd(name: string, end: string, asOf: string, limits: Limits, at: string): Outcome {
  const left = daysBetween(asOf, end);
  const details = { at, facts: { generalSupportEnd: end, daysLeft: left } };
  if (left < 0) {
    return fail(`general support of ${name} ended on ${end}, ${-left} d ago`, REMEDY, details);
  }
  const text = `general support of ${name} ends on ${end}, in ${left} d`;
  if (left > limits.warnWithin) return pass(text, details);
  const severity = left <= limits.urgentWithin ? 'high' : 'medium';
  return warn(`${text}, warning within ${limits.warnWithin} d`, REMEDY, { ...details, severity });
}
