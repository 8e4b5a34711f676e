import { unitsLike } from '../domain/units.ts';
import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from '../importers/importer.ts';
import { suggestMapping } from '../importers/mapped/suggest.ts';
import { fieldAt } from '../load/mapped-field.ts';
import { renderMappingYaml } from '../reporters/mapping-yaml.ts';

/**
 * A mapping for the table of a file as YAML, proposed from its headings; no cell is looked at.
 * Throws a `UserError` for a file that is no table, and for several files.
 */
export async function suggestMappingFor(
  files: readonly ForeignFile[],
  sheet: string | undefined,
): Promise<string> {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) {
    throw userError('one-table', 'a mapping is proposed for one table', {
      hint: 'Name one file; its mapping fits every file with the same headings.',
    });
  }
  const { columns, ...suggested } = await suggestMapping(file, sheet);
  const proposed = columns.flatMap(({ heading, field, unit }) => {
    const type = fieldAt(suggested.subject, field, false).field?.type;
    if (type === undefined) return [];
    const other = unit !== type.unit && unitsLike(type.unit ?? '').includes(unit ?? '');
    return [{ heading, field, type, unit: other ? unit : undefined }];
  });
  const hasRole = proposed.some(({ field }) => field === 'role');
  return renderMappingYaml({
    ...suggested,
    file: file.file.split('/').at(-1) ?? file.file,
    columns: proposed,
    missing: suggested.subject === 'server' && !hasRole ? ['role'] : [],
  });
}
