import type { PathSegment } from '../domain/fact-path.ts';
import { formatPath } from '../domain/fact-path.ts';
import type { Location } from '../domain/location.ts';
import type { Problem } from '../domain/user-error.ts';
import { listWords } from '../domain/wording.ts';
import { nearestWord } from './nearest-word.ts';
import type { SchemaError } from './schema-error.ts';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly patternProperties?: unknown;
  readonly 'x-unit'?: string;
  /** What a text with a pattern must be, in words. */
  readonly 'x-must'?: string;
  readonly examples?: readonly unknown[];
}

export interface InventorySchema {
  readonly $defs: Readonly<Record<string, SchemaNode>>;
}

/** What was validated, for the words and places of its problems. */
export interface Validated {
  /** Name of its definition in the schema. */
  readonly definition: string;
  /** As problems call it, for example `server esx-01`. */
  readonly name: string;
  readonly value: unknown;
  locate(path: readonly PathSegment[]): Location;
}

/** Only the first of these is told for one place: the others follow from it. */
const KEYWORD_ORDER = ['type', 'enum', 'const', 'format', 'pattern'];

/** The validator's errors in plain words: one for each mistake, sorted by place. */
export function schemaProblems(
  errors: readonly SchemaError[],
  subject: Validated,
  schema: InventorySchema,
): Problem[] {
  const told = new Map<string, SchemaError>();
  for (const error of errors) {
    const key = mistakeKey(error);
    const before = told.get(key);
    if (before === undefined || order(error) < order(before)) told.set(key, error);
  }
  return [...told.values()].map((error) => describe(error, subject, schema));
}

function mistakeKey({ keyword, instancePath, params }: SchemaError): string {
  const key = params['additionalProperty'] ?? params['missingProperty'] ?? '';
  return keyword === 'additionalProperties' || keyword === 'required'
    ? `${instancePath}/${keyword}/${key}`
    : instancePath;
}

function order({ keyword }: SchemaError): number {
  const at = KEYWORD_ORDER.indexOf(keyword);
  return at < 0 ? KEYWORD_ORDER.length : at;
}

function describe(error: SchemaError, subject: Validated, schema: InventorySchema): Problem {
  const path = segmentsOf(error.instancePath, subject.value);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(String(error.params['additionalProperty']), path, subject, schema);
    case 'required': {
      const missing = String(error.params['missingProperty']);
      return problem(
        'missing-key',
        `${nameOf(path, subject)}: ${missing} is missing`,
        subject,
        path,
        exampleOf([...path, missing], subject, schema),
      );
    }
    default:
      return wrongValue(error, path, subject, schema);
  }
}

function problem(
  code: string,
  message: string,
  subject: Validated,
  path: readonly PathSegment[],
  hint: string | undefined,
): Problem {
  return { code, message, location: subject.locate(path), ...(hint !== undefined && { hint }) };
}

/** JSON Pointer to segments; a number is an index only where the value is a list. */
function segmentsOf(pointer: string, root: unknown): PathSegment[] {
  const segments: PathSegment[] = [];
  let at = root;
  for (const part of pointer.split('/').slice(1)) {
    const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const segment = Array.isArray(at) ? Number(text) : text;
    segments.push(segment);
    at = (at as Record<PathSegment, unknown>)[segment];
  }
  return segments;
}

function nameOf(path: readonly PathSegment[], { name }: Validated): string {
  return path.length === 0 ? name : `${name}, ${formatPath(path)}`;
}

function unknownKey(
  key: string,
  path: readonly PathSegment[],
  subject: Validated,
  schema: InventorySchema,
): Problem {
  const { properties = {}, patternProperties } = nodeAt(path, subject, schema) ?? {};
  const keys = Object.keys(properties);
  const near = nearestWord(key, keys);
  const own = patternProperties === undefined ? '' : ', and x-… keys';
  const hint =
    near === undefined ? `Allowed: ${keys.join(', ')}${own}.` : `Did you mean "${near}"?`;
  return problem(
    'unknown-key',
    `${nameOf(path, subject)}: unknown key "${key}"`,
    subject,
    [...path, key],
    hint,
  );
}

function wrongValue(
  error: SchemaError,
  path: readonly PathSegment[],
  subject: Validated,
  schema: InventorySchema,
): Problem {
  const node = nodeAt(path, subject, schema) ?? {};
  const value = valueAt(subject.value, path);
  const { must, code, hint } = demand(error, node, value, path, subject);
  const message = `${nameOf(path, subject)} must be ${must}, found ${shownValue(value)}`;
  return problem(code, message, subject, path, hint ?? exampleOf(path, subject, schema));
}

interface Demand {
  readonly must: string;
  readonly code: string;
  readonly hint?: string | undefined;
}

