import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js';
import { daysBetween, isIsoDate } from '../domain/calendar.ts';
import { FIELD_TYPES } from './generated/field-types.ts';

/** Variables of an expression, with their CEL types. */
export type Variables = Readonly<Record<string, string>>;

/** What is wrong with an expression as it is written. */
export interface ExpressionMistake {
  readonly message: string;
  /** Part of the expression that is wrong. */
  readonly text: string;
  /** A field that does not exist, and those that do. */
  readonly unknown?: { readonly word: string; readonly known: readonly string[] };
}

/** The value of an expression, or the fact that it lacked: a variable and a path below it. */
export type Evaluated =
  | { readonly value: unknown }
  | { readonly lacks: { readonly variable: string; readonly path: string } };

export interface Expression {
  /** Facts that it names, in their order: a variable and a path below it. */
  readonly facts: readonly { readonly variable: string; readonly path: string }[];
  evaluate(values: Readonly<Record<string, unknown>>): Evaluated;
}

/** Expressions end: few nodes, short lists, and no more than two loops within each other. */
const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 50, maxMapEntries: 50 };
const MOST_LOOPS = 2;
const LOOPS: readonly string[] = ['all', 'exists', 'exists_one', 'map', 'filter'];
/** A pattern can take for ever, and what is drawn from text is compared as text. */
const REFUSED: readonly string[] = ['matches'];

/** Checks expressions over the variables that are there, and compiles them. */
export class ExpressionCompiler {
  readonly #environment: Environment;
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
    this.#environment = environmentFor(variables);
  }

  /** `type`: what it must give; any where it is left out. */
  compile(text: string, type?: 'bool'): Expression | ExpressionMistake {
    const { valid, type: found, error } = this.#environment.check(text);
    if (!valid) return this.#mistake(text, error);
    if (type !== undefined && found !== type) {
      return { message: `it gives ${found}, and must give ${type}`, text };
    }
    const parsed = this.#environment.parse(text);
    const unbounded = unboundedIn(parsed.ast, 0);
    if (unbounded !== undefined) return unbounded;
    const facts = chainsIn(parsed.ast, []).map(({ variable, path }) => ({ variable, path }));
    return { facts, evaluate: (values) => evaluate(parsed, values) };
  }

  #mistake(text: string, error: unknown): ExpressionMistake {
    const { message, code, range } = error as EvaluationError;
    const at = range === undefined ? text : text.slice(range.start, range.end);
    const said = message.split('\n', 1)[0] ?? '';
    if (code === 'unknown_variable') {
      const known = Object.keys(this.#variables);
      return { message: `there is no ${at}`, text: at, unknown: { word: at, known } };
    }
    if (code === 'no_such_key') {
      const known = [
        ...new Set(Object.values(FIELD_TYPES).flatMap((fields) => Object.keys(fields))),
      ];
      return { message: `there is no field ${at}`, text: at, unknown: { word: at, known } };
    }
    return { message: said.charAt(0).toLowerCase() + said.slice(1), text: at };
  }
}

/** A mistake is no expression. */
export function isMistake(found: Expression | ExpressionMistake): found is ExpressionMistake {
  return 'message' in found;
}

function environmentFor(variables: Variables): Environment {
  const environment = new Environment({ limits: LIMITS });
  for (const [name, fields] of Object.entries(FIELD_TYPES)) {
    environment.registerType(name, { fields: { ...fields } });
  }
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  environment.registerFunction('daysBetween(string, string): double', days);
  for (const [sign, apply] of Object.entries(ARITHMETIC)) {
    const mixed = (a: number | bigint, b: number | bigint): number => apply(Number(a), Number(b));
    environment.registerOperator(`double ${sign} int`, mixed);
    environment.registerOperator(`int ${sign} double`, mixed);
  }
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  return environment;
}

/** Facts are broken numbers to CEL, literals are whole ones; people do not tell them apart. */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

