import type { ImportExtras } from '../../app/import-options.ts';
import type { Host } from '../host.ts';
import { normal, readBytes } from '../inputs.ts';

/** The options of an import that name further inputs. */
export interface ExtraOptions {
  /** File that says what the columns of a table hold. */
  readonly mapping?: string;
  /** Sheet of a workbook. */
  readonly sheet?: string;
  /** How machines become applications. */
  readonly groupBy?: string;
}

/** Reads the files that the options name. Throws a `UserError` for one that cannot be read. */
export async function readExtras(
  host: Host,
  { mapping, sheet, groupBy }: ExtraOptions,
): Promise<ImportExtras> {
  return {
    ...(mapping !== undefined && { mapping: await readNamed(host, mapping) }),
    ...(sheet !== undefined && { sheet }),
    ...(groupBy !== undefined && { groupBy: await readGroupBy(host, groupBy) }),
  };
}

async function readGroupBy(
  host: Host,
  words: string,
): Promise<NonNullable<ImportExtras['groupBy']>> {
  const { groupingTable } = await import('../../app/import-options.ts');
  const file = groupingTable(words);
  return file === undefined ? { words } : { words, table: await readNamed(host, file) };
}

async function readNamed(host: Host, path: string) {
  const file = normal(path);
  return { file, bytes: await readBytes(host, file) };
}
