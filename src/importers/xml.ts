import sax, { type QualifiedTag, type SAXParser } from 'sax';
import { memoised } from '../domain/memo.ts';
import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from './importer.ts';
import { headOf, textOf } from './text-file.ts';
import { type OnMisfit, Value } from './value.ts';

/** A descriptor of a hundred machines has less than 10 MiB; the tree takes many times that. */
const MAX_MIB = 64;
const MAX_ELEMENTS = 1_000_000;
/** Descriptors nest 12 deep. */
const DEEPEST = 100;
const HEAD_BYTES = 2 ** 16;
/** An encoding that the file itself declares; all that is allowed there is ASCII. */
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/;
/** What XML itself knows; no document is to bring more. */
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Tells editors where schemas lie. */
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** The name of a file's root element, and what its namespace is called. */
interface XmlRoot {
  readonly name: string;
  readonly namespace: string;
}

/** A first look at a file, by which its kind is recognised; undefined where it is no XML. */
export const xmlRoot: (file: ForeignFile) => XmlRoot | undefined = (file) =>
  rootByBytes(file.bytes);

const rootByBytes = memoised((bytes: Uint8Array): XmlRoot | undefined => {
  const head = headOf({ file: '', bytes }, HEAD_BYTES);
  if (!/^\s*</.test(head)) return undefined;
  let root: XmlRoot | undefined;
  const parser = parserOf();
  parser.onopentag = (tag) => {
    const { local, uri } = tag as QualifiedTag; // the parser was asked for namespaces
    root ??= { name: local, namespace: uri };
  };
  parser.onerror = () => {
    parser.onopentag = () => {}; // what follows an error is no XML
  };
  parser.write(head);
  return root;
});

/**
 * The root elements of a file; a file that several documents were written into has several.
 * Throws a `UserError` with line and column for a text that is no XML, brings a document type (and
 * so entities of its own), is too large, or nests too deep.
 */
export function readXml(foreign: ForeignFile, onMisfit: OnMisfit): XmlElement[] {
  const { file, bytes } = foreign;
  const [, declared = 'utf-8'] = DECLARED.exec(headOf(foreign, 256)) ?? [];
  const text = textOf({ file, bytes }, { maxMiB: MAX_MIB, declared });
  return new TreeBuilder(file, onMisfit).build(text);
}

class TreeBuilder {
  readonly #file: string;
  readonly #onMisfit: OnMisfit;
  #parser: SAXParser;
  readonly #open: XmlElement[] = [];
  readonly #roots: XmlElement[] = [];
  #elements = 0;

  constructor(file: string, onMisfit: OnMisfit) {
    this.#file = file;
    this.#onMisfit = onMisfit;
    this.#parser = this.#listener();
  }

  /** In pieces that end with a tag, so that each document has a parser of its own. */
  build(text: string): XmlElement[] {
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('>', from) + 1 || text.length;
      const documents = this.#roots.length;
      const wasOpen = this.#open.length > 0;
      this.#parser.write(text.slice(from, end));
      from = end;
      const hasEnded = this.#open.length === 0 && (wasOpen || this.#roots.length > documents);
      if (hasEnded) this.#parser = this.#nextParser();
    }
    this.#parser.close();
    if (this.#roots.length > 0) return this.#roots;
    throw this.#error('xml-damaged', 'this is no XML: it has no element');
  }

