import type { Judgement } from '../../src/domain/finding.ts';
import { Judgements } from '../../src/engine/judgements.ts';

/** Judgements made by hand, each in a column of its own. */
export function judgementsOf(list: Iterable<Judgement>): Judgements {
  return new Judgements(
    [...list].map(({ rule, subject, ...ruling }) => ({
      rule,
      subjects: [subject],
      rulings: [ruling],
      numbers: Int32Array.of(0),
    })),
  );
}
