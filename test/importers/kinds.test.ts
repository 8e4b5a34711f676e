import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { expectGolden } from '../support/golden.ts';
import { filesOf, importOf } from './kinds.ts';

const KINDS = readdirSync('fixtures/imports', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(KINDS)('%s', (kind) => {
  const files = filesOf(kind);

  it('recognises its files, and nobody else does', () => {
    for (const file of files) {
      const kinds = IMPORTERS.filter((one) => one.recognises(file)).map(({ id }) => id);
      expect([file.file, kinds]).toEqual([file.file, [kind]]);
    }
  });

  it('gives what its files say', async () => {
    const importer = IMPORTERS.find(({ id }) => id === kind);
    if (importer === undefined) throw new Error(`no importer ${kind}`);
    const { document, notes, whereabouts } = await importOf(importer, ...files);
    const result = { document, notes, whereabouts: Object.fromEntries(whereabouts ?? []) };
    expectGolden(`${JSON.stringify(result, null, 2)}\n`, `fixtures/imports/${kind}.golden.json`);
  });
});
