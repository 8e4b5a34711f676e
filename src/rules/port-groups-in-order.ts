import { withoutEsxiCluster, withoutEsxiHost } from '../analysis/virtual-machine.ts';
import type { Server } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

/** It stands for all of them. */
const EVERY_VLAN = 4095;

export default defineRule({
  id: 'HYG-018',
  name: 'port-groups-in-order',
  category: 'hygiene',
  subject: ['host', 'cluster'],
  severity: 'info',
  effort: 'small',
  title: 'Every port group has a VLAN of its own and lasting ports',
  source: [TEXTS.avsNetworks, TEXTS.vCheckNetworks],
  why: 'A port group that carries every VLAN puts its machines into all of them; ephemeral ports forget their counters and settings with each restart.',
  condition: {
    warn: 'A port group carries every VLAN (4095), or its ports are ephemeral.',
    unknown: 'The port groups are not recorded, or the VLAN or the binding of one.',
    notApplicable: 'It runs another product than ESXi.',
  },
  remedy: 'Give it the VLAN that its machines need, and static ports.',
  needs: { portGroups: 'portGroups' },
  notApplicable: ({ subject, estate }) =>
    subject.kind === 'host'
      ? withoutEsxiHost(estate, subject.value)
      : withoutEsxiCluster(estate, subject.value),
  check({ portGroups }) {
    if (portGroups.length === 0) return pass('no port groups');
    return worstOf(portGroups.map((group, i) => judgeGroup(group, `portGroups[${i}]`)));
  },
});

function judgeGroup(
  { name, vlan, ephemeral }: NonNullable<Server['portGroups']>[number],
  path: string,
): Outcome {
  return worstOf([
    ifRecorded(vlan, `${path}.vlan`, (id) =>
      id === EVERY_VLAN
        ? warn(`${name} carries every VLAN`, 'Give it the VLAN that its machines need.', {
            at: `${path}.vlan`,
          })
        : pass('every port group has its VLAN'),
    ),
    ifRecorded(ephemeral, `${path}.ephemeral`, (is) =>
      is
        ? warn(`the ports of ${name} are ephemeral`, 'Give it static ports.', {
            at: `${path}.ephemeral`,
          })
        : pass('and lasting ports'),
    ),
  ]);
}
