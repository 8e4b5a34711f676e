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
  if (only === undefined) throw new Error('worstOf needs an outcome');
  if (parts.length === 1) return only;
  const kind = gravestKind(parts);
  const deciding = partsOfKind(parts, kind);
  const [first = only] = deciding;
  const warnings = kind === 'fail' || kind === 'unknown' ? partsOfKind(parts, 'warn') : NOTHING;
  const told = warnings.length === 0 ? deciding : [...deciding, ...warnings];
  const worst: Mutable<Outcome> = {
    kind,
    message: tell(distinct(told, 'message')),
    facts: factsOf(parts),
  };
  const remedies = distinct(told, 'remedy');
  if (remedies.length > 0) worst.remedy = remedies.join(' ');
  const unrecorded = gather(told, 'unrecorded');
  if (unrecorded.length > 0) worst.unrecorded = unrecorded;
  const missing = gather(parts, 'missing');
  if (missing.length > 0) worst.missing = missing;
  const assumed = assumptions(kind, deciding, parts);
  if (assumed.length > 0) worst.assumed = assumed;
  const at = first.at ?? (kind === 'unknown' ? first.missing?.[0] : undefined);
  if (at !== undefined) worst.at = at;
  const severity = firstOf(deciding, 'severity');
  if (severity !== undefined) worst.severity = severity;
  const snippet = firstOf(told, 'snippet');
  if (snippet !== undefined) worst.snippet = snippet;
  if (told.length === 1 && first.effort !== undefined) worst.effort = first.effort;
  return worst;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

// Every second answer is made of a few parts with few details: what is not there is to cost nothing,
// and loops do without a function for each part.

const NOTHING: readonly never[] = [];

function gravestKind(parts: readonly Outcome[]): OutcomeKind {
  let gravity = GRAVITY.length - 1;
  for (const { kind } of parts) {
    const own = GRAVITY.indexOf(kind);
    if (own < gravity) gravity = own;
  }
  return GRAVITY[gravity] ?? 'not-applicable';
}

function partsOfKind(parts: readonly Outcome[], kind: OutcomeKind): readonly Outcome[] {
  const some: Outcome[] = [];
  for (const part of parts) if (part.kind === kind) some.push(part);
  return some;
}

/** The lists of all parts, one after the other. */
function gather<Name extends 'missing' | 'unrecorded' | 'assumed'>(
  parts: readonly Outcome[],
  name: Name,
): NonNullable<Outcome[Name]> {
  let first: readonly unknown[] = NOTHING;
  let all: unknown[] | undefined;
  for (const part of parts) {
    const list = part[name];
    if (list === undefined || list.length === 0) continue;
    if (first.length === 0) first = list;
    else {
      all ??= [...first];
      for (const item of list) all.push(item);
    }
  }
  return (all ?? first) as NonNullable<Outcome[Name]>;
}

/** Texts up to which each is simply compared with all before it. */
const FEW_TEXTS = 8;

/** The texts that are not empty, each once. */
function distinct(parts: readonly Outcome[], name: 'message' | 'remedy'): readonly string[] {
  const texts: string[] = [];
  for (const part of parts) {
    const text = part[name];
    if (text === undefined || text === '') continue;
    if (texts.length >= FEW_TEXTS) return distinctOfMany(parts, name);
    if (!texts.includes(text)) texts.push(text);
  }
  return texts;
}

/**
 * They are compared by their length first: most differ in it, and a text that nobody shows is then
 * never put together from its pieces.
 */
function distinctOfMany(parts: readonly Outcome[], name: 'message' | 'remedy'): readonly string[] {
  const texts: string[] = [];
  const ofLength = new Map<number, string[]>();
  for (const part of parts) {
    const text = part[name];
    if (text === undefined || text === '') continue;
    const alike = ofLength.get(text.length);
    if (alike?.includes(text)) continue;
    if (alike === undefined) ofLength.set(text.length, [text]);
    else alike.push(text);
    texts.push(text);
  }
  return texts;
}

function firstOf<Name extends 'severity' | 'snippet'>(
  parts: readonly Outcome[],
  name: Name,
): Outcome[Name] | undefined {
  for (const part of parts) {
    const detail = part[name];
    if (detail !== undefined) return detail;
  }
  return undefined;
}

function factsOf(parts: readonly Outcome[]): Readonly<Record<string, FactValue>> {
  let only: Readonly<Record<string, FactValue>> = NO_FACTS;
  let all: Record<string, FactValue> | undefined;
  for (const { facts } of parts) {
    if (facts === undefined || facts === NO_FACTS) continue;
    if (only === NO_FACTS) only = facts;
    else {
      all ??= { ...only };
      Object.assign(all, facts);
    }
  }
  return all ?? only;
}

const NO_FACTS: Readonly<Record<string, FactValue>> = {};

/** Messages that one answer repeats of its parts; an application may have forty. */
const TOLD_MESSAGES = 6;

/** Put together piece by piece: a text that nobody shows is never copied. */
function tell(messages: readonly string[]): string {
  let told = messages[0] ?? '';
  for (let i = 1; i < messages.length && i < TOLD_MESSAGES; i++) told += `; ${messages[i]}`;
  const rest = messages.length - TOLD_MESSAGES;
  return rest > 0 ? `${told}; and ${rest} more` : told;
}

/** One sure failure needs no assumption; anything else rests on what any part assumed. */
function assumptions(
  kind: OutcomeKind,
  deciding: readonly Outcome[],
  parts: readonly Outcome[],
): readonly string[] {
  if (kind === 'fail' && deciding.some((part) => (part.assumed ?? []).length === 0)) return [];
  const assumed = gather(parts, 'assumed');
  return assumed.length < 2 ? assumed : [...new Set(assumed)];
}

/** The first of the gravest answers, for the same question asked several times over. */
export function gravest(answers: readonly Outcome[]): Outcome {
  const kind = gravestKind(answers);
  const ofKind = answers.filter((answer) => answer.kind === kind);
  const [first] = ofKind;
  if (first === undefined) throw new Error('gravest needs an outcome');
  return kind === 'unknown' ? worstOf(ofKind) : first;
}
