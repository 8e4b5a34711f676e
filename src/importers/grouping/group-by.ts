import { userError } from '../../domain/user-error.ts';
import { patternCost } from './pattern-cost.ts';

/** What the machines of one application have in common. */
export type GroupBy =
  | { readonly kind: 'folder' | 'resource-pool' | 'vapp' }
  | { readonly kind: 'tag'; readonly category: string | undefined }
  | { readonly kind: 'name'; readonly pattern: RegExp };

/** A table of machines and applications, which is yet to be read. */
export interface GroupTable {
  readonly kind: 'csv';
  readonly file: string;
}

/** Longer names are not looked at: what a pattern may cost is reckoned for this length. */
export const LONGEST_MATCHED_NAME = 100;
const LONGEST_PATTERN = 200;
/** Four repetitions of one character each: (100 + 1)^4. */
const MOST_WAYS = 1.1e8;

const ALLOWED =
  'Allowed: folder, resource-pool, vapp, tag, tag:<category>, name:<regular expression>, csv:<file>.';

/** Reads the words of `--group-by`. Throws a `UserError` for words that it does not know. */
export function parseGroupBy(text: string): GroupBy | GroupTable {
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? undefined : text.slice(colon + 1).trim();
  if (rest === '') throw wrongGroupBy(text, 'nothing stands behind the colon');
  if (kind === 'tag') return { kind, category: rest };
  if (kind === 'name' && rest !== undefined) return { kind, pattern: namePattern(rest) };
  if (kind === 'csv' && rest !== undefined) return { kind, file: rest };
  if (kind === 'folder' || kind === 'resource-pool' || kind === 'vapp') {
    if (rest === undefined) return { kind };
    throw wrongGroupBy(text, `${kind} stands by itself`);
  }
  throw wrongGroupBy(text, 'that is no way to group machines');
}

function wrongGroupBy(text: string, reason: string): Error {
  return userError('group-by-unknown', `--group-by ${text}: ${reason}`, { hint: ALLOWED });
}

/** A regular expression that names an application, and cannot take long on any name. */
function namePattern(source: string): RegExp {
  const pattern = compiled(source);
  if (groupsIn(source) === 0) {
    throw wrongPattern(source, 'no group captures the name of the application', {
      hint: 'Put it in parentheses, for example name:^([a-z]+)-',
    });
  }
  const ways = patternCost(source, LONGEST_MATCHED_NAME);
  if (ways === undefined) {
    throw wrongPattern(source, 'a part that repeats or chooses is itself repeated', {
      hint: 'Names could take years to match: write a class such as [a-z-]+ in its place.',
    });
  }
  if (ways * startsOf(source) > MOST_WAYS) {
    throw wrongPattern(source, 'it could try too many ways to match a name', {
      hint: 'Behind ^ four repetitions (* or +) are allowed, else three; {3} is none.',
    });
  }
  return pattern;
}

/** A pattern is tried from each character of a name, unless it begins at the first. */
function startsOf(source: string): number {
  return source.startsWith('^') && !source.includes('|') ? 1 : LONGEST_MATCHED_NAME + 1;
}

function compiled(source: string): RegExp {
  if (source.length > LONGEST_PATTERN) {
    throw wrongPattern(
      `${source.slice(0, 30)}…`,
      `it is longer than ${LONGEST_PATTERN} characters`,
    );
  }
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrongPattern(source, reason.replace(/^Invalid regular expression: \/.*\/u: /, ''));
  }
}

function groupsIn(source: string): number {
  return (new RegExp(`${source}|`, 'u').exec('')?.length ?? 1) - 1;
}

function wrongPattern(source: string, reason: string, rest: { hint?: string } = {}): Error {
  return userError('group-by-pattern', `--group-by name:${source}: ${reason}`, rest);
}
