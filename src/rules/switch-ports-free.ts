import { withoutEsxiCluster, withoutEsxiHost } from '../analysis/virtual-machine.ts';
import type { Server } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-019',
  name: 'switch-ports-free',
  category: 'hygiene',
  subject: ['host', 'cluster'],
  severity: 'info',
  effort: 'small',
  title: 'Virtual switches have ports free for what a restart brings',
  source: [TEXTS.vCheckNetworks],
  why: 'A machine that finds no port on the switch of its new host starts without a network.',
  condition: {
    warn: 'A switch has fewer free ports than leastOfHost, or leastOfCluster where hosts share it.',
    unknown: 'The switches are not recorded, or the free ports of one.',
    notApplicable: 'It runs another product than ESXi.',
  },
  remedy: 'Enlarge the switch, or let it grow by itself.',
  needs: { switches: 'virtualSwitches' },
  options: {
    leastOfHost: countOption(5, 'ports', 'Least free ports of a standard switch.'),
    leastOfCluster: countOption(10, 'ports', 'Least free ports of a distributed switch.'),
  },
  notApplicable: ({ subject, estate }) =>
    subject.kind === 'host'
      ? withoutEsxiHost(estate, subject.value)
      : withoutEsxiCluster(estate, subject.value),
  check({ switches }, { leastOfHost, leastOfCluster }, { subject }) {
    if (switches.length === 0) return pass('no virtual switches');
    const least = subject.kind === 'host' ? leastOfHost : leastOfCluster;
    return worstOf(switches.map((one, i) => judgeSwitch(one, i, least)));
  },
});

function judgeSwitch(
  { name, freePorts }: NonNullable<Server['virtualSwitches']>[number],
  index: number,
  least: number,
): Outcome {
  const at = `virtualSwitches[${index}].freePorts`;
  return ifRecorded(freePorts, at, (ports) =>
    ports < least
      ? warn(`${name} has ${count(ports, 'free port')}, at least ${least}`, 'Enlarge the switch.', {
          at,
        })
      : pass('free ports on every switch'),
  );
}
