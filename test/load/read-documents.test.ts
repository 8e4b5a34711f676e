import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import type { Problem } from '../../src/domain/user-error.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { load, problemsOf, refusals } from './loading.ts';

const file = (name: string, text: string | Uint8Array) => ({
  file: name,
  bytes: Buffer.from(text),
});

const ofMiB = (maxFileMiB: number) => ({ ...DEFAULT_LIMITS, maxFileMiB });

describe('files that are refused', () => {
  it('are larger than is allowed', async () => {
    const large = file('large.yaml', `sites: [{ id: a }] #${' '.repeat(1024 * 1024)}\n`);
    expect(await refusals(() => loadInventory([large], ofMiB(1)))).toEqual([
      expect.stringMatching(/^\[file-too-large\] large\.yaml/),
    ]);
    expect(await refusals(() => loadInventory([large], ofMiB(2)))).toEqual([]);
  });

  it('are told all at once, by file and place, those without a place first', async () => {
    const unread: Problem[] = [{ code: 'no-such-file', message: 'nowhere.yaml' }];
    const files = [
      file('b.yaml', 'sits: []\nsties: []\n'),
      file('c.yaml', Uint8Array.of(0xff)),
      file('a.yaml', 'sites: [{ id: n, nam: x, tag: y }]\nstora: []\n'),
      file('d.yaml', 'sites: [\n'),
      file('ok.yaml', 'sites: [{ id: n }]\n'),
    ];
    expect(await refusals(() => loadInventory(files, undefined, unread))).toEqual([
      '[no-such-file] nowhere.yaml',
      '[not-utf8] c.yaml:1: the text is not UTF-8 (byte 1 of the file) | Save the file as UTF-8.',
      '1:18 [unknown-key] site n: unknown key "nam" | Did you mean "name"?',
      '1:26 [unknown-key] site n: unknown key "tag" | Did you mean "tags"?',
      '2:1 [unknown-key] unknown section "stora" | Did you mean "storage"?',
      '1:1 [unknown-key] unknown section "sits" | Did you mean "sites"?',
      '2:1 [unknown-key] unknown section "sties" | Did you mean "sites"?',
      expect.stringMatching(/^1:8 \[yaml-syntax\]/),
    ]);
  });

  it('show fifty problems, and count the others', async () => {
    const keys = (count: number) =>
      Array.from({ length: count }, (_, i) => `section-${i}: 1\n`).join('');
    await expect(load(keys(50))).rejects.toMatchObject({
      problems: expect.objectContaining({ length: 50 }),
      more: 0,
    });
    await expect(load(keys(53))).rejects.toMatchObject({
      problems: expect.objectContaining({ length: 50 }),
      more: 3,
    });
  });

  it('are refused before what is wrong between them', async () => {
    expect(
      (await problemsOf('servers: [{ id: a }]\n', 'sits: []\n')).map(({ code }) => code),
    ).toEqual(['unknown-key']);
  });
});

describe('documents', () => {
  it('may be no more than comments, or nothing', async () => {
    const { inventory, notices, waivers } = await load('', '# nothing\n', 'sites: [{ id: a }]\n');
    expect(inventory.sites).toEqual([{ id: 'a' }]);
    expect([notices, waivers]).toEqual([[], []]);
  });

  it('are overlays only where they say so', async () => {
    const { inventory } = await load('overlay: false\nsites: [{ id: a }]\n');
    expect(inventory.sites).toEqual([{ id: 'a' }]);
    expect(
      (await problemsOf('overlay: true\nsites: [{ id: a }]\n')).map(({ code }) => code),
    ).toEqual(['overlay-without-subject']);
  });

  it('are none where no file is given', async () => {
    const { inventory, locate } = await loadInventory([]);
    expect(inventory.sites).toEqual([]);
    expect(() => locate({ subject: { kind: 'estate', id: 'estate' }, path: 'operations' })).toThrow(
      'an inventory has at least one document',
    );
  });
});
