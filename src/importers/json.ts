import { memoised } from '../domain/memo.ts';
import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from './importer.ts';
import { scanJson } from './json-scan.ts';
import { headOf, placeIn, textOf } from './text-file.ts';
import { type OnMisfit, Value } from './value.ts';

/** A real export of 10,000 machines has 300 MiB. */
const MAX_MIB = 500;
/** What a first look reads. */
const HEAD_BYTES = 2 ** 16;

/** What the begin of a JSON file says: each path with the first text that stands there. */
export type JsonHead = ReadonlyMap<string, string>;

/** A first look at a file, by which its kind is recognised; empty where it is no JSON. */
export const jsonHead: (file: ForeignFile) => JsonHead = (file) => headByBytes(file.bytes);

const headByBytes = memoised((bytes: Uint8Array): JsonHead => {
  const head = new Map<string, string>();
  const text = headOf({ file: '', bytes }, HEAD_BYTES);
  if (!/^\s*[{[]/.test(text)) return head;
  scanJson(text, (path, token) => {
    if (!head.has(path)) head.set(path, token);
  });
  return head;
});

/** How a document is looked through. */
interface JsonOptions {
  readonly onMisfit: OnMisfit;
  /** Whether `Name` is found as `name`: old programs in Go wrote the names of their fields. */
  readonly anyInitial?: boolean;
}

/**
 * The document of a file. Throws a `UserError` with line and column for a text that is no JSON, or is
 * too large.
 */
export function readJson(file: ForeignFile, options: JsonOptions): JsonNode {
  return jsonNodeOf(parseJson(file), file.file, options);
}

/** Plain data that was read from another text than JSON, looked through in the same way. */
export function jsonNodeOf(data: unknown, place: string, options: JsonOptions): JsonNode {
  return new JsonNode(data, '', { ...options, file: place, lookedUp: new Map() });
}

/** Most files are sound: what is wrong with one that is not is looked for afterwards. */
function parseJson(foreign: ForeignFile): unknown {
  const text = textOf(foreign, { maxMiB: MAX_MIB });
  try {
    return JSON.parse(text);
  } catch {
    // The scanner does not look into escapes.
    const problem = scanJson(text) ?? {
      offset: 0,
      message: 'an escape in a text is not one of JSON',
    };
    throw jsonError(foreign.file, text, problem.offset, problem.message);
  }
}

function jsonError(file: string, text: string, offset: number, message: string): Error {
  return userError('json-damaged', `${placeIn(file, text, offset)}: this is no JSON: ${message}`, {
    hint: 'Copy or export it again.',
  });
}

interface Root extends JsonOptions {
  readonly file: string;
  /** The names that were looked up in each object. */
  readonly lookedUp: Map<object, Set<string>>;
}

/** One value of a JSON document. What is looked up counts as read. */
export class JsonNode extends Value {
  readonly #path: string;
  readonly #root: Root;

  constructor(raw: unknown, path: string, root: Root) {
    super(raw, path === '' ? root.file : `${root.file}, ${path}`, root.onMisfit);
    this.#path = path;
    this.#root = root;
  }

  /** What stands behind the names, one within the other; absent where one of them is. */
  at(...names: readonly string[]): JsonNode {
    return names.reduce((node: JsonNode, name) => node.#member(name), this);
  }

  /** A node of which nothing is said, for what has no place in the document. */
  nothing(): JsonNode {
    return new JsonNode(undefined, this.#path, this.#root);
  }

  /** The first of several names that says something. */
  either(...names: readonly string[]): JsonNode {
    const members = names.map((name) => this.#member(name));
    return members.find((member) => !member.isAbsent) ?? this.#member(names[0] ?? '');
  }

  /** The members of a list; none where there is no list. */
  items(): JsonNode[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.raw)) return this.misfit() ?? [];
    return this.raw.map((raw, i) => new JsonNode(raw, `${this.#path}[${i}]`, this.#root));
  }

  /** The members of a list; undefined where there is none, so that an empty one says something. */
  list(): JsonNode[] | undefined {
    return Array.isArray(this.raw) ? this.items() : undefined;
  }

  /** The members of an object by their names; none where there is no object. */
  entries(): [name: string, value: JsonNode][] {
    if (this.isAbsent) return [];
    const object = this.#object();
    if (object === undefined) return this.misfit() ?? [];
    return Object.keys(object).map((name) => [name, this.#member(name)]);
  }

  get isGroup(): boolean {
    return this.#object() !== undefined;
  }

  /** The data as a function changes it. */
  plain<Result>(change: (raw: unknown) => Result): Result {
    return change(this.raw);
  }

  /** Whether both say the same, wherever they stand. */
  equals(other: JsonNode): boolean {
    return JSON.stringify(this.raw) === JSON.stringify(other.raw);
  }

  /** The value as it stands there, where it is no group. */
  scalar(): string | number | boolean | undefined {
    const { raw } = this;
    const isScalar = ['string', 'number', 'boolean'].includes(typeof raw);
    return isScalar ? (raw as string | number | boolean) : undefined; // as was just asked
  }

  /** Paths, without the places in lists, of what says something and was never looked up. */
  unused(): string[] {
    const found = new Set<string>();
    collectUnused(this.raw, '', this.#root.lookedUp, found);
    return [...found];
  }

  #member(name: string): JsonNode {
    const path = this.#path === '' ? name : `${this.#path}.${name}`;
    const object = this.#object();
    if (object === undefined) {
      if (!this.isAbsent) this.misfit();
      return new JsonNode(undefined, path, this.#root);
    }
    const key = this.#keyOf(object, name);
    const names = this.#root.lookedUp.get(object);
    if (names === undefined) this.#root.lookedUp.set(object, new Set([key]));
    else names.add(key);
    return new JsonNode(Object.hasOwn(object, key) ? object[key] : undefined, path, this.#root);
  }

  #keyOf(object: Readonly<Record<string, unknown>>, name: string): string {
    if (this.#root.anyInitial !== true || Object.hasOwn(object, name)) return name;
    const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return Object.hasOwn(object, capital) ? capital : name;
  }

  #object(): Readonly<Record<string, unknown>> | undefined {
    const { raw } = this;
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
    return raw as Readonly<Record<string, unknown>>; // no list and not null: by name
  }
}

/** Walks as deep as the document was looked through, and into no list that stands in a list. */
function collectUnused(
  value: unknown,
  path: string,
  lookedUp: ReadonlyMap<object, ReadonlySet<string>>,
  found: Set<string>,
): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (!Array.isArray(item)) collectUnused(item, `${path}[]`, lookedUp, found);
    }
    return;
  }
  const names = lookedUp.get(value);
  if (names === undefined && path !== '' && path !== '[]') return;
  for (const [name, member] of Object.entries(value)) {
    const below = path === '' ? name : `${path}.${name}`;
    if (names?.has(name)) collectUnused(member, below, lookedUp, found);
    else if (saysSomething(member)) found.add(below);
  }
}

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
