import { withoutEsxiStorage } from '../analysis/virtual-machine.ts';
import { pass, warn } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const WITHOUT_CONTROL: readonly unknown[] = ['local', 'hci'];
const REMEDY = 'Switch storage I/O control on, or share out the load on the array.';

export default defineRule({
  id: 'HYG-024',
  name: 'storage-load-shared',
  category: 'hygiene',
  subject: 'storage',
  severity: 'info',
  effort: 'small',
  title: 'A congested storage serves its machines by priority',
  source: [TEXTS.storageIoControl, TEXTS.vCheckStorage],
  why: 'One machine that copies all night slows every other one on its datastore, the critical ones no less.',
  condition: {
    warn: 'Storage I/O control is off.',
    unknown: 'Whether it is on is not recorded.',
    notApplicable:
      'Its kind has no such control (local, hci), or only hosts of other products than ESXi reach it.',
  },
  remedy: REMEDY,
  needs: { isOn: 'ioControl' },
  notApplicable: ({ subject, estate }) =>
    WITHOUT_CONTROL.includes(subject.value.kind)
      ? `${subject.value.kind} storage has no I/O control`
      : withoutEsxiStorage(estate, subject.value),
  check({ isOn }) {
    const at = 'ioControl';
    return isOn
      ? pass('storage I/O control is on', { at })
      : warn('storage I/O control is off', REMEDY, { at });
  },
});
