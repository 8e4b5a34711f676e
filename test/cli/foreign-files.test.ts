import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readForeignFiles } from '../../src/cli/foreign-files.ts';
import { nodeHost } from '../../src/cli/node-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'virtready-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads only the head of an archive or an image of a disk', async () => {
  const MIB = 2 ** 20;
  const bytes = Buffer.alloc(17 * MIB, 'x');
  for (const name of ['a.ova', 'b.vmdk', 'c.xml']) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'd.ova'), 'short');
  const files = await readForeignFiles(nodeHost(), [folder]);
  expect(files.map(({ file, bytes: read }) => [file.split('/').at(-1), read.byteLength])).toEqual([
    ['a.ova', 16 * MIB],
    ['b.vmdk', 16 * MIB],
    ['c.xml', 17 * MIB],
    ['d.ova', 5],
  ]);
  expect(files.map(({ isHead }) => isHead)).toEqual([true, true, undefined, undefined]);
});

it('tells that an archive cannot be read', async () => {
  const path = join(folder, 'nowhere.ova');
  await expect(readForeignFiles(nodeHost(), [path])).rejects.toThrow('there is no such file');
});
