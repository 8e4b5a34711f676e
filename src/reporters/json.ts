import type { ErrorReport } from '../domain/report.ts';
import { inChunks } from './chunks.ts';
import type { Reporter } from './reporter.ts';
import { safeJson } from './safe-text.ts';

/** The whole report as one JSON document; each finding stands on a line of its own. */
export const json: Reporter = (report) => jsonDocument(report, ['findings']);

/**
 * A document as indented JSON, in parts. What stands below the keys of `lists` is written an item a
 * line, and read only while it is written.
 */
export function jsonDocument<T extends object>(
  document: T,
  lists: readonly (keyof T & string)[],
): Iterable<string> {
  return inChunks(members(document, lists));
}

function* members(document: object, lists: readonly string[]): Iterable<string> {
  const isList: ReadonlySet<string> = new Set(lists);
  let before = '{';
  for (const [key, value] of Object.entries(document)) {
    yield `${before}\n  ${safeJson(key)}: `;
    if (isList.has(key)) yield* itemLines(value);
    else yield safeJson(value, 2).replaceAll('\n', '\n  ');
    before = ',';
  }
  yield '\n}\n';
}

function* itemLines(items: Iterable<unknown>): Iterable<string> {
  let before = '[';
  for (const item of items) {
    yield `${before}\n    ${safeJson(item)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n  ]';
}

export function renderErrorJson(error: ErrorReport): string {
  return renderJson(error);
}

/** Any of the tool's documents, indented, with a newline at its end. */
export function renderJson(value: unknown): string {
  return `${safeJson(value, 2)}\n`;
}
