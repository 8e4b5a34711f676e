import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const RENEW = 'Renew the licence before its last day.';

export default defineRule({
  id: 'HYG-027',
  name: 'licence-in-force',
  category: 'hygiene',
  subject: 'platform',
  severity: 'low',
  severityBelow: 'info',
  effort: 'medium',
  title: 'The licence of the platform is in force and enough',
  source: [
    TEXTS.vCheckLicences,
    projectDefault('A licence warns 60 days before its last day, as a certificate does.'),
  ],
  why: 'When an evaluation or a licence ends hosts are disconnected: what runs goes on, and nothing that stops starts again. SUP-004 counts the cores.',
  condition: {
    fail: 'It runs on an evaluation licence, its licence has ended (both shown as medium), or more are in use than owned.',
    warn: 'The licence ends within warnWithin days.',
    unknown:
      'Whether it is an evaluation is not recorded, the last day of a licence that is not perpetual, or how many are owned and in use.',
  },
  remedy: 'License it, and note the last day where somebody is reminded of it.',
  reads: {
    evaluation: 'licensing.evaluation',
    perpetual: 'licensing.perpetual',
    expiresOn: 'licensing.expiresOn',
    total: 'licensing.total',
    used: 'licensing.used',
  },
  options: {
    warnWithin: daysOption(60, 'Days before its end from which on it warns.'),
  },
  check({ evaluation, perpetual, expiresOn, total, used }, { warnWithin }, { estate }) {
    return worstOf([
      ifRecorded(evaluation, 'licensing.evaluation', judgeEvaluation),
      perpetual === true
        ? pass('it does not end')
        : ifRecorded(expiresOn, 'licensing.expiresOn', (end) =>
            judgeEnd(end, estate.asOf, warnWithin),
          ),
      judgeUse(total, used),
    ]);
  },
});

function judgeEvaluation(is: boolean): Outcome {
  return is
    ? fail('it runs on an evaluation licence', 'Give it its licence.', {
        at: 'licensing.evaluation',
        severity: 'medium',
      })
    : pass('licensed');
}

function judgeEnd(end: IsoDate, asOf: IsoDate, warnWithin: number): Outcome {
  const days = daysBetween(asOf, end);
  const at = { at: 'licensing.expiresOn' };
  if (days < 0) {
    const text = `its licence ended on ${end}, ${-days} d ago`;
    return fail(text, RENEW, { ...at, severity: 'medium' });
  }
  const text = `its licence ends on ${end}`;
  return days <= warnWithin
    ? warn(`${text}, in ${days} d, warning from ${warnWithin} d on`, RENEW, at)
    : pass(text);
}

function judgeUse(total: number | undefined, used: number | undefined): Outcome {
  const missing = [
    ...(total === undefined ? ['licensing.total'] : []),
    ...(used === undefined ? ['licensing.used'] : []),
  ];
  if (total === undefined || used === undefined) return notRecorded(...missing);
  const text = `${used} of ${total} licences in use`;
  return used > total
    ? fail(text, 'Buy what is missing, or take licences from hosts that need none.', {
        at: 'licensing.used',
      })
    : pass(text);
}
