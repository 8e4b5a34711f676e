import type { Artefact } from './artefact.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly 'x-unit'?: string;
  readonly 'x-reference'?: readonly string[];
}

interface Schema {
  readonly $defs: Readonly<Record<string, Node>>;
}

const SUBJECTS = ['site', 'platform', 'cluster', 'server', 'storage', 'application', 'instance'];

/** Subjects of their own, which a column cannot hold. */
const OWN_SUBJECTS = ['#/$defs/instance'];

/** Operating systems, whose whole name a column may hold. */
const NAMED_SYSTEMS = ['server os', 'instance guestOs'];

/** The fields that a column of a table can fill, with what they take. */
export function mappingFields(schema: Schema): Artefact {
  const subjects = SUBJECTS.map((subject) => {
    const rows = [...fieldsIn(schema, schema.$defs[subject] ?? {}, '', subject)];
    return `  ${subject}: {\n${rows.map((row) => `    ${row},\n`).join('')}  },\n`;
  });
  const text = [
    '// Generated from schemas/inventory.schema.json by `npm run generate`.',
    '',
    "import type { FieldType, MappedSubject } from '../../domain/mapping.ts';",
    '',
    '/** Subject → path of a field → what it takes; `[]` marks a list. */',
    'export const MAPPING_FIELDS: Readonly<',
    '  Record<MappedSubject, Readonly<Record<string, FieldType>>>',
    `> = {\n${subjects.join('')}};`,
    '',
  ].join('\n');
  return { path: 'src/load/generated/mapping-fields.ts', text };
}

function* fieldsIn(schema: Schema, node: Node, path: string, subject: string): Generator<string> {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    const at = path === '' ? key : `${path}.${key}`;
    // The column of the ids is named by itself.
    if (at === 'id') continue;
    if (NAMED_SYSTEMS.includes(`${subject} ${at}`)) yield field(at, { kind: 'system' });
    yield* fieldsAt(schema, child, at, node.required?.includes(key) === true, subject);
  }
}

function* fieldsAt(
  schema: Schema,
  node: Node,
  path: string,
  required: boolean,
  subject: string,
): Generator<string> {
  if (node.$ref !== undefined) {
    if (OWN_SUBJECTS.includes(node.$ref)) return;
    const target = schema.$defs[node.$ref.replace('#/$defs/', '')] ?? {};
    yield* fieldsAt(schema, target, path, required, subject);
  } else if (node.items !== undefined) {
    yield* fieldsAt(schema, node.items, `${path}[]`, false, subject);
  } else if (node.properties !== undefined) {
    yield* fieldsIn(schema, node, path, subject);
  } else {
    yield field(path, { ...typeOf(node), ...(required && path.includes('[]') && { required }) });
  }
}

function field(path: string, type: object): string {
  const pairs = Object.entries(type)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${JSON.stringify(path)}: { ${pairs.join(', ')} }`;
}

function typeOf(node: Node): object {
  const { minimum, maximum, exclusiveMinimum: above, 'x-unit': unit } = node;
  const words = node.enum?.filter((word) => word !== null);
  const types = [node.type ?? []].flat();
  if (types.includes('boolean')) return { kind: 'flag' };
  if (types.includes('integer') || types.includes('number')) {
    const kind = types.includes('integer') ? 'whole' : 'number';
    return { kind, unit, minimum, above, maximum, words };
  }
  if (node.format === 'date') return { kind: 'day' };
  if (words !== undefined) return { kind: 'word', words };
  const { maxLength: longest, pattern, 'x-reference': refers } = node;
  return { kind: 'text', longest, pattern, refers };
}
