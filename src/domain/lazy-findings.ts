import type { ReportFinding } from './report.ts';

/** What is known of a finding before its words, facts and place are: enough to see whether it is wanted. */
export interface FindingSketch
  extends Pick<ReportFinding, 'rule' | 'category' | 'outcome' | 'severity'> {
  readonly whole: () => ReportFinding;
}

/** Findings that are made while they are read, and again when they are read again. */
export class LazyFindings implements Iterable<ReportFinding> {
  readonly sketches: Iterable<FindingSketch>;

  constructor(sketches: Iterable<FindingSketch>) {
    this.sketches = sketches;
  }

  *[Symbol.iterator](): Generator<ReportFinding> {
    for (const { whole } of this.sketches) yield whole();
  }
}

/** The findings of a report for a reader that leaves some out: what it leaves out need not be made. */
export function* sketchesOf(findings: Iterable<ReportFinding>): Generator<FindingSketch> {
  if (findings instanceof LazyFindings) yield* findings.sketches;
  else for (const finding of findings) yield { ...sketchOf(finding), whole: () => finding };
}

function sketchOf({ rule, category, outcome, severity }: ReportFinding) {
  return { rule, category, outcome, severity };
}
