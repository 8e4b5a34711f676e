import { createHash } from 'node:crypto';
import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import type { ImportNote } from '../importers/importer.ts';
import { IMPORTERS } from '../importers/registry.ts';
import { renderInventoryYaml } from '../reporters/inventory-yaml.ts';

/** An imported inventory as YAML, and what the import left out or derived. */
export interface ImportedEstate {
  readonly yaml: string;
  readonly notes: readonly ImportNote[];
}

/** Turns a foreign file into an inventory. Throws a `UserError` for one that it cannot read. */
export async function importEstate(
  tool: Tool,
  kind: string,
  input: InputFile,
): Promise<ImportedEstate> {
  const importer = IMPORTERS.find(({ id }) => id === kind);
  if (importer === undefined) {
    throw userError('unknown-importer', `nothing is imported from "${kind}"`, {
      hint: `Importers: ${IMPORTERS.map(({ id }) => id).join(', ')}.`,
    });
  }
  const { document, notes } = await importer.read(input);
  const header = [
    `Imported by ${tool.name} ${tool.version} from ${nameOf(input.file)} (${importer.id}).`,
    `SHA-256 of the source: ${createHash('sha256').update(input.bytes).digest('hex')}`,
    'Facts that no export knows belong into a file of their own with `overlay: true`.',
  ];
  return { yaml: renderInventoryYaml(document, header), notes };
}

/** The name alone: where a file lay when it was imported is nobody else's business. */
function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
