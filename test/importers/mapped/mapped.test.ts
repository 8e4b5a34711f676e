import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/user-error.ts';
import { mapped, mappedBy } from '../../../src/importers/mapped/mapped.ts';
import { loadMapping } from '../../../src/load/load-mapping.ts';
import { expectSound } from '../imported.ts';
import { csv, expectImport } from '../kinds.ts';
import { problemOf } from '../problem-of.ts';
import { workbookFile } from '../workbook-file.ts';
import { importedBy, mappingOf } from './mapping.ts';

const FOLDER = 'fixtures/imports/mapped';

const fileAt = (path: string) => ({ file: path, bytes: readFileSync(path) });

it('a table becomes this inventory, and leaves these notes', async () => {
  const mapping = await loadMapping(fileAt(`${FOLDER}/mapping.yaml`));
  const result = await mappedBy(mapping).read([fileAt(`${FOLDER}/servers.csv`)]);
  expectSound(result);
  expectImport(result, 'fixtures/imports/mapped.expected.yaml');
});

describe('a cell', () => {
  const readingOf = async (
    field: string,
    text: string | number | boolean | Date,
    more: readonly string[] = [],
  ) => {
    const file = await workbookFile({
      Sheet: [
        ['A', 'B'],
        ['x', text],
      ],
    });
    const { document, notes } = await importedBy(
      ['subject: instance', 'id: A', 'columns:', `  B: ${field}`, ...more],
      file,
    );
    const { id: _, ...facts } = document.instances?.[0] ?? { id: '' };
    return [facts, ...notes.map(({ code }) => code)];
  };

  it.each([
    ['vcpu', '4', { vcpu: 4 }],
    ['vcpu', 4, { vcpu: 4 }],
    ['vcpu', '1.024', {}, 'number-ambiguous'],
    ['vcpu', '1 024', { vcpu: 1024 }],
    ['vcpu', '4.5', {}, 'value-not-allowed'],
    ['vcpu', 0, {}, 'value-not-allowed'],
    ['vcpu', 'four', {}, 'value-not-read'],
    ['vcpu', '=2+2', {}, 'value-not-read'],
    ['vcpu', '-4', {}, 'value-not-read'],
    ['memoryGiB', '0.125', { memoryGiB: 0.125 }],
    ['memoryGiB', '2,5', { memoryGiB: 2.5 }],
    ['memoryGiB', '1.234,5', { memoryGiB: 1234.5 }],
    ['memoryGiB', '16 GiB', { memoryGiB: 16 }],
    ['memoryGiB', '16 GB', {}, 'value-not-read'],
    ['memoryGiB', '1e9', {}, 'value-not-read'],
    ['{ field: memoryGiB, unit: MiB }', '2048', { memoryGiB: 2 }],
    ['{ field: memoryGiB, unit: MB }', 1073.741824, { memoryGiB: 1 }],
    ['{ field: memoryGiB, unit: GB }', '16 gb', { memoryGiB: 14.901 }],
    ['{ field: memoryGiB, unit: TB }', '1', { memoryGiB: 931.323 }],
    ['{ field: bootMinutes, unit: s }', '90', { bootMinutes: 1.5 }],
    ['{ field: metrics.cpuAvgPercent, unit: ratio }', '0,25', { metrics: { cpuAvgPercent: 25 } }],
    ['metrics.cpuAvgPercent', '25 %', { metrics: { cpuAvgPercent: 25 } }],
    ['metrics.cpuAvgPercent', '125', {}, 'value-not-allowed'],
    ['guestOs.bits', '64', { guestOs: { bits: 64 } }],
    ['guestOs.bits', '16', {}, 'value-not-allowed'],
    ['powerState', 'ON', { powerState: 'on' }],
    ['powerState', 'Running', {}, 'value-not-allowed'],
    ['{ field: powerState, values: { running: on } }', 'Running', { powerState: 'on' }],
    ['{ field: powerState, values: { running: on } }', 'off', { powerState: 'off' }],
    ['{ field: powerState, values: { running: on } }', 'idle', {}, 'value-not-mapped'],
    ['{ field: powerState, values: { idle: null } }', 'idle', {}],
    ['encrypted', true, { encrypted: true }],
    ['encrypted', 'no', { encrypted: false }],
    ['encrypted', 'maybe', {}, 'value-not-read'],
    ['created', new Date('2024-02-01T00:00:00Z'), { created: '2024-02-01' }],
    ['created', '31/12/2023', { created: '2023-12-31' }],
    ['created', '01/02/2024', {}, 'day-ambiguous'],
    ['created', '2024-13-01', {}, 'value-not-read'],
    ['guestOs.version', '8.10', { guestOs: { version: '8.10' } }],
    ['guestOs.version', 8.1, {}, 'text-from-number'],
    ['guestOs.version', 2019, { guestOs: { version: '2019' } }],
    ['guestOs.version', '#N/A', {}, 'value-not-read'],
    ['guestOs.version', 'x'.repeat(65), {}, 'value-not-allowed'],
    ['owner', '=cmd|x', { owner: '=cmd|x' }],
    ['owner', 'a\u0007b', { owner: 'a b' }],
    ['guestOs', 'Debian 12', { guestOs: { family: 'debian', version: '12' } }],
    ['guestOs', 'Plan 9', {}, 'system-not-read'],
    ['{ field: tags, split: "," }', 'a, b,,a', { tags: ['a', 'b'] }],
    ['tags', 'a, b', { tags: ['a, b'] }],
    ['{ field: "disks[].GiB", split: "/" }', '10/20', { disks: [{ GiB: 10 }, { GiB: 20 }] }],
    ['{ field: "disks[].GiB", split: "/" }', '10/x', {}, 'value-not-read'],
    ['disks[3].GiB', '10', { disks: [{ GiB: 10 }] }],
    ['placementRules', 'together', {}, 'value-not-allowed'],
  ] as const)('for %s that holds %j gives %j %s', async (field, text, facts, ...codes) => {
    expect(await readingOf(field, text)).toEqual([facts, ...codes]);
  });

  it('is read as the mapping says that numbers and days are written', async () => {
    expect(await readingOf('memoryGiB', '1.024', ['decimalMark: "."'])).toEqual([
      { memoryGiB: 1.024 },
    ]);
    expect(await readingOf('memoryGiB', '1.024', ['decimalMark: ","'])).toEqual([
      { memoryGiB: 1024 },
    ]);
    expect(await readingOf('memoryGiB', '1,5', ['decimalMark: "."'])).toEqual([
      {},
      'value-not-read',
    ]);
    expect(await readingOf('created', '1/2/2024', ['dayOrder: day-first'])).toEqual([
      { created: '2024-02-01' },
    ]);
    expect(await readingOf('created', '1/2/2024', ['dayOrder: month-first'])).toEqual([
      { created: '2024-01-02' },
    ]);
    expect(await readingOf('owner', 'N/A', ['empty: [n/a]'])).toEqual([{}]);
  });
});

