import { parse, stringify } from 'yaml';
import { type Estate, indexEstate } from '../../src/analysis/estate.ts';
import { type FactRef, formatPath, type PathSegment } from '../../src/domain/fact-path.ts';
import type { Judgement } from '../../src/domain/finding.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { settledOptions } from '../../src/domain/rule-option.ts';
import { type Subject, subjectName } from '../../src/domain/subject.ts';
import { answerOf, decidingFact, judgeEstate } from '../../src/engine/judge.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';
import type { EstateRule } from '../../src/rules/define-rule.ts';

/** One case of a rule's fixture: an inventory and the answer that is expected. */
export interface RuleCase {
  readonly name: string;
  readonly inventory: Readonly<Record<string, unknown>>;
  /** `kind/id`; may be left out where the rule answers for one subject only. */
  readonly subject?: string;
  readonly asOf?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly expect: {
    /** `none`: the rule is not about this subject at all. */
    readonly outcome: string;
    readonly message?: string;
    /** The deciding fact: a path of the subject, or `kind/id path` for another one. */
    readonly at?: string;
    readonly missing?: readonly string[];
    readonly severity?: string;
    readonly remedy?: string;
    readonly assumed?: boolean;
    /** Derived values that are shown beside the declared facts. */
    readonly facts?: Readonly<Record<string, unknown>>;
  };
}

export const AS_OF = '2026-11-22';

export interface JudgedCase {
  readonly estate: Estate;
  readonly judgement: Judgement | undefined;
  /** The judgement's answer with its words. */
  readonly answer: Outcome | undefined;
}

/** Takes a case through the real loader, the index and the engine. */
export async function judgeCase(rule: EstateRule, one: RuleCase): Promise<JudgedCase> {
  const bytes = Buffer.from(stringify(one.inventory, { aliasDuplicateObjects: false }));
  const { inventory } = await loadInventory([{ file: 'case.yaml', bytes }]);
  const estate = indexEstate(inventory, one.asOf ?? inventory.assessment.asOf ?? AS_OF);
  const settled = { ...rule, options: settledOptions(rule.options, one.options ?? {}) };
  const judgements = judgeEstate([settled], estate);
  const wanted = judgements.filter(
    ({ subject }) => one.subject === undefined || subjectName(subject) === one.subject,
  );
  if (wanted.length > 1) {
    const names = wanted.map(({ subject }) => subjectName(subject)).join(', ');
    throw new Error(`name the subject of this case: ${names}`);
  }
  const [judgement] = wanted;
  return {
    estate,
    judgement,
    // Asked only where it is looked at: most cases of a fixture are judged for their kind alone.
    get answer() {
      return judgement && answerOf(judgement, estate);
    },
  };
}

/** A fact as fixtures name it: the path alone where it belongs to the judged subject. */
export function factName({ subject, path }: FactRef, judgement: Judgement): string {
  const own = subjectName(subject) === subjectName(judgement.subject);
  return own ? path : `${subjectName(subject)} ${path}`.trim();
}

export function decidedAt(judgement: Judgement, answer: Outcome, estate: Estate): string {
  return factName(decidingFact(judgement, answer, estate), judgement);
}

/** Every fact of an inventory document that can be left out, as a path from its root. */
export function leavesOf(value: unknown, above: readonly PathSegment[] = []): PathSegment[][] {
  if (value === null || typeof value !== 'object') return [[...above]];
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const below = children.flatMap(([key, child]) => leavesOf(child, [...above, key]));
  if (!Array.isArray(value)) return below;
  if (value.every((item) => typeof item !== 'object')) return [[...above]];
  // Sections and nested instances hold subjects; any other list is a fact as a whole, too.
  const isFact = above.length > 1 && above.at(-1) !== 'instances';
  return isFact ? [[...above], ...below] : below;
}

/** The same document without one fact. */
export function without<T>(document: T, path: readonly PathSegment[]): T {
  const copy = structuredClone(document);
  let at: unknown = copy;
  for (const segment of path.slice(0, -1)) at = (at as Record<PathSegment, unknown>)[segment];
  delete (at as Record<PathSegment, unknown>)[path.at(-1) ?? ''];
  return copy;
}

type Data = Record<string, unknown>;

/**
 * The same document with a snippet written into the entry of a subject, as a reader would: a name
 * that begins with `its-` stands for one that only they know.
 */
export function withSnippet(
  document: Readonly<Data>,
  { kind, id }: Pick<Subject, 'kind' | 'id'>,
  snippet: string,
): Data {
  const copy = structuredClone(document) as Data;
  const entry = kind === 'estate' ? sectionOf(copy, 'operations') : entryNamed(copy, id);
  const [machine] = entriesIn(entry['instances']);
  merge(
    entry,
    parse(snippet.replaceAll('its-machine', String(machine?.['id'] ?? 'its-machine'))) as Data,
  );
  for (const [name] of snippet.matchAll(/\bits-[a-z-]*site\b/g))
    listOf(copy, 'sites').push({ id: name });
  if (snippet.includes('its-application'))
    listOf(copy, 'applications').push({ id: 'its-application' });
  return copy;
}

function sectionOf(into: Data, name: string): Data {
  into[name] ??= {};
  return into[name] as Data;
}

function listOf(into: Data, name: string): Data[] {
  into[name] ??= [];
  return into[name] as Data[];
}

function entryNamed(value: unknown, id: string): Data {
  const found = entriesIn(value).find((entry) => entry['id'] === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

function memberOf(list: Data[], id: string): Data {
  const found = list.find((entry) => entry['id'] === id);
  if (found !== undefined) return found;
  const added = { id };
  list.push(added);
  return added;
}

function entriesIn(value: unknown): Data[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.values(value).flatMap(entriesIn);
  return 'id' in value ? [value as Data, ...below] : below;
}

/** Lists of subjects are merged by id, as overlays are; any other list takes the place of the old one. */
function merge(into: Data, from: Data): void {
  for (const [key, value] of Object.entries(from)) {
    if (Array.isArray(value) && value.every((item) => item?.id !== undefined)) {
      for (const item of value) merge(memberOf(listOf(into, key), item.id), item);
    } else if (isMapping(value)) merge(sectionOf(into, key), value);
    else into[key] = value;
  }
}

function isMapping(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export { formatPath };
