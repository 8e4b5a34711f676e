import { SHOWN_MISSING } from '../analysis/carried-production.ts';
import { storedOn } from '../analysis/stored.ts';
import { notRecorded, pass, warn } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-026',
  name: 'storage-not-crowded',
  category: 'hygiene',
  subject: 'storage',
  severity: 'info',
  effort: 'medium',
  title: 'Not too many machines lie on one storage',
  source: [
    TEXTS.vCheckStorage,
    projectDefault('That it warns above 50: vCheck begins at 5, which few datastores keep.'),
  ],
  why: 'What lies together is lost, restored and slowed together; STO-003, PRF-007 and PRF-008 judge its space, latency and load.',
  condition: {
    warn: 'More than mostMachines machines have a disk on it.',
    unknown: 'Machines whose disks are not recorded might make it too many.',
  },
  remedy: 'Spread the machines over several datastores, the critical ones apart.',
  options: {
    mostMachines: countOption(50, 'machines', 'Machines above which a storage warns.'),
  },
  check(_facts, { mostMachines }, { subject, estate }) {
    const { settled, maybe } = storedOn(estate, subject.value);
    const text = count(settled.length, 'machine');
    if (settled.length > mostMachines) {
      const remedy = 'Spread the machines over several datastores, the critical ones apart.';
      return warn(`${text}, warning above ${mostMachines}`, remedy, { at: '' });
    }
    return settled.length + maybe.length > mostMachines
      ? notRecorded(...maybe.slice(0, SHOWN_MISSING).map(({ missing }) => missing))
      : pass(text);
  },
});
