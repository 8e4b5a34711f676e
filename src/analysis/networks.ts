import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Cluster, Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { targetHosts } from './demand.ts';
import type { Estate } from './estate.ts';

/** What a network that a machine names is, on the hosts that it runs on or may be started on. */
export type NetworkKind = 'distributed' | 'standard' | 'hypervisor';

/** The kind, or the facts that hide it; none where every port group is recorded and none has the name. */
export type KnownNetwork =
  | { readonly kind: NetworkKind }
  | { readonly missing: readonly FactRef[] };

/** A port group that hosts share comes first: one of a host has its name by chance. */
export function networkOf(estate: Estate, instance: Instance, network: string): KnownNetwork {
  const cluster = estate.clusterOfInstance(instance);
  const hosts = targetHosts(estate, instance).map(networksOnHost);
  if (hosts.some(({ hypervisor }) => hypervisor.has(network))) return { kind: 'hypervisor' };
  const missing = hosts.flatMap(({ missingPorts }) => missingPorts);
  if (cluster !== undefined && sharedNetworks(cluster).has(network)) {
    return missing.length > 0 ? { missing } : { kind: 'distributed' };
  }
  if (hosts.some(({ standard }) => standard.has(network))) return { kind: 'standard' };
  return { missing: [...missing, ...hiddenGroups(instance, cluster, hosts)] };
}

/** What would tell a network that no recorded port group is named by. */
function hiddenGroups(
  { id }: Instance,
  cluster: Cluster | undefined,
  hosts: readonly HostNetworks[],
): readonly FactRef[] {
  if (hosts.length === 0) return [factRef('instance', id, 'target')];
  const groups = hosts.flatMap(({ missingGroups }) => missingGroups);
  if (cluster === undefined || cluster.portGroups !== undefined) {
    return groups;
  }
  return [factRef('cluster', cluster.id, 'portGroups'), ...groups];
}

interface HostNetworks {
  readonly standard: ReadonlySet<string>;
  /** Networks of the hypervisor's own ports. */
  readonly hypervisor: ReadonlySet<string>;
  readonly missingGroups: readonly FactRef[];
  readonly missingPorts: readonly FactRef[];
}

const networksOnHost = memoised((host: Server): HostNetworks => {
  const { id, portGroups, kernelPorts } = host;
  return {
    standard: namesOf(portGroups ?? []),
    hypervisor: new Set((kernelPorts ?? []).flatMap(({ portGroup }) => portGroup ?? [])),
    missingGroups: portGroups === undefined ? [factRef('host', id, 'portGroups')] : [],
    missingPorts:
      kernelPorts === undefined
        ? [factRef('host', id, 'kernelPorts')]
        : kernelPorts.flatMap(({ portGroup }, i) =>
            portGroup === undefined ? [factRef('host', id, `kernelPorts[${i}].portGroup`)] : [],
          ),
  };
});

const sharedNetworks = memoised(({ portGroups = [] }: Cluster) => namesOf(portGroups));

function namesOf(groups: readonly { readonly name?: string }[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ name }) => name ?? []));
}
