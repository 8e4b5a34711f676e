import type { Server } from '../domain/inventory.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-009',
  name: 'host-in-service',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The host is connected and takes machines',
  source: [TEXTS.vCheckHosts],
  why: 'A host that nobody put back after maintenance, or that does not answer, is missing on the day when another one fails.',
  condition: {
    fail: 'The platform does not see the host (disconnected, not responding); shown as medium.',
    warn: 'It is in maintenance.',
    unknown: 'How the platform sees it is not recorded, or whether it is in maintenance.',
  },
  remedy: 'Connect it again, end its maintenance, or take it out of the cluster.',
  reads: { state: 'connectionState', maintenance: 'maintenance' },
  check({ state, maintenance }) {
    return worstOf([
      ifRecorded(state, 'connectionState', judgeState),
      ifRecorded(maintenance, 'maintenance', judgeMaintenance),
    ]);
  },
});

function judgeState(state: NonNullable<Server['connectionState']>): Outcome {
  if (state === 'connected') return pass('connected');
  return fail(
    `the platform calls it ${state}`,
    'Look whether it runs and its management network answers, then connect it again.',
    { at: 'connectionState', severity: 'medium' },
  );
}

function judgeMaintenance(isOn: boolean): Outcome {
  return isOn
    ? warn('in maintenance, so that nothing restarts on it', 'End its maintenance.', {
        at: 'maintenance',
        snippet: 'maintenance: false',
      })
    : pass('not in maintenance');
}
