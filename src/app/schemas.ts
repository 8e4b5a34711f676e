/** The published schemas, by their word on the command line. */
const SCHEMAS = {
  inventory: () => import('../../schemas/inventory.schema.json', { with: { type: 'json' } }),
  config: () => import('../../schemas/config.schema.json', { with: { type: 'json' } }),
  report: () => import('../../schemas/report.schema.json', { with: { type: 'json' } }),
  mapping: () => import('../../schemas/mapping.schema.json', { with: { type: 'json' } }),
  diff: () => import('../../schemas/diff.schema.json', { with: { type: 'json' } }),
} as const;

export type SchemaName = keyof typeof SCHEMAS;

export const SCHEMA_NAMES = Object.keys(SCHEMAS) as SchemaName[];

/** A schema as JSON text. */
export async function schemaText(name: SchemaName): Promise<string> {
  const schema = await SCHEMAS[name]();
  return `${JSON.stringify(schema.default, null, 2)}\n`;
}
