const BLOCK = 512;
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const MAGIC = { at: 257, text: 'ustar' };
const OCTAL = /^[0-7]+$/;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** As much as the archive, or the part of it that was read, holds. */
  readonly bytes: Uint8Array;
}

export function isTar(bytes: Uint8Array): boolean {
  return textAt(bytes, 0, { at: MAGIC.at, length: MAGIC.text.length }) === MAGIC.text;
}

/**
 * The entries of a tar archive (ustar), up to where it, or the part that was read, ends. A size that
 * is no octal number (pax and GNU write larger ones otherwise) ends it as well.
 */
export function* tarEntries(bytes: Uint8Array): Generator<TarEntry> {
  for (let at = 0; at + BLOCK <= bytes.byteLength; ) {
    const name = textAt(bytes, at, NAME);
    const digits = textAt(bytes, at, SIZE).trim();
    if (name === '' || !OCTAL.test(digits)) return;
    const size = Number.parseInt(digits, 8);
    yield { name, size, bytes: bytes.subarray(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(
  bytes: Uint8Array,
  block: number,
  { at, length }: { readonly at: number; readonly length: number },
): string {
  const field = bytes.subarray(block + at, block + at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
