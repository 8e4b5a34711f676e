import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ForeignFile, Importer, ImportResult } from '../../src/importers/importer.ts';
import { renderInventoryYaml } from '../../src/reporters/inventory-yaml.ts';
import { expectGolden } from '../support/golden.ts';
import { expectRoundTrip, expectSound } from './imported.ts';

const FOLDER = 'fixtures/imports';

/** The hand-made files of one kind, named as if its folder had been imported. */
export function filesOf(kind: string): ForeignFile[] {
  return readdirSync(join(FOLDER, kind), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ file: path.slice(FOLDER.length + 1), bytes: readFileSync(path) }));
}

/** A file that a test writes by itself. */
export function textFile(text: string, file = 'export.txt'): ForeignFile {
  return { file, bytes: Buffer.from(text) };
}

/** A CSV file of these lines. */
export function csv(...lines: readonly string[]): ForeignFile {
  return textFile(lines.join('\n'), 'table.csv');
}

/** The whole document, under its notes and where its machines stand. */
export function expectImport(
  { document, notes, whereabouts = new Map() }: ImportResult,
  golden: string,
): void {
  const lines = [
    ...notes.map(({ code, count, message }) => `# ${code} (${count}): ${message}\n`),
    ...[...whereabouts].map(([id, where]) => `# ${id} stands in ${JSON.stringify(where)}\n`),
  ];
  expectGolden(lines.join('') + renderInventoryYaml(document), golden);
}

/** The import of these files, which is sound. */
export async function importOf(
  importer: Importer,
  ...files: readonly ForeignFile[]
): Promise<ImportResult> {
  const result = await importer.read(files);
  expectSound(result);
  expectDisksToLieSomewhere(result);
  await expectRoundTrip(result);
  return result;
}

function expectDisksToLieSomewhere({ document }: ImportResult): void {
  const known = new Set(document.storage?.map(({ id }) => id));
  for (const { disks } of document.instances ?? []) {
    for (const { storage } of disks ?? []) {
      if (storage !== undefined && storage !== null) expect(known).toContain(storage);
    }
  }
}
