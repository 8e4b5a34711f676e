import type { EstateView } from '../domain/estate-view.ts';
import { type FactPath, type FactRef, factGetter } from '../domain/fact-path.ts';
import { type Judgement, missingFacts } from '../domain/finding.ts';
import { entryOf, memoised } from '../domain/memo.ts';
import { notRecorded, type Outcome } from '../domain/outcome.ts';
import type { Rule } from '../domain/rule.ts';
import { optionValues } from '../domain/rule-option.ts';
import type { Severity } from '../domain/severity.ts';
import { STANDING_STILL, type Stopwatch } from '../domain/stopwatch.ts';
import { type Subject, type SubjectRef, subjectName } from '../domain/subject.ts';
import { listNames } from '../domain/wording.ts';
import { type Column, Judgements, NOT_ASKED } from './judgements.ts';
import { RulingTable } from './ruling-table.ts';

/** Asks every rule about every subject that it concerns: rules in their order, subjects in theirs. */
export function judgeEstate<Estate extends EstateView>(
  rules: readonly Rule<Estate>[],
  estate: Estate,
  watch: Stopwatch = STANDING_STILL,
): Judgements {
  return new Judgements(
    rules.flatMap((rule) => watch.time('rule', () => columnsOf(rule as Rule, estate), rule.id)),
  );
}

function columnsOf(rule: Rule, estate: EstateView): Column[] {
  const ask = askerIn(estate)(rule);
  return rule.subjects.map((subjectKind) => {
    const subjects = estate.subjectsOf(subjectKind);
    const isCritical = criticalIn(estate)(subjects);
    const numbers = new Int32Array(subjects.length).fill(NOT_ASKED);
    const table = new RulingTable();
    let last: Answer | undefined;
    let lastSeverity: Severity | undefined;
    let number = NOT_ASKED;
    for (let row = 0; row < subjects.length; row++) {
      const subject = subjects[row] as Subject;
      const answer = ask(subject);
      if (answer === undefined) continue;
      const severity = isCritical[row] ? rule.severity : rule.severityBelow;
      // Neighbours often lack the same facts, and then share the answer.
      if (answer !== last || severity !== lastSeverity) {
        const { missing = NO_FACTS } = answer;
        const facts = resolved(missing, subject, estate);
        const kind = answer.crashed ? 'error' : answer.kind;
        number = table.numberOf(subject, kind, answer, severity, facts);
        last = facts === missing ? answer : undefined;
        lastSeverity = severity;
      }
      numbers[row] = number;
    }
    return { rule, subjects, rulings: table.rulings, numbers };
  });
}

/** Every rule asks it of every subject of a kind. */
const criticalIn = memoised((estate: EstateView) =>
  memoised((subjects: readonly Subject[]) =>
    subjects.map((subject) => estate.carriesCritical(subject)),
  ),
);

/**
 * A judgement's answer with its words. The rule is asked again, which gives the same: to keep the
 * words of a million answers would take more memory than the estate.
 */
export function answerOf({ rule, subject }: Judgement, estate: EstateView): Outcome {
  const answer = askerIn(estate)(rule)(subject);
  if (answer === undefined) throw new Error(`${rule.id} is not about ${subjectName(subject)}`);
  return named(answer, subject, estate);
}

/** Answers for a subject; undefined where the rule is not about it. */
type Asker = (subject: Subject) => Answer | undefined;

const askerIn = memoised((estate: EstateView) => memoised((rule: Rule) => askerOf(rule, estate)));

function askerOf(rule: Rule, estate: EstateView): Asker {
  const { needs, reads } = readersOf(rule);
  const options = optionValues(rule.options);
  const lack = lackOf(needs);

  const answer = (subject: Subject): Outcome => {
    const context = { subject, estate };
    const reason = rule.notApplicable?.(context);
    if (reason !== undefined) return { kind: 'not-applicable', message: reason };
    const facts: Record<string, unknown> = {};
    const missing = readFacts(needs, subject, estate, facts);
    if (missing !== 0) return lack(missing);
    readFacts(reads, subject, estate, facts);
    return rule.check(facts, options, context);
  };

  return (subject) => {
    const concerned = rule.concerns === undefined || rule.concerns({ subject, estate });
    return concerned ? guarded(answer, subject) : undefined;
  };
}

type Answer = Outcome & { readonly crashed?: true };

/** A rule that crashes must not look like a rule that found nothing. */
function guarded(answer: (subject: Subject) => Outcome, subject: Subject): Answer {
  try {
    return answer(subject);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', message: `the rule crashed: ${message}`, crashed: true };
  }
}

interface FactReader {
  readonly name: string;
  readonly path: string;
  readonly relation: string | undefined;
  /** A power of two of its own. */
  readonly bit: number;
  readonly get: (value: unknown) => unknown;
}

/** Sums of more bits than a number holds exactly would name wrong facts. */
const MOST_FACTS = 53;

function factReaders(paths: Readonly<Record<string, string>>): FactReader[] {
  const entries = Object.entries(paths);
  if (entries.length > MOST_FACTS) throw new Error(`a rule declares more than ${MOST_FACTS} facts`);
  return entries.map(([name, path], i) => {
    const { relation, rest } = splitRelation(path);
    return { name, path, relation, bit: 2 ** i, get: factGetter(rest) };
  });
}

