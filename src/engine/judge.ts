import type { EstateView } from '../domain/estate-view.ts';
import { type FactRef, factGetter } from '../domain/fact-path.ts';
import type { Judgement } from '../domain/finding.ts';
import { memoised } from '../domain/memo.ts';
import { notRecorded, type Outcome } from '../domain/outcome.ts';
import type { Rule } from '../domain/rule.ts';
import { optionValues } from '../domain/rule-option.ts';
import { STANDING_STILL, type Stopwatch } from '../domain/stopwatch.ts';
import { type Subject, type SubjectRef, subjectName } from '../domain/subject.ts';
import { listNames } from '../domain/wording.ts';

/** Asks every rule about every subject that it concerns: rules in their order, subjects in theirs. */
export function judgeEstate<Estate extends EstateView>(
  rules: readonly Rule<Estate>[],
  estate: Estate,
  watch: Stopwatch = STANDING_STILL,
): Judgement[] {
  const judgements: Judgement[] = [];
  for (const rule of rules) {
    watch.time('rule', () => addJudgements(judgements, rule, estate), rule.id);
  }
  return judgements;
}

function addJudgements<Estate extends EstateView>(
  judgements: Judgement[],
  rule: Rule<Estate>,
  estate: Estate,
): void {
  const judgeSubject = judgeWith(rule, estate);
  for (const kind of rule.subjects) {
    for (const subject of estate.subjectsOf(kind)) {
      const judgement = judgeSubject(subject);
      if (judgement !== undefined) judgements.push(judgement);
    }
  }
}

function judgeWith<Estate extends EstateView>(
  rule: Rule<Estate>,
  estate: Estate,
): (subject: Subject) => Judgement | undefined {
  const { needs, reads } = readersOf(rule as Rule);
  const options = optionValues(rule.options);

  const answer = (subject: Subject): Outcome => {
    const context = { subject, estate };
    const reason = rule.notApplicable?.(context);
    if (reason !== undefined) return { kind: 'not-applicable', message: reason };
    const facts: Record<string, unknown> = {};
    const missing = readFacts(needs, subject, estate, facts);
    if (missing.length > 0) return notRecorded(...missing);
    readFacts(reads, subject, estate, facts);
    return rule.check(facts, options, context);
  };

  return (subject) => {
    const concerned = rule.concerns === undefined || rule.concerns({ subject, estate });
    if (!concerned) return undefined;
    const outcome = guarded(answer, subject);
    const severity = estate.carriesCritical(subject) ? rule.severity : rule.severityBelow;
    const missing = resolveAll(outcome.missing ?? [], subject, estate);
    return {
      rule: rule as Rule,
      subject,
      kind: outcome.crashed ? 'error' : outcome.kind,
      outcome: named(outcome, subject, estate),
      severity,
      missing,
    };
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
  readonly get: (value: unknown) => unknown;
}

function factReaders(paths: Readonly<Record<string, string>>): FactReader[] {
  return Object.entries(paths).map(([name, path]) => {
    const { relation, rest } = splitRelation(path);
    return { name, path, relation, get: factGetter(rest) };
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

/** Puts the recorded facts into `facts` and returns the paths of the others. */
function readFacts(
  readers: readonly FactReader[],
  subject: Subject,
  estate: EstateView,
  facts: Record<string, unknown>,
): string[] {
  const missing: string[] = [];
  for (const { name, path, relation, get } of readers) {
    const owner = relation === undefined ? subject : estate.related(subject, relation);
    const value = 'missing' in owner ? undefined : get(owner.value);
    if (value === undefined) missing.push(path);
    else facts[name] = value;
  }
  return missing;
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
  return [...needs, ...reads].map(({ path, relation, get }) => {
    const owner = relation === undefined ? subject : estate.related(subject, relation);
    const value = 'missing' in owner ? undefined : get(owner.value);
    return { path, fact: resolveFact(path, subject, estate), value };
  });
}

/** The recorded facts that a judgement rests on, by path, and what the rule derived from them. */
export function judgedFacts(
  judgement: Judgement,
  estate: EstateView,
): Readonly<Record<string, unknown>> {
  const recorded = factsBehind(judgement, estate).filter(({ value }) => value !== undefined);
  const facts = Object.fromEntries(recorded.map(({ path, value }) => [path, value]));
  return { ...facts, ...judgement.outcome.facts };
}

/** The fact that decided: named by the rule, else the first that is missing, else the first needed. */
export function decidingFact(judgement: Judgement, estate: EstateView): FactRef {
  const { rule, subject, outcome, missing } = judgement;
  if (outcome.at !== undefined) return resolveFact(outcome.at, subject, estate);
  return missing[0] ?? resolveFact(Object.values(rule.needs)[0] ?? '', subject, estate);
}

function resolveAll(
  facts: readonly (string | FactRef)[],
  subject: Subject,
  estate: EstateView,
): readonly FactRef[] {
  if (facts.length === 0) return NO_FACTS;
  const seen = new Set<string>();
  return facts
    .map((fact) => resolveFact(fact, subject, estate))
    .filter((fact) => {
      const key = `${subjectName(fact.subject)} ${fact.path}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

const NO_FACTS: readonly FactRef[] = [];

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
  const labels = resolveAll(outcome.unrecorded, subject, estate).map((fact) =>
    factLabel(fact, subject),
  );
  const words = `not recorded: ${listNames(labels, SHOWN_FACTS)}`;
  return { ...outcome, message: outcome.message === '' ? words : `${words}; ${outcome.message}` };
}

/** `availability.rtoMinutes`, and whose it is where that is not the subject itself. */
function factLabel({ subject, path }: FactRef, of: SubjectRef): string {
  const own = subject.kind === of.kind && subject.id === of.id;
  return own ? path : `${path} of ${subjectName(subject)}`;
}
