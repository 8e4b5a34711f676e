import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import { unpackZips } from '../../src/importers/archive.ts';
import type { ForeignFile } from '../../src/importers/importer.ts';
import { problemOf } from './problem-of.ts';
import { declaringSize, workbookFile } from './workbook-file.ts';

const zip = (files: Readonly<Record<string, Uint8Array | string>>): ForeignFile => ({
  file: 'export.zip',
  bytes: zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  ),
});
const texts = async (file: ForeignFile) =>
  (await unpackZips([file])).map(({ file, bytes }) => [file, new TextDecoder().decode(bytes)]);

describe('a zip archive', () => {
  it('gives its files, under its name', async () => {
    const long = 'x'.repeat(500_000);
    const files = { 'vInfo.csv': 'VM\na\n', 'b/vHost.csv': long, 'empty.csv': '' };
    expect(
      await texts(zip({ ...files, 'b/': '', '__MACOSX/._vInfo.csv': '?', '.DS': '?' })),
    ).toEqual(Object.entries(files).map(([name, content]) => [`export.zip/${name}`, content]));
  });

  it('stays packed where it is a workbook, or lies in an archive', async () => {
    const workbook = await workbookFile({ vInfo: [['VM']] });
    expect(await unpackZips([workbook])).toEqual([workbook]);
    const inner = zip({ 'vInfo.csv': 'VM' }).bytes;
    const outer = zip({ 'a.xlsx': workbook.bytes, 'b.zip': inner });
    expect(await unpackZips([outer])).toEqual([
      { file: 'export.zip/a.xlsx', bytes: workbook.bytes },
      { file: 'export.zip/b.zip', bytes: inner },
    ]);
  });

  it('stands in the order of the files', async () => {
    const csv = { file: 'a.csv', bytes: strToU8('VM') };
    const names = (await unpackZips([csv, zip({ 'b.csv': '' }), csv])).map(({ file }) => file);
    expect(names).toEqual(['a.csv', 'export.zip/b.csv', 'a.csv']);
  });
});

describe('an archive that cannot be unpacked', () => {
  const refused = (file: ForeignFile) => problemOf(unpackZips([file]));

  it('is refused when it holds no file', async () => {
    expect(await refused(zip({ 'folder/': '' }))).toEqual({
      code: 'archive-empty',
      message: 'export.zip: no file is in it',
    });
  });

  it('is refused when it is protected', async () => {
    const file = zip({ 'vInfo.csv': 'VM' });
    file.bytes[6] = 1;
    expect(await refused(file)).toEqual({
      code: 'archive-encrypted',
      message: 'export.zip is protected with a password',
      hint: 'Unpack it, then import its folder.',
    });
  });

  it.each([
    ['what it declares', 0xffff_fffe, '4096 MiB unpacked, the limit is 2048 MiB'],
    ['its packing', 65 * 2 ** 20, 'the part vInfo.csv is packed more than 200 times'],
  ])('is refused as a bomb by %s', async (_what, size, reason) => {
    const file = declaringSize(zip({ 'vInfo.csv': 'VM' }), 'vInfo.csv', size);
    expect(await refused(file)).toEqual({
      code: 'archive-too-large',
      message: `export.zip is too large to unpack: ${reason}`,
      hint: 'Unpack it, and name the files that matter.',
    });
  });

  it('is refused when it has too many files', async () => {
    const names = Array.from({ length: 10_001 }, (_, i) => [`${i}.csv`, '']);
    expect((await refused(zip(Object.fromEntries(names))))?.message).toBe(
      'export.zip is too large to unpack: it has more than 10000 files',
    );
  });

  it('is refused when it holds more than it declares', async () => {
    const file = declaringSize(zip({ 'vInfo.csv': 'x'.repeat(9_000_000) }), 'vInfo.csv', 1000);
    expect(await refused(file)).toMatchObject({
      code: 'archive-damaged',
      message: 'export.zip is damaged or cut short: vInfo.csv is too long',
    });
  });

  it('is refused, or read as it was, at every length that it may be cut to', async () => {
    const { bytes } = zip({ 'a.csv': 'VM\na', 'b.csv': 'VM\nb' });
    for (let length = 4; length < bytes.length; length += 7) {
      const cut = { file: 'export.zip', bytes: bytes.slice(0, length) };
      expect(await refused(cut)).toMatchObject({ code: 'archive-damaged' });
    }
  });

  it('is refused, or gives as many files, when bytes of it are flipped', async () => {
    const { bytes } = zip({ 'a.csv': 'VM\na'.repeat(50), 'b.csv': 'VM\nb'.repeat(50) });
    for (let at = 0; at < bytes.length; at += 5) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x55;
      const found = await unpackZips([{ file: 'x.zip', bytes: flipped }]).catch((error) => error);
      if (!(found instanceof UserError)) expect([1, 2]).toContain(found.length);
    }
  });
});
