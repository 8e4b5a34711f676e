import { createHash } from 'node:crypto';

/** Where the content of an imported file comes from. */
export interface ImportOrigin {
  /** Who wrote the file, for example `virtready 0.1.0`. */
  readonly program: string;
  /** The word of the importer. */
  readonly importer: string;
  readonly sources: readonly ImportSource[];
  /** The day of the export, where it says one. */
  readonly asOf: string | undefined;
}

export interface ImportSource {
  /** The name alone: where a file lay when it was imported is nobody else's business. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is found where an import is to be written. */
export type ImportState =
  /** As the program wrote it. */
  | 'untouched'
  /** Changed since. */
  | 'edited'
  /** None of the program's files. */
  | 'foreign';

const IMPORT_MARK = '# virtready-import:';
const SOURCE_MARK = '# virtready-source:';
const CONTENT_MARK = '# virtready-content:';
/** A folder of a thousand small files is one source: their names would hide the inventory. */
const LISTED_SOURCES = 12;

const ADVICE = [
  '# The program wrote this file and replaces it whole at the next import: write nothing into it.',
  '# What people know belongs into a file of its own that begins with `overlay: true`.',
];

/**
 * An inventory under a header that says where it comes from, and by which a later edit is noticed:
 * the last line of the header holds the SHA-256 of all the other lines.
 */
export function importedFile(yaml: string, origin: ImportOrigin): string {
  const { program, importer, sources, asOf } = origin;
  const day = asOf === undefined ? '' : `, export of ${asOf}`;
  const lines = [
    `${IMPORT_MARK} ${importer} by ${program}${day}`,
    ...sourceLines(sources),
    ...ADVICE,
  ];
  const head = lines.map((line) => `${line}\n`).join('');
  return `${head}${CONTENT_MARK} sha256:${sha256Of(head, yaml)}\n${yaml}`;
}

function sourceLines(sources: readonly ImportSource[]): string[] {
  const hashed = sources.map(({ name, bytes }) => ({
    // A name may hold what would end the line.
    name: name.replace(/\p{C}+/gu, ' '),
    hash: sha256Of(bytes),
  }));
  if (hashed.length <= LISTED_SOURCES) {
    return hashed.map(({ name, hash }) => `${SOURCE_MARK} sha256:${hash} ${name}`);
  }
  const all = sha256Of(hashed.map(({ name, hash }) => `${hash} ${name}\n`).join(''));
  return [`${SOURCE_MARK} sha256:${all} ${hashed.length} files`];
}

/** What a text is that an import would replace. Its line ends may have become CRLF since. */
export function stateOfImport(text: string): ImportState {
  const plain = unixText(text);
  if (!plain.startsWith(IMPORT_MARK) && headerLine(plain, IMPORT_MARK) === undefined) {
    return 'foreign';
  }
  const content = headerLine(plain, CONTENT_MARK);
  if (content === undefined) return 'edited';
  const rest = plain.replace(`${content}\n`, '');
  return content === `${CONTENT_MARK} sha256:${sha256Of(rest)}` ? 'untouched' : 'edited';
}

/** The hash that the header records; undefined where it records none. */
export function contentHash(text: string): string | undefined {
  return headerLine(unixText(text), CONTENT_MARK);
}

/** The comments of a header that the program did not write, without their `#`. */
export function foreignComments(text: string): string[] {
  const marks = [IMPORT_MARK, SOURCE_MARK, CONTENT_MARK, ...ADVICE];
  return header(unixText(text))
    .filter((line) => line.startsWith('#') && !marks.some((mark) => line.startsWith(mark)))
    .map((line) => line.slice(1));
}

/** Without a byte-order mark, with plain line ends. */
function unixText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function headerLine(text: string, mark: string): string | undefined {
  return header(text).find((line) => line.startsWith(mark));
}

/** The lines before the first that holds anything but a comment. */
function header(text: string): string[] {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  return end < 0 ? lines : lines.slice(0, end);
}

function sha256Of(...contents: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}
