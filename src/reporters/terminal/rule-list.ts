import type { RuleDescription } from '../../domain/rule-description.ts';
import type { Look } from '../reporter.ts';
import { safeLines } from '../safe-text.ts';
import { columns, layoutOf, padded, shared, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** The rules by category: id, severity, title; on a wide terminal also what each judges and rests on. */
export function renderRuleList(rules: readonly RuleDescription[], look: Look): string {
  const style = styleFor(look);
  const { width } = look;
  const lines: string[] = [];
  let category = '';
  for (const rule of rules) {
    if (rule.category !== category) {
      category = rule.category;
      lines.push(lines.length === 0 ? style.bold(category) : `\n${style.bold(category)}`);
    }
    lines.push(ruleLine(rule, width, style));
  }
  const hint = 'virtready explain <rule> says why, by what, and how to mend it.';
  lines.push('', wrapped('', style.dim(hint), width));
  return safeLines(`${lines.join('\n')}\n`);
}

/** Title; then what it judges, the effort to mend it, and who says so. */
const SHARES = [10, 3, 2, 3];

function ruleLine(rule: RuleDescription, width: number, style: Style): string {
  const { id, title, subjects, effort, sources } = rule;
  const severity = style.severity[rule.severity](padded(rule.severity, 'blocker'.length));
  const label = `  ${id}  ${severity}  `;
  const kinds = [...new Set(sources.map(({ kind }) => kind))];
  const row =
    layoutOf(width) === 'wide'
      ? columns(shared(width, SHARES), [
          (room) => wrapped(label, title, room),
          (room) => wrapped('', style.dim(subjects.join(', ')), room),
          (room) => wrapped('', `${effort} effort`, room),
          (room) => wrapped('', style.dim(kinds.join(', ')), room),
        ])
      : undefined;
  return row ?? wrapped(label, title, width);
}
