import { CARRIAGE_RETURN, DASH, GREATER, NEWLINE, PLUS, SPACE } from './bytes.ts';

export interface BlockText {
  readonly text: string;
  /** Offset of the first line after the text. */
  readonly next: number;
}

/**
 * Reads a literal (`|`) or folded (`>`) text whose header stands at an offset and whose lines are
 * indented more than the parent. Undefined for what is rare: a header with a number or a comment,
 * lines of a folded text that are indented further, tabs, stray carriage returns, an empty text.
 */
export function blockText(
  bytes: Buffer,
  headerAt: number,
  parentIndent: number,
): BlockText | undefined {
  const folded = bytes[headerAt] === GREATER;
  const mark = bytes[headerAt + 1];
  const chomping = mark === PLUS ? 'keep' : mark === DASH ? 'strip' : 'clip';
  const first = afterHeader(bytes, chomping === 'clip' ? headerAt + 1 : headerAt + 2);
  const content = first === undefined ? undefined : readLines(bytes, first, parentIndent, folded);
  if (content === undefined) return undefined;
  const { text, blankLines, next } = content;
  if (chomping === 'strip') return { text, next };
  if (chomping === 'clip') return { text: `${text}\n`, next };
  // At the end of a file the last line may lack its line end, which makes a difference here.
  return next < bytes.length ? { text: text + '\n'.repeat(blankLines + 1), next } : undefined;
}

function afterHeader(bytes: Buffer, from: number): number | undefined {
  let at = from;
  while (bytes[at] === SPACE) at++;
  if (bytes[at] === CARRIAGE_RETURN) at++;
  return bytes[at] === NEWLINE ? at + 1 : undefined;
}

interface Content {
  readonly text: string;
  /** After the last line of text. */
  readonly blankLines: number;
  readonly next: number;
}

function readLines(
  bytes: Buffer,
  first: number,
  parentIndent: number,
  folded: boolean,
): Content | undefined {
  let text = '';
  let indent = -1;
  let blankLines = 0;
  let widestBlank = 0;
  let line = lineAt(bytes, first);
  while (line.isBlank || line.indent > Math.max(parentIndent, indent - 1)) {
    if (line.isBlank) {
      blankLines++;
      widestBlank = Math.max(widestBlank, line.indent);
    } else {
      if (indent < 0) indent = line.indent;
      const content = bytes.toString('utf8', line.from + indent, line.end);
      if (isRare(content, folded)) return undefined;
      text += separator(text === '', blankLines, folded) + content;
      blankLines = 0;
    }
    line = lineAt(bytes, line.next);
  }
  // Spaces beyond the indentation would be text, or an error where they come first.
  return indent < 0 || widestBlank > indent ? undefined : { text, blankLines, next: line.from };
}

/** Stray carriage returns, and further blanks at the start, unless they are spaces to keep. */
function isRare(content: string, folded: boolean): boolean {
  const startsBlank = content.startsWith('\t') || (folded && content.startsWith(' '));
  return startsBlank || content.includes('\r');
}

function separator(atStart: boolean, blankLines: number, folded: boolean): string {
  if (atStart) return '\n'.repeat(blankLines);
  if (!folded) return '\n'.repeat(blankLines + 1);
  return blankLines === 0 ? ' ' : '\n'.repeat(blankLines);
}

interface Line {
  readonly from: number;
  readonly indent: number;
  readonly isBlank: boolean;
  /** Where its content ends, and where the next line starts. */
  readonly end: number;
  readonly next: number;
}

/** Beyond the last line there seems to be one that is neither blank nor indented. */
function lineAt(bytes: Buffer, from: number): Line {
  let at = from;
  while (bytes[at] === SPACE) at++;
  const newline = bytes.indexOf(NEWLINE, at);
  const end = bytes[newline - 1] === CARRIAGE_RETURN && newline > at ? newline - 1 : newline;
  return { from, indent: at - from, isBlank: at === end, end, next: newline + 1 };
}
