import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { paper, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'PLT-006',
  name: 'bare-metal-with-assist',
  category: 'platform',
  subject: 'host',
  severity: 'blocker',
  effort: 'medium',
  title: 'The hypervisor runs on bare metal, with hardware assist',
  source: [paper('P18'), TEXTS.nistHypervisor, TEXTS.hyperVRequirements],
  why: 'A hosted hypervisor adds a whole operating system that can fail below all machines; without hardware assist it is neither fast nor supported.',
  condition: {
    fail: 'A hosted hypervisor carries production, or nothing that is recorded; hardware virtualization or second-level address translation is missing.',
    warn: 'No I/O address translation, yet a machine on this host has a device handed through that needs it (a USB dongle, a serial and a parallel port do not).',
    unknown: 'One of these facts is not recorded, and none of the others fails.',
  },
  remedy:
    'Use a type-1 hypervisor; switch on VT-x or AMD-V, EPT or RVI, and VT-d or AMD-Vi in the firmware.',
  reads: {
    type: 'platform>hypervisorType',
    assist: 'cpu.hwVirtualization',
    slat: 'cpu.slat',
    iommu: 'cpu.iommu',
  },
  check({ type, assist, slat, iommu }, _options, { subject, estate }) {
    const host = subject.value;
    return worstOf([
      ifRecorded(type, 'platform>hypervisorType', (kind) => judgeType(kind, estate, host)),
      ifRecorded(assist, 'cpu.hwVirtualization', (present) =>
        present
          ? pass('hardware virtualization')
          : fail('no hardware virtualization', 'Switch on VT-x or AMD-V in the firmware.', {
              at: 'cpu.hwVirtualization',
            }),
      ),
      ifRecorded(slat, 'cpu.slat', (present) =>
        present
          ? pass('second-level address translation')
          : fail('no second-level address translation', 'Replace the processor or the host.', {
              at: 'cpu.slat',
            }),
      ),
      judgePassthrough(iommu, instancesThatStandOn(estate, host)),
    ]);
  },
});

function judgeType(kind: 'bare-metal' | 'hosted', estate: Estate, host: Server): Outcome {
  if (kind === 'bare-metal') return pass('bare-metal hypervisor');
  const instances = instancesThatMayRestartOn(estate, host);
  const production = instances.filter(isProduction);
  if (instances.length > 0 && production.length === 0) {
    return pass('hosted hypervisor, without production');
  }
  const text =
    production.length === 0
      ? 'hosted hypervisor, allowed bare-metal unless only tests stand on it'
      : `hosted hypervisor below ${idsOf(production)}, allowed bare-metal for production`;
  return fail(text, 'Use a type-1 hypervisor.', { at: 'platform>hypervisorType' });
}

/** Only a device that is handed through needs I/O address translation. */
function judgePassthrough(iommu: boolean | undefined, instances: readonly Instance[]): Outcome {
  if (iommu === true) return pass('I/O address translation');
  const planned = instances.filter(needsTranslation);
  const silent = instances.flatMap(unrecordedPassthrough);
  if (planned.length === 0 && silent.length === 0) {
    return pass('no device that needs I/O address translation is handed through');
  }
  // One fact of the host settles it for all of its machines.
  if (iommu === undefined) return notRecorded('cpu.iommu');
  if (planned.length === 0) return notRecorded(...silent);
  return warn(
    `no I/O address translation, yet devices are handed through to ${idsOf(planned)}`,
    'Switch on VT-d or AMD-Vi in the firmware.',
    { at: 'cpu.iommu' },
  );
}

/** The hypervisor relays these itself, byte by byte: the device reaches no memory of the host. */
const RELAYED: readonly string[] = ['usb-dongle', 'usb-device', 'serial', 'parallel'];

function needsTranslation({ passthrough, nicPassthrough }: Instance): boolean {
  return nicPassthrough === true || (passthrough ?? []).some((kind) => !RELAYED.includes(kind));
}

function unrecordedPassthrough(instance: Instance): FactRef[] {
  return (['passthrough', 'nicPassthrough'] as const)
    .filter((path) => instance[path] === undefined)
    .map((path) => factRef('instance', instance.id, path));
}

function idsOf(instances: readonly Instance[]): string {
  return listNames(instances.map(({ id }) => id));
}

/** Machines whose host is this one, or any of its cluster: a device ties a machine to its host. */
function instancesThatStandOn(estate: Estate, host: Server): readonly Instance[] {
  const cluster = estate.clusterOf(host);
  const unplaced = cluster === undefined ? [] : estate.unplacedInCluster(cluster);
  return [...estate.instancesOnHost(host), ...unplaced];
}

/** A restart or a move can put any machine of the cluster on any of its hosts. */
function instancesThatMayRestartOn(estate: Estate, host: Server): readonly Instance[] {
  const cluster = estate.clusterOf(host);
  return cluster === undefined ? estate.instancesOnHost(host) : estate.instancesInCluster(cluster);
}
