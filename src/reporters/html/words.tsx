import type { FindingOutcome } from '../../domain/finding.ts';
import type { Verdict } from '../../domain/score.ts';
import { OUTCOME_MARKS, VERDICT_NAMES, VERDICT_OUTCOMES } from '../words.ts';
import { OUTCOME_WORDS } from './outcome-words.ts';

interface OutcomeProps {
  readonly outcome: FindingOutcome;
  readonly words?: string;
}

/** An outcome with its mark; the word carries the meaning. */
export function OutcomeWord({ outcome, words = OUTCOME_WORDS[outcome] }: OutcomeProps) {
  return (
    <span class={`outcome ${outcome}`}>
      <span aria-hidden="true">{OUTCOME_MARKS[outcome]}</span> {words}
    </span>
  );
}

export function VerdictWord({ verdict }: { readonly verdict: Verdict }) {
  return <OutcomeWord outcome={VERDICT_OUTCOMES[verdict]} words={VERDICT_NAMES[verdict]} />;
}
