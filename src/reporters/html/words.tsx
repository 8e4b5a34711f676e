import type { FindingOutcome } from '../../domain/finding.ts';
import type { Verdict } from '../../domain/score.ts';
import { VERDICT_NAMES, VERDICT_OUTCOMES } from '../words.ts';
import { MARKS, OUTCOME_WORDS } from './marks.ts';

interface OutcomeProps {
  readonly outcome: FindingOutcome;
  readonly words?: string;
}

/** An outcome with its mark; the word carries the meaning. */
export function OutcomeWord({ outcome, words = OUTCOME_WORDS[outcome] }: OutcomeProps) {
  return (
    <span class={`outcome ${outcome}`}>
      <span aria-hidden="true">{MARKS[outcome]}</span> {words}
    </span>
  );
}

export function VerdictWord({ verdict }: { readonly verdict: Verdict }) {
  return <OutcomeWord outcome={VERDICT_OUTCOMES[verdict]} words={VERDICT_NAMES[verdict]} />;
}
