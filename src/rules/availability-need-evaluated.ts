import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Hold a business-impact analysis with the owner; record RTO, RPO, tolerable outage and the day.';

export default defineRule({
  id: 'AVL-001',
  name: 'availability-need-evaluated',
  category: 'availability',
  subject: ['application', 'instance'],
  severity: 'high',
  effort: 'medium',
  evidence: true,
  unwaivable: true,
  title: 'The availability need of each application is evaluated',
  source: [
    paper('P1'),
    TEXTS.ucsfTiers,
    TEXTS.hipaaCriticality,
    projectDefault('An analysis is renewed every year.'),
  ],
  why: 'Nobody can say whether a platform is fit for an application whose need is not known.',
  condition: {
    fail: 'RTO, RPO, tolerable outage or owner is not recorded, or an instance belongs to no application.',
    warn: 'The analysis is older than maxAgeDays, lies in the future, or its day is not recorded.',
  },
  remedy: REMEDY,
  options: {
    maxAgeDays: daysOption(365, 'Age at which an analysis is to be renewed.'),
  },
  concerns: ({ subject, estate }) =>
    subject.kind === 'application' || estate.applicationOf(subject.value) === undefined,
  check(_facts, { maxAgeDays }, { subject, estate }) {
    if (subject.kind === 'instance') {
      return fail(
        'belongs to no application, so nobody has said how long it may be down',
        'Name its application, or write an entry for it.',
        { missing: ['application'], snippet: 'application: its-application' },
      );
    }
    const { owner, availability: need = {} } = subject.value;
    const asked = {
      owner,
      'availability.maxOutageMinutes': need.maxOutageMinutes,
      'availability.rtoMinutes': need.rtoMinutes,
      'availability.rpoMinutes': need.rpoMinutes,
    };
    const missing = Object.entries(asked).flatMap(([path, fact]) =>
      fact === undefined ? path : [],
    );
    if (missing.length > 0) {
      return fail(`analysis pending, not recorded: ${missing.join(', ')}`, REMEDY, {
        at: missing.find((path) => path !== 'owner') ?? 'owner',
        facts: asked,
        missing,
        snippet: snippet(missing, estate.asOf),
      });
    }
    const { assessedOn } = need;
    const at = {
      at: 'availability.assessedOn',
      facts: { ...asked, 'availability.assessedOn': assessedOn },
    };
    if (assessedOn === undefined) {
      return warn('the day of the analysis is not recorded', 'Record assessedOn.', {
        missing: ['availability.assessedOn'],
        ...at,
      });
    }
    const age = daysBetween(assessedOn, estate.asOf);
    if (age < 0) {
      return warn(
        `the analysis of ${assessedOn} is still to be held (today is ${estate.asOf})`,
        REMEDY,
        at,
      );
    }
    const text = `analysed on ${assessedOn}, ${age} d ago`;
    return age <= maxAgeDays
      ? pass(text, at)
      : warn(`${text}, allowed ${maxAgeDays} d`, REMEDY, at);
  },
});

const EXAMPLES: Readonly<Record<string, string>> = {
  'availability.maxOutageMinutes': 'maxOutageMinutes: 240',
  'availability.rtoMinutes': 'rtoMinutes: 240',
  'availability.rpoMinutes': 'rpoMinutes: 60',
};

/** What is missing, beside the day on which it was settled. */
function snippet(missing: readonly string[], today: IsoDate): string {
  const owner = missing.includes('owner') ? ['owner: its-owner'] : [];
  const need = missing.flatMap((path) => EXAMPLES[path] ?? []);
  return [...owner, 'availability:', ...[`assessedOn: ${today}`, ...need].map(indented)].join('\n');
}

function indented(line: string): string {
  return `  ${line}`;
}
