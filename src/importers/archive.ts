import { userError } from '../domain/user-error.ts';
import { excessIn, isZip, listParts, type Part } from './container.ts';
import type { ForeignFile } from './importer.ts';

const MAX_FILES = 10_000;
/** What is unpacked at a time: at most a thousand times as much comes out before it is counted. */
const CHUNK_BYTES = 64 * 1024;
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
  for (const file of files) unpacked.push(...(isZip(file.bytes) ? await contents(file) : [file]));
  return unpacked;
}

async function contents(archive: ForeignFile): Promise<readonly ForeignFile[]> {
  const parts = await partsOf(archive);
  if (parts.some(({ name }) => name === OFFICE_PART)) return [archive];
  checkParts(archive, parts);
  const wanted = new Map(
    parts.filter(({ name }) => !NO_FILE.test(name)).map((part) => [part.name, part]),
  );
  if (wanted.size === 0) throw userError('archive-empty', `${archive.file}: no file is in it`);
  const files = await unpack(archive, wanted);
  if (files.length !== wanted.size) throw damagedError(archive.file, 'files are missing');
  return files;
}

async function partsOf({ file, bytes }: ForeignFile): Promise<readonly Part[]> {
  try {
    return await listParts(bytes);
  } catch (error) {
    throw damagedError(file, reasonOf(error));
  }
}

function checkParts({ file, bytes }: ForeignFile, parts: readonly Part[]): void {
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

/** Counts what comes out, since a directory may declare less than its parts hold. */
async function unpack(
  { file, bytes }: ForeignFile,
  wanted: ReadonlyMap<string, Part>,
): Promise<ForeignFile[]> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const files: ForeignFile[] = [];
  const unzip = new Unzip((part) => {
    const declared = wanted.get(part.name);
    if (declared === undefined) return;
    const content = new Uint8Array(declared.unpackedBytes);
    let length = 0;
    part.ondata = (error, chunk, final) => {
      if (error !== null) throw error;
      if (length + chunk.length > content.length) throw new Error(`${part.name} is too long`);
      content.set(chunk, length);
      length += chunk.length;
      if (final) files.push({ file: `${file}/${part.name}`, bytes: content.subarray(0, length) });
    };
    part.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
    }
  } catch (error) {
    throw damagedError(file, reasonOf(error));
  }
  return files;
}

function damagedError(file: string, reason: string): Error {
  return userError('archive-damaged', `${file} is damaged or cut short: ${reason}`, {
    hint: 'Copy it or pack it again.',
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
