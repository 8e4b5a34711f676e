import { UserError, userError } from '../domain/user-error.ts';
import { excessIn } from './container.ts';
import type { ForeignFile } from './importer.ts';
import { isZip, listParts, unpackPart, type ZipPart } from './zip.ts';

const MAX_FILES = 10_000;
/** An Office document (.xlsx, .docx) is a zip archive by its container alone. */
const OFFICE_PART = '[Content_Types].xml';
/** Folders, and what macOS and file managers leave beside the files. */
const NO_FILE = /\/$|(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;
const ENCRYPTED = 1;
const FLAGS_AT = 6;

/**
 * The files, with the files of each zip archive in its place: `export.zip/vInfo.csv`. A workbook
 * stays one file, and an archive within an archive stays packed. Throws a `UserError` for an archive
 * that is damaged, protected or a bomb.
 */
export async function unpackZips(files: readonly ForeignFile[]): Promise<readonly ForeignFile[]> {
  const unpacked: ForeignFile[] = [];
  for (const file of files) unpacked.push(...(isZip(file.bytes) ? contents(file) : [file]));
  return unpacked;
}

function contents(archive: ForeignFile): readonly ForeignFile[] {
  try {
    const parts = listParts(archive.bytes);
    if (parts.some(({ name }) => name === OFFICE_PART)) return [archive];
    checkParts(archive, parts);
    return unpacked(archive, parts);
  } catch (error) {
    throw error instanceof UserError ? error : damagedError(archive.file, error);
  }
}

function unpacked({ file, bytes }: ForeignFile, parts: readonly ZipPart[]): ForeignFile[] {
  const files = parts.filter(({ name }) => !NO_FILE.test(name));
  if (files.length === 0) throw userError('archive-empty', `${file}: no file is in it`);
  if (new Set(files.map(({ name }) => name)).size < files.length) {
    throw new Error('two files have one name');
  }
  return files.map((part) => ({ file: `${file}/${part.name}`, bytes: unpackPart(bytes, part) }));
}

function checkParts({ file, bytes }: ForeignFile, parts: readonly ZipPart[]): void {
  const excess = parts.length > MAX_FILES ? `it has more than ${MAX_FILES} files` : excessIn(parts);
  if (excess !== undefined) {
    throw userError('archive-too-large', `${file} is too large to unpack: ${excess}`, {
      hint: 'Unpack it, and name the files that matter.',
    });
  }
  if (((bytes[FLAGS_AT] ?? 0) & ENCRYPTED) !== 0) {
    throw userError('archive-encrypted', `${file} is protected with a password`, {
      hint: 'Unpack it, then import its folder.',
    });
  }
}

function damagedError(file: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return userError('archive-damaged', `${file} is damaged or cut short: ${reason}`, {
    hint: 'Copy it or pack it again.',
  });
}
