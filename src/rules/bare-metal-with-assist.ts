import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import type { FactRef } from '../domain/fact-path.ts';
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
    fail: 'A hosted hypervisor carries production; hardware virtualization or second-level address translation is missing.',
    warn: 'No I/O address translation, yet a machine on this host has a device handed through.',
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
      judgePassthrough(iommu, instancesThatMayStandOn(estate, host)),
    ]);
  },
});

function judgeType(kind: 'bare-metal' | 'hosted', estate: Estate, host: Server): Outcome {
  if (kind === 'bare-metal') return pass('bare-metal hypervisor');
  const instances = instancesThatMayStandOn(estate, host);
  if (instances.length > 0 && !instances.some(isProduction)) {
    return pass('hosted hypervisor, without production');
  }
  return fail('hosted hypervisor in production, allowed bare-metal', 'Use a type-1 hypervisor.', {
    at: 'platform>hypervisorType',
  });
}

/** Only a device that is handed through needs I/O address translation. */
function judgePassthrough(iommu: boolean | undefined, instances: readonly Instance[]): Outcome {
  if (iommu === true) return pass('I/O address translation');
  const planned = instances.filter(
    ({ passthrough, nicPassthrough }) => nicPassthrough === true || (passthrough ?? []).length > 0,
  );
  const silent = instances.flatMap(unrecordedPassthrough);
  if (planned.length === 0 && silent.length === 0) return pass('no device is handed through');
  // One fact of the host settles it for all of its machines.
  if (iommu === undefined) return notRecorded('cpu.iommu');
  if (planned.length === 0) return notRecorded(...silent);
  return warn(
    `no I/O address translation, yet devices are handed through to ${listNames(planned.map(({ id }) => id))}`,
    'Switch on VT-d or AMD-Vi in the firmware.',
    { at: 'cpu.iommu' },
  );
}

function unrecordedPassthrough(instance: Instance): FactRef[] {
  return (['passthrough', 'nicPassthrough'] as const)
    .filter((path) => instance[path] === undefined)
    .map((path) => ({ subject: { kind: 'instance', id: instance.id }, path }));
}

/** Machines whose host is this one, or any of its cluster. */
function instancesThatMayStandOn(estate: Estate, host: Server): readonly Instance[] {
  const cluster = estate.clusterOf(host);
  const unplaced = cluster === undefined ? [] : estate.unplacedInCluster(cluster);
  return [...estate.instancesOnHost(host), ...unplaced];
}
