import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { wrapped } from './layout.ts';
import { styleFor } from './style.ts';

/** One sentence: how many files are valid, and what they hold. */
export function renderValid(
  {
    files,
    subjects,
  }: {
    readonly files: readonly string[];
    readonly subjects: Readonly<Record<string, number>>;
  },
  look: Look,
): string {
  const style = styleFor(look);
  const held = Object.entries(subjects)
    .filter(([, number]) => number > 0)
    .map(([section, number]) => `${section}: ${number}`);
  const what = held.length === 0 ? 'no subject' : held.join(', ');
  const mark = style.outcome.pass(style.symbol.pass);
  return `${wrapped(`${mark} `, `${count(files.length, 'file')} valid; ${what}`, look.width)}\n`;
}
