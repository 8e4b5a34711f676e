import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workbookFile } from '../importers/workbook-file.ts';
import { run } from '../support/fake-host.ts';

const TABLE = Buffer.from('Name,vCPU\nehr-web-1,2\nehr-web-2,2\njump,1\n');
const MAPPING = Buffer.from('subject: instance\nid: Name\ncolumns: { vCPU: vcpu }\n');
const FILES = { 'a/servers.csv': TABLE, 'mapping.yaml': MAPPING };
const BY_MAPPING = ['import', 'mapped', 'a/servers.csv', '--mapping', 'mapping.yaml'];

/** The blocks of code of a page, by their language. */
function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, name]) => name === language)
    .map(([, , block = '']) => block);
}

describe('the example of', () => {
  it('docs/import-mapping.md is what comes out', async () => {
    const page = 'docs/import-mapping.md';
    const [table = ''] = blocksOf(page, 'csv');
    const [mapping = '', inventory = ''] = blocksOf(page, 'yaml');
    const files = { 's.csv': Buffer.from(table), 'm.yaml': Buffer.from(mapping) };
    const { stdout, stderr } = await run(['import', 's.csv', '--mapping', 'm.yaml'], { files });
    expect(stdout.replace(/^#.*\n/gm, '')).toBe(inventory);
    expect(stderr).toContain('column RAM (GB): "?"');
    expect(stderr).toContain('column State: "Asleep"');
  });

  it('docs/import-grouping.md is what comes out', async () => {
    const [inventory = ''] = blocksOf('docs/import-grouping.md', 'yaml');
    const table = Buffer.from('Name\nehr-web-1\nehr-web-2\nlis-db\njump\n');
    const files = {
      's.csv': table,
      'm.yaml': Buffer.from('subject: instance\nid: Name\ncolumns: {}'),
    };
    const words = ['import', 's.csv', '--mapping', 'm.yaml', '--group-by', 'name:^([a-z]+)-'];
    const { stdout, stderr } = await run(words, { files });
    expect(stdout.replace(/^#.*\n/gm, '')).toBe(inventory);
    expect(stderr).toContain('stay without an application (jump). [group-absent]');
  });
});

describe('import mapped', () => {
  it('proposes a mapping that reads the table', async () => {
    const suggest = ['import', 'mapped', 'a/servers.csv', '--suggest-mapping'];
    const { stdout, exitCode } = await run(suggest, { files: FILES });
    expect([exitCode, parse(stdout)]).toEqual([
      0,
      { subject: 'instance', id: 'Name', columns: { vCPU: 'vcpu' } },
    ]);
    const { written } = await run([...suggest, '-o', 'm.yaml'], { files: FILES });
    expect(written['m.yaml']).toBe(stdout);
  });

  it('takes the sheet that is named', async () => {
    const { bytes } = await workbookFile({
      One: [['Name', 'vCPU']],
      Two: [
        ['Name', 'vCPU'],
        ['x', 3],
      ],
    });
    const files = { ...FILES, 'a/servers.csv': bytes };
    const { stdout } = await run([...BY_MAPPING, '--sheet', 'Two'], { files });
    expect(parse(stdout).instances).toEqual([{ id: 'x', vcpu: 3 }]);
  });

  it('groups by a table of applications, whose path is nobody else’s business', async () => {
    const files = { ...FILES, 'b/apps.csv': Buffer.from('machine,application\nehr-web-1,EHR\n') };
    const { stdout } = await run([...BY_MAPPING, '--group-by', 'csv:b/apps.csv'], { files });
    expect(parse(stdout)).toEqual({
      schemaVersion: 1,
      applications: [{ id: 'EHR', name: 'EHR', 'x-grouped-by': 'csv:apps.csv' }],
      instances: [
        { id: 'ehr-web-1', application: 'EHR', vcpu: 2 },
        { id: 'ehr-web-2', vcpu: 2 },
        { id: 'jump', vcpu: 1 },
      ],
    });
  });

  it.each([
    [['import', 'mapped', 'a/servers.csv'], 'no mapping says what the columns of the table hold'],
    [['import', 'a/servers.csv', '--sheet', 'x'], 'no mapping says what the columns'],
    [['import', 'a/servers.csv'], 'no importer recognises a/servers.csv'],
    [[...BY_MAPPING.slice(0, -1), 'none.yaml'], 'none.yaml: there is no such file'],
    [
      ['import', 'rvtools', 'a/servers.csv', '--mapping', 'mapping.yaml'],
      '--mapping and --sheet are for tables, not for rvtools',
    ],
    [
      [...BY_MAPPING, '--group-by', 'colour'],
      '--group-by colour: that is no way to group machines',
    ],
    [[...BY_MAPPING, '--group-by', 'csv:none.csv'], 'none.csv: there is no such file'],
  ])('%j is refused', async (words, message) => {
    const { exitCode, stdout, stderr } = await run(words, { files: FILES });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
  });
});

it('a proposal lets no check keep more than machines without one', async () => {
  const by = ['--group-by', 'name:^([a-z]+)-'];
  const grouped = (await run([...BY_MAPPING, ...by], { files: FILES })).stdout;
  const bare = grouped.replace(/^ +x-proposed-redundancy-group:.*\n/gm, '');
  expect(grouped).not.toBe(bare);
  const report = async (text: string) => {
    const { stdout } = await run(['assess', 'e.yaml', '-o', 'json', '--exit-zero'], {
      files: { 'e.yaml': Buffer.from(text) },
    });
    const { findings, score } = JSON.parse(stdout);
    return [
      score,
      findings.map(({ fingerprint, outcome }: Record<string, unknown>) => [fingerprint, outcome]),
    ];
  };
  expect(await report(grouped)).toEqual(await report(bare));
});
