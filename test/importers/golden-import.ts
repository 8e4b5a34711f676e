import { readdirSync, readFileSync } from 'node:fs';
import type { ForeignFile, ImportResult } from '../../src/importers/importer.ts';
import { renderInventoryYaml } from '../../src/reporters/inventory-yaml.ts';
import { expectGolden } from '../support/golden.ts';

/** The files of a folder of fixtures. */
export function filesIn(folder: string): ForeignFile[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, bytes: readFileSync(`${folder}/${name}`) }));
}

/** A CSV file of these lines. */
export function csv(...lines: readonly string[]): ForeignFile {
  return { file: 'table.csv', bytes: Buffer.from(lines.join('\n')) };
}

/** The whole document, under its notes. */
export function expectImport({ document, notes }: ImportResult, golden: string): void {
  const lines = notes.map(({ code, count, message }) => `# ${code} (${count}): ${message}\n`);
  expectGolden(lines.join('') + renderInventoryYaml(document), golden);
}
