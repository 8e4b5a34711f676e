import type { Data } from './entry.ts';
import { isMapping } from './facts.ts';

/** A field that came later, and what a report without it says. */
interface LaterField {
  /** Path of the field; `[]` stands for each item of a list. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * Within a version of the report, fields are added and none is removed (docs/compatibility.md). Whoever adds
 * one adds it here: reports that were written before are read as if they had it.
 */
const LATER_FIELDS: readonly LaterField[] = [
  { path: 'config', value: [] },
  { path: 'withoutWaivers', value: null },
  { path: 'waivers', value: [] },
  { path: 'baseline', value: null },
  { path: 'notices', value: [] },
  { path: 'applications[].owner', value: null },
  { path: 'rules[].waivable', value: true },
  { path: 'gate.assertions[].scope', value: 'estate' },
  { path: 'counts.outcomes.waived', value: 0 },
];

const LATER_FIELDS_OF_FINDINGS: readonly LaterField[] = [
  { path: 'waiver', value: null },
  { path: 'baseline', value: null },
];

/** A report with every field that has come since it was written; it is changed in place. */
export function completeReport(report: Data): void {
  complete(report, LATER_FIELDS);
  const { findings } = report;
  if (!Array.isArray(findings)) return;
  for (const finding of findings) if (isMapping(finding)) completeFinding(finding);
}

/** The same for a finding. */
export function completeFinding(finding: Data): void {
  complete(finding, LATER_FIELDS_OF_FINDINGS);
}

function complete(value: Data, fields: readonly LaterField[]): void {
  for (const { path, value: without } of fields) put(value, path.split('.'), without);
}

function put(at: unknown, [step = '', ...steps]: readonly string[], value: unknown): void {
  if (!isMapping(at)) return;
  const key = step.replace('[]', '');
  if (steps.length > 0) {
    for (const next of [at[key]].flat()) put(next, steps, value);
    return;
  }
  // The first reports said null of files that they had none of.
  const isAbsent = at[key] === undefined || (at[key] === null && value !== null);
  if (isAbsent) (at as Record<string, unknown>)[key] = value;
}
