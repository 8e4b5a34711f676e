import type { Estate } from '../analysis/estate.ts';
import { switchFrames } from '../analysis/switches.ts';
import type { Server } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, worstOf } from '../domain/outcome.ts';
import { projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-015',
  name: 'kernel-frames-fit',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'No port of the hypervisor sends larger frames than its switch carries',
  source: [projectDefault('A switch drops frames that are larger than its MTU.')],
  why: 'Small packets pass and large ones are dropped: storage, migration and replication seem to work and stall under load.',
  condition: {
    fail: 'The MTU of a port of the hypervisor is larger than that of its virtual switch.',
    unknown:
      'The ports are not recorded, the switch or the MTU of one, or the switches of the host and its cluster.',
  },
  remedy:
    'Set one MTU from the port of the hypervisor over both switches to the storage or the other host, and try it with a ping that may not be divided.',
  needs: { ports: 'kernelPorts' },
  check({ ports }, _options, { subject, estate }) {
    if (ports.length === 0) return pass('no port of the hypervisor');
    return worstOf(ports.map((port, i) => judgePort(estate, subject.value, port, i)));
  },
});

function judgePort(
  estate: Estate,
  host: Server,
  port: NonNullable<Server['kernelPorts']>[number],
  index: number,
): Outcome {
  const path = `kernelPorts[${index}]`;
  if (port.switch === undefined || port.mtu === undefined) {
    const open = (['switch', 'mtu'] as const).filter((name) => port[name] === undefined);
    return notRecorded(...open.map((name) => `${path}.${name}`));
  }
  const { mtu, missing } = switchFrames(estate, host, port.switch);
  if (mtu !== undefined && port.mtu > mtu) {
    return fail(
      `${port.device} sends frames of ${port.mtu} bytes, ${port.switch} carries ${mtu}`,
      `Raise the MTU of ${port.switch} and of the switches behind it, or lower that of ${port.device}.`,
      { at: `${path}.mtu` },
    );
  }
  if (missing.length > 0) return notRecorded(...missing);
  return mtu === undefined
    ? unknown(`${port.switch} is none of the recorded switches`, [`${path}.switch`])
    : pass('the frames of the hypervisor fit its switches');
}
