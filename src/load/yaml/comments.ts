import { Lexer } from 'yaml';
import type { SourceText } from '../source-text.ts';

/** A comment with its begin, without the line's end. */
export interface Comment {
  /** Byte offset of its `#`. */
  readonly offset: number;
  readonly text: string;
}

/** Marks of the lexer that stand for nothing in the text. */
const CONTROL: readonly string[] = ['\u0002', '\u0018', '\u001f'];

/**
 * The comments that hold a word, and the places where it stands in something else. What is a comment
 * is decided by the lexer of `yaml`: a `#` in a block text or in quotes begins none.
 */
export function commentsIn(
  source: SourceText,
  word: string,
): { readonly comments: readonly Comment[]; readonly elsewhere: readonly number[] } {
  const comments: Comment[] = [];
  const elsewhere: number[] = [];
  const text = source.bytes.toString('utf8', source.start);
  let at = 0;
  let offset = source.start;
  for (const token of new Lexer().lex(text)) {
    if (CONTROL.includes(token) && text[at] !== token) continue;
    const size = Buffer.byteLength(token);
    if (token.includes(word)) {
      if (token.startsWith('#')) comments.push({ offset, text: token.trimEnd() });
      else elsewhere.push(offset + Buffer.byteLength(token.slice(0, token.indexOf(word))));
    }
    at += token.length;
    offset += size;
  }
  return { comments, elsewhere };
}
