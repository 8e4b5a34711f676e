import {
  type Limits,
  lossesToTry,
  type Machine,
  machinesFor,
  needsOf,
  type Room,
  roomsOf,
  sum,
} from '../../analysis/capacity.ts';
import type { Estate } from '../../analysis/estate.ts';
import type { ClusterRoom, RoomUse } from '../../domain/atlas.ts';
import type { Judgement } from '../../domain/finding.ts';
import type { Cluster } from '../../domain/inventory.ts';
import { answerOf } from '../../engine/judge.ts';
import type { Judgements } from '../../engine/judgements.ts';
import capacityAfterHostLoss from '../../rules/capacity-after-host-loss.ts';

/** How full each cluster is, and would be after the loss that its capacity is judged by. */
export function clusterRooms(
  estate: Estate,
  judgements: Judgements,
  limits: Limits,
): readonly ClusterRoom[] {
  const judged = new Map<string, Judgement>();
  for (const judgement of judgements.of(capacityAfterHostLoss.id)) {
    judged.set(judgement.subject.id, judgement);
  }
  return estate.inventory.clusters.map((cluster) =>
    clusterRoom(estate, cluster, judged.get(cluster.id), limits),
  );
}

function clusterRoom(
  estate: Estate,
  cluster: Cluster,
  judgement: Judgement | undefined,
  limits: Limits,
): ClusterRoom {
  const hosts = estate.hostsOf(cluster);
  const sized = roomsOf(hosts, limits);
  const rooms = 'rooms' in sized ? sized.rooms : [];
  const lost = new Set(judgement === undefined ? [] : lostHostsIn(judgement, estate));
  if (lost.size === 0) for (const id of lossesToTry(rooms, 1, new Set())[0] ?? []) lost.add(id);
  const left = rooms.filter(({ id }) => !lost.has(id));
  const needs = needsOf(estate, cluster);
  const isBounded = needs.every(({ unbounded }) => unbounded.length === 0);
  const sure = machinesFor(needs, 'atLeast', hosts.length);
  const most = isBounded ? machinesFor(needs, 'atMost', hosts.length) : undefined;
  const use = (of: 'memoryGiB' | 'cores'): RoomUse | null => {
    const total = (parts: readonly (Machine | Room)[]): number => sum(parts.map((one) => one[of]));
    if (rooms.length === 0) return null;
    return {
      needed: total(sure),
      neededAtMost: most === undefined ? null : total(most),
      room: total(rooms),
      roomAfterLoss: total(left),
    };
  };
  return {
    id: cluster.id,
    hosts: hosts.length,
    lostHosts: [...lost].sort(),
    memoryGiB: use('memoryGiB'),
    cores: use('cores'),
  };
}

/** The hosts by whose loss the rule has answered. */
function lostHostsIn(judgement: Judgement, estate: Estate): readonly string[] {
  const lost = answerOf(judgement, estate).facts?.['lostHosts'];
  return Array.isArray(lost) ? lost.filter((id) => typeof id === 'string') : [];
}
