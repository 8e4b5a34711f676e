import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from './importer.ts';
import { isZip, listParts, startsWith, type ZipPart } from './zip.ts';

const MIB = 2 ** 20;

/** A real export of 20,000 machines unpacks to 0.3 GiB. */
const MAX_UNPACKED_BYTES = 2048 * MIB;
/** All text of a workbook is held at once; such an export has 90 MiB. */
const MAX_TEXT_BYTES = 256 * MIB;
const TEXT_PART = /(^|\/)sharedStrings\.xml$/i;
/** Sheets pack 5 to 60 times; a bomb packs up to 1,000 times. */
const BOMB_RATIO = 200;
const BOMB_BYTES = 64 * MIB;

/** Compound File Binary: the container of .xls, and of an .xlsx with a password. */
const CFB_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * The parts of an .xlsx, as it declares them; unpacks nothing. Throws a `UserError` unless the bytes
 * are an .xlsx whose declared size is sane.
 */
export function checkContainer(file: ForeignFile): readonly ZipPart[] {
  checkSignature(file);
  const parts = partsOf(file);
  checkSizes(file, parts);
  checkIsXlsx(file, parts);
  return parts;
}

/** Why the archive is too large to unpack, by what it declares; undefined where it is not. */
export function excessIn(parts: readonly ZipPart[]): string | undefined {
  const total = sum(parts);
  if (total > MAX_UNPACKED_BYTES) return limited(total, MAX_UNPACKED_BYTES);
  const bomb = parts.find(isBomb);
  return bomb && `the part ${bomb.name} is packed more than ${BOMB_RATIO} times`;
}

function checkSignature({ file, bytes }: ForeignFile): void {
  if (bytes.length === 0) throw userError('workbook-empty', `${file} is empty`);
  if (startsWith(bytes, CFB_SIGNATURE)) throw compoundFileError(file, bytes);
  if (isZip(bytes)) return;
  throw userError('workbook-not-xlsx', `${file} is not an .xlsx workbook`, {
    hint: 'Export from RVTools with "Export all to xlsx".',
  });
}

function compoundFileError(file: string, bytes: Uint8Array): Error {
  const stream = Buffer.from('EncryptedPackage', 'utf16le');
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(stream)) {
    return userError('workbook-encrypted', `${file} is protected with a password`, {
      hint: 'Save it without a password, then import it again.',
    });
  }
  return userError('workbook-xls', `${file} is an old .xls workbook, only .xlsx is read`, {
    hint: 'Save it as .xlsx, then import it again.',
  });
}

function partsOf({ file, bytes }: ForeignFile): readonly ZipPart[] {
  try {
    return listParts(bytes);
  } catch (error) {
    throw damagedError(file, error);
  }
}

function checkSizes({ file }: ForeignFile, parts: readonly ZipPart[]): void {
  const text = sum(parts.filter(({ name }) => TEXT_PART.test(name)));
  const excess =
    text > MAX_TEXT_BYTES ? `text of ${limited(text, MAX_TEXT_BYTES)}` : excessIn(parts);
  if (excess !== undefined) throw tooLargeError(file, excess);
}

function sum(parts: readonly ZipPart[]): number {
  return parts.reduce((total, part) => total + part.unpackedBytes, 0);
}

function isBomb({ packedBytes, unpackedBytes }: ZipPart): boolean {
  return unpackedBytes > BOMB_BYTES && unpackedBytes > BOMB_RATIO * packedBytes;
}

function checkIsXlsx({ file }: ForeignFile, parts: readonly ZipPart[]): void {
  if (parts.some(({ name }) => /(^|\/)workbook\.xml$/i.test(name))) return;
  throw userError('workbook-not-xlsx', `${file} is a zip archive, but not an .xlsx workbook`, {
    hint: 'Save it as .xlsx, then import it again.',
  });
}

/** The reader, or the archive's own directory, stumbled. */
export function damagedError(file: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return userError('workbook-damaged', `${file} is damaged or cut short: ${reason}`, {
    hint: 'Copy or export it again.',
  });
}

/** The workbook is larger than any export should be. */
export function tooLargeError(file: string, reason: string): Error {
  return userError('workbook-too-large', `${file} is too large to read: ${reason}`, {
    hint: 'Export one vCenter at a time.',
  });
}

function limited(bytes: number, limit: number): string {
  return `${Math.ceil(bytes / MIB)} MiB unpacked, the limit is ${limit / MIB} MiB`;
}
