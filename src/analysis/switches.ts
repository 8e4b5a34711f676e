import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Cluster, Server } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

/** What is known of the frames of a virtual switch. */
export interface SwitchFrames {
  /** The smallest MTU that is recorded under its name; undefined where none is. */
  readonly mtu: number | undefined;
  /** What may hide a smaller one. */
  readonly missing: readonly FactRef[];
}

/** The frames of a switch by its name, among those of a host and those that its cluster shares. */
export function switchFrames(estate: Estate, host: Server, name: string): SwitchFrames {
  const cluster = estate.clusterOf(host);
  const own = framesIn('host', host, name);
  const shared = cluster === undefined ? NOTHING : framesIn('cluster', cluster, name);
  const known = [...own.mtus, ...shared.mtus];
  return {
    mtu: known.length === 0 ? undefined : Math.min(...known),
    missing: [...own.missing, ...shared.missing],
  };
}

interface Frames {
  readonly mtus: readonly number[];
  readonly missing: readonly FactRef[];
}

const NOTHING: Frames = { mtus: [], missing: [] };

function framesIn(
  kind: 'host' | 'cluster',
  { id, virtualSwitches }: Pick<Server | Cluster, 'id' | 'virtualSwitches'>,
  name: string,
): Frames {
  if (virtualSwitches === undefined) {
    return { mtus: [], missing: [factRef(kind, id, 'virtualSwitches')] };
  }
  const mtus: number[] = [];
  const missing: FactRef[] = [];
  for (const [i, one] of virtualSwitches.entries()) {
    if (one.name !== name) continue;
    if (one.mtu === undefined) missing.push(factRef(kind, id, `virtualSwitches[${i}].mtu`));
    else mtus.push(one.mtu);
  }
  return { mtus, missing };
}
