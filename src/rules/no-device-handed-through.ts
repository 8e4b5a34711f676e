import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listNames } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const KINDS = [
  'usb-dongle',
  'usb-device',
  'pci-card',
  'fax-board',
  'modem',
  'serial',
  'parallel',
  'gpu',
  'hsm',
  'tape',
  'san-hba',
  'other',
] as const;

export default defineRule({
  id: 'POR-003',
  name: 'no-device-handed-through',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'medium',
  title: 'No device or port of a host is handed through to it',
  source: [TEXTS.forkliftMachine, TEXTS.avsMachines, TEXTS.vCheckHardware],
  why: 'What is handed through stays behind when the machine moves, whether or not anything protects it; DEP-005 asks where a restart depends on it.',
  condition: {
    fail: 'A device of blocking is handed through.',
    warn: 'Another device or a network port (SR-IOV) is handed through, or the machine has a USB controller.',
    unknown: 'The devices, the network ports or the USB controller are not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Put the device on the network or replace it, and take the controller away.',
  reads: {
    devices: 'passthrough',
    networkPort: 'nicPassthrough',
    usbController: 'usbController',
  },
  options: {
    blocking: listOption({
      default: KINDS.filter((kind) => kind !== 'serial' && kind !== 'parallel'),
      choices: KINDS,
      about: 'Kinds of devices that fail; the others warn.',
    }),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ devices, networkPort, usbController }, { blocking }) {
    return worstOf([
      ifRecorded(devices, 'passthrough', (kinds) => judgeDevices(kinds, blocking)),
      ifRecorded(networkPort, 'nicPassthrough', judgePort),
      ifRecorded(usbController, 'usbController', judgeController),
    ]);
  },
});

function judgeDevices(kinds: readonly string[], blocking: readonly string[]): Outcome {
  if (kinds.length === 0) return pass('no device is handed through');
  const answer = kinds.some((kind) => blocking.includes(kind)) ? fail : warn;
  return answer(
    `handed through: ${listNames(kinds)}, allowed none`,
    'Put the device on the network, or replace it by software.',
    { at: 'passthrough' },
  );
}

function judgePort(isHandedThrough: boolean): Outcome {
  return isHandedThrough
    ? warn('a network port is handed through (SR-IOV)', 'Give it a virtual network card.', {
        at: 'nicPassthrough',
      })
    : pass('no network port either');
}

function judgeController(isThere: boolean): Outcome {
  return isThere
    ? warn('a USB controller, which a move may refuse', 'Take the controller away.', {
        at: 'usbController',
        snippet: 'usbController: false',
      })
    : pass('no USB controller');
}
