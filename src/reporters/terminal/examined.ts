import type { Examined } from '../../domain/examined.ts';
import type { Look } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { padded, wrapped } from './layout.ts';
import { styleFor } from './style.ts';

const OUTCOMES = { good: 'pass', bad: 'fail', none: 'not-applicable' } as const;

/** A line for each thing that was looked at. */
export function renderExaminedText(examined: readonly Examined[], look: Look): string {
  const style = styleFor(look);
  const widest = examined.reduce((width, { what }) => Math.max(width, what.length), 0);
  return examined
    .map(({ what, state, found }) => {
      const outcome = OUTCOMES[state];
      const mark = style.outcome[outcome](style.symbol[outcome]);
      return `${wrapped(`${mark} ${padded(what, widest)}  `, safeText(found), look.width)}\n`;
    })
    .join('');
}
