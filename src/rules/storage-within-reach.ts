import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

/** Kinds that hosts reach over paths which can die one by one. */
const WITHOUT_PATHS: readonly unknown[] = ['local', 'nfs', 'hci'];

export default defineRule({
  id: 'HYG-022',
  name: 'storage-within-reach',
  category: 'hygiene',
  subject: 'storage',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'Hosts reach the storage, over every path',
  source: [TEXTS.vCheckStorage],
  why: 'A dead path is redundancy that is gone already: STO-002 counts the paths that were built, this rule those that died.',
  condition: {
    fail: 'The hosts cannot reach it; shown as high.',
    warn: 'More than mostDead paths are dead.',
    unknown:
      'Whether it is reached is not recorded, or the number of dead paths, where its kind has paths (not local, nfs, hci).',
  },
  remedy: 'Look at cables, adapters, switches and the access list of the array.',
  reads: { accessible: 'accessible', dead: 'deadPaths', kind: 'kind' },
  options: {
    mostDead: countOption(0, 'paths', 'Dead paths that are allowed.'),
  },
  check({ accessible, dead, kind }, { mostDead }) {
    return worstOf([
      ifRecorded(accessible, 'accessible', judgeAccess),
      ...(WITHOUT_PATHS.includes(kind)
        ? []
        : [ifRecorded(dead, 'deadPaths', (number) => judgePaths(number, mostDead))]),
    ]);
  },
});

function judgeAccess(isAccessible: boolean): Outcome {
  return isAccessible
    ? pass('the hosts reach it')
    : fail('the hosts cannot reach it', 'Look at the array and at the ways to it.', {
        at: 'accessible',
        severity: 'high',
      });
}

function judgePaths(number: number, most: number): Outcome {
  const text = count(number, 'dead path');
  return number > most
    ? warn(`${text}, allowed ${most}`, 'Look at the cable, the adapter and the switch of each.', {
        at: 'deadPaths',
      })
    : pass(text);
}
