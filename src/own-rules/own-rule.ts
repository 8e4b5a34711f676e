import type { Estate } from '../analysis/estate.ts';
import type { OwnRule } from '../domain/config.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import { fail, notRecorded, type Outcome, pass } from '../domain/outcome.ts';
import type { Rule } from '../domain/rule.ts';
import { lowerSeverity } from '../domain/severity.ts';
import type { Subject } from '../domain/subject.ts';
import { formatNumber } from '../domain/wording.ts';
import {
  type Evaluated,
  type Expression,
  ExpressionCompiler,
  type ExpressionMistake,
  isMistake,
  type Variables,
} from './expression.ts';

/** A mistake in one of a rule's texts. */
export interface OwnRuleMistake extends ExpressionMistake {
  readonly key: 'when' | 'assert' | 'message';
}

type Kind = OwnRule['subject'];

/** Subjects that an expression may reach by name, as `SubjectRelations` has them. */
const RELATED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  cluster: ['platform'],
  host: ['cluster', 'platform', 'site'],
  server: ['site'],
  storage: ['site'],
  instance: ['application', 'cluster', 'host', 'platform', 'server'],
};

const LIST_TYPES = { instances: 'list<Instance>', hosts: 'list<Server>' } as const;

/** Lists of what belongs to a subject. */
const LISTS: Readonly<Partial<Record<Kind, readonly (keyof typeof LIST_TYPES)[]>>> = {
  platform: ['instances'],
  cluster: ['instances', 'hosts'],
  host: ['instances'],
  server: ['instances'],
  application: ['instances'],
};

function listsOf(estate: Estate, subject: Subject): Readonly<Record<string, unknown>> {
  switch (subject.kind) {
    case 'platform':
      return { instances: estate.instancesOnPlatform(subject.value) };
    case 'cluster':
      return {
        instances: estate.instancesInCluster(subject.value),
        hosts: estate.hostsOf(subject.value),
      };
    case 'host':
      return { instances: estate.instancesOnHost(subject.value) };
    case 'server':
      return { instances: estate.instancesOnServer(subject.value) };
    case 'application':
      return { instances: estate.instancesOf(subject.value) };
    default:
      return {};
  }
}

const TYPES: Readonly<Record<string, string>> = { host: 'Server', server: 'Server' };

