import { expect, it } from 'vitest';
import { LazyFindings, sketchesOf } from '../../src/domain/lazy-findings.ts';
import type { ReportFinding } from '../../src/domain/report.ts';

const FINDINGS = (['fail', 'pass', 'warn'] as const).map((outcome, i) => {
  const finding = { rule: `AVL-00${i}`, category: 'availability', outcome, severity: 'high' };
  return finding as ReportFinding;
});

const wanted = (findings: Iterable<ReportFinding>) =>
  [...sketchesOf(findings)]
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ rule, whole }) => [rule, whole()]);

it('are made for who wants them, each time they are wanted', () => {
  const made: string[] = [];
  const lazy = new LazyFindings(
    FINDINGS.map((finding) => ({
      rule: finding.rule,
      category: finding.category,
      outcome: finding.outcome,
      severity: finding.severity,
      whole: () => {
        made.push(finding.rule);
        return finding;
      },
    })),
  );
  const [failed, passed, warned] = FINDINGS;
  expect(wanted(lazy)).toEqual([
    ['AVL-000', failed],
    ['AVL-002', warned],
  ]);
  expect(made).toEqual(['AVL-000', 'AVL-002']);
  expect([...lazy]).toEqual([failed, passed, warned]);
  expect(made).toEqual(['AVL-000', 'AVL-002', 'AVL-000', 'AVL-001', 'AVL-002']);
});

it('may be those of a saved report, which are there already', () => {
  expect(wanted(FINDINGS)).toEqual([
    ['AVL-000', FINDINGS[0]],
    ['AVL-002', FINDINGS[2]],
  ]);
});