describe('lists', () => {
  it('are absent as a whole where a part of them cannot be read', async () => {
    const { document, notes } = await importedBy(
      ['subject: instance', 'id: A', 'columns: { B: "disks[0].GiB", C: "disks[1].GiB" }'],
      csv('A,B,C', 'x,1,?', 'y,,2'),
    );
    expect(document.instances).toEqual([{ id: 'x' }, { id: 'y', disks: [{ GiB: 2 }] }]);
    expect(notes.map(({ code }) => code)).toEqual(['value-not-read', 'list-incomplete']);
  });

  it('are absent where an entry lacks what every entry needs', async () => {
    const { document, notes } = await importedBy(
      [
        'subject: server',
        'id: A',
        'constants: { role: standalone }',
        'columns: { B: "devices[0].kind", C: "devices[0].purpose", D: "devices[1].kind" }',
      ],
      csv('A,B,C,D', 'x,,fax,modem', 'y,hsm,keys,'),
    );
    expect(document.servers).toEqual([
      { id: 'x', role: 'standalone' },
      { id: 'y', role: 'standalone', devices: [{ kind: 'hsm', purpose: 'keys' }] },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['entry-incomplete']);
  });
});

describe('names of other subjects', () => {
  const LINES = [
    'subject: application',
    'id: App',
    'columns: { Needs: "dependsOn[0].application" }',
  ];

  it('are rows of the table, or declared', async () => {
    const { document } = await importedBy(LINES, csv('App,Needs', 'a,b', 'b,c'));
    expect(document.applications).toEqual([
      { id: 'a', dependsOn: [{ application: 'b' }] },
      { id: 'b', dependsOn: [{ application: 'c' }] },
      { id: 'c' },
    ]);
  });

  it('get a prefix where a row of another kind has the name', async () => {
    const { document, notes } = await importedBy(
      ['subject: instance', 'id: A', 'columns: { A: application, B: target.cluster }'],
      csv('A,B', 'ehr,ehr'),
    );
    expect(document).toEqual({
      schemaVersion: 1,
      clusters: [{ id: 'cluster:ehr' }],
      applications: [{ id: 'application:ehr' }],
      instances: [
        { id: 'ehr', application: 'application:ehr', target: { cluster: 'cluster:ehr' } },
      ],
    });
    expect(notes.map(({ code }) => code)).toContain('id-prefixed');
  });

  it('stay as they are where other files declare them', async () => {
    const mapping = await mappingOf(...LINES, 'elsewhere: [application]');
    const { document, notes } = await mappedBy(mapping).read([csv('App,Needs', 'a,z')]);
    expect(document.applications).toEqual([{ id: 'a', dependsOn: [{ application: 'z' }] }]);
    expect(notes.map(({ code }) => code)).toEqual(['reference-open']);
  });

  it('are left out where they could be of several kinds', async () => {
    const { document, notes } = await importedBy(
      ['subject: storage', 'id: A', 'columns: { B: { field: reachableBy, split: ";" } }'],
      csv('A,B', 'array,esx-1;esx-2'),
    );
    expect(document.storage).toEqual([{ id: 'array' }]);
    expect(notes.map(({ code }) => code)).toEqual(['reference-unclear']);
  });
});

it('a server whose role cannot be read is left out', async () => {
  const { document, notes } = await importedBy(
    ['subject: server', 'id: A', 'columns: { B: role }'],
    csv('A,B', 'x,host', 'y,?'),
  );
  expect(document.servers).toEqual([{ id: 'x', role: 'host' }]);
  expect(notes.map(({ code }) => code)).toEqual(['row-without-role', 'value-not-allowed']);
});

it('rows are left out unless they are what is wanted', async () => {
  const { document } = await importedBy(
    ['subject: instance', 'id: A', 'columns: {}', 'skip: [{ column: B, isNot: [vm, ""] }]'],
    csv('A,B', 'x,VM', 'y,host', 'z,'),
  );
  expect(document.instances).toEqual([{ id: 'x' }, { id: 'z' }]);
});

it('several tables make one inventory', async () => {
  const { document } = await importedBy(
    ['subject: instance', 'id: A', 'columns: { B: vcpu }'],
    csv('A,B', 'x,1'),
    { ...csv('B;a', '2;y'), file: 'other.csv' },
  );
  expect(document.instances).toEqual([
    { id: 'x', vcpu: 1 },
    { id: 'y', vcpu: 2 },
  ]);
});

describe('the columns', () => {
  it('that the mapping does not name are noted, but for those that it leaves out knowingly', async () => {
    const { notes } = await importedBy(
      ['subject: instance', 'id: A', 'columns: {}', 'ignore: [Mine, Nobody]'],
      csv('A,Mine,Other,A', 'x,1,2,3'),
    );
    expect(notes.map(({ code, message }) => [code, message])).toEqual([
      [
        'column-not-used',
        'Columns that the mapping does not name: nothing is read from them (table.csv: Other).',
      ],
      [
        'heading-repeated',
        'Headings that stand there more than once: the first one counts (table.csv: A).',
      ],
    ]);
  });

  it('that are not there are told all at once, with their place in the mapping', async () => {
    const mapping = await mappingOf('subject: instance', 'id: A', 'columns: { B: vcpu, C: owner }');
    const refused = await mappedBy(mapping)
      .read([csv('b', 'x')])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    expect(
      (refused as UserError).problems.map(({ code, message, location, hint }) => [
        code,
        message,
        `${location?.file}:${location?.line}:${location?.column}`,
        hint,
      ]),
    ).toEqual([
      [
        'column-missing',
        'table.csv: no column is headed "C"',
        'mapping.yaml:3:21',
        'Its headings: b.',
      ],
      [
        'column-missing',
        'table.csv: no column is headed "A"',
        'mapping.yaml:2:1',
        'Its headings: b.',
      ],
    ]);
  });
});

describe('a workbook', () => {
  const LINES = ['subject: instance', 'id: A', 'columns: {}'];
  const TWO = { One: [['A'], ['x']], Two: [['A'], ['y']] };

  it('is read from the sheet that is named', async () => {
    const { document, notes } = await importedBy(
      [...LINES, 'sheet: " two"'],
      await workbookFile(TWO),
    );
    expect(document.instances).toEqual([{ id: 'y' }]);
    expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'sheet-not-used Sheets that are not read: the mapping is for one of them (One).',
    ]);
  });

  it('is refused where the sheet is not clear, or not there', async () => {
    const mapping = await mappingOf(...LINES);
    expect(await problemOf(mappedBy(mapping).read([await workbookFile(TWO)]))).toEqual({
      code: 'sheet-unclear',
      message: 'export.xlsx holds several tables: One, Two',
      hint: 'Say which one: --sheet <name>, or sheet: in the mapping.',
    });
    const other = { ...mapping, sheet: 'Three' };
    expect(await problemOf(mappedBy(other).read([await workbookFile(TWO)]))).toEqual({
      code: 'sheet-missing',
      message: 'export.xlsx has no table in a sheet "Three"',
      hint: 'Its sheets: One, Two.',
    });
  });
});

