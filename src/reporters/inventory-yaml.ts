import { stringify } from 'yaml';
import type { InventoryDocument } from '../domain/generated/inventory.ts';
import { safeText } from './safe-text.ts';

/** An inventory document as YAML text, under comment lines. */
export function renderInventoryYaml(
  document: InventoryDocument,
  header: readonly string[],
): string {
  const comments = header.map((line) => `# ${safeText(line)}\n`).join('');
  return comments + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
