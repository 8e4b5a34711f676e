import type { FactRef } from './fact-path.ts';
import type { Effort } from './rule.ts';
import type { Severity } from './severity.ts';

export type OutcomeKind = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

/** A value that was judged, for the report: JSON data, with its unit in the name. */
export type FactValue = unknown;

export interface OutcomeDetails {
  /** The fact that decided, for the place in the YAML: a path of the subject, or of another one. */
  readonly at?: string | FactRef;
  /** Derived values that were judged beside the rule's declared facts. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** What was assumed for want of a fact. A judgement on an assumption keeps no points. */
  readonly assumed?: readonly string[];
  /** Facts whose record would settle the judgement. A bare path belongs to the rule's subject. */
  readonly missing?: readonly (string | FactRef)[];
  /** Shown instead of the rule's severity, where one answer is graver than another. */
  readonly severity?: Severity;
  /** In the rule's place, where mending this takes less or more. */
  readonly effort?: Effort;
  /** YAML that shows the mended record. */
  readonly snippet?: string;
}

/** A rule's answer for one subject. */
export interface Outcome extends OutcomeDetails {
  readonly kind: OutcomeKind;
  readonly message: string;
  readonly remedy?: string;
  /** Facts that the message is to name as not recorded, before its own words. */
  readonly unrecorded?: readonly (string | FactRef)[];
}

/** The rule is met. */
export function pass(message: string, details: OutcomeDetails = {}): Outcome {
  return { kind: 'pass', message, ...details };
}

/** The rule is met in part, or will soon not be met; half of its weight is kept. */
export function warn(message: string, remedy: string, details: OutcomeDetails = {}): Outcome {
  return { kind: 'warn', message, remedy, ...details };
}

/** The rule is not met. */
export function fail(message: string, remedy: string, details: OutcomeDetails = {}): Outcome {
  return { kind: 'fail', message, remedy, ...details };
}

/** A needed fact is not recorded, so nothing can be said. */
export function unknown(
  message: string,
  missing: readonly (string | FactRef)[],
  details: OutcomeDetails = {},
): Outcome {
  return { kind: 'unknown', message, missing, ...details };
}

/** The rule does not concern this subject. */
export function notApplicable(message: string): Outcome {
  return { kind: 'not-applicable', message };
}

/** `unknown` for want of facts; the engine names them in the message. */
export function notRecorded(...facts: readonly (string | FactRef)[]): Outcome {
  return { kind: 'unknown', message: '', missing: facts, unrecorded: facts };
}

/** The judgement of a fact, or `unknown` where it is not recorded. */
export function ifRecorded<T>(
  fact: T | undefined,
  path: string | FactRef,
  judge: (fact: T) => Outcome,
): Outcome {
  return fact === undefined ? notRecorded(path) : judge(fact);
}

/**
 * A judgement that rests on an assumption. A pass is not claimed on one: it becomes unknown.
 * A warning or a failure stands, says what was assumed, and keeps no points until it is recorded.
 */
export function onAssumption(
  outcome: Outcome,
  assumed: readonly string[],
  missing: readonly (string | FactRef)[],
): Outcome {
  if (assumed.length === 0) return outcome;
  const message = `${outcome.message} (assumed: ${assumed.join(', ')})`;
  const kind = outcome.kind === 'pass' ? 'unknown' : outcome.kind;
  return { ...outcome, kind, message, assumed, missing: [...(outcome.missing ?? []), ...missing] };
}

/**
 * The answer where a fact that is not recorded would choose between a strict judgement and a
 * lenient one: theirs where they agree, else the strict one on the assumption that it holds.
 */
export function onEither(
  strict: Outcome,
  lenient: Outcome,
  assumed: string,
  missing: readonly (string | FactRef)[],
): Outcome {
  if (strict.kind === lenient.kind) return strict.kind === 'pass' ? strict : lenient;
  if (strict.kind === 'unknown') return worstOf([strict, notRecorded(...missing)]);
  return onAssumption(strict, [assumed], missing);
}

const GRAVITY: readonly OutcomeKind[] = ['fail', 'unknown', 'warn', 'pass', 'not-applicable'];

/**
 * One answer from several: the gravest, in the order fail, unknown, warn, pass. Unknown stands
 * before warn because the missing fact may turn out to be a failure: half of the points must not
 * be kept on it. Warnings are named beside a failure or an unknown. No part at all is a mistake.
 */
export function worstOf(parts: readonly Outcome[]): Outcome {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const kind = GRAVITY.find((gravity) => parts.some((part) => part.kind === gravity));
  if (kind === undefined) throw new Error('worstOf needs an outcome');
  const deciding = parts.filter((part) => part.kind === kind);
  const first = deciding[0] as Outcome;
  const told =
    kind === 'fail' || kind === 'unknown'
      ? [...deciding, ...parts.filter((part) => part.kind === 'warn')]
      : deciding;
  const remedies = unique(told.flatMap((part) => part.remedy ?? []));
  const missing = parts.flatMap((part) => part.missing ?? []);
  const unrecorded = told.flatMap((part) => part.unrecorded ?? []);
  const assumed = assumptions(kind, deciding, parts);
  const severity = deciding.map((part) => part.severity).find((value) => value !== undefined);
  const at = first.at ?? (kind === 'unknown' ? first.missing?.[0] : undefined);
  const snippet = told.map((part) => part.snippet).find((text) => text !== undefined);
  const effort = told.length === 1 ? first.effort : undefined;
  return {
    kind,
    message: tell(unique(told.map((part) => part.message).filter((text) => text !== ''))),
    ...(unrecorded.length > 0 && { unrecorded }),
    ...(remedies.length > 0 && { remedy: remedies.join(' ') }),
    ...(at !== undefined && { at }),
    ...(missing.length > 0 && { missing }),
    ...(assumed.length > 0 && { assumed }),
    ...(severity !== undefined && { severity }),
    ...(snippet !== undefined && { snippet }),
    ...(effort !== undefined && { effort }),
    facts: Object.assign({}, ...parts.map((part) => part.facts ?? {})),
  };
}

/** Messages that one answer repeats of its parts; an application may have forty. */
const TOLD_MESSAGES = 6;

function tell(messages: readonly string[]): string {
  const rest = messages.length - TOLD_MESSAGES;
  const told = messages.slice(0, TOLD_MESSAGES).join('; ');
  return rest > 0 ? `${told}; and ${rest} more` : told;
}

/** One sure failure needs no assumption; anything else rests on what any part assumed. */
function assumptions(
  kind: OutcomeKind,
  deciding: readonly Outcome[],
  parts: readonly Outcome[],
): readonly string[] {
  if (kind === 'fail' && deciding.some((part) => (part.assumed ?? []).length === 0)) return [];
  return unique(parts.flatMap((part) => part.assumed ?? []));
}

/** The first of the gravest answers, for the same question asked several times over. */
export function gravest(answers: readonly Outcome[]): Outcome {
  const kind = GRAVITY.find((gravity) => answers.some((answer) => answer.kind === gravity));
  const first = answers.find((answer) => answer.kind === kind);
  if (first === undefined) throw new Error('gravest needs an outcome');
  if (kind !== 'unknown') return first;
  return worstOf(answers.filter((answer) => answer.kind === kind));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
