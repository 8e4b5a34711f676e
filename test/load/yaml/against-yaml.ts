import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  parseDocument,
  visit,
} from 'yaml';
import type { PathSegment } from '../../../src/domain/fact-path.ts';
import type { Location } from '../../../src/domain/location.ts';
import { sourceText } from '../../../src/load/source-text.ts';
import { readStream } from '../../../src/load/yaml/ast-reader.ts';
import { readYaml } from '../../../src/load/yaml/read-yaml.ts';
import { readSubset } from '../../../src/load/yaml/subset-reader.ts';
import { DEFAULT_YAML_LIMITS, type YamlStream } from '../../../src/load/yaml/yaml-document.ts';

/** What we refuse on purpose although `yaml` accepts it. */
const OWN_REFUSALS = new Set([
  'unknown-tag',
  'unfit-tag',
  'yaml-version',
  'big-integer',
  'not-a-number',
  'complex-key',
  'recursive-alias',
  // Keys that are written alike and differ for `yaml`, as 1 and "1".
  'duplicate-key',
]);
/** The same for what is a warning of `yaml`. */
const AMBIGUOUS_NAME = 'a name after & or * ends in a colon';

/** How much of a text the subset reader reads itself. */
export type Taken = 'whole' | 'with gaps' | 'nothing';

export interface Comparison {
  readonly taken: Taken;
  /** What differs from `yaml`, or between our two readers. */
  readonly difference: string | undefined;
}

/** Reads a text with our readers and with `yaml`, and compares verdicts, values and places. */
export async function compareWithYaml(text: string): Promise<Comparison> {
  const source = sourceText('text.yaml', Buffer.from(text));
  // `yaml` counts a byte-order mark as indentation.
  const unmarked = text.replace(/^\ufeff/, '');
  const subset = readSubset(source, DEFAULT_YAML_LIMITS);
  const refused = 'refusedAt' in subset;
  const taken = refused ? 'nothing' : subset.leftItems.length > 0 ? 'with gaps' : 'whole';
  const ours = await readYaml(source);
  const difference =
    differentVerdict(unmarked, ours) ??
    differentValues(unmarked, ours) ??
    differentPlaces(ours, readStream(source, DEFAULT_YAML_LIMITS)) ??
    placesUnlikeYaml(unmarked, ours, source.start);
  return { taken, difference };
}

function differentVerdict(text: string, { problems }: YamlStream): string | undefined {
  const unplaced = problems.find(({ location }) => !isWithin(text, location));
  if (unplaced !== undefined) return `no place for: ${unplaced.message}`;
  const error = errorOfYaml(text);
  if (error !== undefined) {
    return problems.length === 0 ? `accepted, but yaml says: ${error}` : undefined;
  }
  const unfounded = problems.find(
    ({ code, message }) => !OWN_REFUSALS.has(code) && !message.startsWith(AMBIGUOUS_NAME),
  );
  return unfounded && `refused: ${unfounded.message}`;
}

function isWithin(text: string, location: Location | undefined): boolean {
  const line = text.split('\n')[(location?.line ?? 0) - 1];
  return location !== undefined && line !== undefined && location.column <= line.length + 1;
}

/** The error that `yaml` finds while it reads a text, or while it makes data of it. */
function errorOfYaml(text: string): string | undefined {
  for (const document of documentsOf(text)) {
    const [error] = document.errors;
    if (error !== undefined) return error.message;
    try {
      dataOf(document);
    } catch (thrown) {
      return String(thrown);
    }
  }
  return undefined;
}

function documentsOf(text: string): readonly Document.Parsed[] {
  const options = { merge: true, prettyErrors: false, logLevel: 'silent' } as const;
  const documents = parseAllDocuments(text, options);
  return 'empty' in documents ? [parseDocument(text, options)] : documents;
}

function dataOf(document: Document.Parsed): unknown {
  return document.toJS({ maxAliasCount: -1 });
}

function differentValues(text: string, { documents, problems }: YamlStream): string | undefined {
  if (problems.length > 0) return undefined;
  const ours = documents.map(({ value }) => listing(value)).join('\n---\n');
  const theirs = documentsOf(text)
    .map((document) => listing(withoutNulls(dataOf(withTextKeys(document))) ?? undefined))
    .join('\n---\n');
  return ours === theirs ? undefined : `values\n${ours}\nand yaml's\n${theirs}`;
}

/** Keys are texts with us, as they are written. */
function withTextKeys(document: Document.Parsed): Document.Parsed {
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value === 'symbol' || key.anchor !== undefined) return;
      key.value = key.source;
    },
  });
  return document;
}

/** Null in a mapping is our undefined. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const descriptors = Object.entries(value).map(([key, entry]): [string, PropertyDescriptor] => [
    key,
    { value: withoutNulls(entry) ?? undefined, enumerable: true },
  ]);
  const result = {};
  for (const [key, descriptor] of descriptors) Object.defineProperty(result, key, descriptor);
  return result;
}

/** Every detail in which plain data can differ, in the order of properties. */
function listing(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(listing).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return Object.is(value, -0) ? '-0' : String(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}: ${listing(entry)}`,
  );
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return `${isPlain ? '' : 'odd '}{${entries.join(', ')}}`;
}

type Path = readonly PathSegment[];

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function differentPlaces(ours: YamlStream, slow: YamlStream): string | undefined {
  for (const [index, document] of ours.documents.entries()) {
    for (const path of pathsIn(document.value)) {
      const place = document.offsetOf(path);
      const slowPlace = slow.documents[index]?.offsetOf(path);
      if (place !== slowPlace) return `${path.join('/')} is at ${place}, or at ${slowPlace}`;
    }
  }
  return undefined;
}

function placesUnlikeYaml(text: string, ours: YamlStream, start: number): string | undefined {
  const documents = documentsOf(text);
  for (const [index, document] of ours.documents.entries()) {
    for (const { path, at } of placesOf(documents[index]?.contents)) {
      const theirs = start + Buffer.byteLength(text.slice(0, at));
      const place = document.offsetOf(path);
      if (place !== theirs) return `${path.join('/')} is at ${place}, for yaml at ${theirs}`;
    }
  }
  return undefined;
}

/** The places of keys and of items with content, as far as no alias leads. */
function* placesOf(node: unknown, path: Path = []): Generator<{ path: Path; at: number }> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key) || key.source === undefined || key.source === '<<') continue;
      const entry = [...path, key.source];
      yield { path: entry, at: key.range?.[0] ?? -1 };
      yield* placesOf(value, entry);
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const range = (item as { range?: readonly number[] }).range;
      const [from = -1, to = -1] = range ?? [];
      if (from < to) yield { path: [...path, index], at: from };
      yield* placesOf(item, [...path, index]);
    }
  }
}
