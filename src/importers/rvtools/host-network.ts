import type { Server } from '../../domain/inventory.ts';
import { recorded, toThreeDecimals } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import { rowsByHost } from './host-rows.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { namedEntries, namedIn } from './scope.ts';
import type { Tables } from './sheets.ts';

type Network = Pick<Server, 'nics' | 'virtualSwitches' | 'portGroups' | 'kernelPorts'>;
type VirtualSwitch = NonNullable<Server['virtualSwitches']>[number];
type PortGroup = NonNullable<Server['portGroups']>[number];
type KernelPort = NonNullable<Server['kernelPorts']>[number];
type Nic = NonNullable<Server['nics']>[number];

type SecurityRow = TableRow<'promiscuous' | 'macChanges' | 'forgedTransmits'>;
type VlanRow = TableRow<'vlan'>;

const MBPS_PER_GBPS = 1000;
const VLAN = /^\d{1,4}$/;
const HIGHEST_VLAN = 4095;

/** The network of each host, as vNIC, vSwitch, vPort and vSC_VMK list it. */
export function hostNetworks(
  tables: Tables,
  hosts: readonly Host[],
  notes: Notes,
): (host: Host) => Network {
  const nics = rowsByHost(tables, 'vNIC', hosts, notes);
  const switches = rowsByHost(tables, 'vSwitch', hosts, notes);
  const groups = rowsByHost(tables, 'vPort', hosts, notes);
  const ports = rowsByHost(tables, 'vSC_VMK', hosts, notes);
  return (host) => {
    const portGroups = namedEntries(
      groups.get(host) ?? [],
      'name',
      (row, name) => portGroupOf(row, name, notes),
      notes,
    );
    return recorded<Network>({
      nics: nicsOf(host, nics.get(host) ?? [], notes),
      virtualSwitches: namedEntries(switches.get(host) ?? [], 'name', switchOf, notes),
      portGroups,
      kernelPorts: namedEntries(
        ports.get(host) ?? [],
        'device',
        (row, device) => kernelPortOf(row, device, portGroups ?? []),
        notes,
      ),
    });
  };
}

/** The ports of a host, where the sheet has as many as vHost counts. */
function nicsOf(
  { name, nicCount }: Host,
  rows: readonly TableRow<'device' | 'speedMbps'>[],
  notes: Notes,
): Server['nics'] {
  if (rows.length === 0) {
    if (nicCount !== undefined) notes.add('nics-not-listed', name);
    return undefined;
  }
  if (nicCount !== undefined && nicCount !== rows.length) {
    notes.add('host-nic-count-differs', name);
    return undefined;
  }
  return rows.map(nicOf);
}

/** RVTools writes a speed of 0 for a port without a link. */
function nicOf(row: TableRow<'device' | 'speedMbps'>): Nic {
  const speed = row.amount('speedMbps');
  return recorded<Nic>({
    device: namedIn(row, 'device'),
    speedGbps:
      speed === undefined || speed === 0 ? undefined : toThreeDecimals(speed / MBPS_PER_GBPS),
    linked: speed === undefined ? undefined : speed > 0,
  });
}

function switchOf(row: TableRow<'mtu' | 'freePorts'> & SecurityRow, name: string): VirtualSwitch {
  return recorded<VirtualSwitch>({
    name,
    kind: 'standard',
    mtu: row.whole('mtu', 1),
    freePorts: row.whole('freePorts'),
    ...securityOf(row),
  });
}

function portGroupOf(
  row: TableRow<'switch'> & SecurityRow & VlanRow,
  name: string,
  notes: Notes,
): PortGroup {
  return recorded<PortGroup>({
    name,
    switch: namedIn(row, 'switch'),
    vlan: vlanOf(row, notes),
    ...securityOf(row),
  });
}

/** The switch is that of its port group on the same host. */
function kernelPortOf(
  row: TableRow<'portGroup' | 'mtu'>,
  device: string,
  groups: readonly PortGroup[],
): KernelPort {
  const portGroup = namedIn(row, 'portGroup');
  const [group, ...others] = groups.filter(({ name }) => name === portGroup);
  return recorded<KernelPort>({
    device,
    portGroup,
    switch: others.length === 0 ? group?.switch : undefined,
    mtu: row.whole('mtu', 1),
  });
}

/** What a switch or port group lets machines do. */
export function securityOf(row: SecurityRow) {
  return recorded<Pick<PortGroup, 'promiscuous' | 'macChanges' | 'forgedTransmits'>>({
    promiscuous: row.flag('promiscuous'),
    macChanges: row.flag('macChanges'),
    forgedTransmits: row.flag('forgedTransmits'),
  });
}

/** One VLAN; a range of them (a trunk) or a private one is none. */
export function vlanOf(row: VlanRow, notes: Notes): number | undefined {
  const text = row.text('vlan');
  if (text === undefined) return undefined;
  const vlan = VLAN.test(text) ? Number(text) : Number.NaN;
  if (vlan <= HIGHEST_VLAN) return vlan;
  notes.add('vlan-not-single', `${row.place('vlan')}: "${text}"`);
  return undefined;
}
