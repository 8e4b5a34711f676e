import type { Cluster, Instance, Platform, Server, Storage } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';
import { platformsBelow } from './platforms-below.ts';

/** Why nothing is asked of a virtual machine: it is none yet. */
export function withoutVirtualMachine({ form, server }: Instance): string | undefined {
  return form === 'physical' || server !== undefined
    ? 'it still runs on hardware of its own'
    : undefined;
}

/** As above, and for a machine that is known to run on another product, and not to come from ESXi. */
export function withoutEsxiMachine(estate: Estate, instance: Instance): string | undefined {
  const physical = withoutVirtualMachine(instance);
  if (physical !== undefined) return physical;
  // What is moved from one platform to another has its target recorded, and runs elsewhere.
  if (instance.migration?.method === 'v2v') return undefined;
  const { platforms, missing } = platformsBelow(estate, instance);
  return missing.length > 0 ? undefined : otherProduct(platforms);
}

/** Why a host is not asked for what only ESXi has. */
export function withoutEsxiHost(estate: Estate, host: Server): string | undefined {
  const platform = estate.platformOf(host);
  return platform === undefined ? undefined : otherProduct([platform]);
}

/** Why a cluster is not asked for what only ESXi has. */
export function withoutEsxiCluster(estate: Estate, cluster: Cluster): string | undefined {
  const platform = estate.platformOf(cluster);
  if (platform !== undefined) return otherProduct([platform]);
  return otherProductOf(estate.hostsOf(cluster).map((host) => estate.platformOf(host)));
}

/** Why a storage is not asked for what only ESXi does with it: all that reach it run other products. */
export function withoutEsxiStorage(
  estate: Estate,
  { reachableBy = [] }: Storage,
): string | undefined {
  return otherProductOf(
    reachableBy.flatMap((id) => {
      const server = estate.server(id);
      if (server !== undefined) return [estate.platformOf(server)];
      const cluster = estate.cluster(id);
      if (cluster === undefined) return [undefined];
      const hosts = estate.hostsOf(cluster);
      return (hosts.length === 0 ? [cluster] : hosts).map((one) => estate.platformOf(one));
    }),
  );
}

function otherProductOf(platforms: readonly (Platform | undefined)[]): string | undefined {
  const known = platforms.filter((platform) => platform !== undefined);
  return known.length < platforms.length ? undefined : otherProduct(known);
}

/** Undefined where ESXi is among them, or may be. */
function otherProduct(platforms: readonly Platform[]): string | undefined {
  const products = platforms.map(({ product }) => product);
  const mayBeEsxi = products.some((product) => product === undefined || product === 'esxi');
  if (products.length === 0 || mayBeEsxi) return undefined;
  return `asked of ESXi only, and this is ${[...new Set(products)].join(' and ')}`;
}
