import type { Artefact } from './artefact.ts';

interface Node {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly 'x-reference'?: readonly string[];
  readonly 'x-reference-unless'?: string;
  readonly 'x-reference-prefix'?: Readonly<Record<string, readonly string[]>>;
}

interface Schema {
  readonly $defs: Readonly<Record<string, Node>>;
}

interface Reference {
  readonly path: readonly string[];
  readonly kinds: readonly string[];
  readonly prefix?: string;
  readonly unless?: string;
}

/** Definitions that are subjects, or the estate's own. */
const OWNERS = [
  'site',
  'platform',
  'cluster',
  'server',
  'storage',
  'application',
  'instance',
  'operations',
];

/** The table of all fields that name another subject, from the schema's `x-reference` marks. */
export function referenceTable(schema: Schema): Artefact {
  const rows = OWNERS.map((owner) => {
    const references = referencesIn(schema.$defs[owner] ?? {}, []);
    return `  ${owner}: [\n${references.map((row) => `    ${render(row)},\n`).join('')}  ],`;
  });
  const text = [
    '// Generated from schemas/inventory.schema.json by `npm run generate`.',
    '',
    "import type { Reference, ReferenceOwner } from '../reference.ts';",
    '',
    'export const REFERENCES: Readonly<Record<ReferenceOwner, readonly Reference[]>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
  return { path: 'src/load/generated/references.ts', text };
}

/** A list within a path is written `*`. Nested definitions are owners of their own. */
function referencesIn(node: Node, path: readonly string[]): Reference[] {
  if (node.$ref !== undefined) return [];
  const own: Reference[] = [];
  const unless = node['x-reference-unless'];
  const extra = unless === undefined ? {} : { unless };
  if (node['x-reference'] !== undefined) own.push({ path, kinds: node['x-reference'], ...extra });
  for (const [prefix, kinds] of Object.entries(node['x-reference-prefix'] ?? {})) {
    own.push({ path, kinds, prefix, ...extra });
  }
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    referencesIn(child, [...path, key]),
  );
  const items = node.items === undefined ? [] : referencesIn(node.items, [...path, '*']);
  return [...own, ...below, ...items];
}

function render({ path, kinds, prefix, unless }: Reference): string {
  const list = (words: readonly string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`;
  const parts = [`path: ${list(path)}`, `kinds: ${list(kinds)}`];
  if (prefix !== undefined) parts.push(`prefix: '${prefix}'`);
  if (unless !== undefined) parts.push(`unless: '${unless}'`);
  return `{ ${parts.join(', ')} }`;
}
