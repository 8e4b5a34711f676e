import type { EntryKind } from './reference.ts';

/** What may stand at a path of a subject: its unit or its words; empty where the name says all. */
export type FactWords = (kind: EntryKind, path: string) => string;

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | null)[];
  readonly format?: string;
  readonly 'x-unit'?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

/** How the schema of the inventory words its facts, for people who write them. */
export async function inventoryWords(): Promise<FactWords> {
  const module = await import('../../schemas/inventory.schema.json', { with: { type: 'json' } });
  const { $defs } = module.default as unknown as { readonly $defs: Readonly<Record<string, Node>> };
  const resolve = (node: Node | undefined): Node | undefined =>
    node?.$ref === undefined ? node : $defs[node.$ref.replace('#/$defs/', '')];
  return (kind, path) => {
    let node = resolve($defs[kind]);
    for (const key of path.split('.')) node = resolve(node?.properties?.[key]);
    return node === undefined ? '' : wordsOf(node);
  };
}

function wordsOf({ type, enum: values, format, items, 'x-unit': unit }: Node): string {
  if (values !== undefined) return values.filter((value) => value !== null).join(' | ');
  if (format === 'date') return 'YYYY-MM-DD';
  if (unit !== undefined) return unit;
  if ([type].flat().includes('boolean')) return 'true | false';
  return items === undefined
    ? ''
    : `a list${items.enum === undefined ? '' : ` of ${items.enum.join(' | ')}`}`;
}
