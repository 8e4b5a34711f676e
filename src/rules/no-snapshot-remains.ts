import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { percentOption } from '../domain/rule-option.ts';
import { formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Make sure that no backup of it runs and that its storage has room, then consolidate its disks.';

export default defineRule({
  id: 'HYG-001',
  name: 'no-snapshot-remains',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'Nothing of deleted snapshots is left, and those that are there stay small',
  source: [
    TEXTS.consolidation,
    TEXTS.vCheckLeftovers,
    TEXTS.forkliftMachine,
    projectDefault(
      'How large a snapshot may grow: vCheck shows its share of the disks, without a limit.',
    ),
  ],
  why: 'A disk that still writes to the files of a deleted snapshot fills the storage unseen, and the next backup or restart may not find its way through them; BDR-006 judges the snapshots that are known.',
  condition: {
    fail: 'The platform asks for a consolidation, or files of snapshots lie there that it does not know of.',
    warn: 'The snapshots take more than warnAbove of the size of the disks.',
    unknown:
      'Whether a consolidation is needed or unknown files lie there is not recorded; or the size of snapshots that are there, or of the disks.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: REMEDY,
  reads: {
    needed: 'consolidationNeeded',
    unknownFiles: 'snapshots.unknownFiles',
    number: 'snapshots.count',
    sizeGiB: 'snapshots.sizeGiB',
    disks: 'disks',
  },
  options: {
    warnAbove: percentOption(20, 'Share of the disks that snapshots may take without a warning.'),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ needed, unknownFiles, number, sizeGiB, disks }, { warnAbove }) {
    return worstOf([
      ifRecorded(needed, 'consolidationNeeded', (is) =>
        is
          ? fail('its disks need a consolidation', REMEDY, { at: 'consolidationNeeded' })
          : pass('no consolidation is needed'),
      ),
      ifRecorded(unknownFiles, 'snapshots.unknownFiles', (are) =>
        are
          ? fail('files of snapshots that the platform does not know of', REMEDY, {
              at: 'snapshots.unknownFiles',
            })
          : pass('no unknown files'),
      ),
      judgeSnapshots(number, sizeGiB, disks, warnAbove),
    ]);
  },
});

function judgeSnapshots(
  number: number | undefined,
  sizeGiB: number | undefined,
  disks: Instance['disks'],
  warnAbove: number,
): Outcome {
  if (number === 0) return pass('no snapshots');
  if (sizeGiB !== undefined) return judgeSize(sizeGiB, disks, warnAbove);
  return notRecorded(number === undefined ? 'snapshots.count' : 'snapshots.sizeGiB');
}

function judgeSize(sizeGiB: number, disks: Instance['disks'], warnAbove: number): Outcome {
  const at = { at: 'snapshots.sizeGiB' };
  if (sizeGiB === 0) return pass('snapshots of 0 GiB', at);
  if (disks === undefined) return notRecorded('disks');
  const open = disks.flatMap(({ GiB }, i) => (GiB === undefined ? [`disks[${i}].GiB`] : []));
  if (open.length > 0) return notRecorded(...open);
  const diskGiB = disks.reduce((sum, { GiB = 0 }) => sum + GiB, 0);
  if (diskGiB === 0) return pass(`snapshots of ${formatNumber(sizeGiB)} GiB without disks`, at);
  const percent = (100 * sizeGiB) / diskGiB;
  const text = `snapshots of ${formatNumber(sizeGiB)} GiB, ${formatNumber(percent)} % of its disks`;
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, at)
    : pass(text, at);
}
