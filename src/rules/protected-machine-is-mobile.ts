import { pinsOf } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { staysOnHardware } from '../analysis/migration.ts';
import { factRef } from '../domain/fact-path.ts';
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
import { listOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Disk = NonNullable<Instance['disks']>[number];

const PROTECTIONS = [
  'none',
  'backup-restore',
  'dr-failover',
  'ha-restart',
  'app-cluster',
  'ft',
] as const;

export default defineRule({
  id: 'DEP-005',
  name: 'protected-machine-is-mobile',
  category: 'dependencies',
  subject: 'instance',
  severity: 'high',
  effort: 'medium',
  title: 'Nothing ties a machine to one host whose protection needs another',
  source: [
    TEXTS.pciPassthrough,
    TEXTS.usbPassthrough,
    TEXTS.forkliftConcerns,
    projectDefault('An application cluster needs no mobility: its peer takes over.'),
  ],
  why: 'A restart on another host finds neither the dongle nor the local disk: the protection exists on paper only.',
  condition: {
    fail: 'It relies on a restart or on fault tolerance, and a device or network port is handed through to it, it is pinned to one host, or a disk is local.',
    warn: 'It has a raw or shared disk, is bound to NUMA nodes, or has snapshots.',
    unknown:
      'Its protection is not recorded, or what is handed through, its placement rules, disks and their storage, its NUMA binding, or its snapshots.',
    notApplicable: 'Its protection needs no other host, or it stays on its hardware.',
  },
  remedy:
    'Remove what ties it to the host, or protect it by a second instance on another host instead.',
  needs: { protection: 'protection' },
  reads: {
    passthrough: 'passthrough',
    nicPassthrough: 'nicPassthrough',
    rules: 'placementRules',
    disks: 'disks',
    numaPinned: 'numaPinned',
    snapshots: 'snapshots.count',
  },
  options: {
    mobileProtections: listOption({
      default: ['ha-restart', 'ft'],
      choices: PROTECTIONS,
      about: 'Protections that bring a machine up on another host.',
    }),
  },
  notApplicable: ({ subject, estate }) =>
    staysOnHardware(estate, subject.value) ? 'it stays on its hardware' : undefined,
  check({ protection, ...facts }, { mobileProtections }, { subject, estate }) {
    if (!mobileProtections.includes(protection)) {
      return {
        kind: 'not-applicable',
        message: `its protection, ${protection}, needs no other host`,
      };
    }
    const { form } = subject.value;
    return worstOf([
      ifRecorded(facts.passthrough, 'passthrough', judgeDevices),
      ifRecorded(facts.nicPassthrough, 'nicPassthrough', judgePort),
      ifRecorded(facts.rules, 'placementRules', () => judgePins(subject.value)),
      ifRecorded(facts.disks, 'disks', (disks) => judgeDisks(estate, disks)),
      ifRecorded(facts.numaPinned, 'numaPinned', judgeNuma),
      // What is still physical has no snapshots yet.
      ...(form === 'physical'
        ? []
        : [ifRecorded(facts.snapshots, 'snapshots.count', judgeSnapshots)]),
    ]);
  },
});

function judgeDevices(kinds: readonly string[]): Outcome {
  return kinds.length === 0
    ? pass('no device is handed through')
    : fail(
        `handed through: ${listNames(kinds)}, allowed none`,
        'Put the device on the network, or protect the machine by a second instance.',
        { at: 'passthrough' },
      );
}

function judgePort(isHandedThrough: boolean): Outcome {
  return isHandedThrough
    ? fail('a network port is handed through, allowed none', 'Give it a virtual network card.', {
        at: 'nicPassthrough',
      })
    : pass('no network port either');
}

function judgePins(instance: Instance): Outcome {
  const pins = pinsOf(instance);
  if (pins.length !== 1)
    return pass(pins.length === 0 ? 'not pinned' : `pinned to ${pins.length} hosts`);
  return fail(`pinned to ${listNames(pins)} alone`, 'Remove the rule, or allow a second host.', {
    at: 'placementRules',
  });
}

function judgeDisks(estate: Estate, disks: readonly Disk[]): Outcome {
  if (disks.length === 0) return pass('no disks');
  return worstOf(disks.map((disk, i) => judgeDisk(estate, disk, `disks[${i}]`)));
}

function judgeDisk(estate: Estate, { kind, storage }: Disk, at: string): Outcome {
  if (kind === 'passthrough') {
    const remedy = 'Move its data to a virtual disk on shared storage.';
    return fail('a disk of the host is handed through', remedy, { at: `${at}.kind` });
  }
  return worstOf([judgeKind(kind, at), judgeStorage(estate, storage, at)]);
}

function judgeKind(kind: Disk['kind'], at: string): Outcome {
  if (kind === undefined) return notRecorded(`${at}.kind`);
  if (kind === 'virtual') return pass('virtual disks');
  const remedy = 'Replace it by a virtual disk, or plan moves of this machine by hand.';
  const text = kind === 'shared' ? 'a disk is shared with another machine' : 'a disk is raw';
  return warn(`${text} (${kind})`, remedy, { at: `${at}.kind` });
}

function judgeStorage(estate: Estate, id: string | undefined, at: string): Outcome {
  if (id === undefined) return notRecorded(`${at}.storage`);
  const kind = estate.storage(id)?.kind;
  if (kind === undefined) return notRecorded(factRef('storage', id, 'kind'));
  return kind === 'local'
    ? fail(`a disk lies on local storage, ${id}`, 'Move it to shared storage.', {
        at: `${at}.storage`,
      })
    : pass('on shared storage');
}

function judgeNuma(isPinned: boolean): Outcome {
  return isPinned
    ? warn('bound to NUMA nodes', 'Let the hypervisor choose the nodes.', { at: 'numaPinned' })
    : pass('free of NUMA nodes');
}

function judgeSnapshots(number: number): Outcome {
  return number > 0
    ? warn(`${count(number, 'snapshot')}, allowed none`, 'Consolidate its snapshots.', {
        at: 'snapshots.count',
      })
    : pass('no snapshot');
}
