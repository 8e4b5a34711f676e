import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-006',
  name: 'machine-within-reach',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The platform reaches the machine and its files',
  source: [TEXTS.vCheckState],
  why: 'What the platform does not reach it neither restarts nor backs up, and nobody notices before it is needed.',
  condition: {
    fail: 'The machine is inaccessible, orphaned or invalid; shown as medium.',
    warn: 'It is disconnected, with its host.',
    unknown: 'How the platform sees it is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy:
    'Bring its storage or host back; register it again where its files are, or take its entry away.',
  needs: { state: 'connectionState' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ state }) {
    const at = 'connectionState';
    switch (state) {
      case 'connected':
        return pass('connected', { at });
      case 'disconnected':
        return warn('the platform does not see its host', 'Connect the host again.', { at });
      case 'inaccessible':
      case 'orphaned':
      case 'invalid':
        return fail(`the platform calls it ${state}`, REPAIRS[state], { at, severity: 'medium' });
    }
  },
});

const REPAIRS = {
  inaccessible: 'Bring back the storage that its files lie on.',
  orphaned: 'Register it again where its files are, or take its entry away.',
  invalid: 'Repair its configuration file, or restore it from a backup.',
} as const;
