import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-005',
  name: 'no-resource-limits',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'No limit keeps it from the CPU and memory that it was given',
  source: [TEXTS.vCheckState],
  why: 'A forgotten limit makes a machine swap or wait on a host that is half empty, and nobody looks there.',
  condition: {
    warn: 'Its CPU time or its memory is limited.',
    unknown: 'Whether they are limited is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Take the limit away, and give it fewer vCPUs or less memory where it shall have less.',
  reads: { cpu: 'limits.cpu', memory: 'limits.memory' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ cpu, memory }) {
    return worstOf([
      ifRecorded(memory, 'limits.memory', (is) => judgeLimit(is, 'memory')),
      ifRecorded(cpu, 'limits.cpu', (is) => judgeLimit(is, 'cpu')),
    ]);
  },
});

function judgeLimit(isLimited: boolean, of: 'cpu' | 'memory'): Outcome {
  const noun = of === 'cpu' ? 'CPU time' : 'memory';
  return isLimited
    ? warn(`its ${noun} is limited`, `Take the limit from its ${noun}.`, {
        at: `limits.${of}`,
        snippet: `limits: { ${of}: false }`,
      })
    : pass(`no limit on ${noun}`);
}
