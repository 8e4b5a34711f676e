import { withoutEsxiHost } from '../analysis/virtual-machine.ts';
import type { Server } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-012',
  name: 'host-access-closed',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The host is managed by its management server, and its shell is closed',
  source: [TEXTS.hardeningAccess, TEXTS.vCheckHosts],
  why: 'Whoever gets onto one host encrypts every machine on it; an open shell is how they get there. Lockdown needs the break-glass account that PLT-008 asks for.',
  condition: {
    warn: 'Lockdown is off, or the shell or SSH is open.',
    unknown: 'The lockdown mode is not recorded, or whether the shell is open.',
    notApplicable: 'It runs another product than ESXi.',
  },
  remedy: 'Stop the shell and SSH, and switch lockdown on once a break-glass account is proven.',
  reads: { lockdown: 'lockdown', shell: 'shellEnabled' },
  notApplicable: ({ subject, estate }) => withoutEsxiHost(estate, subject.value),
  check({ lockdown, shell }) {
    return worstOf([
      ifRecorded(lockdown, 'lockdown', judgeLockdown),
      ifRecorded(shell, 'shellEnabled', judgeShell),
    ]);
  },
});

function judgeLockdown(mode: NonNullable<Server['lockdown']>): Outcome {
  return mode === 'none'
    ? warn('lockdown is off', 'Switch lockdown on once a break-glass account is proven.', {
        at: 'lockdown',
        snippet: 'lockdown: normal',
      })
    : pass(`lockdown is ${mode}`);
}

function judgeShell(isOpen: boolean): Outcome {
  return isOpen
    ? warn('its shell or SSH is open', 'Stop both, and let them not start with the host.', {
        at: 'shellEnabled',
        snippet: 'shellEnabled: false',
      })
    : pass('its shell is closed');
}
