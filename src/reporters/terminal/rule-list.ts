import type { RuleDescription } from '../../domain/rule-description.ts';
import type { Look } from '../reporter.ts';
import { safeLines } from '../safe-text.ts';
import { padded, wrapped } from './layout.ts';
import { styleFor } from './style.ts';

/** The rules by category: id, severity, title. */
export function renderRuleList(rules: readonly RuleDescription[], look: Look): string {
  const style = styleFor(look);
  const lines: string[] = [];
  let category = '';
  for (const rule of rules) {
    if (rule.category !== category) {
      category = rule.category;
      lines.push(lines.length === 0 ? style.bold(category) : `\n${style.bold(category)}`);
    }
    const severity = style.severity[rule.severity](padded(rule.severity, 'blocker'.length));
    lines.push(wrapped(`  ${rule.id}  ${severity}  `, rule.title, look.width));
  }
  lines.push('', style.dim('virtready explain <rule> says why, by what, and how to mend it.'));
  return safeLines(`${lines.join('\n')}\n`);
}
