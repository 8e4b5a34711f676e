import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { listParts, unpackPart } from '../../src/importers/zip.ts';

const contents = (bytes: Uint8Array) =>
  listParts(bytes).map((part) => [part.name, strFromU8(unpackPart(bytes, part))]);

/** The same archive, its numbers in 64 bits, as writers do that cannot know how much follows. */
function inLargeNumbers(bytes: Uint8Array): Uint8Array {
  const [part] = listParts(bytes);
  if (part === undefined) throw new Error('no part');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = view.getUint32(bytes.length - 6, true);
  const nameBytes = view.getUint16(directory + 28, true);
  const entry = Buffer.from(bytes.subarray(directory, directory + 46 + nameBytes));
  for (const at of [20, 24, 42]) entry.writeUInt32LE(0xffff_ffff, at);
  const numbers = [part.unpackedBytes, part.packedBytes, part.offset];
  const another = [0x99, 0x99, 4, 0, 1, 2, 3, 4];
  const extra = Buffer.concat([Buffer.from([...another, 1, 0, 24, 0]), ...numbers.map(large)]);
  entry.writeUInt16LE(extra.length, 30);
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x0606_4b50);
  end.writeBigUInt64LE(1n, 32);
  end.writeBigUInt64LE(BigInt(directory), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50);
  locator.writeBigUInt64LE(BigInt(directory + entry.length + extra.length), 8);
  const plainEnd = Buffer.alloc(22, 0xff);
  plainEnd.writeUInt32LE(0x0605_4b50);
  plainEnd.writeUInt16LE(0, 20);
  return Buffer.concat([bytes.subarray(0, directory), entry, extra, end, locator, plainEnd]);
}

function large(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(number));
  return bytes;
}

describe('a zip archive', () => {
  const text = 'VM\n'.repeat(1000);

  it('gives its parts, packed or not, under names in any script', () => {
    const bytes = zipSync({
      'a.csv': strToU8(text),
      'ä/日本.csv': [strToU8('x'), { level: 0 }],
      e: new Uint8Array(),
    });
    expect(contents(bytes)).toEqual([
      ['a.csv', text],
      ['ä/日本.csv', 'x'],
      ['e', ''],
    ]);
  });

  it('is read past the comment of a part', () => {
    expect(contents(zipSync({ a: strToU8('x') }, { comment: 'c'.repeat(60_000) }))).toEqual([
      ['a', 'x'],
    ]);
  });

  it('is read where its numbers have 64 bits', () => {
    expect(contents(inLargeNumbers(zipSync({ 'a.csv': strToU8(text) })))).toEqual([
      ['a.csv', text],
    ]);
  });

  it('is read where it is a piece of larger memory', () => {
    const bytes = zipSync({ a: strToU8(text) });
    const memory = new Uint8Array(bytes.length + 20);
    memory.set(bytes, 7);
    expect(contents(memory.subarray(7, 7 + bytes.length))).toEqual([['a', text]]);
  });

  it.each([
    ['holds what was not packed', 20, 'a is not what was packed'],
    ['is packed in another way', undefined, 'a is packed in a way that is not known'],
  ])('is refused when a part %s', (_what, contentAt, message) => {
    const bytes = zipSync({ a: strToU8('twelve bytes') }, { level: 0 });
    const directory = bytes.length - 22 - 47;
    const at = contentAt === undefined ? directory + 10 : 31 + contentAt - 20;
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    expect(() => contents(bytes)).toThrow(message);
  });
});
