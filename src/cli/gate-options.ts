import type { Demand } from '../domain/config.ts';
import type { Verdict } from '../domain/score.ts';
import type { Severity } from '../domain/severity.ts';

/** Demands of the command line. */
export interface GateOptions {
  readonly failOn?: Severity | 'none';
  readonly failOnNew?: Severity;
  readonly minScore?: number;
  readonly minCoverage?: number;
  readonly requireVerdict?: Verdict;
}

/** The demands as the gate takes them, named by their flags. */
export function askedOf(options: GateOptions): readonly Demand[] {
  const { failOn, failOnNew, minScore, minCoverage, requireVerdict } = options;
  const all: readonly (readonly [flag: string, path: readonly string[], value: unknown])[] = [
    ['--fail-on', ['failOn'], failOn],
    ['--fail-on-new', ['noNew'], failOnNew],
    ['--min-score', ['minScore', 'estate'], minScore],
    ['--min-coverage', ['minCoverage'], minCoverage],
    ['--require-verdict', ['requireVerdict', 'estate'], requireVerdict],
  ];
  return all
    .filter(([, , value]) => value !== undefined)
    .map(([name, path, value]) => ({ path, value, origin: { name } }));
}
