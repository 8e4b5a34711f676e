import { hasTarget, staysPhysical } from '../analysis/migration.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Device = NonNullable<Server['devices']>[number];

const REMEDY =
  'Decide for each device: network-attached, replaced by software, handed through, or the machine stays physical.';

/** The way out that most sites take, for each kind of device. */
const REPLACEMENTS: Readonly<Record<Device['kind'], string>> = {
  'usb-dongle': 'Ask the vendor for a software licence, or put it on a network USB server.',
  'usb-device': 'Put it on a network USB server, or replace it.',
  'fax-board': 'Replace it by fax over IP (T.38), or keep the machine physical.',
  modem: 'Replace it by a network line or a modem server, or keep the machine physical.',
  serial: 'Put the line on a network serial server.',
  parallel: 'Put what hangs on it on the network, or keep the machine physical.',
  hsm: 'Replace it by a network-attached security module.',
  tape: 'Let a physical backup server drive it.',
  'san-hba': 'Give the machine virtual disks in its place.',
  gpu: 'Ask whether it can be handed through or shared, or keep the machine physical.',
  'pci-card': 'Ask its vendor for a software or network edition, or keep the machine physical.',
  other: REMEDY,
};

export default defineRule({
  id: 'DEP-004',
  name: 'devices-resolved',
  category: 'dependencies',
  subject: 'server',
  severity: 'blocker',
  effort: 'medium',
  title: 'Every special device of a physical machine has a resolution',
  source: [
    TEXTS.notVirtualized,
    TEXTS.p2vChecklist,
    TEXTS.faxOverIp,
    projectDefault('A device that is handed through warns: it ties the machine to one host.'),
  ],
  why: 'A dongle or fax board that is found on the night of the migration sends the machine back to its old hardware.',
  condition: {
    fail: 'Nothing is decided for a device, or a device stays physical while what runs on the machine shall move.',
    warn: 'A device is handed through to the virtual machine.',
    unknown: 'The devices are not recorded, or the resolution of one is not.',
    notApplicable: 'It is decided that the machine stays on its hardware.',
  },
  remedy: REMEDY,
  needs: { devices: 'devices' },
  notApplicable({ subject: { value: server }, estate }) {
    return staysPhysical(server, estate.instancesOnServer(server))
      ? 'it stays on its hardware'
      : undefined;
  },
  check({ devices }, _options, { subject, estate }) {
    if (devices.length === 0) return pass('no special device');
    const moving = estate.instancesOnServer(subject.value).filter(hasTarget);
    return worstOf(devices.map((device, i) => judgeDevice(device, i, moving)));
  },
});

function judgeDevice(
  { kind, purpose, resolution }: Device,
  index: number,
  moving: readonly Instance[],
): Outcome {
  const name = purpose === undefined ? kind : `${kind} (${purpose})`;
  const at = `devices[${index}].resolution`;
  if (resolution === undefined) return notRecorded(at);
  switch (resolution) {
    case 'none':
      return fail(`nothing is decided for ${name}`, REPLACEMENTS[kind], {
        at,
        snippet: `devices:\n  - kind: ${kind}\n    resolution: network-attached`,
      });
    case 'passthrough':
      return warn(
        `${name} is handed through, which ties the machine to one host`,
        REPLACEMENTS[kind],
        { at },
      );
    case 'stay-physical': {
      const names = listNames(moving.map(({ id }) => id));
      return fail(
        `${name} stays on this machine, but ${names} shall move`,
        `Take the target from ${names}, or find another way for the device.`,
        { at },
      );
    }
    case 'network-attached':
      return pass(`${name} is reached over the network`);
    case 'eliminate':
      return pass(`${name} is done away with`);
  }
}
