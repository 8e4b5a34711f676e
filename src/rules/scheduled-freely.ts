import { pinsOf } from '../analysis/demand.ts';
import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'POR-006',
  name: 'scheduled-freely',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'It may run on any core and any host',
  source: [TEXTS.forkliftMachine],
  why: 'A binding to cores, NUMA nodes or hosts names things that another platform does not have: it is lost on the way, or keeps the machine from starting.',
  condition: {
    warn: 'It is bound to certain cores, NUMA nodes or hosts.',
    unknown: 'Whether it is bound to cores or NUMA nodes is not recorded, or its placement rules.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Take the binding away, or write down why it is there and how its target keeps it.',
  reads: { cores: 'cpuAffinity', nodes: 'numaPinned', rules: 'placementRules' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ cores, nodes, rules }, _options, { subject }) {
    return worstOf([
      ifRecorded(cores, 'cpuAffinity', (isBound) => judgeBinding(isBound, 'cores', 'cpuAffinity')),
      ifRecorded(nodes, 'numaPinned', (isBound) =>
        judgeBinding(isBound, 'NUMA nodes', 'numaPinned'),
      ),
      ifRecorded(rules, 'placementRules', () => judgePins(subject.value)),
    ]);
  },
});

function judgeBinding(isBound: boolean, to: string, path: string): Outcome {
  return isBound
    ? warn(`bound to ${to}`, `Let the platform choose the ${to}.`, {
        at: path,
        snippet: `${path}: false`,
      })
    : pass(`free of ${to}`);
}

function judgePins(instance: Instance): Outcome {
  const pins = pinsOf(instance);
  return pins.length === 0
    ? pass('free of hosts')
    : warn(`pinned to ${listNames(pins)}`, 'Remove the rule.', { at: 'placementRules' });
}
