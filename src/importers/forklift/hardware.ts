import type { Instance } from '../../domain/inventory.ts';
import type { JsonNode } from '../json.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import type { Notes } from './notes.ts';

type Nic = NonNullable<Instance['nics']>[number];
export type Device = NonNullable<Instance['passthrough']>[number];

/** Whether a list names something; undefined where there is no list. */
export function isFilled(list: JsonNode): boolean | undefined {
  const items = list.list();
  return items === undefined ? undefined : items.length > 0;
}

export function hotAddOf(node: JsonNode): Instance['hotAdd'] {
  const add = node.either('cpuHotAddEnabled', 'cpuHostAddEnabled').flag();
  const remove = node.either('cpuHotRemoveEnabled', 'cpuHostRemoveEnabled').flag();
  return recordedGroup<NonNullable<Instance['hotAdd']>>({
    cpu: add === true || remove === true ? true : (add ?? remove),
    memory: node.at('memoryHotAddEnabled').flag(),
  });
}

/** The network cards of the machine, each with what the guest reports of its hardware address. */
export function nicsOf(
  node: JsonNode,
  { name }: { readonly name: string },
  notes: Notes,
): Nic[] | undefined {
  const reported = addressesByMac(node.at('guestNetworks'));
  const listed = node
    .at('nics')
    .list()
    ?.map((nic) => nicOf(nic, reported));
  if (listed !== undefined) return listed;
  if (reported.size === 0) return undefined;
  notes.add('nics-from-guest', name);
  return [...reported].map(([mac, addresses]) =>
    recorded<Nic>({ mac: mac === '' ? undefined : mac, addresses }),
  );
}

function nicOf(nic: JsonNode, reported: ReadonlyMap<string, string[]>): Nic {
  const mac = nic.at('mac').text();
  return recorded<Nic>({
    network: nic.at('networkName').text() ?? nic.at('network', 'name').text(),
    mac,
    addresses: reported.get(mac?.toLowerCase() ?? ''),
  });
}

/** By hardware address in lower case; an address without one stands under an empty text. */
function addressesByMac(networks: JsonNode): ReadonlyMap<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const network of networks.items()) {
    const mac = network.at('mac').text()?.toLowerCase() ?? '';
    const address = network.at('ip').text();
    if (address !== undefined) addresses.set(mac, [...(addresses.get(mac) ?? []), address]);
  }
  return addresses;
}
