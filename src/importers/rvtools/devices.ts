import type { Instance } from '../../domain/inventory.ts';
import { recorded } from '../recorded.ts';
import type { FactOf } from './headings.ts';
import type { MachineRows } from './machine-rows.ts';
import type { Machine } from './machines.ts';
import type { Notes } from './notes.ts';

type Drive = NonNullable<Instance['removableMedia']>[number];

const CONTROLLER = /controller/i;

/** Its CD drives; the sheet lists no floppies, so that no row does not mean no drive. */
export function removableMediaOf(
  machine: Machine,
  rows: MachineRows<FactOf<'vCD'>>,
): Instance['removableMedia'] {
  const listed = rows.of(machine);
  if (listed.length === 0) return undefined;
  return listed.map((row) => recorded<Drive>({ kind: 'cd', connected: row.flag('connected') }));
}

type Usb = Pick<Instance, 'passthrough' | 'usbController'>;

/**
 * USB devices that are handed through to it. What kind of device each is, the sheet does not say
 * for sure; and PCI devices it does not list, so that no row does not mean none.
 */
export function usbOf(machine: Machine, rows: MachineRows<FactOf<'vUSB'>>, notes: Notes): Usb {
  const types = rows.of(machine).map((row) => row.text('type') ?? '');
  const devices = types.filter((type) => !CONTROLLER.test(type));
  if (devices.length > 0) notes.add('usb-devices', machine.name);
  return recorded<Usb>({
    passthrough: devices.length === 0 ? undefined : devices.map(() => 'usb-device'),
    usbController: types.some((type) => CONTROLLER.test(type)) || undefined,
  });
}
