import type { BaselineAction } from '../domain/baseline-action.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { BaselineEntry } from '../domain/report.ts';
import { subjectName } from '../domain/subject.ts';
import { userError } from '../domain/user-error.ts';
import { baselineOf } from '../engine/baseline.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import { entryLocation, loadBaseline } from '../load/load-baseline.ts';
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
  const old = before === undefined ? [] : await readBaseline(before);
  if (action === 'prune' || action === 'check') {
    const gone = new Set(report.baseline?.mended.map(({ fingerprint }) => fingerprint));
    const [removed, entries] = split(old, ({ fingerprint }) => gone.has(fingerprint));
    return { entries, added: [], removed };
  }
  const entries = baselineOf(judgements);
  return { entries, added: without(entries, old), removed: without(old, entries) };
}

/**
 * The findings of a baseline. Throws a `UserError` where it cannot be read, and where a fingerprint is not
 * that of its rule and subject: who reads the change of a baseline reads these, and would let another
 * finding pass.
 */
export async function readBaseline(file: InputFile): Promise<readonly BaselineEntry[]> {
  const entries = await loadBaseline(file);
  const wrong = entries.findIndex((one) => one.fingerprint !== fingerprint(one.rule, one.subject));
  if (wrong < 0) return entries;
  const { rule, subject } = entries[wrong] as BaselineEntry;
  throw userError(
    'wrong-fingerprint',
    `this is not the fingerprint of ${rule} ${subjectName(subject)}`,
    {
      location: await entryLocation(file, wrong),
      hint: 'virtready baseline writes this file; by hand, take lines out only.',
    },
  );
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
