import { isIsoDate } from '../domain/calendar.ts';
import type { Location } from '../domain/location.ts';
import type { Problem } from '../domain/user-error.ts';
import type { Waiver } from '../domain/waiver.ts';
import { layersOf, nestedLayers } from './collect-entries.ts';
import { type Entry, type Layer, layerPath, type SourceDocument } from './entry.ts';
import { isMapping } from './facts.ts';
import { nearestWord } from './nearest-word.ts';
import type { SourceText } from './source-text.ts';

const MARK = 'virtready-waive';
const LARGEST_MB = 16;

/** Waivers that stand as comments beside the YAML that they are about. */
export interface WaiverComments {
  readonly waivers: readonly Waiver[];
  /** Comments that are meant as waivers and are none. */
  readonly problems: readonly Problem[];
  /** Texts that look like one, where YAML has no comments. */
  readonly notices: readonly Problem[];
}

/**
 * The waivers of `# virtready-waive CON-001 until=2027-03-31 owner=… reason=…` comments. A comment
 * beside a value is about the subject that the value belongs to; one on a line of its own is about
 * what begins on the next line.
 */
export async function waiverComments(
  documents: readonly SourceDocument[],
  byId: ReadonlyMap<string, Entry>,
): Promise<WaiverComments> {
  const found = { waivers: [] as Waiver[], problems: [] as Problem[], notices: [] as Problem[] };
  for (const source of new Set(documents.map(({ source }) => source))) {
    if (!source.bytes.includes(MARK)) continue;
    if (source.bytes.length > LARGEST_MB * 1_000_000) {
      found.problems.push(tooLarge(source));
      continue;
    }
    const { commentsIn } = await import('./yaml/comments.ts');
    const { comments, elsewhere } = commentsIn(source, MARK);
    const owners = ownersIn(
      documents.filter((document) => document.source === source),
      byId,
    );
    for (const offset of elsewhere) found.notices.push(noComment(source.locate(offset)));
    for (const { offset, text } of comments) {
      const read = readComment(text, source.locate(offset));
      const subject = ownerOf(source, offset, owners);
      const wrong = read.problem ?? subjectProblem(subject, source.locate(offset));
      if (wrong !== undefined) found.problems.push(wrong);
      else if (read.terms !== undefined && typeof subject === 'string')
        found.waivers.push({ ...read.terms, subject });
    }
  }
  return found;
}

/** `undefined` for what is no subject: a list of them, or the end of the file. */
interface Owner {
  readonly offset: number;
  readonly subject: string | undefined;
}

/** Where the text of each subject begins and goes on, by offset. */
function ownersIn(
  documents: readonly SourceDocument[],
  byId: ReadonlyMap<string, Entry>,
): readonly Owner[] {
  const owners: Owner[] = [];
  for (const document of documents) {
    const { value } = document;
    if (!isMapping(value)) continue;
    for (const key of Object.keys(value)) {
      const isEstate = key === 'assessment' || key === 'operations';
      owners.push({ offset: document.offsetOf([key]), subject: isEstate ? 'estate' : undefined });
    }
    for (const layer of layersOf(document)) {
      owners.push(...keysOf(layer, byId));
      for (const nested of nestedLayers(layer)) owners.push(...keysOf(nested, byId));
    }
  }
  return owners.sort((a, b) => a.offset - b.offset);
}

function keysOf(layer: Layer, byId: ReadonlyMap<string, Entry>): Owner[] {
  const { document, value } = layer;
  const entry = byId.get(value['id'] as string);
  const subject = entry === undefined ? undefined : subjectOf(entry);
  const path = layerPath(layer);
  return Object.keys(value).map((key) => ({ offset: document.offsetOf([...path, key]), subject }));
}

function subjectOf({ kind, id, value }: Entry): string {
  return `${kind === 'server' && value['role'] === 'host' ? 'host' : kind}/${id}`;
}

const NEWLINE = 10;

/**
 * The subject that a comment is about: beside a value, that of the last key before it; on a line of
 * its own, that of the first key of the next line with content.
 */
function ownerOf(
  { bytes }: SourceText,
  offset: number,
  owners: readonly Owner[],
): string | undefined {
  const lineStart = bytes.lastIndexOf(NEWLINE, offset - 1) + 1;
  const before = bytes.toString('utf8', lineStart, offset).replace(/^\uFEFF/, '');
  if (!/^[\s-]*$/.test(before)) return owners.findLast((one) => one.offset <= offset)?.subject;
  const content = nextContent(bytes, offset);
  if (content === undefined) return undefined;
  const lineEnd = endOfLine(bytes, content);
  const first = owners.find((one) => one.offset >= content && one.offset < lineEnd);
  return (first ?? owners.findLast((one) => one.offset < content))?.subject;
}

