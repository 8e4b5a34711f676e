import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { gzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { parse } from 'yaml';
import { run } from '../../../test/support/fake-host.ts';
import { generateRvtools } from '../../bench/generate-rvtools.ts';
import { changedBytes, changedText, changedValue, wellFormed } from '../changes.ts';
import type { FuzzCase } from '../fuzz-case.ts';
import { written } from './inventories.ts';

const FOLDER = 'fixtures/imports';

type Files = Readonly<Record<string, Uint8Array>>;

/** The made-up exports of each kind, by their paths. */
const EXPORTS: Readonly<Record<string, Files>> = Object.fromEntries(
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, filesBelow(name)]),
);

function filesBelow(kind: string): Files {
  const entries = readdirSync(join(FOLDER, kind), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(FOLDER.length + 1), Uint8Array.from(readFileSync(path))]),
  );
}

const MAPPING_TEXT = strFromU8(EXPORTS['mapped']?.['mapped/mapping.yaml'] ?? new Uint8Array());
const MAPPING = parse(MAPPING_TEXT) as unknown;
const TABLE = strFromU8(EXPORTS['mapped']?.['mapped/servers.csv'] ?? new Uint8Array());

const oneExport = fc
  .constantFrom(...Object.entries(EXPORTS))
  .chain(([kind, files]) =>
    fc.constantFrom(...Object.keys(files)).map((name) => ({ kind, files, name })),
  );

/** An export with one of its files changed, as text, as a tree or as bytes. */
export const exports: fc.Arbitrary<FuzzCase> = fc
  .tuple(oneExport, fc.boolean(), fc.boolean())
  .chain(([{ kind, files, name }, isNamed, isAlone]) => {
    const bytes = files[name] ?? new Uint8Array();
    const text = strFromU8(bytes);
    const changed: fc.Arbitrary<string | Uint8Array>[] = [
      changedText(fc.constant(text)),
      changedBytes(fc.constant(bytes)),
    ];
    if (/^[[{]/.test(text)) {
      const tree = changedValue(fc.constant(JSON.parse(text) as unknown));
      changed.push(...Array(3).fill(tree.map((value) => JSON.stringify(value ?? null, null, 1))));
    }
    const mapping = kind === 'mapped' ? ['--mapping', 'mapped/mapping.yaml'] : [];
    const path = isAlone ? name : kind;
    return fc.oneof(...changed).map((content) => ({
      args: ['import', ...(isNamed && kind !== 'mapped' ? [kind] : []), path, ...mapping],
      files: isAlone
        ? { [name]: content, ...(kind === 'mapped' ? onlyMapping(name, files) : {}) }
        : { ...files, [name]: content },
    }));
  });

function onlyMapping(changed: string, files: Files): Files {
  const name = 'mapped/mapping.yaml';
  const mapping = files[name];
  return changed === name || mapping === undefined ? {} : { [name]: mapping };
}

/** Mappings of which a part is odd, tables of all sorts, and proposals of both. */
export const mappings: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    fc.oneof(written(changedValue(fc.constant(MAPPING))), changedText(fc.constant(MAPPING_TEXT))),
    fc.oneof(fc.constant(TABLE), changedText(fc.constant(TABLE))),
    fc.constantFrom<readonly string[]>(
      ['--mapping', 'mapping.yaml'],
      ['--mapping', 'mapping.yaml'],
      ['--suggest-mapping'],
      ['--mapping', 'mapping.yaml', '--group-by', 'name:^([a-z]+)-'],
    ),
  )
  .map(([mapping, table, words]) => ({
    args: ['import', 'mapped', 'servers.csv', ...words],
    files: { 'servers.csv': table, 'mapping.yaml': mapping },
  }));

const GROUPINGS = fc.oneof(
  fc.constantFrom('folder', 'resource-pool', 'vapp', 'tag', 'tag:a', 'csv:table.csv', 'csv:', 'x'),
  fc.string({ unit: 'binary-ascii', maxLength: 12 }).map((text) => `name:${text}`),
  changedText(fc.constantFrom('^([a-z]+)-', '(?<app>\\w+)-(\\d+)', '[a-z', '(a|b)*c')).map(
    (text) => `name:${text}`,
  ),
);

/** Ways to make applications of machines. */
export const groupings: fc.Arbitrary<FuzzCase> = fc
  .tuple(GROUPINGS, changedText(fc.constant('vm,application\nehr-app-1,ehr\nlis-db,lis\n')))
  .map(([words, table]) => ({
    args: ['import', 'forklift', '--group-by', words],
    files: { ...EXPORTS['forklift'], 'table.csv': table },
  }));

async function workbook(): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'virtready-fuzz-'));
  const file = join(folder, 'export.xlsx');
  await generateRvtools(3, file);
  const parts = unzipSync(readFileSync(file));
  rmSync(folder, { recursive: true });
  return parts;
}

