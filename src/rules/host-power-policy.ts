import { pass, warn } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listWords } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-013',
  name: 'host-power-policy',
  category: 'hygiene',
  subject: 'host',
  severity: 'info',
  effort: 'small',
  title: 'The host does not save power at the cost of speed',
  source: [
    TEXTS.vCheckHosts,
    projectDefault('vCheck reports the policy; that only high-performance is wanted is ours.'),
  ],
  why: 'A processor that is asleep answers late: what saves a few watts costs milliseconds in every query of a busy database.',
  condition: {
    warn: 'Its power policy is none of wanted.',
    unknown: 'The policy is not recorded.',
  },
  remedy: 'Set the policy of the hypervisor, and let the firmware leave power to it.',
  needs: { policy: 'powerPolicy' },
  options: {
    wanted: listOption({
      default: ['high-performance'],
      choices: ['high-performance', 'balanced', 'low-power', 'custom'],
      about: 'Policies that are good.',
    }),
  },
  check({ policy }, { wanted }) {
    const text = `power policy ${policy}`;
    if (wanted.includes(policy)) return pass(text);
    const remedy = 'Set the policy of the hypervisor, and let the firmware leave power to it.';
    return warn(`${text}, allowed ${listWords(wanted)}`, remedy);
  },
});
