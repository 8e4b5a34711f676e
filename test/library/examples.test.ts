import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The examples of the documentation, run by the built library as a program of their own. */

const LIBRARY = pathToFileURL(resolve('dist/index.js')).href;
const PAGE = 'docs/library.md';
const SOURCE = 'src/library/index.ts';

/** What the examples of the source have at hand. */
const PRELUDE = `
import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as library from 'virtready';
const { loadInventory, assess, loadReport, render, renderParts, listRules } = library;
const text = readFileSync('estate.yaml', 'utf8');
`;
const ESTATE = "const estate = await loadInventory([{ file: 'estate.yaml', content: text }]);\n";
const REPORT = 'const report = await assess(estate);\n';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-examples-'));
  copyFileSync('fixtures/inventories/hospital.yaml', join(folder, 'estate.yaml'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(example: string): string {
  const { code } = transformSync(example, { loader: 'ts', format: 'esm' });
  const file = join(folder, 'example.mjs');
  writeFileSync(file, code.replaceAll('"virtready"', JSON.stringify(LIBRARY)));
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
}

interface Example {
  readonly title: string;
  readonly code: string;
  readonly says: string;
}

function examplesOfPage(): Example[] {
  const page = readFileSync(PAGE, 'utf8');
  return [...page.matchAll(/^```ts\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(
    ([, code = '', says = ''], i) => ({ title: `${i + 1}`, code, says }),
  );
}

/** What an example prints, as the page says; with UPDATE_GOLDEN the page is made to say what it prints. */
function expectPrinted(example: Example): void {
  const printed = run(example.code);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const page = readFileSync(PAGE, 'utf8');
    const block = (says: string) => `${example.code}\`\`\`\n\n\`\`\`text\n${says}\`\`\``;
    writeFileSync(
      PAGE,
      page.replace(block(example.says), () => block(printed)),
    );
    return;
  }
  expect(printed).toBe(example.says);
}

function examplesOfSource(): string[] {
  const source = readFileSync(SOURCE, 'utf8');
  return [...source.matchAll(/^ \* ```ts\n(.*?)^ \* ```$/gms)].map(([, lines = '']) =>
    lines.replaceAll(/^ \* ?/gm, ''),
  );
}

describe(PAGE, () => {
  const examples = examplesOfPage();

  it('tells what each of its examples prints', () => {
    expect(examples.length).toBe([...readFileSync(PAGE, 'utf8').matchAll(/^```ts$/gm)].length);
  });

  it.each(examples)('is right in example $title', expectPrinted);
});

describe(SOURCE, () => {
  it.each(examplesOfSource())('has an example that runs: %s', (example) => {
    const isDeclared = (name: string) => example.includes(`const ${name} =`);
    const before = [
      PRELUDE,
      isDeclared('estate') ? '' : ESTATE,
      isDeclared('report') || isDeclared('estate') ? '' : REPORT,
    ];
    expect(() => run(before.join('') + example)).not.toThrow();
  });
});
