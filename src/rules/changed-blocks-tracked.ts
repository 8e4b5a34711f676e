import { withoutEsxiMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Switch changed block tracking on for the machine and each of its disks, and begin with a full backup.';
const TRACKED = pass('changed blocks are tracked');

export default defineRule({
  id: 'POR-008',
  name: 'changed-blocks-tracked',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Changed blocks are tracked for the machine and all its disks',
  source: [TEXTS.forkliftMachine, TEXTS.vCheckState],
  why: 'Without tracking each backup reads everything, and a move cannot copy ahead while the machine runs.',
  condition: {
    warn: 'Tracking is off for the machine or for a disk.',
    unknown: 'Whether it is on is not recorded for the machine, or for a disk.',
    notApplicable:
      'It still runs on hardware of its own, or on another product than ESXi and does not come from there (migration.method v2v).',
  },
  remedy: REMEDY,
  needs: { tracking: 'changeTracking', disks: 'disks' },
  notApplicable: ({ subject, estate }) => withoutEsxiMachine(estate, subject.value),
  check({ tracking, disks }) {
    // Off for the machine is off for all of them.
    if (!tracking) {
      return warn('changed blocks are not tracked', REMEDY, { snippet: 'changeTracking: true' });
    }
    return worstOf([TRACKED, ...disks.map(judgeDisk)]);
  },
});

function judgeDisk(
  { changeTracking, label }: NonNullable<Instance['disks']>[number],
  index: number,
): Outcome {
  const at = `disks[${index}].changeTracking`;
  return ifRecorded(changeTracking, at, (isOn) =>
    isOn ? TRACKED : warn(`not tracked for ${label ?? `disks[${index}]`}`, REMEDY, { at }),
  );
}
