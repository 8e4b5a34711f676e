import { estateHasTier, isEmptyEstate } from '../analysis/carried-production.ts';
import type { FactRef } from '../domain/fact-path.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, tierOption } from '../domain/rule-option.ts';
import { count, tiersUpTo } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const TRAINED = 'operations.adminsTrained';
const ON_CALL = 'operations.onCall24x7';

export default defineRule({
  id: 'OPS-002',
  name: 'staff-around-the-clock',
  category: 'operations',
  subject: 'estate',
  severity: 'high',
  effort: 'medium',
  title: 'Trained staff can be reached around the clock',
  source: [
    TEXTS.virtualizationSkills,
    TEXTS.contingencyPeople,
    projectDefault(
      'Two trained people at least, three for leave and illness; on call at any hour for tier 0 and 1.',
    ),
  ],
  why: 'A platform that carries care at night is mended by whoever can be reached at night, and knows it.',
  condition: {
    fail: 'Fewer than leastTrained people are trained on the platform, or none of them can be reached at any hour although an application is of a tier up to onCallUpToTier.',
    warn: 'Fewer than goodTrained people are trained.',
    unknown:
      'adminsTrained is not recorded; onCall24x7 is not, unless all applications are of later tiers; or, where nobody is on call, a tier is not.',
    notApplicable: 'Nothing is recorded that anybody has to run.',
  },
  remedy:
    'Train further people on the platform, and put them on call, or contract somebody who is.',
  reads: { trained: TRAINED, onCall: ON_CALL },
  options: {
    leastTrained: countOption(2, 'people', 'Least number of trained people.'),
    goodTrained: countOption(3, 'people', 'Number of trained people that is good.'),
    onCallUpToTier: tierOption(1, 'Largest tier number that needs somebody on call at any hour.'),
  },
  notApplicable: ({ estate }) =>
    isEmptyEstate(estate) ? 'nothing is recorded that anybody has to run' : undefined,
  check({ trained, onCall }, { leastTrained, goodTrained, onCallUpToTier }, { estate }) {
    return worstOf([
      ifRecorded(trained, TRAINED, (number) => {
        const text = count(number, 'trained person', 'trained people');
        const remedy = 'Train further people on the platform.';
        if (number < leastTrained) {
          return fail(`${text}, at least ${leastTrained}`, remedy, { at: TRAINED });
        }
        if (number < goodTrained) {
          return warn(`${text}, good from ${goodTrained} on`, remedy, { at: TRAINED });
        }
        return pass(text);
      }),
      judgeOnCall(onCall, estateHasTier(estate, onCallUpToTier), tiersUpTo(onCallUpToTier)),
    ]);
  },
});

function judgeOnCall(
  onCall: boolean | undefined,
  critical: boolean | readonly FactRef[],
  tiers: string,
): Outcome {
  if (onCall === true) return pass('on call at any hour');
  if (critical === false)
    return pass(`nothing of ${tiers} that needs somebody on call at any hour`);
  if (onCall === undefined) return notRecorded(ON_CALL);
  const text = `nobody on call at any hour, which ${tiers} needs`;
  if (critical !== true) return { ...notRecorded(...critical), message: text };
  const remedy = 'Put trained people on call at any hour, or contract somebody who is.';
  return fail(text, remedy, { at: ON_CALL });
}
