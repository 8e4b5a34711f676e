import { minutesPerYear } from '../analysis/availability.ts';
import { fail, notApplicable, notRecorded, pass, unknown } from '../domain/outcome.ts';
import { listOption, percentOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { APPLICATION_FUNCTIONS } from '../knowledge/application-functions.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'AVL-007',
  name: 'ehr-target-high',
  category: 'availability',
  subject: 'application',
  severity: 'medium',
  effort: 'medium',
  title: 'The availability target of records, order entry and medication is high',
  source: [
    TEXTS.stratusEmrDowntime,
    projectDefault(
      'Order entry and the record of medication are held to what is said of the record itself; none of it is asked outside health care.',
    ),
  ],
  why: 'What nobody has promised is neither measured nor missed: the target decides what is bought and rehearsed.',
  condition: {
    fail: 'Its function is one of functions, and its target is below leastTarget.',
    unknown:
      'The target is not recorded, or the function is not and the target is below leastTarget.',
    notApplicable:
      'Its function is none of functions, or the profile of the assessment is general.',
  },
  remedy: 'Agree on a higher target with its owner in writing, and measure it.',
  reads: { function: 'function', target: 'availability.targetPercent' },
  options: {
    leastTarget: percentOption(99.99, 'Lowest availability target.'),
    functions: listOption({
      default: ['ehr', 'cpoe', 'emar'],
      choices: APPLICATION_FUNCTIONS,
      about: 'Functions whose target is looked at.',
    }),
  },
  notApplicable: ({ estate }) =>
    estate.inventory.assessment.profile === 'general'
      ? 'asked in health care only, the profile is general'
      : undefined,
  check({ function: use, target }, { leastTarget, functions }) {
    if (use !== undefined && !functions.includes(use)) {
      return notApplicable(`its function is ${use}, asked of ${functions.join(', ') || 'none'}`);
    }
    if (target === undefined) {
      return notRecorded(...(use === undefined ? ['function'] : []), 'availability.targetPercent');
    }
    const text = `a target of ${inWords(target)}, at least ${inWords(leastTarget)}`;
    const at = 'availability.targetPercent';
    // Any function is served by a target that is high enough.
    if (target >= leastTarget) return pass(text, { at });
    if (use === undefined) return unknown(`${text}; its function is not recorded`, ['function']);
    return fail(
      text,
      `Agree with its owner on at least ${leastTarget} % in writing, and measure it.`,
      { at, snippet: `availability:\n  targetPercent: ${leastTarget}` },
    );
  },
});

/** Digits of a target are never rounded away: they are what it is about. */
function inWords(target: number): string {
  return `${target} % (${formatMinutes(minutesPerYear(1 - target / 100))} down a year)`;
}
