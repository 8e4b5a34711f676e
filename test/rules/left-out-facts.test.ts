import { describe, expect, it } from 'vitest';
import type { PathSegment } from '../../src/domain/fact-path.ts';
import { type Judgement, keptShare } from '../../src/domain/finding.ts';
import { formatPath, judgeCase, leavesOf, without } from '../support/judge-case.ts';
import { casesOf, rulesToTry } from '../support/rule-cases.ts';

describe.each(await rulesToTry())('%s', async (_id, rule) => {
  const cases = await casesOf(rule.name);

  it('never keeps more of its weight when a fact is left out', async () => {
    for (const one of cases) {
      const before = await judgeCase(rule, one);
      for (const path of leavesOf(one.inventory)) {
        if (isStructure(path)) continue;
        const after = await judgeCase(rule, { ...one, inventory: without(one.inventory, path) });
        const told = `${one.name}: without ${formatPath(path)}`;
        expect(gains(before.judgement, after.judgement), told).toBe(false);
      }
    }
  }, 30_000);
});

/** Keys that say what a subject is and where it stands, rather than how it is: no measured facts. */
const STRUCTURE =
  /^(id|role|platform|cluster|site|application|server|host|component|kind|redundancyGroup|asOf|external)$/;

/** Keys that their mapping cannot do without, beside those. */
const REQUIRED =
  /conditions\[\d+\]\.text$|vendorSupport\.platforms\[\d+\]\.product$|(virtualSwitches|portGroups)\[\d+\]\.name$|kernelPorts\[\d+\]\.device$|guestVolumes\[\d+\]\.path$/;

function isStructure(path: readonly PathSegment[]): boolean {
  const key = path.findLast((segment) => typeof segment === 'string');
  return STRUCTURE.test(String(key)) || REQUIRED.test(formatPath(path));
}

/** Whether the check keeps a larger share than before, or leaves the score although it cost. */
function gains(before: Judgement | undefined, after: Judgement | undefined): boolean {
  if (before === undefined || before.kind === 'not-applicable') return false;
  if (after === undefined || after.kind === 'not-applicable') return keptShare(before) < 1;
  return keptShare(after) > keptShare(before);
}
