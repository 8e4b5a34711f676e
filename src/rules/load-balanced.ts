import { ifRecorded, type Outcome, pass, warn } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listWords } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Switch balancing on, and let it move machines by itself; keep the few that may not move by rules.';

export default defineRule({
  id: 'HYG-020',
  name: 'load-balanced',
  category: 'hygiene',
  subject: 'cluster',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The cluster balances its load by itself',
  source: [
    TEXTS.vCheckClusters,
    TEXTS.forkliftClusters,
    projectDefault('Balancing that only advises warns: at night nobody follows the advice.'),
  ],
  why: 'After a failure the restart fills some hosts and leaves others empty; without balancing they stay so, and a maintenance waits for a person.',
  condition: {
    warn: 'Balancing is off, or its automation is none of wanted.',
    unknown: 'Whether it is on is not recorded, or how far it acts by itself.',
    notApplicable: 'It has one host.',
  },
  remedy: REMEDY,
  needs: { isOn: 'drs.enabled' },
  reads: { automation: 'drs.automation' },
  options: {
    wanted: listOption({
      default: ['partial', 'full'],
      choices: ['manual', 'partial', 'full'],
      about: 'Degrees of automation that are good.',
    }),
  },
  notApplicable: ({ subject, estate }) =>
    estate.hostsOf(subject.value).length === 1 ? 'one host, with nothing to balance' : undefined,
  check({ isOn, automation }, { wanted }) {
    if (!isOn) return warn('its load is not balanced', REMEDY, { at: 'drs.enabled' });
    return ifRecorded(automation, 'drs.automation', (degree) => judgeDegree(degree, wanted));
  },
});

function judgeDegree(degree: 'manual' | 'partial' | 'full', wanted: readonly string[]): Outcome {
  const text = `its load is balanced, automation ${degree}`;
  const at = { at: 'drs.automation' };
  return wanted.includes(degree)
    ? pass(text, at)
    : warn(`${text}, allowed ${listWords(wanted)}`, REMEDY, at);
}
