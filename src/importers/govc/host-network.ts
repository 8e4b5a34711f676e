import type { Server } from '../../domain/inventory.ts';
import type { HostDraft } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { recorded, toThreeDecimals } from '../recorded.ts';

type Nic = NonNullable<Server['nics']>[number];
type Switch = NonNullable<Server['virtualSwitches']>[number];
type PortGroup = NonNullable<Server['portGroups']>[number];
type KernelPort = NonNullable<Server['kernelPorts']>[number];

/** HostNetworkInfo of the vSphere API: what a host has by itself, not by a distributed switch. */
export function networkOf(network: JsonNode): HostDraft['facts'] {
  return {
    nics: network.at('pnic').list()?.map(nicOf),
    virtualSwitches: network.at('vswitch').list()?.flatMap(switchOf),
    portGroups: network.at('portgroup').list()?.flatMap(portGroupOf),
    kernelPorts: network.at('vnic').list()?.flatMap(kernelPortOf),
  };
}

/** A port without a speed is one whose link is down, as the API says. */
function nicOf(node: JsonNode): Nic {
  const speed = node.at('linkSpeed', 'speedMb').size();
  return recorded<Nic>({
    device: node.at('device').text(),
    speedGbps: speed === undefined ? undefined : toThreeDecimals(speed / 1000),
    linked: node.at('linkSpeed').isGroup,
  });
}

function switchOf(node: JsonNode): Switch[] {
  const name = node.at('name').text();
  if (name === undefined) return [];
  return [
    recorded<Switch>({
      name,
      kind: 'standard',
      mtu: node.at('mtu').whole(1),
      freePorts: node.at('numPortsAvailable').whole(),
      ...securityOf(node.at('spec', 'policy', 'security')),
    }),
  ];
}

function portGroupOf(node: JsonNode): PortGroup[] {
  const spec = node.at('spec');
  const name = spec.at('name').text();
  if (name === undefined) return [];
  const vlan = spec.at('vlanId').whole();
  return [
    recorded<PortGroup>({
      name,
      switch: spec.at('vswitchName').text(),
      vlan: vlan !== undefined && vlan > 4095 ? spec.at('vlanId').misfit() : vlan,
      // What is in force, with what the group takes over from its switch.
      ...securityOf(node.at('computedPolicy', 'security')),
    }),
  ];
}

function securityOf(node: JsonNode): {
  readonly promiscuous: boolean | undefined;
  readonly macChanges: boolean | undefined;
  readonly forgedTransmits: boolean | undefined;
} {
  return {
    promiscuous: node.at('allowPromiscuous').flag(),
    macChanges: node.at('macChanges').flag(),
    forgedTransmits: node.at('forgedTransmits').flag(),
  };
}

function kernelPortOf(node: JsonNode): KernelPort[] {
  const device = node.at('device').text();
  if (device === undefined) return [];
  return [
    recorded<KernelPort>({
      device,
      portGroup: node.at('portgroup').text(),
      mtu: node.at('spec', 'mtu').whole(1),
    }),
  ];
}
