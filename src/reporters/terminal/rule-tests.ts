import type { Location } from '../../domain/location.ts';
import { count } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { wrapped } from './layout.ts';
import { styleFor } from './style.ts';

/** How a case of an own rule went. */
export interface ShownCase {
  readonly rule: string;
  readonly name: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly found: string;
  readonly location: Location;
}

/** Every case by its rule; of those that failed, both answers. */
export function renderRuleTests(cases: readonly ShownCase[], look: Look): string {
  const style = styleFor(look);
  const lines = cases.flatMap(({ rule, name, passed, expected, found, location }) => {
    const outcome = passed ? 'pass' : 'fail';
    const mark = style.outcome[outcome](style.symbol[outcome]);
    const head = wrapped(`${mark} `, `${style.bold(rule)} ${safeText(name)}`, look.width);
    if (passed) return [head];
    return [
      head,
      `  ${style.accent(style.place(location))}`,
      wrapped('  expected  ', safeText(expected), look.width),
      wrapped('  found     ', safeText(found), look.width),
    ];
  });
  const failed = cases.filter(({ passed }) => !passed).length;
  const all = `${count(cases.length - failed, 'case')} passed, ${failed} failed`;
  return safeLines(`${[...lines, '', style.bold(all)].join('\n')}\n`);
}