const readersOf = memoised(({ needs, reads }: Rule) => ({
  needs: factReaders(needs),
  reads: factReaders(reads),
}));

function splitRelation(path: string): { relation: string | undefined; rest: string } {
  const arrow = path.indexOf('>');
  if (arrow < 0) return { relation: undefined, rest: path };
  return { relation: path.slice(0, arrow), rest: path.slice(arrow + 1) };
}

/** Puts the recorded facts into `facts`; gives the sum of the bits of the others. */
function readFacts(
  readers: readonly FactReader[],
  subject: Subject,
  estate: EstateView,
  facts: Record<string, unknown>,
): number {
  let missing = 0;
  for (const reader of readers) {
    const value = readFact(reader, subject, estate);
    if (value === undefined) missing += reader.bit;
    else facts[reader.name] = value;
  }
  return missing;
}

/** The answer where facts are missing, made once for each sum of their bits: most lack the same few. */
function lackOf(readers: readonly FactReader[]): (missing: number) => Outcome {
  const known = new Map<number, Outcome>();
  return (missing) =>
    entryOf(known, missing, () => {
      const lacking = readers.filter(({ bit }) => Math.floor(missing / bit) % 2 === 1);
      return notRecorded(...lacking.map(({ path }) => path));
    });
}

function readFact({ relation, get }: FactReader, subject: Subject, estate: EstateView): unknown {
  if (relation === undefined) return get(subject.value);
  const owner = estate.related(subject, relation);
  return 'missing' in owner ? undefined : get(owner.value);
}

/** A fact that a rule declares, with its value for one subject. */
export interface FactBehind {
  /** As the rule writes it, `>` included. */
  readonly path: string;
  readonly fact: FactRef;
  /** Undefined where it is not recorded. */
  readonly value: unknown;
}

/** Every fact that a rule declares, for the subject of a judgement. */
export function factsBehind({ rule, subject }: Judgement, estate: EstateView): FactBehind[] {
  const { needs, reads } = readersOf(rule);
  return [...needs, ...reads].map((reader) => ({
    path: reader.path,
    fact: resolveFact(reader.path, subject, estate),
    value: readFact(reader, subject, estate),
  }));
}

/** The recorded facts that a judgement rests on, by path, and what the rule derived from them. */
export function judgedFacts(
  judgement: Judgement,
  answer: Outcome,
  estate: EstateView,
): Readonly<Record<string, unknown>> {
  const facts: Record<string, unknown> = {};
  for (const { path, value } of factsBehind(judgement, estate)) {
    if (value !== undefined) facts[path] = value;
  }
  return Object.assign(facts, answer.facts);
}

/** The fact that decided: named by the rule, else the first that is missing, else the first needed. */
export function decidingFact(judgement: Judgement, answer: Outcome, estate: EstateView): FactRef {
  const { rule, subject } = judgement;
  if (answer.at !== undefined) return resolveFact(answer.at, subject, estate);
  const [missing] = missingFacts(judgement);
  return missing ?? resolveFact(Object.values(rule.needs)[0] ?? '', subject, estate);
}

const NO_FACTS: readonly FactRef[] = [];

/** The facts without the words for a relation: a bare path belongs to the subject. */
function resolved(
  facts: readonly (string | FactRef)[],
  subject: Subject,
  estate: EstateView,
): readonly (FactPath | FactRef)[] {
  const isRelated = (fact: string | FactRef) => typeof fact === 'string' && fact.includes('>');
  if (!facts.some(isRelated)) return facts;
  return facts.map((fact) => (isRelated(fact) ? resolveFact(fact, subject, estate) : fact));
}

/** The subject and path behind a rule's words; a relation that is not recorded is itself missing. */
function resolveFact(fact: string | FactRef, subject: Subject, estate: EstateView): FactRef {
  if (typeof fact !== 'string') return fact;
  const { relation, rest } = splitRelation(fact);
  if (relation === undefined) return { subject, path: rest };
  const owner = estate.related(subject, relation);
  return 'missing' in owner ? owner.missing : { subject: owner, path: rest };
}

/** Facts that a message names; the report lists all of them. */
const SHOWN_FACTS = 6;

/** The outcome with the facts that are not recorded named in its message. */
function named(outcome: Answer, subject: Subject, estate: EstateView): Outcome {
  if (outcome.unrecorded === undefined) return outcome;
  const labels = outcome.unrecorded.map((fact) =>
    factLabel(resolveFact(fact, subject, estate), subject),
  );
  const words = `not recorded: ${listNames([...new Set(labels)], SHOWN_FACTS)}`;
  return { ...outcome, message: outcome.message === '' ? words : `${words}; ${outcome.message}` };
}

/** `availability.rtoMinutes`, and whose it is where that is not the subject itself. */
function factLabel({ subject, path }: FactRef, of: SubjectRef): string {
  const own = subject.kind === of.kind && subject.id === of.id;
  return own ? path : `${path} of ${subjectName(subject)}`;
}
