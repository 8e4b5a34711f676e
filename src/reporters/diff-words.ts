import type {
  ApplicationChange,
  Change,
  ChangedFinding,
  FindingChange,
  NoCounterpart,
  NumberChange,
} from '../domain/report-diff.ts';

export const CHANGE_TITLES: Readonly<Record<FindingChange, string>> = {
  new: 'New',
  changed: 'Changed',
  waived: 'Waived',
  unknown: 'No longer known, or not yet',
  known: 'Known now, and met',
  mended: 'Mended',
  gone: 'Gone',
};

const REASON_WORDS: Readonly<Record<NoCounterpart, readonly [old: string, now: string]>> = {
  'no-subject': ['the subject was not there', 'the subject is not there any more'],
  'no-rule': ['the rule did not run', 'the rule did not run any more'],
  'not-asked': ['was not asked', 'is not asked any more'],
};

/** What stood in the old report where it says something else, or why nothing stands in one. */
export function wasWords({ old, new: now, reason }: ChangedFinding): string {
  if (reason !== null) return REASON_WORDS[reason][old === null ? 0 : 1];
  if (old === null || now === null) return '';
  const isGraded = old.severity !== now.severity;
  const answer = isGraded ? `${old.outcome} (${old.severity})` : old.outcome;
  const isSameAnswer = old.outcome === now.outcome && !isGraded;
  return isSameAnswer ? `was: ${old.message}` : `was ${answer}`;
}

/** Both values with an arrow between them; one where nothing has changed. */
export function arrowWords<T>(
  { old, new: now }: Change<T>,
  arrow: string,
  words: (value: T) => string,
): string {
  return old === now ? words(now) : `${words(old)} ${arrow} ${words(now)}`;
}

export function scoreWord(score: number | null): string {
  return score === null ? 'none' : `${score}`;
}

/** `+8.4` or `−3`; nothing where nothing has changed, or it cannot be told. */
export function signed({ change }: NumberChange, minus: string): string {
  if (change === null || change === 0) return '';
  return change > 0 ? `+${change}` : `${minus}${-change}`;
}

/** Whether an application has another verdict or score than before. */
export function hasMoved({ verdict, score: { guaranteed, possible } }: ApplicationChange): boolean {
  return [verdict, guaranteed, possible].some((change) => change.old !== change.new);
}
