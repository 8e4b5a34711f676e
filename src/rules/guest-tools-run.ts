import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-002',
  name: 'guest-tools-run',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'The guest tools are installed, run and are current',
  source: [TEXTS.vCheckGuest, TEXTS.avsHygiene, TEXTS.hardeningTools],
  why: 'Without its tools a guest is switched off instead of shut down, its backups are not consistent, and the platform does not see whether it lives.',
  condition: {
    fail: 'The tools are not installed.',
    warn: 'They do not run, or are not current.',
    unknown: 'Whether they run or are current is not recorded.',
    notApplicable: 'It stands still, or still runs on hardware of its own.',
  },
  remedy:
    'Install the guest tools from the packages of the guest, and keep them in its patch cycle.',
  reads: { state: 'toolsState', current: 'toolsCurrent' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value) ?? stillness(subject.value),
  check({ state, current }) {
    if (state === 'none') {
      const remedy = 'Install the guest tools or integration services.';
      return fail('no guest tools are installed', remedy, { at: 'toolsState' });
    }
    return worstOf([
      ifRecorded(state, 'toolsState', judgeState),
      ifRecorded(current, 'toolsCurrent', judgeAge),
    ]);
  },
});

function judgeState(state: 'stopped' | 'running'): Outcome {
  return state === 'running'
    ? pass('the guest tools run')
    : warn('the guest tools do not run', 'Start their service, and look why it stopped.', {
        at: 'toolsState',
      });
}

function judgeAge(areCurrent: boolean): Outcome {
  return areCurrent
    ? pass('and are current')
    : warn('the guest tools are old', 'Bring them up to date in the next window.', {
        at: 'toolsCurrent',
      });
}
