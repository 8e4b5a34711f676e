import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind } from '../analysis/migration.ts';
import { PROTECTION_RANK, type Protection } from '../analysis/protection.ts';
import { storageNamed } from '../analysis/stored.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Cluster, Instance, Server, Storage } from '../domain/inventory.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count, formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Disk = NonNullable<Instance['disks']>[number];

const REMEDY =
  'Move its disks to storage that the other hosts of its cluster reach, or to hyper-converged storage.';

export default defineRule({
  id: 'STO-001',
  name: 'protected-on-shared-storage',
  category: 'platform',
  subject: 'instance',
  severity: 'blocker',
  effort: 'medium',
  title: 'What shall restart on another host lies on storage that the other host reaches',
  source: [
    TEXTS.vCheck,
    TEXTS.haManager,
    TEXTS.okdStorage,
    projectDefault(
      'A member of an application cluster on disks of its own warns: its peer takes over, but it is not restarted itself.',
    ),
  ],
  why: 'A host that cannot read the disks of a machine cannot restart it, whatever the cluster promises.',
  condition: {
    fail: 'A disk of a machine with ha-restart or ft, or a shared disk of one in an application cluster, lies on local storage or on one that fewer than leastHosts hosts of its cluster reach, and is not replicated to where they do.',
    warn: 'It is replicated asynchronously; or it is a disk of its own of a member of an application cluster.',
    unknown:
      'Its protection, its disks, their storage, its cluster or who reaches that storage is not recorded.',
    notApplicable:
      'Its protection restarts it on no other host of its cluster, it stays on its hardware, or it has no disks.',
  },
  remedy: REMEDY,
  needs: { protection: 'protection', disks: 'disks' },
  options: {
    leastHosts: countOption(2, 'hosts', 'Hosts of its cluster that must reach its storage.'),
  },
  notApplicable({ subject }) {
    const { protection } = subject.value;
    if (protection !== undefined && PROTECTION_RANK[protection] < PROTECTION_RANK['ha-restart'])
      return 'its protection restarts it on no other host of its cluster';
    return isLeftBehind(subject.value) ? 'it stays on its hardware' : undefined;
  },
  check({ protection, disks }, { leastHosts }, { subject, estate }) {
    if (disks.length === 0) return notApplicable('it has no disks');
    const question = { estate, instance: subject.value, protection, leastHosts };
    return worstOf(distinct(disks).map(([disk, i]) => judgeDisk(question, disk, `disks[${i}]`)));
  },
});

/** One disk answers for the others of its kind on the same storage. */
function distinct(disks: readonly Disk[]): readonly (readonly [Disk, number])[] {
  const first = new Map<string, readonly [Disk, number]>();
  for (const [i, disk] of disks.entries()) {
    const key = `${disk.kind} ${disk.storage ?? i}`;
    if (!first.has(key)) first.set(key, [disk, i]);
  }
  return [...first.values()];
}

interface Question {
  readonly estate: Estate;
  readonly instance: Instance;
  readonly protection: Protection;
  readonly leastHosts: number;
}

function judgeDisk(question: Question, disk: Disk, path: string): Outcome {
  const { estate, instance } = question;
  if (disk.kind === 'passthrough') {
    const remedy = 'Put it on shared storage, or protect it by a second instance.';
    return fail('a disk is handed through from its host', remedy, { at: `${path}.kind` });
  }
  const storage = disk.storage === undefined ? undefined : storageNamed(estate, disk.storage);
  if (storage === undefined) return notRecorded(`${path}.storage`);
  const isMirrored = ['sync', 'async'].includes(storage.replication?.mode ?? 'none');
  if (storage.kind === 'local' && !isMirrored) {
    const at = storageFact(storage, 'kind');
    return outOfReach(question, disk, path, `${storage.id} is local storage`, at);
  }
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) return notRecorded(hiddenCluster(estate, instance));
  const reach = hostsReaching(estate, cluster, storage);
  if ('missing' in reach) return notRecorded(reach.missing);
  const isShared = storage.kind !== 'local' && reach.hosts.length >= question.leastHosts;
  if (isShared) return pass(reachText(storage, reach.hosts, cluster));
  if (isMirrored) return judgeMirror(question, disk, path, { storage, cluster, own: reach.hosts });
  const text = `${reachText(storage, reach.hosts, cluster)}, at least ${question.leastHosts}`;
  return outOfReach(question, disk, path, text, storageFact(storage, 'reachableBy'));
}