/** Offset of the next line of this document that is neither blank nor a comment. */
function nextContent(bytes: Buffer, offset: number): number | undefined {
  for (let at = endOfLine(bytes, offset) + 1; at < bytes.length; at = endOfLine(bytes, at) + 1) {
    const line = bytes.toString('utf8', at, endOfLine(bytes, at));
    if (/^(---|\.\.\.)(\s|$)/.test(line)) return undefined;
    if (!/^\s*(#.*)?$/.test(line)) return at;
  }
  return undefined;
}

function endOfLine(bytes: Buffer, offset: number): number {
  const newline = bytes.indexOf(NEWLINE, offset);
  return newline < 0 ? bytes.length : newline;
}

const TERMS = ['until', 'owner', 'reason', 'ticket'] as const;
const EXAMPLE = `# ${MARK} CON-001 until=2027-03-31 owner=clinical-it reason="The second site opens in March"`;

interface ReadComment {
  readonly terms?: Omit<Waiver, 'subject'>;
  readonly problem?: Problem;
}

/** Reads `virtready-waive RULE name=value …`. */
function readComment(text: string, location: Location): ReadComment {
  const refuse = (message: string, hint = `For example ${EXAMPLE}`): ReadComment => ({
    problem: { code: 'wrong-waiver', message: `this waiver ${message}`, location, hint },
  });
  const [, rule, rest = ''] =
    /^#+\s*virtready-waive(?:\s+([^\s=]+))?(?:\s+(.*))?$/su.exec(text) ?? [];
  if (rule === undefined) return refuse('names no rule');
  const values: Record<string, string> = {};
  const { terms: said, stray } = termsIn(rest);
  if (stray !== undefined) return refuse(`has "${stray}", which is no name=value`);
  for (const [name, value] of said) {
    if (!TERMS.some((term) => term === name)) {
      const near = nearestWord(name, TERMS);
      return refuse(
        `has an unknown word "${name}"`,
        near === undefined ? `Allowed: ${TERMS.join(', ')}.` : `Did you mean "${near}"?`,
      );
    }
    if (name in values) return refuse(`says ${name} twice`);
    values[name] = value;
  }
  const { until = '', owner = '', reason = '', ticket } = values;
  const lacking = Object.entries({ until, owner, reason }).filter(([, value]) => value === '');
  if (lacking.length > 0) return refuse(`says no ${lacking.map(([name]) => name).join(', no ')}`);
  if (!isIsoDate(until)) return refuse(`ends on "${until}", which is no day written YYYY-MM-DD`);
  const terms = { rule, until, owner, reason, location };
  return { terms: ticket === undefined || ticket === '' ? terms : { ...terms, ticket } };
}

/**
 * The names and values of `name=value name="a value"`; a value without quotes ends before the next ` name=`.
 * `stray` is what belongs to no name. Takes no more than a few looks at each character: the text may be a
 * stranger's.
 */
function termsIn(text: string): {
  readonly terms: readonly (readonly [string, string])[];
  readonly stray?: string;
} {
  const terms: [string, string][] = [];
  for (let at = 0; ; ) {
    const found = nameFrom(text, at);
    const stray = text.slice(at, found?.index).trim();
    if (stray !== '') return { terms, stray };
    if (found === undefined) return { terms };
    const { name, end } = found;
    const closing = text[end] === '"' ? text.indexOf('"', end + 1) : -1;
    at = closing < 0 ? (nameFrom(text, end)?.index ?? text.length) : closing + 1;
    terms.push([name, (closing < 0 ? text.slice(end, at) : text.slice(end + 1, closing)).trim()]);
  }
}

/** The next `name=` that begins a word. */
function nameFrom(
  text: string,
  at: number,
): { readonly name: string; readonly index: number; readonly end: number } | undefined {
  const pattern = /(?<=^|\s)(\w+)=/gu;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  return { name: found[1] ?? '', index: found.index, end: pattern.lastIndex };
}

function subjectProblem(subject: string | undefined, location: Location): Problem | undefined {
  const code = 'wrong-waiver';
  if (subject === undefined) {
    return {
      code,
      message: 'this waiver stands beside no subject',
      location,
      hint: 'Write it in the line of the subject, or in the line above it.',
    };
  }
  if (!/[*?]/.test(subject)) return undefined;
  return {
    code,
    message: `${subject}: an id with * or ? would be read as a pattern`,
    location,
    hint: 'Write this waiver in the configuration.',
  };
}

function noComment(location: Location): Problem {
  return {
    code: 'waiver-in-text',
    message: `${MARK} stands in a text here, so it waives nothing`,
    location,
    hint: 'YAML has no comments within texts; write it above the key.',
  };
}

function tooLarge({ file, bytes, locate }: SourceText): Problem {
  const size = Math.ceil(bytes.length / 1_000_000);
  return {
    code: 'too-large',
    message: `${file}: waivers in comments are read in files of up to ${LARGEST_MB} MB, this one has ${size} MB`,
    location: locate(bytes.indexOf(MARK)),
    hint: 'Write them in the configuration or in a file of waivers.',
  };
}