/** What expressions about a kind of subject can name, with CEL types. */
export function variablesFor(kind: Kind): Variables {
  const names = [kind, ...(RELATED[kind] ?? [])];
  const subjects = names.map((name) => [name, TYPES[name] ?? capitalized(name)]);
  return Object.fromEntries([
    ...subjects,
    ...(LISTS[kind] ?? []).map((name) => [name, LIST_TYPES[name]]),
    ['asOf', 'string'],
  ]);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * The rule that a definition asks for, or what is wrong with its expressions. `place` says where the
 * definition stands, for readers of its findings. `onRead` is called whenever an expression looks at a
 * variable, in a loop each time: it may throw, and so end what would take too long.
 */
export function compileOwnRule(
  definition: OwnRule,
  place: string,
  onRead?: () => void,
): { readonly rule: Rule<Estate> } | { readonly mistakes: readonly OwnRuleMistake[] } {
  const compiler = new ExpressionCompiler(variablesFor(definition.subject));
  const when =
    definition.when === undefined ? undefined : compiler.compile(definition.when, 'bool');
  const holds = compiler.compile(definition.assert, 'bool');
  const message = compileMessage(compiler, definition.message);
  const mistakes: OwnRuleMistake[] = [
    ...(when !== undefined && isMistake(when) ? [{ ...when, key: 'when' as const }] : []),
    ...(isMistake(holds) ? [{ ...holds, key: 'assert' as const }] : []),
    ...message.flatMap((part) =>
      typeof part !== 'string' && isMistake(part) ? [{ ...part, key: 'message' as const }] : [],
    ),
  ];
  if (mistakes.length > 0) return { mistakes };
  const compiled: Compiled = {
    definition,
    onRead,
    when: when as Expression | undefined,
    holds: holds as Expression,
    message: message as readonly (string | Expression)[],
  };
  return { rule: ruleOf(compiled, place) };
}

const PLACEHOLDER = /\{([^{}]+)\}/;

/** Texts and the expressions between them. */
function compileMessage(
  compiler: ExpressionCompiler,
  text: string,
): readonly (string | Expression | ExpressionMistake)[] {
  // A split by a group keeps what the group has caught, at the odd places.
  return text.split(PLACEHOLDER).map((part, i) => (i % 2 === 0 ? part : compiler.compile(part)));
}

interface Compiled {
  readonly definition: OwnRule;
  readonly onRead: (() => void) | undefined;
  readonly when: Expression | undefined;
  readonly holds: Expression;
  readonly message: readonly (string | Expression)[];
}

function ruleOf(compiled: Compiled, place: string): Rule<Estate> {
  const { definition } = compiled;
  const { id, title, subject, severity, remedy, category = 'operations' } = definition;
  const { effort = 'medium', why = 'The team has settled it.', when, assert: holds } = definition;
  return {
    id,
    name: id.toLowerCase(),
    replaces: [],
    category,
    title,
    subjects: [subject],
    severity,
    severityBelow: lowerSeverity(severity),
    effort,
    evidence: false,
    waivable: true,
    sources: [{ kind: 'team', says: place }],
    why,
    condition: {
      fail: `Not: ${holds}`,
      unknown: 'A fact that decides is not recorded.',
      ...(when !== undefined && { notApplicable: `Not: ${when}` }),
    },
    remedy,
    needs: {},
    reads: readsOf(compiled),
    options: {},
    check: (_facts, _options, { subject: of, estate }) => judge(compiled, of, estate),
  };
}

function judge(compiled: Compiled, subject: Subject, estate: Estate): Outcome {
  const scope = watched(scopeOf(subject, estate), compiled.onRead);
  const { when, holds, definition } = compiled;
  const concerned = when?.evaluate(scope.values) ?? { value: true };
  if ('lacks' in concerned) return notRecorded(...lacking(scope, concerned));
  if (concerned.value !== true) {
    return { kind: 'not-applicable', message: `not: ${definition.when}` };
  }
  const answer = holds.evaluate(scope.values);
  if ('lacks' in answer) return notRecorded(...lacking(scope, answer));
  const message = renderMessage(compiled.message, scope);
  const [at] = Object.values(readsOf(compiled));
  const details = at === undefined ? {} : { at };
  return answer.value === true ? pass(message, details) : fail(message, definition.remedy, details);
}

/** The facts that its expressions name, as paths from the subject: those of `assert` first. */
function readsOf({ definition: { subject }, holds, when }: Compiled): Record<string, string> {
  const related = RELATED[subject] ?? [];
  const paths = [...holds.facts, ...(when?.facts ?? [])].flatMap(({ variable, path }) => {
    if (variable === subject) return path;
    return related.includes(variable) ? `${variable}>${path}` : [];
  });
  return Object.fromEntries(paths.map((path) => [path, path]));
}

/** The variables of a subject, and the facts that hide those that are not there. */
interface Scope {
  readonly subject: Subject;
  readonly values: Readonly<Record<string, unknown>>;
  readonly refs: ReadonlyMap<string, Subject>;
  readonly hidden: ReadonlyMap<string, FactRef>;
}

function scopeOf(subject: Subject, estate: Estate): Scope {
  const values: Record<string, unknown> = { [subject.kind]: subject.value, asOf: estate.asOf };
  const refs = new Map([[subject.kind as string, subject]]);
  const hidden = new Map<string, FactRef>();
  for (const name of RELATED[subject.kind as Kind] ?? []) {
    const related = estate.related(subject, name);
    if ('missing' in related) hidden.set(name, related.missing);
    else {
      values[name] = related.value;
      refs.set(name, related);
    }
  }
  return { subject, values: { ...values, ...listsOf(estate, subject) }, refs, hidden };
}

/** The same scope, which tells of every look at one of its variables. */
function watched(scope: Scope, onRead: (() => void) | undefined): Scope {
  if (onRead === undefined) return scope;
  const values = Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(scope.values).map(([name, value]) => [
        name,
        {
          enumerable: true,
          get: () => {
            onRead();
            return value;
          },
        },
      ]),
    ),
  );
  return { ...scope, values };
}

function lacking(
  { subject, refs, hidden }: Scope,
  { lacks: { variable, path } }: Extract<Evaluated, { lacks: unknown }>,
): FactRef[] {
  const hiding = hidden.get(variable);
  if (hiding !== undefined) return [hiding];
  const owner = refs.get(variable);
  if (owner !== undefined) return [factRef(owner.kind, owner.id, path)];
  return [factRef(subject.kind, subject.id, variable)];
}

function renderMessage(parts: readonly (string | Expression)[], { values }: Scope): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const found = part.evaluate(values);
      return 'lacks' in found ? 'not recorded' : shown(found.value);
    })
    .join('');
}

function shown(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value, 2);
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
