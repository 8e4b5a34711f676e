import { daysBetween } from '../domain/calendar.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Renew its certificate from the management server.';

export default defineRule({
  id: 'HYG-011',
  name: 'host-certificate-valid',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The certificate of the host does not run out',
  source: [TEXTS.vCheckHosts],
  why: 'A host whose certificate has ended is cut off from its management server: it runs on, and nobody can move or restart what is on it.',
  condition: {
    fail: 'It has ended; shown as medium.',
    warn: 'It ends within warnWithin days.',
    unknown: 'Its last day is not recorded.',
  },
  remedy: REMEDY,
  needs: { end: 'certificateEnd' },
  options: {
    warnWithin: daysOption(60, 'Days before its end from which on it warns.'),
  },
  check({ end }, { warnWithin }, { estate }) {
    const at = { at: 'certificateEnd' };
    const days = daysBetween(estate.asOf, end);
    if (days < 0) {
      const text = `its certificate ended on ${end}, ${-days} d ago`;
      return fail(text, REMEDY, { ...at, severity: 'medium' });
    }
    const text = `its certificate ends on ${end}`;
    return days <= warnWithin
      ? warn(`${text}, in ${days} d, warning from ${warnWithin} d on`, REMEDY, at)
      : pass(text, at);
  },
});
