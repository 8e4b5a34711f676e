import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Disk = NonNullable<Instance['disks']>[number];

const GIB_PER_TIB = 1024;

export default defineRule({
  id: 'POR-007',
  name: 'disks-can-be-carried',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'medium',
  title: 'The number and sizes of its disks fit the ways of moving it',
  source: [TEXTS.forkliftDisks, TEXTS.avsMachines, TEXTS.azureAgentless],
  why: 'A machine with more or larger disks than a tool carries is found on the night of the move, or takes longer than the night.',
  condition: {
    fail: 'A disk has no size.',
    warn: 'There are more than mostDisks disks, one is larger than largestDisk, or all together are larger than largestMachine.',
    unknown: 'The disks are not recorded, or the size or the storage of one.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Divide the data over several machines or disks, or plan a copy ahead of the move.',
  needs: { disks: 'disks' },
  options: {
    mostDisks: countOption(165, 'disks', 'Number of disks above which it warns.'),
    largestDisk: numberOption({
      default: 32,
      minimum: 0,
      unit: 'TiB',
      about: 'Size of one disk above which it warns.',
    }),
    largestMachine: numberOption({
      default: 10,
      minimum: 0,
      unit: 'TiB',
      about: 'Size of all its disks above which it warns.',
    }),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ disks }, { mostDisks, largestDisk, largestMachine }) {
    return worstOf([
      judgeNumber(disks.length, mostDisks),
      ...disks.map((disk, i) => judgeDisk(disk, `disks[${i}]`, largestDisk)),
      judgeSum(disks, largestMachine),
    ]);
  },
});

function judgeNumber(number: number, most: number): Outcome {
  const text = count(number, 'disk');
  return number > most
    ? warn(`${text}, warning above ${most}`, 'Take away disks that it does not use.', {
        at: 'disks',
      })
    : pass(text);
}

function judgeDisk({ GiB, storage, label }: Disk, disk: string, largestTiB: number): Outcome {
  const name = label ?? disk;
  return worstOf([
    ifRecorded(GiB, `${disk}.GiB`, (size) => judgeSize(size, name, `${disk}.GiB`, largestTiB)),
    ifRecorded(storage, `${disk}.storage`, () => pass('')),
  ]);
}

function judgeSize(GiB: number, name: string, at: string, largestTiB: number): Outcome {
  if (GiB === 0) {
    const remedy = 'Look at the disk: its description is broken, or it is not used.';
    return fail(`${name} has no size`, remedy, { at });
  }
  if (GiB <= largestTiB * GIB_PER_TIB) return pass('');
  const text = `${name} has ${inTiB(GiB)}, warning above ${largestTiB} TiB`;
  return warn(text, 'Divide it into smaller disks.', { at });
}

/** What is recorded may be above the limit already; a size that is not is asked for at its disk. */
function judgeSum(disks: readonly Disk[], largestTiB: number): Outcome {
  const GiB = disks.reduce((sum, disk) => sum + (disk.GiB ?? 0), 0);
  const text = `${inTiB(GiB)} in all`;
  if (GiB <= largestTiB * GIB_PER_TIB) return pass(text);
  const remedy = 'Plan a copy ahead of the move, and a longer window.';
  return warn(`${text}, warning above ${largestTiB} TiB`, remedy, { at: 'disks' });
}

function inTiB(GiB: number): string {
  return `${formatNumber(GiB / GIB_PER_TIB, 3)} TiB`;
}