  /** Counts lines on where the last one stopped. */
  #nextParser(): SAXParser {
    const parser = this.#listener();
    parser.line = this.#parser.line;
    parser.column = this.#parser.column;
    return parser;
  }

  #listener(): SAXParser {
    const parser = parserOf();
    parser.onerror = ({ message }) => {
      throw this.#error('xml-damaged', `this is no XML: ${sentence(message)}`);
    };
    parser.ondoctype = () => {
      throw this.#error('xml-doctype', 'a document type (DOCTYPE) is not read', {
        hint: 'No export writes one; take it out if you trust the file.',
      });
    };
    parser.onopentag = (tag) => this.#begin(tag as QualifiedTag); // it was asked for namespaces
    parser.onclosetag = () => this.#open.pop();
    parser.ontext = (part) => this.#open.at(-1)?.add(part);
    parser.oncdata = (part) => this.#open.at(-1)?.add(part);
    return parser;
  }

  #begin({ local, uri, attributes }: QualifiedTag): void {
    this.#elements += 1;
    if (this.#elements > MAX_ELEMENTS) {
      throw this.#error('file-too-large', `it has more than ${MAX_ELEMENTS} elements`);
    }
    if (this.#open.length >= DEEPEST) {
      throw this.#error('xml-too-deep', `it nests more than ${DEEPEST} deep`);
    }
    const parent = this.#open.at(-1);
    const own = Object.values(attributes).filter(
      (one) => one.prefix !== 'xmlns' && one.uri !== XSI,
    );
    const element = new XmlElement({
      name: local,
      namespace: uri,
      attributes: new Map(
        own.filter(({ name }) => name !== 'xmlns').map((one) => [one.local, one.value]),
      ),
      path: parent === undefined ? local : `${parent.path}/${local}`,
      place: `${this.#file}:${this.#parser.line + 1}`,
      onMisfit: this.#onMisfit,
    });
    if (parent === undefined) this.#roots.push(element);
    else parent.append(element);
    this.#open.push(element);
  }

  #error(code: string, message: string, rest: { hint?: string } = {}): Error {
    const { line, column } = this.#parser;
    return userError(code, `${this.#file}:${line + 1}:${Math.max(column, 1)}: ${message}`, {
      hint: 'Copy or export it again.',
      ...rest,
    });
  }
}

function parserOf(): SAXParser {
  const parser = sax.parser(true, { xmlns: true, position: true });
  parser.ENTITIES = ENTITIES;
  return parser;
}

/** The first line of the parser's message; the others give the place once more. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/\.$/, '').toLowerCase();
}

interface XmlParts {
  readonly name: string;
  readonly namespace: string;
  /** By their names without a prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Names from the root, parted by `/`. */
  readonly path: string;
  /** File and line. */
  readonly place: string;
  readonly onMisfit: OnMisfit;
}

/** One element. What is looked up, by its name without a prefix, counts as read. */
export class XmlElement {
  readonly #parts: XmlParts;
  readonly #children: XmlElement[] = [];
  readonly #lookedUp = new Set<string>();
  #text = '';

  constructor(parts: XmlParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name;
  }

  get namespace(): string {
    return this.#parts.namespace;
  }

  get path(): string {
    return this.#parts.path;
  }

  append(child: XmlElement): void {
    this.#children.push(child);
  }

  add(text: string): void {
    this.#text += text;
  }

  /** What stands between its tags. */
  get value(): Value {
    const { place, name, onMisfit } = this.#parts;
    return new Value(this.#text.trim(), `${place}, ${name}`, onMisfit);
  }

  attribute(name: string): Value {
    this.#lookedUp.add(`@${name}`);
    const { place, attributes, onMisfit } = this.#parts;
    return new Value(attributes.get(name), `${place}, ${this.name}/@${name}`, onMisfit);
  }

  /** All children of that name. */
  all(name: string): XmlElement[] {
    this.#lookedUp.add(name);
    return this.#children.filter((child) => child.name === name);
  }

  /** The first child behind the names, one within the other. */
  first(...names: readonly string[]): XmlElement | undefined {
    return names.reduce((element: XmlElement | undefined, name) => element?.all(name)[0], this);
  }

  has(...names: readonly string[]): boolean {
    return this.first(...names) !== undefined;
  }

  /** All its children; each counts as read. */
  children(): readonly XmlElement[] {
    for (const { name } of this.#children) this.#lookedUp.add(name);
    return this.#children;
  }

  /** Paths of elements and attributes within it that were never looked up. */
  unused(): string[] {
    const found = new Set<string>();
    this.#collectUnused(found);
    return [...found];
  }

  #collectUnused(found: Set<string>): void {
    for (const name of this.#parts.attributes.keys()) {
      if (!this.#lookedUp.has(`@${name}`)) found.add(`${this.path}/@${name}`);
    }
    for (const child of this.#children) {
      if (this.#lookedUp.has(child.name)) child.#collectUnused(found);
      else found.add(child.path);
    }
  }
}
