import type { Problem } from '../../domain/user-error.ts';
import type { SourceText } from '../source-text.ts';

/** A problem whose places are still indexes into a text that was decoded from the file. */
export interface TextProblem {
  readonly code: string;
  readonly message: string;
  readonly at: number;
  readonly hint?: string;
  readonly related?: { readonly note: string; readonly at: number };
}

/** The problem at its places in the file. */
export function placedProblem(
  problem: TextProblem,
  source: SourceText,
  toByte: (index: number) => number,
): Problem {
  const { code, message, at, hint, related } = problem;
  return {
    code,
    message,
    location: source.locate(toByte(at)),
    ...(hint !== undefined && { hint }),
    ...(related !== undefined && {
      related: [{ note: related.note, location: source.locate(toByte(related.at)) }],
    }),
  };
}

const LONGEST_QUOTATION = 60;

/** A text from the file as it may stand in a message: keys and numbers can be of any length. */
export function shortened(text: string): string {
  return text.length <= LONGEST_QUOTATION ? text : `${text.slice(0, LONGEST_QUOTATION)}…`;
}
