import type { Instance } from '../../domain/inventory.ts';
import type { DiskDraft } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom } from '../machine-facts.ts';
import { recorded } from '../recorded.ts';
import { inGiB } from '../units.ts';
import type { Notes } from './notes.ts';
import type { StateObject } from './state.ts';
import type { Machine } from './terraform.ts';

type Nic = NonNullable<Instance['nics']>[number];

const UEFI = /OVMF|AAVMF|edk2/i;

/** Sizes in bytes of the volumes of libvirt, by their ids. */
export function volumesIn(objects: readonly StateObject[]): ReadonlyMap<string, number> {
  const volumes = objects.filter(({ type }) => type === 'libvirt_volume');
  return new Map(
    volumes.flatMap((volume) => {
      const id = volume.get('id').text();
      const size = volume.get('size').size();
      return id === undefined || size === undefined ? [] : [[id, size] as const];
    }),
  );
}

/** A `libvirt_domain` of the provider dmacvicar/libvirt. */
export function libvirtMachine(
  object: StateObject,
  volumes: ReadonlyMap<string, number>,
  notes: Notes,
): Machine | undefined {
  const name = nameFrom(object.get('name'), notes);
  if (name === undefined) return undefined;
  const uuid = object.get('id').text();
  const firmware = object.get('firmware').text();
  const isUefi = firmware !== undefined && UEFI.test(firmware);
  if (isUefi) notes.add('firmware-derived', name);
  const isRunning = object.get('running').flag();
  return {
    name,
    uuid,
    marks: [uuid, object.address],
    facts: {
      vcpu: object.get('vcpu').whole(1),
      memoryGiB: inGiB(object.get('memory').size(), 'MiB'),
      firmware: isUefi ? 'uefi' : undefined,
      tpm: object.get('tpm').list() === undefined ? undefined : object.block('tpm').isGroup,
      nics: object.get('network_interface').list()?.map(nicOf),
      disks: object
        .get('disk')
        .list()
        ?.map((disk) => diskOf(disk, volumes)),
      powerState: isRunning === undefined ? undefined : isRunning ? 'on' : 'off',
      'x-machineType': object.get('machine').text(),
    },
  };
}

function nicOf(nic: JsonNode): Nic {
  return recorded<Nic>({
    network: nic.at('network_name').text() ?? nic.at('bridge').text(),
    mac: nic.at('mac').text(),
    addresses: nic
      .at('addresses')
      .list()
      ?.flatMap((address) => address.text() ?? []),
  });
}

function diskOf(disk: JsonNode, volumes: ReadonlyMap<string, number>): DiskDraft {
  const size = volumes.get(disk.at('volume_id').text() ?? '');
  return { GiB: inGiB(size, 'B'), kind: 'virtual', label: disk.at('volume_id').text() };
}
