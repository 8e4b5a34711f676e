import type { ReportApplication } from '../domain/report.ts';
import { VERDICTS } from '../domain/score.ts';

/** Orders applications by verdict, then by what is sure of their score. */
export function worstFirst(a: ReportApplication, b: ReportApplication): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    (a.score.guaranteed ?? 101) - (b.score.guaranteed ?? 101)
  );
}
