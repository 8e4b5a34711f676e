import type { Problem } from '../../domain/user-error.ts';
import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { renderFrame } from './frame.ts';
import { wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** What the user can mend, problem by problem, each with its places and what to do. */
export function renderProblems(problems: readonly Problem[], more: number, look: Look): string {
  const style = styleFor(look);
  const blocks = problems.map((problem) => renderProblem(problem, look.width, style));
  if (more > 0) blocks.push(style.dim(`… and ${count(more, 'more problem')}`));
  return safeLines(`${blocks.join('\n\n')}\n`);
}

function renderProblem(
  { message, location, related = [], hint }: Problem,
  width: number,
  style: Style,
): string {
  const lines = [wrapped(`${style.outcome.fail(style.symbol.fail)} `, safeText(message), width)];
  if (location !== undefined) lines.push(renderFrame(location, width, style));
  for (const { note, location: place } of related) {
    lines.push(`  ${style.dim(safeText(note))}`, renderFrame(place, width, style));
  }
  if (hint !== undefined && hint !== '')
    lines.push(wrapped('  ', style.accent(safeText(hint)), width));
  return lines.join('\n');
}
