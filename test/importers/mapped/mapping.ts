import type { ForeignFile, ImportResult } from '../../../src/importers/importer.ts';
import { mappedBy } from '../../../src/importers/mapped/mapped.ts';
import { loadMapping } from '../../../src/load/load-mapping.ts';
import { expectSound } from '../imported.ts';

/** A mapping from its text. */
export function mappingOf(...lines: readonly string[]) {
  return loadMapping({ file: 'mapping.yaml', bytes: Buffer.from(lines.join('\n')) });
}

/** The sound import of files by a mapping of these lines. */
export async function importedBy(
  lines: readonly string[],
  ...files: readonly ForeignFile[]
): Promise<ImportResult> {
  const result = await mappedBy(await mappingOf(...lines)).read(files);
  expectSound(result);
  return result;
}
