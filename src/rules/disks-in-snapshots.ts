import { withoutEsxiMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Disk = NonNullable<Instance['disks']>[number];

const REMEDY =
  'Set the disk to dependent while the machine is switched off, or back up and move its data from inside the guest.';

export default defineRule({
  id: 'POR-002',
  name: 'disks-in-snapshots',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Snapshots hold every disk of the machine',
  source: [TEXTS.forkliftDisks, TEXTS.avsMachines, TEXTS.azureAgentless, TEXTS.vCheckDisks],
  why: 'Image backups and most ways of moving a running machine read a snapshot: a disk that is left out of it is neither backed up nor moved.',
  condition: {
    fail: 'A disk forgets at power-off what was written to it (independent-nonpersistent).',
    warn: 'A disk is left out of snapshots (independent-persistent).',
    unknown: 'The disks are not recorded, or the mode of one.',
    notApplicable:
      'It still runs on hardware of its own, or on another product than ESXi and does not come from there (migration.method v2v).',
  },
  remedy: REMEDY,
  needs: { disks: 'disks' },
  notApplicable: ({ subject, estate }) => withoutEsxiMachine(estate, subject.value),
  check({ disks }) {
    if (disks.length === 0) return pass('no disks');
    return worstOf(disks.map((disk, i) => judgeMode(disk, `disks[${i}]`)));
  },
});

function judgeMode({ mode, label }: Disk, disk: string): Outcome {
  const at = `${disk}.mode`;
  const name = label ?? disk;
  if (mode === undefined) return notRecorded(at);
  switch (mode) {
    case 'dependent':
      return pass('snapshots hold its disks');
    case 'independent-persistent':
      return warn(`snapshots leave ${name} out (${mode})`, REMEDY, { at });
    case 'independent-nonpersistent':
      return fail(`${name} forgets at power-off what was written to it (${mode})`, REMEDY, { at });
  }
}
