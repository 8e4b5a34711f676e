import type { PathSegment } from '../domain/fact-path.ts';
import { layerPath, type SourceDocument } from '../load/entry.ts';
import { commentsIn } from '../load/yaml/comments.ts';
import { declaredIn, subjectKey } from './import-changes.ts';

/** A comment and what it is about. */
export interface PlacedComment {
  /** Without its `#`. */
  readonly text: string;
  /** Key of the subject, as `subjectKey` makes it; absent for what is about none. */
  readonly subject: string | undefined;
  /** The fact, from the subject; empty for the subject itself. */
  readonly path: readonly PathSegment[];
  /** It stands behind a value, in the same line. */
  readonly isTrailing: boolean;
}

interface Owner {
  readonly offset: number;
  readonly subject: string;
  readonly path: readonly PathSegment[];
}

const NEWLINE = 10;

/**
 * The comments of an edited import, below its header. One beside a value is about that value, one
 * on a line of its own about what begins on the next line with content.
 */
export function commentsOf(documents: readonly SourceDocument[]): PlacedComment[] {
  const source = documents[0]?.source;
  if (source === undefined) return [];
  const owners = ownersIn(documents);
  const first = bodyStart(source.bytes);
  return commentsIn(source, '#')
    .comments.filter(({ offset }) => offset >= first)
    .map(({ offset, text }) => {
      const isTrailing = !isAlone(source.bytes, offset);
      const owner = isTrailing
        ? owners.findLast((one) => one.offset <= offset)
        : nextOwner(source.bytes, offset, owners);
      const { subject, path = [] } = owner ?? {};
      return { text: text.slice(1), subject, path, isTrailing };
    });
}

/** Where each subject and each of its facts begins, by offset. */
function ownersIn(documents: readonly SourceDocument[]): readonly Owner[] {
  const owners: Owner[] = [];
  for (const declared of declaredIn(documents).values()) {
    const { layer, facts } = declared;
    if (layer === undefined) continue;
    const subject = subjectKey(declared);
    const above = layerPath(layer);
    const add = (path: readonly PathSegment[]) => {
      owners.push({ offset: layer.document.offsetOf([...above, ...path]), subject, path });
    };
    add([]);
    for (const path of pathsIn(facts)) add(path);
  }
  return owners.sort((a, b) => a.offset - b.offset || a.path.length - b.path.length);
}

function pathsIn(value: unknown, above: readonly PathSegment[] = []): (readonly PathSegment[])[] {
  if (value === null || typeof value !== 'object') return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => {
    const path = [...above, key as PathSegment];
    return [path, ...pathsIn(child, path)];
  });
}

/** The first that begins on the next line with content; of two at one place the outer one. */
function nextOwner(bytes: Buffer, offset: number, owners: readonly Owner[]): Owner | undefined {
  for (let at = lineEnd(bytes, offset) + 1; at < bytes.length; at = lineEnd(bytes, at) + 1) {
    const end = lineEnd(bytes, at);
    if (/^\s*(#.*)?$/.test(bytes.toString('utf8', at, end))) continue;
    return owners.find((one) => one.offset >= at && one.offset < end);
  }
  return undefined;
}

function isAlone(bytes: Buffer, offset: number): boolean {
  const start = bytes.lastIndexOf(NEWLINE, offset - 1) + 1;
  return /^[\s-]*$/.test(bytes.toString('utf8', start, offset).replace(/^\uFEFF/, ''));
}

/** Offset of the first line that holds anything but a comment. */
function bodyStart(bytes: Buffer): number {
  for (let at = 0; at < bytes.length; at = lineEnd(bytes, at) + 1) {
    const line = bytes.toString('utf8', at, lineEnd(bytes, at)).replace(/^\uFEFF/, '');
    if (!/^\s*(#.*)?$/.test(line)) return at;
  }
  return bytes.length;
}

function lineEnd(bytes: Buffer, offset: number): number {
  const newline = bytes.indexOf(NEWLINE, offset);
  return newline < 0 ? bytes.length : newline;
}
