import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { pass, warn } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Resume it and shut it down in order, or discard its state.';

export default defineRule({
  id: 'POR-013',
  name: 'not-suspended',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'It runs or is switched off, and is not suspended between the two',
  source: [TEXTS.avsMachines],
  why: 'The memory of a suspended machine fits the processor and the platform that wrote it; elsewhere it is lost like a pulled plug.',
  condition: {
    warn: 'It is suspended.',
    unknown: 'Whether it runs is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: REMEDY,
  needs: { powerState: 'powerState' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ powerState }) {
    const at = { at: 'powerState' };
    return powerState === 'suspended'
      ? warn('suspended', REMEDY, at)
      : pass(`switched ${powerState}`, at);
  },
});