function demand(
  error: SchemaError,
  node: SchemaNode,
  value: unknown,
  path: readonly PathSegment[],
  subject: Validated,
): Demand {
  switch (error.keyword) {
    case 'type':
      return {
        must: typeWords(node),
        code: 'wrong-type',
        hint: typeHint(node, value, path, subject),
      };
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).filter((item) => item !== null);
      const words = allowed.map(String);
      const near = typeof value === 'string' ? nearestWord(value, words) : undefined;
      const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
      return { must: listWords(words), code: 'wrong-value', hint: hint ?? '' };
    }
    case 'const':
      return { must: String(error.params['allowedValue']), code: 'wrong-value' };
    case 'format':
      return { must: 'a day that exists, written YYYY-MM-DD', code: 'wrong-value' };
    case 'minLength':
    case 'maxLength':
      return { must: lengthWords(node), code: 'wrong-value' };
    case 'pattern':
      return { must: node['x-must'] ?? patternWords(path, node), code: 'wrong-value' };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return { must: rangeWords(node), code: 'out-of-range' };
    default:
      return { must: error.message ?? 'valid', code: 'wrong-value' };
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

function typeWords(node: SchemaNode): string {
  const types = [node.type ?? []].flat().filter((type) => type !== 'null');
  return types.map((type) => TYPE_WORDS[type] ?? type).join(' or ');
}

function typeHint(
  node: SchemaNode,
  value: unknown,
  path: readonly PathSegment[],
  subject: Validated,
): string | undefined {
  const type = [node.type ?? []].flat()[0];
  if (type === 'string' && typeof value === 'number') {
    const written = writtenValue(subject.locate(path), path) ?? value;
    return `Write it in quotes: "${written}". A number loses its last zeros.`;
  }
  if (type === 'boolean' && typeof value === 'string' && /^(yes|no|on|off|y|n)$/i.test(value)) {
    return 'YAML 1.2 has true and false only.';
  }
  if ((type === 'number' || type === 'integer') && typeof value === 'string') {
    const unit = node['x-unit'];
    return unit === undefined ? undefined : `Write the number alone; its unit is ${unit}.`;
  }
  return undefined;
}

/** The value as it stands on its line: YAML has already made a number of `1.10`. */
function writtenValue(
  { excerpt: { text, column } }: Location,
  path: readonly PathSegment[],
): string | undefined {
  const isItem = typeof path.at(-1) === 'number';
  const value = isItem ? /^([^\s,\]}#]+)/ : /:\s+([^\s,\]}#]+)/;
  return value.exec(text.slice(column - 1))?.[1];
}

function lengthWords({ minLength = 0, maxLength }: SchemaNode): string {
  return maxLength === undefined
    ? 'text that is not empty'
    : `text of ${minLength} to ${maxLength} characters`;
}

function rangeWords({ minimum, maximum, exclusiveMinimum, 'x-unit': unit }: SchemaNode): string {
  // A counted noun stands in the key already: `sockets must be at least 1`.
  const end = unit === undefined || /^[a-z]{4,}$/.test(unit) ? '' : ` ${unit}`;
  if (minimum !== undefined && maximum !== undefined)
    return `between ${minimum} and ${maximum}${end}`;
  if (exclusiveMinimum !== undefined) return `more than ${exclusiveMinimum}${end}`;
  return minimum === undefined ? `at most ${maximum}${end}` : `at least ${minimum}${end}`;
}

function patternWords(path: readonly PathSegment[], { pattern = '' }: SchemaNode): string {
  if (path.includes('placementRules')) return 'anti-affinity:<group> or pin:<server>';
  return pattern.includes('\\p{C}')
    ? 'an id without control characters and without space at its ends'
    : `text of the form ${pattern}`;
}

const SHOWN_VALUE_LENGTH = 60;

/** A value as a message shows it: short, and of what kind where the kind is the mistake. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value !== null && typeof value === 'object') return 'a mapping';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value !== 'string') return String(value);
  const short =
    value.length > SHOWN_VALUE_LENGTH ? `${value.slice(0, SHOWN_VALUE_LENGTH)}…` : value;
  return `"${short}"`;
}

function exampleOf(
  path: readonly PathSegment[],
  subject: Validated,
  schema: InventorySchema,
): string | undefined {
  const example = nodeAt(path, subject, schema)?.examples?.[0];
  const key = path.findLast((segment) => typeof segment === 'string');
  if (example === undefined || typeof example === 'object') return undefined;
  const text = typeof example === 'string' && /^[\d.]+$/.test(example) ? `"${example}"` : example;
  return `For example ${key}: ${text}`;
}

function nodeAt(
  path: readonly PathSegment[],
  { definition }: Validated,
  schema: InventorySchema,
): SchemaNode | undefined {
  let node = schema.$defs[definition];
  for (const segment of path) {
    const next = typeof segment === 'number' ? node?.items : nodeOfKey(node, segment);
    node = next?.$ref === undefined ? next : schema.$defs[next.$ref.replace('#/$defs/', '')];
  }
  return node;
}

function nodeOfKey(node: SchemaNode | undefined, key: string): SchemaNode | undefined {
  const any = node?.additionalProperties;
  return node?.properties?.[key] ?? (typeof any === 'object' ? any : undefined);
}

function valueAt(value: unknown, path: readonly PathSegment[]): unknown {
  return path.reduce<unknown>(
    (at, segment) => (at as Record<PathSegment, unknown>)[segment],
    value,
  );
}
