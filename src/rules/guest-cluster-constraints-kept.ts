import type { Estate } from '../analysis/estate.ts';
import {
  type GuestClusterNodes,
  guestClusterNodes,
  isOutsidePlatforms,
  shareHost,
} from '../analysis/guest-cluster-nodes.ts';
import { isSameRelease, releaseName } from '../analysis/releases.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  worstOf,
} from '../domain/outcome.ts';
import { standsStill } from '../domain/power.ts';
import { listOption, percentOption } from '../domain/rule-option.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const KINDS = ['wsfc', 'pacemaker', 'oracle-rac', 'always-on-ag', 'iris-mirror', 'other'] as const;

export default defineRule({
  id: 'CLU-005',
  name: 'guest-cluster-constraints-kept',
  category: 'clustering',
  subject: 'instance',
  severity: 'blocker',
  effort: 'medium',
  title: 'The nodes of a guest cluster keep to what vSphere supports for them',
  source: [
    TEXTS.wsfcLimits,
    TEXTS.wsfcDisks,
    projectDefault('Memory that is reserved in full cannot be overcommitted.'),
  ],
  why: 'A guest cluster outside these limits fails over when it should not, or not when it should, and its vendors do not help.',
  condition: {
    fail: 'Part of a guest cluster (one of kinds) on ESXi, and: protected by ft; with snapshots; with a shared disk on NFS; on one host with another node; on another version of the hypervisor than another node; or, unless its memory is reserved in full, on a host or cluster whose machines have more than memoryLimit of its memory.',
    unknown:
      'Whether it is part of a guest cluster, its platform, another node of it, or one of these facts is not recorded.',
    notApplicable:
      'It is not part of such a guest cluster, it is not on ESXi, or it is physical and has no target.',
  },
  remedy:
    'Keep the nodes apart by rule, reserve their memory, and move shared disks off NFS; leave out fault tolerance and snapshots.',
  needs: { guestCluster: 'guestCluster', product: 'platform>product' },
  reads: {
    protection: 'protection',
    snapshots: 'snapshots.count',
    disks: 'disks',
    reservation: 'memoryReservationPercent',
  },
  options: {
    kinds: listOption({
      default: ['wsfc'],
      choices: KINDS,
      about: 'Clustering software that is held to these limits.',
    }),
    memoryLimit: percentOption(
      100,
      'Share of the memory of a host or cluster that its machines may have together.',
    ),
  },
  notApplicable({ subject, estate }) {
    const instance = subject.value;
    if (instance.guestCluster === 'none') return 'no guest cluster';
    if (isOutsidePlatforms(instance)) return 'it is physical and has no target';
    const product = estate.platformOfInstance(instance)?.product;
    return product === undefined || product === 'esxi'
      ? undefined
      : `the limits are those of ESXi, and it is on ${product}`;
  },
  check({ guestCluster, protection, snapshots, disks, reservation }, options, context) {
    const { subject, estate } = context;
    const instance = subject.value;
    if (!options.kinds.some((kind) => kind === guestCluster)) {
      return notApplicable(`${guestCluster} is not held to these limits`);
    }
    const cluster = guestClusterNodes(estate, instance);
    return worstOf([
      judgeProtection(protection),
      judgeSnapshots(instance, snapshots),
      judgeDisks(estate, disks),
      judgeHosts(estate, instance, cluster),
      judgeReleases(estate, instance, cluster),
      judgeMemory(estate, instance, reservation, options.memoryLimit),
    ]);
  },
});

function judgeProtection(protection: Instance['protection']): Outcome {
  if (protection === undefined) return notRecorded('protection');
  return protection === 'ft'
    ? fail('protected by ft, which is not supported for it', 'Leave out fault tolerance.', {
        at: 'protection',
      })
    : pass('no fault tolerance', { at: 'protection' });
}

function judgeSnapshots({ form }: Instance, snapshots: number | undefined): Outcome {
  // What is physical yet has no snapshots, whatever an overlay says.
  if (form === 'physical') return pass('not virtual yet');
  if (snapshots === undefined) return notRecorded('snapshots.count');
  return snapshots > 0
    ? fail(`${count(snapshots, 'snapshot')}, allowed none`, 'Delete its snapshots.', {
        at: 'snapshots.count',
      })
    : pass('no snapshots');
}

function judgeDisks(estate: Estate, disks: Instance['disks']): Outcome {
  if (disks === undefined) return notRecorded('disks');
  const kindOf = (id: string | undefined) => estate.storage(id ?? '')?.kind;
  const missing: (string | FactRef)[] = [];
  for (const [i, { kind, storage }] of disks.entries()) {
    const at = `disks[${i}]`;
    const below = kindOf(storage);
    if (kind === 'shared' && below === 'nfs') {
      const text = `shared disk on ${storage}, which is NFS`;
      return fail(text, 'Move it to block storage.', { at: `${at}.storage` });
    }
    const mayBeShared = kind === undefined || kind === 'shared';
    if (!mayBeShared || (below !== undefined && below !== 'nfs')) continue;
    if (kind === undefined) missing.push(`${at}.kind`);
    if (storage === undefined) missing.push(`${at}.storage`);
    else if (below === undefined) missing.push(factRef('storage', storage, 'kind'));
  }
  return missing.length > 0 ? notRecorded(...missing) : pass('no shared disk on NFS');
}