function days(from: string, to: string): number {
  for (const day of [from, to]) {
    if (!isIsoDate(day))
      throw new Error(`daysBetween needs days written YYYY-MM-DD, found "${day}"`);
  }
  return daysBetween(from, to);
}

function unboundedIn(node: ASTNode, loops: number): ExpressionMistake | undefined {
  const name = node.op === 'rcall' ? node.args[0] : undefined;
  if (name !== undefined && REFUSED.includes(name)) {
    const message = `${name} is not offered, because a pattern can take for ever; compare with ==, in, startsWith or contains`;
    return { message, text: name };
  }
  const depth = name !== undefined && LOOPS.includes(name) ? loops + 1 : loops;
  if (depth > MOST_LOOPS) {
    return {
      message: `loops stand within each other ${depth} deep, allowed ${MOST_LOOPS}`,
      text: `${name}`,
    };
  }
  for (const child of childrenOf(node)) {
    const found = unboundedIn(child, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf({ args }: ASTNode): ASTNode[] {
  const parts: unknown[] = Array.isArray(args) ? args.flat(2) : [args];
  return parts.filter(
    (part): part is ASTNode => typeof part === 'object' && part !== null && 'op' in part,
  );
}

function evaluate(
  parsed: ReturnType<Environment['parse']>,
  values: Readonly<Record<string, unknown>>,
): Evaluated {
  try {
    return { value: parsed(values) };
  } catch (error) {
    const lacks = lackOf(error, parsed.ast, values);
    if (lacks === undefined) throw error;
    return { lacks };
  }
}

/** The fact whose absence ended the evaluation; undefined where it ended for another reason. */
function lackOf(
  error: unknown,
  root: ASTNode,
  values: Readonly<Record<string, unknown>>,
): { variable: string; path: string } | undefined {
  if (!(error instanceof EvaluationError) || error.range === undefined) return undefined;
  const { code, range } = error;
  if (code === 'unknown_variable')
    return { variable: root.input.slice(range.start, range.end), path: '' };
  if (code !== 'no_such_key') return undefined;
  const chains = chainsIn(root, []).filter(
    ({ node }) => node.start <= range.start && node.end >= range.end,
  );
  // The longest: of host.cpu.sockets, where all of cpu is absent, the sockets are what is asked for.
  const own = chains.find(({ variable }) => variable in values);
  return own ?? loopedOver(root, range.end, values);
}

interface Chain {
  readonly node: ASTNode;
  readonly variable: string;
  readonly path: string;
}

/** Every longest a.b.c of an expression. */
function chainsIn(node: ASTNode, found: Chain[]): Chain[] {
  const chain = chainAt(node);
  if (chain !== undefined) found.push(chain);
  else for (const child of childrenOf(node)) chainsIn(child, found);
  return found;
}

function chainAt(node: ASTNode): Chain | undefined {
  const names: string[] = [];
  let at: ASTNode = node;
  while (at.op === '.') {
    names.unshift(at.args[1]);
    at = at.args[0];
  }
  return at.op === 'id' && names.length > 0
    ? { node, variable: at.args, path: names.join('.') }
    : undefined;
}

/** A fact of an item of a list is asked for by the list. */
function loopedOver(
  node: ASTNode,
  end: number,
  values: Readonly<Record<string, unknown>>,
): { variable: string; path: string } | undefined {
  for (const child of childrenOf(node)) {
    if (child.start > end || child.end < end) continue;
    const inner = loopedOver(child, end, values);
    if (inner !== undefined) return inner;
  }
  if (node.op !== 'rcall' && node.op !== '[]') return undefined;
  const list = node.op === 'rcall' ? node.args[1] : node.args[0];
  const chain = chainAt(list);
  if (chain !== undefined && chain.variable in values) return chain;
  return list.op === 'id' && list.args in values ? { variable: list.args, path: '' } : undefined;
}
