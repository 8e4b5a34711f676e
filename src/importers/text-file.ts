import { userError } from '../domain/user-error.ts';
import type { ForeignFile } from './importer.ts';

const MIB = 2 ** 20;

/** PowerShell writes UTF-16 where it redirects the output of a command. */
const BYTE_ORDER_MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of a file, without its byte-order mark. Its encoding is that of the mark, else the one
 * that is declared, else UTF-8. Throws a `UserError` for a file that is empty, larger than the limit,
 * or not in that encoding.
 */
export function textOf(
  { file, bytes }: ForeignFile,
  { maxMiB, declared = 'utf-8' }: { readonly maxMiB: number; readonly declared?: string },
): string {
  if (bytes.byteLength > maxMiB * MIB) {
    const size = Math.ceil(bytes.byteLength / MIB);
    throw userError('file-too-large', `${file} has ${size} MiB, the limit is ${maxMiB} MiB`, {
      hint: 'Export fewer machines at a time.',
    });
  }
  const text = decoded(file, bytes, encodingByMark(bytes) ?? declared);
  if (text.trim() === '') throw userError('file-empty', `${file} is empty`);
  return text;
}

/** The begin of a text, for a first look; never throws. */
export function headOf({ bytes }: ForeignFile, length: number): string {
  const head = bytes.subarray(0, length);
  return new TextDecoder(encodingByMark(head) ?? 'utf-8').decode(head, { stream: true });
}

function encodingByMark(bytes: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte))?.encoding;
}

function decoded(file: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw userError('encoding-unreadable', `${file} is not text in ${encoding.toUpperCase()}`, {
      hint: 'Save it as UTF-8, then import it again.',
    });
  }
}

/** `file:line:column`, both from 1, of an offset in its text. */
export function placeIn(file: string, text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
