import { crc32, inflateRawSync } from 'node:zlib';

/** One part of a zip archive, as its directory declares it. */
export interface ZipPart {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly checksum: number;
  readonly method: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LARGE_LOCATOR = 0x07064b50;
const LARGE_LOCATOR_BYTES = 20;
const LARGE_END = 0x06064b50;
/** Stands where a number needs 64 bits, and so has another place. */
const ELSEWHERE = 0xffff_ffff;
const LARGE_FIELD = 1;
const NAME_IS_UTF8 = 0x0800;
const STORED = 0;
const DEFLATED = 8;

/** Whether the bytes begin as a zip archive does; an .xlsx is one too. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, SIGNATURE);
}

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The parts that the directory of a zip archive lists; unpacks nothing. Throws where it has none. */
export function listParts(bytes: Uint8Array): ZipPart[] {
  const view = viewOf(bytes);
  const { count, offset } = directoryOf(view);
  const parts: ZipPart[] = [];
  for (let at = offset; parts.length < count; ) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY) throw noDirectory();
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const extraAt = at + ENTRY_BYTES + nameBytes;
    const large = new LargeField(view, extraAt, Math.min(extraAt + extraBytes, bytes.length));
    const isUtf8 = (view.getUint16(at + 8, true) & NAME_IS_UTF8) !== 0;
    parts.push({
      // In the order in which the field for large numbers lists them.
      unpackedBytes: large.orElse(view.getUint32(at + 24, true)),
      packedBytes: large.orElse(view.getUint32(at + 20, true)),
      offset: large.orElse(view.getUint32(at + 42, true)),
      name: Buffer.from(bytes.subarray(at + ENTRY_BYTES, extraAt)).toString(
        isUtf8 ? 'utf8' : 'latin1',
      ),
      checksum: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
    });
    at = extraAt + extraBytes + view.getUint16(at + 32, true);
  }
  return parts;
}

/**
 * The content of a part, never more than it declares. Throws where it is cut short, is longer, or
 * is not what was packed.
 */
export function unpackPart(bytes: Uint8Array, part: ZipPart): Uint8Array {
  const content = inflated(packedBytes(bytes, part), part);
  if (content.length !== part.unpackedBytes) throw new Error(`${part.name} is too short`);
  if (crc32(content) !== part.checksum) throw new Error(`${part.name} is not what was packed`);
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
}

function packedBytes(bytes: Uint8Array, { name, offset, packedBytes }: ZipPart): Uint8Array {
  const view = viewOf(bytes);
  const hasHeader =
    offset + LOCAL_HEADER_BYTES <= bytes.length && view.getUint32(offset, true) === LOCAL_HEADER;
  if (!hasHeader) throw new Error(`${name} is not where the directory says`);
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const from = offset + LOCAL_HEADER_BYTES + names;
  if (from + packedBytes > bytes.length) throw new Error(`${name} is cut short`);
  return bytes.subarray(from, from + packedBytes);
}

function inflated(packed: Uint8Array, { name, method, unpackedBytes }: ZipPart): Uint8Array {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Error(`${name} is packed in a way that is not known`);
  try {
    // One byte more than fits, so that a single piece of memory is asked for.
    const limits = { maxOutputLength: Math.max(unpackedBytes, 1), chunkSize: unpackedBytes + 64 };
    return inflateRawSync(packed, limits);
  } catch (error) {
    const isLonger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(`${name} ${isLonger ? 'is too long' : 'cannot be unpacked'}`, { cause: error });
  }
}

interface Directory {
  readonly count: number;
  readonly offset: number;
}

function directoryOf(view: DataView): Directory {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(last - LONGEST_COMMENT, 0); at--) {
    if (view.getUint32(at, true) !== END) continue;
    return (
      largeDirectoryOf(view, at - LARGE_LOCATOR_BYTES) ?? {
        count: view.getUint16(at + 10, true),
        offset: view.getUint32(at + 16, true),
      }
    );
  }
  throw noDirectory();
}

/** Of an archive with more parts or bytes than the plain directory can count. */
function largeDirectoryOf(view: DataView, locator: number): Directory | undefined {
  if (locator < 0 || view.getUint32(locator, true) !== LARGE_LOCATOR) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== LARGE_END) throw noDirectory();
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
  };
}

/** Numbers of 64 bits, of which the field of an entry has those alone that did not fit elsewhere. */
class LargeField {
  readonly #view: DataView;
  #at: number;
  #end: number;

  constructor(view: DataView, from: number, to: number) {
    this.#view = view;
    this.#at = to;
    this.#end = to;
    for (let at = from; at + 4 <= to; ) {
      const end = at + 4 + view.getUint16(at + 2, true);
      if (view.getUint16(at, true) === LARGE_FIELD && end <= to) {
        this.#at = at + 4;
        this.#end = end;
        return;
      }
      at = end;
    }
  }

  orElse(number: number): number {
    if (number !== ELSEWHERE || this.#at + 8 > this.#end) return number;
    this.#at += 8;
    return Number(this.#view.getBigUint64(this.#at - 8, true));
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function noDirectory(): Error {
  return new Error('its directory is missing');
}
