import type { Artefact } from './artefact.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

interface Schema {
  readonly $defs: Readonly<Record<string, Node>>;
}

const SUBJECTS = [
  'site',
  'platform',
  'cluster',
  'server',
  'storage',
  'application',
  'instance',
  'assessment',
  'operations',
];

/** The types of all facts, for expressions of a team's own rules. */
export function subjectFields(schema: Schema): Artefact {
  const types = new Map<string, Record<string, string>>();
  for (const name of SUBJECTS) collect(schema, typeName(name), schema.$defs[name] ?? {}, types);
  const text = [
    '// Generated from schemas/inventory.schema.json by `npm run generate`.',
    '',
    '/** Type → field → type, in the words of CEL. */',
    `export const FIELD_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = ${literal(types)};`,
    '',
  ].join('\n');
  return { path: 'src/own-rules/generated/field-types.ts', text };
}

function collect(
  schema: Schema,
  name: string,
  node: Node,
  types: Map<string, Record<string, string>>,
): string {
  if (types.has(name)) return name;
  const fields: Record<string, string> = {};
  for (const [field, child] of Object.entries(node.properties ?? {})) {
    fields[field] = typeOf(schema, `${name}${typeName(field)}`, child, types);
  }
  // After the types of its fields: a type can name only those that are there.
  types.set(name, fields);
  return name;
}

function typeOf(
  schema: Schema,
  name: string,
  node: Node,
  types: Map<string, Record<string, string>>,
): string {
  const definition = node.$ref?.replace('#/$defs/', '');
  if (definition !== undefined) {
    const known = typeName(definition);
    return types.has(known) ? known : collect(schema, known, schema.$defs[definition] ?? {}, types);
  }
  if (node.items !== undefined) return `list<${typeOf(schema, name, node.items, types)}>`;
  if (node.properties !== undefined) return collect(schema, name, node, types);
  const words = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  if (words.includes('string')) return 'string';
  if (words.includes('boolean')) return 'bool';
  // Numbers are compared with whole and broken ones alike.
  return words.includes('number') || words.includes('integer') ? 'double' : 'dyn';
}

function typeName(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function literal(types: ReadonlyMap<string, Readonly<Record<string, string>>>): string {
  const rows = [...types].map(([name, fields]) => {
    const pairs = Object.entries(fields).map(([field, type]) => `    ${field}: '${type}',\n`);
    return `  ${name}: {\n${pairs.join('')}  },\n`;
  });
  return `{\n${rows.join('')}}`;
}
