import { describe, expect, it } from 'vitest';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { expectImport, filesOf, importOf } from './kinds.ts';

// RVTools has workbooks, which tests make; a mapped table is whatever its mapping says.
const KINDS = IMPORTERS.filter(({ id }) => id !== 'rvtools' && id !== 'mapped');

describe.each(KINDS)('$id', (importer) => {
  const files = filesOf(importer.id);

  it('recognises its files, and nobody else does', () => {
    for (const file of files) {
      const kinds = IMPORTERS.filter((one) => one.recognises(file)).map(({ id }) => id);
      expect([file.file, kinds]).toEqual([file.file, [importer.id]]);
    }
  });

  it('gives what its files say', async () => {
    const result = await importOf(importer, ...files);
    expectImport(result, `fixtures/imports/${importer.id}.expected.yaml`);
  });
});