/** Two nodes on one host fall together. */
function judgeHosts(
  estate: Estate,
  instance: Instance,
  { nodes, possible }: GuestClusterNodes,
): Outcome {
  if (nodes.length === 0 && possible.length === 0) {
    const fact = estate.applicationOf(instance) === undefined ? 'application' : 'redundancyGroup';
    return unknown('no other node of its guest cluster is recorded', [fact]);
  }
  const beside = nodes.filter((node) => shareHost(estate, instance, node) === true);
  if (beside.length > 0) {
    const host = estate.hostOfInstance(instance)?.id;
    return fail(
      `on ${host} with ${listNames(beside.map(({ id }) => id))}, allowed one node on a host`,
      'Keep the nodes apart by an anti-affinity rule; name each of several clusters by a redundancyGroup.',
      { at: 'target.host' },
    );
  }
  const missing = [
    ...nodes.flatMap((node) => factsOf(shareHost(estate, instance, node))),
    ...possible
      .filter((one) => shareHost(estate, instance, one.instance) !== false)
      .map((one) => one.missing),
  ];
  if (missing.length > 0) return notRecorded(...missing);
  if (nodes.length === 0) return notRecorded(...possible.map((one) => one.missing));
  return pass(`${count(nodes.length, 'other node')}, none on its host`);
}

function factsOf(answer: boolean | readonly FactRef[]): readonly FactRef[] {
  return typeof answer === 'boolean' ? [] : answer;
}

function judgeReleases(
  estate: Estate,
  instance: Instance,
  { nodes, possible }: GuestClusterNodes,
): Outcome {
  const own = estate.platformOfInstance(instance);
  if (own === undefined) return notRecorded('platform>product');
  const compare = (node: Instance): boolean | readonly FactRef[] => {
    if (isOutsidePlatforms(node)) return true;
    const theirs = estate.platformOfInstance(node);
    return theirs === undefined ? [hiddenPlatform(estate, node)] : isSameRelease(own, theirs);
  };
  const odd = nodes.filter((node) => compare(node) === false);
  if (odd.length > 0) {
    const others = odd.map((node) => `${node.id} on ${nameOfRelease(estate, node)}`);
    return fail(
      `on ${releaseName(own)}, ${listNames(others)}, allowed one version`,
      'Bring the hosts of all nodes to one version.',
      { at: factRef('platform', own.id, 'version') },
    );
  }
  const missing = [
    ...nodes.flatMap((node) => factsOf(compare(node))),
    ...possible.filter((one) => compare(one.instance) !== true).map((one) => one.missing),
  ];
  return missing.length > 0 ? notRecorded(...missing) : pass('one version of the hypervisor');
}

function nameOfRelease(estate: Estate, node: Instance): string {
  const platform = estate.platformOfInstance(node);
  return platform === undefined ? 'another' : releaseName(platform);
}

function hiddenPlatform(estate: Estate, node: Instance): FactRef {
  const cluster = estate.clusterOfInstance(node);
  if (cluster !== undefined) return factRef('cluster', cluster.id, 'platform');
  const host = estate.hostOfInstance(node);
  return host === undefined
    ? factRef('instance', node.id, 'target')
    : factRef('host', host.id, 'platform');
}

/** Neither its host nor its cluster may have machines with more memory than there is. */
function judgeMemory(
  estate: Estate,
  instance: Instance,
  reservation: number | undefined,
  limit: number,
): Outcome {
  if (reservation === 100)
    return pass('its memory is reserved', { at: 'memoryReservationPercent' });
  const host = estate.hostOfInstance(instance);
  const cluster = estate.clusterOfInstance(instance);
  return worstOf([
    ...(host === undefined
      ? []
      : [
          judgePlace(
            { name: host.id, hosts: [host], machines: estate.instancesOnHost(host) },
            reservation,
            limit,
          ),
        ]),
    ...(cluster === undefined
      ? []
      : [
          judgePlace(
            {
              name: cluster.id,
              hosts: estate.hostsOf(cluster),
              machines: estate.instancesInCluster(cluster),
            },
            reservation,
            limit,
          ),
        ]),
  ]);
}

interface Place {
  readonly name: string;
  readonly hosts: readonly Server[];
  readonly machines: readonly Instance[];
}

function judgePlace(
  { name, hosts, machines }: Place,
  reservation: number | undefined,
  limit: number,
): Outcome {
  if (hosts.length === 0) return unknown(`no host of ${name} is recorded`, ['target.host']);
  const sizeless = hosts.filter(({ memoryGiB }) => memoryGiB === undefined);
  if (sizeless.length > 0) return notRecorded(...factRefs('host', sizeless, 'memoryGiB'));
  const running = machines.filter((machine) => !standsStill(machine));
  const demand = totalMemory(running);
  const allowed = (totalMemory(hosts) * limit) / 100;
  const text = `machines on ${name} have ${formatNumber(demand)} GiB, allowed ${formatNumber(allowed)} GiB`;
  if (demand > allowed) {
    return reservation === undefined
      ? unknown(`${text}; unless its memory is reserved`, ['memoryReservationPercent'])
      : fail(text, 'Reserve all of its memory, or move machines away.', {
          at: 'memoryReservationPercent',
        });
  }
  const open = running.filter(({ memoryGiB }) => memoryGiB === undefined);
  return open.length > 0 ? notRecorded(...factRefs('instance', open, 'memoryGiB')) : pass(text);
}

function totalMemory(items: readonly { readonly memoryGiB?: number }[]): number {
  return items.reduce((sum, { memoryGiB = 0 }) => sum + memoryGiB, 0);
}