const PARTS = await workbook();
const SHEETS = Object.keys(PARTS).filter((name) => name.endsWith('.xml') || name.endsWith('.rels'));

/** Stored, not packed: a change then reaches the text, and is not caught by the unpacking. */
function packed(parts: Files): Uint8Array {
  return zipSync({ ...parts }, { level: 0 });
}

const changedWorkbook: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...SHEETS)
      .chain((name) =>
        changedText(fc.constant(strFromU8(PARTS[name] ?? new Uint8Array()))).map((text) =>
          packed({ ...PARTS, [name]: strToU8(text) }),
        ),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...SHEETS).map((name) => packed(without(name))) },
  { weight: 2, arbitrary: changedBytes(fc.constant(packed(PARTS))) },
  { weight: 1, arbitrary: changedBytes(fc.constant(zipSync({ ...PARTS }))) },
);

function without(name: string): Files {
  return Object.fromEntries(Object.entries(PARTS).filter(([other]) => other !== name));
}

/** Workbooks with odd cells, missing parts and broken archives. */
export const workbooks: fc.Arbitrary<FuzzCase> = fc
  .tuple(changedWorkbook, fc.constantFrom<readonly string[]>([], ['rvtools'], ['mapped']))
  .map(([bytes, kind]) => ({
    args: [
      'import',
      ...kind,
      'export.xlsx',
      ...(kind[0] === 'mapped' ? ['--suggest-mapping'] : []),
    ],
    files: { 'export.xlsx': bytes },
  }));

const sample = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => strToU8(wellFormed(text))),
  changedBytes(
    fc.constantFrom(
      ...Object.values(EXPORTS).flatMap((files) => Object.values(files)),
      packed({ 'a.json': strToU8('{"resources": []}'), 'b/c.csv': strToU8(TABLE) }),
      gzipSync(strToU8(TABLE)),
    ),
  ),
);

const NAMES =
  'a.yaml a.json a.csv a.xlsx a.zip a.ova a.ovf a.xml a.gz a.vmdk a.tfstate 100.conf storage.cfg hosts vInfo.csv a'.split(
    ' ',
  );

/** Any bytes under any name, given to any command that reads a file. */
export const bytes: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    fc.constantFrom(...NAMES),
    sample,
    fc.constantFrom<(name: string) => string[]>(
      (name) => ['import', name],
      (name) => ['import', name],
      (name) => ['import', 'rvtools', name],
      (name) => ['validate', name, '-o', 'json'],
      (name) => ['convert', name, '-o', 'json'],
      (name) => ['assess', '-', '--config', name, '-o', 'json'],
      (name) => ['assess', '-', '--baseline', name, '-o', 'json'],
      (name) => ['import', 'mapped', 'servers.csv', '--mapping', name],
      (name) => ['import', 'forklift', '--group-by', `csv:${name}`],
    ),
  )
  .map(([name, content, command]) => ({
    args: command(name),
    files: {
      [name]: content,
      'servers.csv': TABLE,
      'forklift/vsphere.json': EXPORTS['forklift']?.['forklift/vsphere.json'] ?? '',
    },
    stdin: 'servers: [{ id: a }]\n',
  }));

/** What an import has written before. */
const IMPORTED = await run(['import', 'forklift', '--into', 'estate/imported'], {
  files: EXPORTS['forklift'] ?? {},
  sealed: true,
});

const OVERLAY = `# Ours
overlay: true
instances:
  - id: x
    backup: { offsite: true } # kept
`;

/** A second import over a first one that people, or nobody, have edited. */
export const refreshes: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    fc.constantFrom(...Object.keys(IMPORTED.written), 'estate/forklift-adopted.yaml'),
    fc.subarray(['--adopt', '--dry-run'] as const),
    changedText(fc.constantFrom(...Object.values(IMPORTED.written), OVERLAY)),
  )
  .map(([name, words, text]) => ({
    args: ['import', 'forklift', '--into', 'estate/imported', ...words],
    files: {
      ...EXPORTS['forklift'],
      ...IMPORTED.written,
      'estate/forklift-adopted.yaml': OVERLAY,
      [name]: text,
    },
  }));
