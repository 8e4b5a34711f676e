import type { Problem } from '../../domain/user-error.ts';
import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { renderFrame } from './frame.ts';
import { wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/**
 * What the user can mend, or with `warn` should look at: problem by problem, each with its places
 * and what to do.
 */
export function renderProblems(
  problems: readonly Problem[],
  more: number,
  look: Look,
  mark: 'fail' | 'warn' = 'fail',
): string {
  const style = styleFor(look);
  const sign = `${style.outcome[mark](style.symbol[mark])} `;
  const blocks = problems.map((problem) => renderProblem(problem, sign, look.width, style));
  if (more > 0) blocks.push(style.dim(`… and ${count(more, 'more problem')}`));
  return safeLines(`${blocks.join('\n\n')}\n`);
}

function renderProblem(
  { message, location, related = [], hint }: Problem,
  sign: string,
  width: number,
  style: Style,
): string {
  const lines = [wrapped(sign, safeText(message), width)];
  if (location !== undefined) lines.push(renderFrame(location, width, style));
  for (const { note, location: place } of related) {
    lines.push(`  ${style.dim(safeText(note))}`, renderFrame(place, width, style));
  }
  if (hint !== undefined && hint !== '')
    lines.push(wrapped('  ', style.accent(safeText(hint)), width));
  return lines.join('\n');
}