it('a table may be UTF-16 with tabs, and have headings that programs give a meaning', async () => {
  const text = '\ufeffconstructor\t__proto__\ttoString\r\n"web\t1"\tops\t4\r\n';
  const { document } = await importedBy(
    ['subject: instance', 'id: constructor', 'columns: { __proto__: owner, toString: vcpu }'],
    { file: 'table.csv', bytes: Buffer.from(text, 'utf16le') },
  );
  expect(document.instances).toEqual([{ id: 'web 1', owner: 'ops', vcpu: 4 }]);
});

it('without a mapping nothing is read', async () => {
  expect(mapped.recognises(csv('A', 'x'))).toBe(false);
  expect((await problemOf(mapped.read([csv('A', 'x')])))?.code).toBe('mapping-missing');
});

it('whatever a table holds, the inventory is sound', async () => {
  const fields = [
    'vcpu',
    'guestOs',
    'guestOs.version',
    'application',
    'target.cluster',
    'server',
    'disks[0].GiB',
    '{ field: tags, split: ";" }',
    'created',
    'encrypted',
    'powerState',
    'ftSecondaryOf',
    'disks[0].storage',
  ];
  const columns = fields.map((field, index) => `  c${index}: ${field}`);
  const mapping = await mappingOf('subject: instance', 'id: A', 'columns:', ...columns);
  const cell = fc.oneof(
    fc.constantFrom('', 'a', 'b', '1', '0', '1,5', 'a;b', ';', 'Ubuntu 22.04', '2024-01-01', 'on'),
    fc.string({ maxLength: 4 }),
  );
  const width = fields.length + 1;
  const rows = fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 });
  const head = ['A', ...fields.map((_, index) => `c${index}`)].join(',');
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const lines = table.map((cells) =>
        cells.map((text) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`).join(','),
      );
      expectSound(await mappedBy(mapping).read([csv(head, ...lines)]));
    }),
  );
});
