import { type Judgement, shownSeverity } from '../domain/finding.ts';
import { byText } from '../domain/order.ts';
import type { BaselineEntry, BaselineState, FailWarn } from '../domain/report.ts';
import { SEVERITIES, type Severity } from '../domain/severity.ts';
import { subjectName } from '../domain/subject.ts';
import { fingerprint } from './fingerprint.ts';

/** Judgements held against what a team has taken note of. */
export interface Compared {
  /** Failed and warned judgements that the baseline lacks or has as less grave, by severity. */
  readonly added: Readonly<Record<Severity, FailWarn>>;
  /** Entries whose finding is gone. */
  readonly mended: readonly BaselineEntry[];
  /** Null for what neither failed nor warned. */
  stateOf(judgement: Judgement): BaselineState | null;
}

/**
 * Compares by fingerprint, finding by finding: as many findings as before are not the same findings.
 * An entry whose finding is waived has not gone; `isJudged` tells for which entries the run can say.
 */
export function compareWithBaseline(
  judgements: Iterable<Judgement>,
  entries: readonly BaselineEntry[],
  isJudged: (entry: BaselineEntry) => boolean,
): Compared {
  const known = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const states = new Map<string, BaselineState>();
  const seen = new Set<string>();
  const added: Record<Severity, { fail: number; warn: number }> = {
    blocker: { fail: 0, warn: 0 },
    high: { fail: 0, warn: 0 },
    medium: { fail: 0, warn: 0 },
    low: { fail: 0, warn: 0 },
    info: { fail: 0, warn: 0 },
  };
  for (const judgement of judgements) {
    const { kind, rule, subject } = judgement;
    if (kind !== 'fail' && kind !== 'warn' && kind !== 'waived' && kind !== 'unknown') continue;
    const key = fingerprint(rule.id, subject);
    // What is unknown now may well be there still.
    seen.add(key);
    if (kind !== 'fail' && kind !== 'warn') continue;
    const state = stateAgainst(judgement, known.get(key));
    states.set(key, state);
    if (state !== 'known') added[shownSeverity(judgement)][kind]++;
  }
  return {
    added,
    mended: entries.filter((entry) => !seen.has(entry.fingerprint) && isJudged(entry)),
    stateOf: ({ rule, subject }) => states.get(fingerprint(rule.id, subject)) ?? null,
  };
}

function stateAgainst(judgement: Judgement, entry: BaselineEntry | undefined): BaselineState {
  if (entry === undefined) return 'new';
  const graver = SEVERITIES.indexOf(shownSeverity(judgement)) < SEVERITIES.indexOf(entry.severity);
  const failsNow = judgement.kind === 'fail' && entry.outcome === 'warn';
  return graver || failsNow ? 'worse' : 'known';
}

/** What a baseline would hold of these judgements: all that failed or warned, sorted. */
export function baselineOf(judgements: Iterable<Judgement>): BaselineEntry[] {
  const entries: BaselineEntry[] = [];
  for (const judgement of judgements) {
    const { kind, rule, subject } = judgement;
    if (kind !== 'fail' && kind !== 'warn') continue;
    entries.push({
      rule: rule.id,
      subject: { kind: subject.kind, id: subject.id },
      outcome: kind,
      severity: shownSeverity(judgement),
      fingerprint: fingerprint(rule.id, subject),
    });
  }
  return entries.sort(byRuleAndSubject);
}

function byRuleAndSubject(a: BaselineEntry, b: BaselineEntry): number {
  return byText(a.rule, b.rule) || byText(subjectName(a.subject), subjectName(b.subject));
}
