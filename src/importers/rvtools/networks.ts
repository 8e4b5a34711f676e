import type { Instance } from '../../domain/inventory.ts';
import { recorded } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';
import { namedIn } from './scope.ts';

type Nic = NonNullable<Instance['nics']>[number];
type NicFact = FactOf<'vNetwork'>;

/** As RVTools writes it for SR-IOV: VirtualSriovEthernetCard of the vSphere API. */
const PASSTHROUGH = /sr-?iov/i;
const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const IPV6 = /^(?=(?:[^:]*:){2})[0-9a-f:.]+(?:%\w+)?$/i;

/** The network cards of a machine, where the sheet has as many as vInfo counts. */
export function nicsOf(
  machine: Machine,
  rows: MachineRows<NicFact>,
  notes: Notes,
): Instance['nics'] {
  const listed = rows.of(machine);
  const count = machine.row.whole('nics');
  if (listed.length === 0 && (count === undefined || !rows.covers(machine))) return undefined;
  if (count !== undefined && count !== listed.length) {
    notes.add('nic-count-differs', machine.name);
    return undefined;
  }
  return listed.map((row) => nicOf(row, notes));
}

/** Only an adapter says it: Direct Path IO is what a card may do, not what it does. */
export function nicPassthroughOf(
  machine: Machine,
  rows: MachineRows<NicFact>,
): Instance['nicPassthrough'] {
  return rows.of(machine).some((row) => PASSTHROUGH.test(row.text('adapter') ?? '')) || undefined;
}

function nicOf(row: TableRow<NicFact>, notes: Notes): Nic {
  const addresses = [
    ...addressesIn(row, 'ipv4', IPV4, notes),
    ...addressesIn(row, 'ipv6', IPV6, notes),
  ];
  return recorded<Nic>({
    network: namedIn(row, 'network'),
    adapter: namedIn(row, 'adapter'),
    connected: row.flag('connected'),
    mac: macOf(row, notes),
    addresses: addresses.length === 0 ? undefined : [...new Set(addresses)],
  });
}

function macOf(row: TableRow<NicFact>, notes: Notes): string | undefined {
  const mac = row.text('mac');
  if (mac === undefined || MAC.test(mac)) return mac;
  notes.add('value-not-read', `${row.place('mac')}: "${mac}"`);
  return undefined;
}

function addressesIn(
  row: TableRow<NicFact>,
  fact: 'ipv4' | 'ipv6',
  pattern: RegExp,
  notes: Notes,
): string[] {
  const words = (row.text(fact) ?? '').split(/[\s,;|]+/).filter((word) => word !== '');
  const addresses = words.filter((word) => pattern.test(word));
  // "unknown" is what RVTools writes where the guest reports none.
  const other = words.find((word) => !pattern.test(word) && !/^unknown$/i.test(word));
  if (other !== undefined) notes.add('value-not-read', `${row.place(fact)}: "${other}"`);
  return addresses;
}
