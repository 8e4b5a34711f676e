import { compile } from 'json-schema-to-typescript';
import type { Artefact } from './artefact.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** TypeScript types of an inventory document, from its schema. */
export async function inventoryTypes(schema: Json): Promise<Artefact> {
  const text = await compile(forTypes(schema) as object, 'InventoryDocument', {
    bannerComment: '// Generated from schemas/inventory.schema.json by `npm run generate`.',
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 100 },
  });
  return { path: 'src/domain/generated/inventory.ts', text };
}

/**
 * The schema as the loaded data look: null is read as absent, so it is no value of its own,
 * and `x-…` keys are never read, so they need no index signature (which would swallow misspellings).
 */
function forTypes(node: Json): Json {
  if (Array.isArray(node)) return node.map(forTypes);
  if (node === null || typeof node !== 'object') return node;
  const out: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'patternProperties' || key === 'examples') continue;
    if (key === 'type' && Array.isArray(value)) {
      const types = value.filter((type) => type !== 'null');
      out[key] = types.length === 1 ? (types[0] as Json) : types;
    } else if (key === 'enum' && Array.isArray(value)) {
      out[key] = value.filter((item) => item !== null);
    } else if (key === '$id') {
    } else {
      out[key] = forTypes(value);
    }
  }
  return out;
}
