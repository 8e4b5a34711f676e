import { isProduction } from '../analysis/carriers.ts';
import { pinsOf } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { isKeptApart, type Part, partWith, placeOf } from '../analysis/parts.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Cluster, Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'CON-003',
  name: 'redundant-instances-apart',
  category: 'consolidation',
  subject: 'instance',
  severity: 'blocker',
  effort: 'small',
  title: 'Instances that stand in for each other never share a host',
  source: [
    TEXTS.guestClusterPlacement,
    TEXTS.virtualDomainControllers,
    projectDefault(
      'One rule on any member keeps its whole group apart; pins to different hosts do so too.',
    ),
  ],
  why: 'Two instances on one host fall together, so the second one protects against nothing.',
  condition: {
    fail: 'It stands on one machine with another member of its redundancy group, or is pinned to the same one; or its cluster has fewer hosts than members of the group.',
    warn: 'They stand on different hosts of one cluster today, and no anti-affinity rule or pin keeps them there.',
    unknown:
      'Where it or another member stands is not recorded, or whether a rule keeps them apart, or its application.',
    notApplicable: 'Its group has no other member in production.',
  },
  remedy: 'Keep the group apart by an anti-affinity rule; add a host where there are too few.',
  notApplicable({ subject, estate }) {
    const part = partWith(estate, subject.value);
    return part?.members.length === 1
      ? `${part.name} has no other member in production`
      : undefined;
  },
  concerns: ({ subject }) =>
    subject.value.redundancyGroup !== undefined && isProduction(subject.value),
  check(_facts, _options, { subject, estate }) {
    const instance = subject.value;
    const part = partWith(estate, instance);
    if (part === undefined) return notRecorded('application');
    const peers = part.members.filter((member) => member !== instance);
    return worstOf([
      ...judgeCrowd(estate, part, instance),
      ...judgeStanding(estate, part, instance, peers),
    ]);
  },
});

/** More members than hosts: two of them share one, whatever is recorded. */
function judgeCrowd(estate: Estate, { name, members }: Part, instance: Instance): Outcome[] {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) return [];
  const inCluster = members.filter((member) => estate.clusterOfInstance(member) === cluster);
  if (inCluster.length < 2) return [];
  const hosts = estate.hostsOf(cluster).length;
  if (hosts === 0) return [unknown(`no host of ${cluster.id} is recorded`, [hostsOf(cluster)])];
  if (hosts >= inCluster.length) return [];
  return [
    fail(
      `${count(inCluster.length, 'member')} of ${name} in ${cluster.id}, which has ${count(hosts, 'host')}; a host for each is needed`,
      `Add a host to ${cluster.id}, or move a member to another cluster.`,
      { at: 'target', effort: 'large' },
    ),
  ];
}

function hostsOf({ id }: Cluster): FactRef {
  return factRef('cluster', id, 'hosts');
}

function judgeStanding(
  estate: Estate,
  part: Part,
  instance: Instance,
  peers: readonly Instance[],
): Outcome[] {
  const place = certainPlace(estate, instance);
  const sharing = peers.filter((peer) => certainPlace(estate, peer) === place);
  if (place !== undefined && sharing.length > 0) return [failShared(part, place, sharing)];
  const unplaced = [instance, ...peers].filter((member) => isNowhere(estate, member));
  if (unplaced.length > 0) return [notRecorded(...factRefs('instance', unplaced, 'target'))];
  const neighbours = peers.filter((peer) => shareCluster(estate, instance, peer));
  if (neighbours.length === 0) return [pass(`shares no cluster with ${idsOf(peers)}`)];
  return [judgeNeighbours(estate, part, instance, neighbours)];
}

function failShared(part: Part, place: string, sharing: readonly Instance[]): Outcome {
  const despite = isKeptApart(part) ? ', although an anti-affinity rule is recorded' : '';
  return fail(
    `stands on ${place} with ${idsOf(sharing)}${despite}; allowed is one member of ${part.name} on a machine`,
    'Move one of them to another host and keep the group apart by an anti-affinity rule.',
    { at: 'target' },
  );
}

/** Members of one cluster, which may move onto one host unless something keeps them apart. */
function judgeNeighbours(
  estate: Estate,
  part: Part,
  instance: Instance,
  neighbours: readonly Instance[],
): Outcome {
  const names = idsOf(neighbours);
  const cluster = estate.clusterOfInstance(instance)?.id;
  if (isKeptApart(part)) return pass(`a rule keeps it on another host than ${names}`);
  const loose = neighbours.filter((peer) => !pinnedApart(instance, peer));
  if (loose.length === 0) return pass(`is pinned to another host than ${names}`);
  const hidden = part.members.filter(({ placementRules }) => placementRules === undefined);
  if (hidden.length > 0) return notRecorded(...factRefs('instance', hidden, 'placementRules'));
  const floating = [instance, ...loose].filter((one) => certainPlace(estate, one) === undefined);
  if (floating.length > 0) {
    return unknown(
      `no rule keeps it from ${idsOf(loose)} in ${cluster}, and the hosts of ${idsOf(floating)} are not recorded`,
      factRefs('instance', floating, 'target.host'),
      { snippet: snippetFor(part) },
    );
  }
  return warn(
    `stands on another host of ${cluster} than ${idsOf(loose)} today, yet no anti-affinity rule keeps it there`,
    'Keep the group apart by an anti-affinity rule.',
    { at: 'placementRules', snippet: snippetFor(part) },
  );
}

/** The machine that it stands on: recorded, or the one host that it is pinned to. */
function certainPlace(estate: Estate, instance: Instance): string | undefined {
  const pins = pinsOf(instance);
  return placeOf(estate, instance) ?? (pins.length === 1 ? pins[0] : undefined);
}

/** A physical machine stands by itself, whether or not it is named. */
function isNowhere(estate: Estate, instance: Instance): boolean {
  return (
    instance.form !== 'physical' &&
    certainPlace(estate, instance) === undefined &&
    estate.clusterOfInstance(instance) === undefined
  );
}

function shareCluster(estate: Estate, one: Instance, other: Instance): boolean {
  const cluster = estate.clusterOfInstance(one);
  return cluster !== undefined && cluster === estate.clusterOfInstance(other);
}

function pinnedApart(one: Instance, other: Instance): boolean {
  const [pins, others] = [pinsOf(one), pinsOf(other)];
  return pins.length > 0 && others.length > 0 && !pins.some((pin) => others.includes(pin));
}

function idsOf(instances: readonly Instance[]): string {
  return listNames(instances.map(({ id }) => id));
}

function snippetFor({ name }: Part): string {
  return `placementRules: ['anti-affinity:${name}']`;
}
