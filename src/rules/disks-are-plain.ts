import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Disk = NonNullable<Instance['disks']>[number];

const RAW = ['rdm-virtual', 'rdm-physical', 'passthrough'] as const;

const OWN_DISK = 'Copy its data to a virtual disk of the machine’s own.';
const OWN_CLUSTER =
  'Plan a cluster that shares no disk there, or let a file or block service hold the data.';

export default defineRule({
  id: 'POR-001',
  name: 'disks-are-plain',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'large',
  title: 'Its disks are virtual disks of its own, neither raw nor shared',
  source: [TEXTS.forkliftDisks, TEXTS.avsMachines, TEXTS.azureAgentless, TEXTS.vCheckDisks],
  why: 'A raw disk stays on its array and a shared one with its other machines: no tool carries them to another platform.',
  condition: {
    fail: 'A disk is of a kind of blocking, is shared with another machine, or hangs on a bus that is.',
    warn: 'A disk is raw, and its kind is none of blocking.',
    unknown: 'The disks are not recorded, or of one its kind, whether it is shared, or its bus.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: OWN_DISK,
  needs: { disks: 'disks' },
  options: {
    blocking: listOption({
      default: ['rdm-physical', 'passthrough'],
      choices: RAW,
      about: 'Kinds of raw disks that fail; the others warn.',
    }),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ disks }, { blocking }) {
    if (disks.length === 0) return pass('no disks');
    return worstOf(disks.map((disk, i) => judgeDisk(disk, `disks[${i}]`, blocking)));
  },
});

function judgeDisk(disk: Disk, at: string, blocking: readonly string[]): Outcome {
  const name = disk.label ?? at;
  return worstOf([
    judgeKind(disk.kind, name, `${at}.kind`, blocking),
    judgeSharing(disk.shared, name, `${at}.shared`),
    judgeBus(disk.busSharing, name, `${at}.busSharing`),
  ]);
}

function judgeKind(
  kind: Disk['kind'],
  name: string,
  at: string,
  blocking: readonly string[],
): Outcome {
  if (kind === undefined) return notRecorded(at);
  if (kind === 'virtual') return pass('virtual disks of its own');
  if (kind === 'shared') return fail(`${name} is shared with another machine`, OWN_CLUSTER, { at });
  const answer = blocking.includes(kind) ? fail : warn;
  return answer(`${name} is raw (${kind})`, OWN_DISK, { at });
}

function judgeSharing(shared: boolean | undefined, name: string, at: string): Outcome {
  if (shared === undefined) return notRecorded(at);
  return shared
    ? fail(`several machines may write to ${name}`, OWN_CLUSTER, { at })
    : pass('virtual disks of its own');
}

function judgeBus(bus: Disk['busSharing'], name: string, at: string): Outcome {
  if (bus === undefined) return notRecorded(at);
  return bus === 'none'
    ? pass('virtual disks of its own')
    : fail(`${name} hangs on a shared bus (${bus})`, OWN_CLUSTER, { at });
}
