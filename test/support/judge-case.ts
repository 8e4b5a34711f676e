import { type Estate, indexEstate } from '../../src/analysis/estate.ts';
import { type FactRef, formatPath, type PathSegment } from '../../src/domain/fact-path.ts';
import type { Judgement } from '../../src/domain/finding.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { settledOptions } from '../../src/domain/rule-option.ts';
import { subjectName } from '../../src/domain/subject.ts';
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
    /** YAML that shows the mended record. */
    readonly snippet?: string;
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
  // JSON is YAML, and is written and read much faster.
  const bytes = Buffer.from(JSON.stringify(one.inventory));
  const { inventory } = await loadInventory([{ file: 'case.yaml', bytes }]);
  const estate = indexEstate(inventory, one.asOf ?? inventory.assessment.asOf ?? AS_OF);
  const settled = { ...rule, options: settledOptions(rule.options, one.options ?? {}) };
  const wanted = [...judgeEstate([settled], estate)].filter(
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

export { formatPath };
