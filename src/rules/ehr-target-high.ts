import { fail, notApplicable, notRecorded, pass } from '../domain/outcome.ts';
import { listOption, percentOption } from '../domain/rule-option.ts';
import { formatMinutes, formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const MINUTES_PER_YEAR = 365.25 * 24 * 60;

export default defineRule({
  id: 'AVL-007',
  name: 'ehr-target-high',
  category: 'availability',
  subject: 'application',
  severity: 'medium',
  effort: 'medium',
  title: 'Records, orders and medication have an availability target of 99.99 % or more',
  source: [
    TEXTS.stratusEmrDowntime,
    projectDefault('A profile that is not recorded is healthcare.'),
  ],
  why: 'A target that allows hours of downtime a year is met by outages that nobody at a bedside can bear.',
  condition: {
    fail: 'Its function is one of functions, and its target is below leastTarget.',
    unknown: 'Function or target is not recorded.',
    notApplicable: 'It has another function, or the profile of the assessment is general.',
  },
  remedy: 'Agree on a higher target with the vendor and those who care, and measure it.',
  reads: { function: 'function', target: 'availability.targetPercent' },
  options: {
    leastTarget: percentOption(99.99, 'Least availability target.'),
    functions: listOption({
      default: ['ehr', 'cpoe', 'emar'],
      choices: ['ehr', 'cpoe', 'emar', 'pharmacy', 'lis', 'ris', 'pacs', 'monitoring'],
      about: 'Functions that need it.',
    }),
  },
  notApplicable: ({ estate }) =>
    estate.inventory.assessment.profile === 'general'
      ? 'the profile of the assessment is general'
      : undefined,
  check({ function: use, target }, { leastTarget, functions }) {
    if (use === undefined) return notRecorded('function');
    if (!functions.some((one) => one === use)) return notApplicable(`its function is ${use}`);
    if (target === undefined) return notRecorded('availability.targetPercent');
    const downtime = formatMinutes(((100 - target) / 100) * MINUTES_PER_YEAR);
    const text = `target ${percent(target)} (${downtime} of downtime a year), at least ${percent(leastTarget)} for ${use}`;
    return target >= leastTarget
      ? pass(text, { at: 'availability.targetPercent' })
      : fail(text, 'Agree on a higher target with the vendor and those who care, and measure it.', {
          at: 'availability.targetPercent',
          snippet: `availability:\n  targetPercent: ${leastTarget}`,
        });
  },
});

function percent(value: number): string {
  return `${formatNumber(value, 4)} %`;
}
