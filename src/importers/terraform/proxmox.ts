import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft, HostDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, nameFrom, referenceFrom } from '../machine-facts.ts';
import { osTypeName } from '../proxmox-os-type.ts';
import { recorded } from '../recorded.ts';
import { type ByteUnit, inGiB } from '../units.ts';
import type { Notes } from './notes.ts';
import type { StateObject } from './state.ts';
import type { Machine } from './terraform.ts';

type Nic = NonNullable<Instance['nics']>[number];

const FIRMWARE = { seabios: 'bios', ovmf: 'uefi' } as const;
const SIZE = /^(\d+(?:\.\d+)?)([KMGT]?)$/;
/** Without a letter, the provider counts GiB. */
const UNITS: Readonly<Record<string, ByteUnit>> = {
  '': 'GiB',
  K: 'KiB',
  M: 'MiB',
  G: 'GiB',
  T: 'TiB',
};

/** A `proxmox_vm_qemu` of the provider telmate/proxmox. */
export function telmateMachine(
  object: StateObject,
  nodes: Map<string, HostDraft>,
  notes: Notes,
): Machine | undefined {
  const sockets = object.get('sockets').whole(1);
  const cores = object.get('cores').whole(1);
  const vcpus = object.get('vcpus').whole();
  const all = sockets === undefined || cores === undefined ? undefined : sockets * cores;
  const type = object.get('qemu_os').text();
  return machineOf(object, nodes, notes, {
    number: object.get('vmid'),
    node: object.get('target_node'),
    facts: {
      tags: tagsOf(
        object
          .get('tags')
          .text()
          ?.split(/[;,\s]+/),
      ),
      // 0 means all of them.
      vcpu: vcpus === undefined || vcpus === 0 ? all : vcpus,
      memoryGiB: inGiB(object.get('memory').size(), 'MiB'),
      coresPerSocket: cores,
      guestOs: configuredGuestOs(type === undefined ? undefined : osTypeName(type), notes),
      firmware: object.get('bios').choice(FIRMWARE),
      nics: object
        .get('network')
        .list()
        ?.map((nic) => ({
          ...nicOf(nic, { adapter: 'model', mac: 'macaddr' }),
          ...connectedBy(nic.at('link_down').flag()),
        })),
      disks: object.get('disk').list()?.map(telmateDisk),
      powerState: object.get('vm_state').choice({ running: 'on', stopped: 'off' } as const),
    },
  });
}

/** A `proxmox_virtual_environment_vm` of the provider bpg/proxmox. */
export function bpgMachine(
  object: StateObject,
  nodes: Map<string, HostDraft>,
  notes: Notes,
): Machine | undefined {
  const cpu = object.block('cpu');
  const sockets = cpu.at('sockets').whole(1);
  const cores = cpu.at('cores').whole(1);
  const type = object.block('operating_system').at('type').text();
  const cards = object.get('hostpci').list();
  const sticks = object.get('usb').list();
  if (object.get('template').flag() === true) {
    notes.add('template-left-out', object.address);
    return undefined;
  }
  return machineOf(object, nodes, notes, {
    number: object.get('vm_id'),
    node: object.get('node_name'),
    facts: {
      tags: tagsOf(
        object
          .get('tags')
          .list()
          ?.flatMap((tag) => tag.text() ?? []),
      ),
      vcpu: sockets === undefined || cores === undefined ? undefined : sockets * cores,
      memoryGiB: inGiB(object.block('memory').at('dedicated').size(), 'MiB'),
      coresPerSocket: cores,
      cpuAffinity: cpu.at('affinity').isAbsent ? undefined : true,
      guestOs: configuredGuestOs(type === undefined ? undefined : osTypeName(type), notes),
      firmware: object.get('bios').choice(FIRMWARE),
      tpm:
        object.get('tpm_state').list() === undefined
          ? undefined
          : object.block('tpm_state').isGroup,
      passthrough:
        cards === undefined || sticks === undefined
          ? undefined
          : [...cards.map(() => 'pci-card' as const), ...sticks.map(() => 'usb-device' as const)],
      nics: object
        .get('network_device')
        .list()
        ?.map((nic) => ({
          ...nicOf(nic, { adapter: 'model', mac: 'mac_address' }),
          ...connectedBy(nic.at('disconnected').flag()),
        })),
      disks: object
        .get('disk')
        .list()
        ?.map((disk) => ({
          // Called gigabytes, and counted in GiB.
          GiB: disk.at('size').amount(),
          kind: 'virtual' as const,
          label: disk.at('interface').text(),
        })),
      powerState: powerStateOf(object.get('started').flag()),
    },
  });
}

interface Read {
  readonly number: JsonNode;
  readonly node: JsonNode;
  readonly facts: MachineFacts;
}

function machineOf(
  object: StateObject,
  nodes: Map<string, HostDraft>,
  notes: Notes,
  { number, node, facts }: Read,
): Machine | undefined {
  const name = nameFrom(object.get('name'), notes);
  if (name === undefined) return undefined;
  const nodeName = referenceFrom(node);
  const host = nodeName === undefined ? undefined : nodeOf(nodeName, nodes);
  const vmid = number.text();
  const uuid = vmid === undefined ? undefined : `${nodeName ?? ''}/${vmid}`;
  return { name, uuid, marks: [vmid, nodeName, object.address], host, facts };
}

function nodeOf(name: string, nodes: Map<string, HostDraft>): HostDraft {
  const node = nodes.get(name) ?? {
    name,
    marks: [],
    product: undefined,
    cluster: undefined,
    facts: {},
  };
  nodes.set(name, node);
  return node;
}

function tagsOf(tags: readonly string[] | undefined): string[] | undefined {
  const named = (tags ?? []).filter((tag) => tag !== '');
  return named.length === 0 ? undefined : named;
}

function powerStateOf(started: boolean | undefined): Instance['powerState'] {
  if (started === undefined) return undefined;
  return started ? 'on' : 'off';
}

function nicOf(nic: JsonNode, names: { readonly adapter: string; readonly mac: string }): Nic {
  return recorded<Nic>({
    network: nic.at('bridge').text(),
    adapter: nic.at(names.adapter).text(),
    mac: nic.at(names.mac).text(),
  });
}

function connectedBy(isCut: boolean | undefined): Pick<Nic, 'connected'> {
  return isCut === undefined ? {} : { connected: !isCut };
}

function telmateDisk(disk: JsonNode): DiskDraft {
  const value = disk.at('size');
  const text = value.text();
  const [, amount, suffix = ''] = SIZE.exec(text ?? '') ?? [];
  const unit = UNITS[suffix];
  const isKnown = amount !== undefined && unit !== undefined;
  if (text !== undefined && !isKnown) value.misfit();
  return {
    GiB: isKnown ? inGiB(Number(amount), unit) : undefined,
    kind: 'virtual',
    label: disk.at('slot').text(),
  };
}
