import { stringify } from 'yaml';
import type { InventoryDocument } from '../domain/generated/inventory.ts';

/** An inventory document as YAML text. */
export function renderInventoryYaml(document: InventoryDocument): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
