import { Document, isMap, isScalar, isSeq, type Pair, Scalar, type YAMLMap } from 'yaml';
import { formatPath, type PathSegment } from '../domain/fact-path.ts';
import type { AdoptedEdits, FactChange, SubjectChange } from '../domain/import-change.ts';
import type { Section } from '../domain/inventory.ts';
import { type Data, SECTION_KINDS, SECTIONS, type SourceDocument } from '../load/entry.ts';
import { compareImports, type Declared, declaredIn, subjectKey } from './import-changes.ts';
import { commentsOf, type PlacedComment } from './people-comments.ts';

/**
 * The edits of an imported file: changed and added facts as an overlay, added subjects as a document
 * that declares them, comments beside what they are about, and removals as comments.
 * `headerComments` are those that stand above the content.
 */
export function adoptEdits(
  pristine: readonly SourceDocument[],
  edited: readonly SourceDocument[],
  headerComments: readonly string[],
): AdoptedEdits {
  const changes = compareImports(pristine, edited);
  const comments = commentsOf(edited);
  const removed = changes.flatMap(removals);
  const loose = comments.filter(({ subject }) => subject === undefined);
  const top = [...headerComments, ...loose.map(({ text }) => text), ...removed];
  const overlay = new Sheet({ overlay: true }, top);
  const added = new Sheet({}, []);
  const subjects = declaredIn(edited);
  const fresh = new Set(changes.filter(({ change }) => change === 'new').map(subjectKey));
  for (const key of fresh) added.declare(subjects.get(key) as Declared); // it is new in the edited file
  const facts = changes.flatMap((change) => writtenFacts(change, subjects));
  for (const { subject, fact } of facts) overlay.set(subject, fact);
  for (const comment of comments) {
    const subject = subjects.get(comment.subject ?? '');
    if (subject === undefined) continue;
    (fresh.has(subjectKey(subject)) ? added : overlay).comment(subject, comment);
  }
  return {
    documents: [overlay, added].filter((sheet) => !sheet.isEmpty).map((sheet) => sheet.text()),
    facts: facts.length,
    subjects: fresh.size,
    comments: comments.length + headerComments.length,
    removals: removed.length,
  };
}

/** The facts of a subject that were changed or added. */
function writtenFacts(change: SubjectChange, subjects: ReadonlyMap<string, Declared>) {
  const subject = subjects.get(subjectKey(change));
  if (subject === undefined) return [];
  return change.facts.filter(({ after }) => after !== undefined).map((fact) => ({ subject, fact }));
}

function removals({ kind, id, change, facts }: SubjectChange): string[] {
  const name = `${kind} ${id}`;
  if (change === 'vanished') return [` Taken out by hand, back with the import: ${name}`];
  return facts
    .filter(({ after }) => after === undefined)
    .map(
      ({ path, before }) =>
        ` Taken out by hand, back with the import: ${formatPath(path)} of ${name}, ${JSON.stringify(before)}`,
    );
}

/** A YAML document in the making. */
class Sheet {
  readonly #document: Document;
  readonly #top: readonly string[];
  /** Where each subject stands. */
  readonly #places = new Map<string, readonly PathSegment[]>();

  constructor(root: Data, top: readonly string[]) {
    this.#document = new Document(root);
    this.#top = top;
  }

  get isEmpty(): boolean {
    return this.#places.size === 0 && this.#top.length === 0;
  }

  text(): string {
    const top = this.#top.map((line) => `#${line}\n`).join('');
    return top + this.#document.toString({ lineWidth: 0 });
  }

  declare(subject: Declared): void {
    const place = this.#placeOf(subject);
    for (const [key, value] of Object.entries(subject.facts)) this.#write([...place, key], value);
  }

  set(subject: Declared, { path, after }: FactChange): void {
    this.#write([...this.#placeOf(subject), ...path], after);
  }

  /** Beside the fact where it stands here, else above the subject, with the fact's name before it. */
  comment(subject: Declared, { text, path, isTrailing }: PlacedComment): void {
    const place = this.#placeOf(subject);
    const isHere = path.length > 0 && this.#document.hasIn([...place, ...path]);
    if (isHere) this.#commentAt([...place, ...path], text, isTrailing);
    else
      this.#commentAt(
        place,
        path.length === 0 || isWaiver(text) ? text : ` ${formatPath(path)}:${text}`,
        false,
      );
  }

  /** An entry with the id alone, where the subject has none yet. */
  #placeOf(subject: Declared): readonly PathSegment[] {
    const key = subjectKey(subject);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#newPlace(subject);
    this.#places.set(key, place);
    return place;
  }

  #newPlace({ kind, id, layer }: Declared): readonly PathSegment[] {
    if (kind === 'assessment' || kind === 'operations') return [kind];
    if (layer?.nested === undefined) return this.#append([sectionOf(kind)], id);
    const applications = layer.document.value as {
      readonly applications: readonly { readonly id: string }[];
    };
    const owner = applications.applications[layer.index]?.id ?? '';
    const ownerKey = subjectKey({ kind: 'application', id: owner });
    const above = this.#places.get(ownerKey) ?? this.#append(['applications'], owner);
    this.#places.set(ownerKey, above);
    return this.#append([...above, 'instances'], id);
  }

  #append(list: readonly PathSegment[], id: string): readonly PathSegment[] {
    const seq = this.#document.getIn(list, true);
    if (!isSeq(seq)) this.#write(list, [{ id }]);
    else seq.add(this.#document.createNode({ id }));
    const { items } = this.#document.getIn(list, true) as { readonly items: readonly unknown[] };
    return [...list, items.length - 1];
  }

  #write(path: readonly PathSegment[], value: unknown): void {
    this.#document.setIn(path, this.#document.createNode(value));
  }

  #commentAt(path: readonly PathSegment[], text: string, isTrailing: boolean): void {
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) commentPair(parent, String(last), text, isTrailing);
    else {
      const node = this.#document.getIn(path, true) as { commentBefore?: string | null };
      node.commentBefore = joined(node.commentBefore, text);
    }
  }
}

function commentPair(parent: YAMLMap, key: string, text: string, isTrailing: boolean): void {
  const pair = parent.items.find((one) => keyOf(one) === key);
  if (pair === undefined) return;
  // A key that was set by its path is plain text as yet, which carries no comment.
  const name = isScalar(pair.key) ? pair.key : new Scalar(pair.key);
  pair.key = name;
  if (isTrailing && isScalar(pair.value)) pair.value.comment = joined(pair.value.comment, text);
  else name.commentBefore = joined(name.commentBefore, text);
}

function keyOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : key;
}

function joined(before: string | null | undefined, text: string): string {
  return before === null || before === undefined ? text : `${before}\n${text}`;
}

/** A waiver says all by itself, and would be none behind another word. */
function isWaiver(text: string): boolean {
  return /^#*\s*virtready-waive\b/.test(text);
}

function sectionOf(kind: string): Section {
  return SECTIONS.find((section) => SECTION_KINDS[section] === kind) as Section; // every kind has one
}
