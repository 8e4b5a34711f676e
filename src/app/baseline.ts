import type { BaselineAction } from '../domain/baseline-action.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { BaselineEntry } from '../domain/report.ts';
import { baselineOf } from '../engine/baseline.ts';
import { loadBaseline } from '../load/load-baseline.ts';
import type { AssessedEstate } from './assess-estate.ts';

/** A baseline after an action, and what the action changed. */
export interface BaselineChange {
  readonly entries: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
}

/**
 * What a baseline is after an action. `create` and `update` take every failed or warned finding,
 * `prune` and `check` only leave out what is mended or gone.
 */
export async function changeBaseline(
  action: BaselineAction,
  { report, judgements }: AssessedEstate,
  before: InputFile | undefined,
): Promise<BaselineChange> {
  const old = before === undefined ? [] : await loadBaseline(before);
  if (action === 'prune' || action === 'check') {
    const gone = new Set(report.baseline?.mended.map(({ fingerprint }) => fingerprint));
    const [removed, entries] = split(old, ({ fingerprint }) => gone.has(fingerprint));
    return { entries, added: [], removed };
  }
  const entries = baselineOf(judgements);
  return { entries, added: without(entries, old), removed: without(old, entries) };
}

/** How many findings a baseline has. Throws a `UserError` where it cannot be read. */
export async function baselineSize(file: InputFile): Promise<number> {
  return (await loadBaseline(file)).length;
}

function without(all: readonly BaselineEntry[], others: readonly BaselineEntry[]): BaselineEntry[] {
  const keys = new Set(others.map(identity));
  return all.filter((entry) => !keys.has(identity(entry)));
}

/** An entry that has become graver or less grave is another one. */
function identity({ fingerprint, outcome, severity }: BaselineEntry): string {
  return `${fingerprint} ${outcome} ${severity}`;
}

function split<T>(all: readonly T[], test: (item: T) => boolean): readonly [T[], T[]] {
  return [all.filter(test), all.filter((item) => !test(item))];
}

/** The file of a baseline: an entry to a line, so that a merge shows what changed. */
export function* baselineText(entries: readonly BaselineEntry[]): Iterable<string> {
  yield '{\n  "schemaVersion": 1,\n  "findings": [';
  let before = '\n';
  for (const entry of entries) {
    yield `${before}    ${JSON.stringify(entry)}`;
    before = ',\n';
  }
  yield entries.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
