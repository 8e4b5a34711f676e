import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { percentOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Find what loads it; give it more vCPUs where its software uses them, or divide its work.';

export default defineRule({
  id: 'PRF-010',
  name: 'machine-cpu-headroom',
  category: 'performance',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'medium',
  title: 'Its own vCPUs carry the load of a machine with room to spare',
  source: [
    TEXTS.vCheckState,
    projectDefault('The 95th percentile is held against the limit; above 90 % it fails.'),
  ],
  why: 'A machine whose own processors are full is slow on the emptiest host; neither ready time nor the load of the host shows it.',
  condition: {
    fail: 'The 95th percentile of its CPU load is above failAbove.',
    warn: 'It is above warnAbove.',
    unknown: 'It is not recorded.',
    notApplicable: 'It stands still, or still runs on hardware of its own.',
  },
  remedy: REMEDY,
  needs: { load: 'metrics.cpuP95Percent' },
  options: {
    warnAbove: percentOption(75, 'CPU load (95th percentile) above which it warns.'),
    failAbove: percentOption(90, 'CPU load (95th percentile) above which it fails.'),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value) ?? stillness(subject.value),
  check({ load }, { warnAbove, failAbove }) {
    const text = `CPU load of ${load} % (95th percentile)`;
    const at = { at: 'metrics.cpuP95Percent' };
    if (load > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY, at);
    return load > warnAbove
      ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, at)
      : pass(text, at);
  },
});
