import type { Reporter } from '../reporter.ts';
import { safeLines } from '../safe-text.ts';
import { renderAnswer, renderGate } from './answer.ts';
import { renderApplications } from './applications.ts';
import { renderBearings } from './bearings.ts';
import { renderFindings } from './findings.ts';
import { styleFor } from './style.ts';

/** The report for a person at a terminal: the answer first, then applications, then findings. */
export const terminal: Reporter = (report, options) => {
  const style = styleFor(options);
  const { width } = options;
  const answer = renderAnswer(report, width, style);
  const gate = renderGate(report, width, style);
  const blocks = options.quiet
    ? [answer, gate]
    : [
        answer,
        renderApplications(report, width, style),
        renderFindings(report, options, style),
        renderBearings(report, width, style),
        gate,
      ];
  return [safeLines(`${blocks.filter((block) => block !== '').join('\n\n')}\n`)];
};
