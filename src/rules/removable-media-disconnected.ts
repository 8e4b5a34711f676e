import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-003',
  name: 'removable-media-disconnected',
  category: 'hygiene',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'No CD or floppy is connected',
  source: [TEXTS.vCheckHardware, TEXTS.avsHygiene],
  why: 'A connected medium lies on a storage that other hosts or another platform may not see: it holds up a move, a restart or a maintenance.',
  condition: {
    warn: 'A drive for removable media is connected.',
    unknown: 'The drives are not recorded, or whether one is connected.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Disconnect the medium, and let the drive be empty when the machine starts.',
  needs: { drives: 'removableMedia' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ drives }) {
    return drives.length === 0 ? pass('no drives') : worstOf(drives.map(judgeDrive));
  },
});

function judgeDrive(
  { kind, connected }: NonNullable<Instance['removableMedia']>[number],
  index: number,
): Outcome {
  const at = `removableMedia[${index}].connected`;
  return ifRecorded(connected, at, (isConnected) =>
    isConnected
      ? warn(`a connected ${kind === 'floppy' ? 'floppy' : 'CD'}`, 'Disconnect the medium.', { at })
      : pass('no medium is connected'),
  );
}
