import { pass, warn } from '../domain/outcome.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Switch it off, or prove in a test how long its hosts take to come back.';

export default defineRule({
  id: 'HYG-021',
  name: 'hosts-stay-on',
  category: 'hygiene',
  subject: 'cluster',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The cluster does not switch hosts off to save power',
  source: [
    TEXTS.forkliftClusters,
    projectDefault('That it warns: Forklift only tells it before a move.'),
  ],
  why: 'The host that should take over stands still when another one fails, and takes minutes to come up, if it does.',
  condition: {
    warn: 'Hosts are switched off while load is low.',
    unknown: 'Whether they are is not recorded.',
  },
  remedy: REMEDY,
  needs: { isOn: 'powerManagement' },
  check({ isOn }) {
    if (!isOn) return pass('its hosts stay on');
    const snippet = 'powerManagement: false';
    return warn('hosts are switched off while load is low', REMEDY, { snippet });
  },
});