/** Its peers go on without a member of an application cluster, unless they need the same disk. */
function outOfReach(
  { protection }: Question,
  disk: Disk,
  path: string,
  text: string,
  at: FactRef,
): Outcome {
  if (protection !== 'app-cluster') {
    return fail(`${text}, so no other host can restart it`, REMEDY, { at });
  }
  if (disk.kind === undefined) return notRecorded(`${path}.kind`);
  return disk.kind === 'virtual'
    ? warn(`${text}, so only its peers go on after the loss of its host`, REMEDY, { at })
    : fail(`${text}, so its peers cannot take over the disk that they share`, REMEDY, { at });
}

interface Mirrored {
  readonly storage: Storage;
  readonly cluster: Cluster;
  /** Hosts that reach the storage itself. */
  readonly own: readonly Server[];
}

/** A copy that other hosts reach does as well; an asynchronous one lacks what was written last. */
function judgeMirror(question: Question, disk: Disk, path: string, mirrored: Mirrored): Outcome {
  const { storage, cluster, own } = mirrored;
  const { mode, target, rpoMinutes } = storage.replication ?? {};
  const copy = target === undefined ? undefined : storageNamed(question.estate, target);
  if (copy === undefined) return notRecorded(storageFact(storage, 'replication.target'));
  const reach = hostsReaching(question.estate, cluster, copy);
  if ('missing' in reach) return notRecorded(reach.missing);
  const hosts = [...new Set([...own, ...reach.hosts])];
  const text = `${storage.id} and its copy ${copy.id} are reachable by ${count(hosts.length, 'host')} of ${cluster.id}`;
  if (hosts.length < question.leastHosts) {
    const at = storageFact(storage, 'replication.target');
    return outOfReach(question, disk, path, `${text}, at least ${question.leastHosts}`, at);
  }
  if (mode === 'sync') return pass(text);
  const loss = rpoMinutes === undefined ? '' : ` of up to ${formatMinutes(rpoMinutes)}`;
  return warn(
    `${text}, but the copy is asynchronous: a restart there loses work${loss}`,
    'Replicate synchronously, or move its disks to shared storage.',
    { at: storageFact(storage, 'replication.mode') },
  );
}

type Reach = { readonly hosts: readonly Server[] } | { readonly missing: FactRef };

/** Hosts of a cluster that reach a storage by themselves or as part of the cluster. */
function hostsReaching(estate: Estate, cluster: Cluster, storage: Storage): Reach {
  const from = storage.reachableBy;
  if (from === undefined) return { missing: storageFact(storage, 'reachableBy') };
  const hosts = estate.hostsOf(cluster);
  if (hosts.length === 0) return { missing: factRef('cluster', cluster.id, 'hosts') };
  if (from.includes(cluster.id)) return { hosts };
  return { hosts: hosts.filter(({ id }) => from.includes(id)) };
}

function reachText({ id }: Storage, hosts: readonly Server[], cluster: Cluster): string {
  return `${id} is reachable by ${count(hosts.length, 'host')} of ${cluster.id}`;
}

function hiddenCluster(estate: Estate, instance: Instance): FactRef {
  const host = estate.hostOfInstance(instance);
  return host === undefined
    ? factRef('instance', instance.id, 'target')
    : factRef('host', host.id, 'cluster');
}

function storageFact({ id }: Storage, path: string): FactRef {
  return factRef('storage', id, path);
}
