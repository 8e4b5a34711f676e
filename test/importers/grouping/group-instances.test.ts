import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryDocument } from '../../../src/domain/generated/inventory.ts';
import type { Instance } from '../../../src/domain/inventory.ts';
import { UserError } from '../../../src/domain/user-error.ts';
import { parseGroupBy } from '../../../src/importers/grouping/group-by.ts';
import { type Grouping, groupInstances } from '../../../src/importers/grouping/group-instances.ts';
import type { ImportResult, Whereabouts } from '../../../src/importers/importer.ts';
import { expectSound } from '../imported.ts';

function grouping(words: string, table = ''): Grouping {
  const by = parseGroupBy(words);
  if (by.kind !== 'csv') return { by, words };
  return { by: { kind: 'csv', table: { file: by.file, bytes: Buffer.from(table) } }, words };
}

function grouped(
  instances: readonly Instance[],
  words: string,
  more: {
    readonly table?: string;
    readonly whereabouts?: Readonly<Record<string, Whereabouts>>;
    readonly document?: Partial<InventoryDocument>;
  } = {},
) {
  const result: ImportResult = {
    document: { schemaVersion: 1, ...more.document, instances: [...instances] },
    notes: [],
    whereabouts: new Map(Object.entries(more.whereabouts ?? {})),
  };
  const after = groupInstances(result, grouping(words, more.table));
  expectSound(after);
  return {
    document: after.document,
    notes: after.notes.map(({ code, message }) => `${code}: ${/\(.*\)/.exec(message)?.[0]}`),
  };
}

describe('machines grouped by folder', () => {
  it('are of the application that the folder is called, but for those in a root folder', () => {
    const after = grouped(
      [{ id: 'a', vcpu: 2 }, { id: 'b' }, { id: 'c' }, { id: 'd' }, { id: 'e' }],
      'folder',
      {
        whereabouts: {
          a: { folder: 'DC1/vm/Clinical/EHR' },
          b: { folder: '/DC1/vm/Clinical/EHR/' },
          c: { folder: 'DC1/vm' },
          d: { folder: 'DC1/vm/Discovered virtual machine' },
        },
      },
    );
    expect(after.document).toEqual({
      schemaVersion: 1,
      applications: [{ id: 'EHR', name: 'EHR', 'x-grouped-by': 'folder' }],
      instances: [
        { id: 'a', application: 'EHR', vcpu: 2 },
        { id: 'b', application: 'EHR' },
        { id: 'c' },
        { id: 'd' },
        { id: 'e' },
      ],
    });
    expect(Object.keys(after.document)).toEqual(['schemaVersion', 'applications', 'instances']);
    expect(after.notes).toEqual([
      'application-proposed: (EHR)',
      'group-absent: (e)',
      'group-is-root: (c, d)',
    ]);
  });

  it('are of two applications where two folders have one name', () => {
    const { document } = grouped([{ id: 'a' }, { id: 'b' }], 'folder', {
      whereabouts: { a: { folder: 'North/Web' }, b: { folder: 'South/Web' } },
    });
    expect(document.applications?.map(({ id, name }) => [id, name])).toEqual([
      ['Web@North/Web', 'Web'],
      ['Web@South/Web', 'Web'],
    ]);
    expect(document.instances?.map(({ application }) => application)).toEqual([
      'Web@North/Web',
      'Web@South/Web',
    ]);
  });
});

it('machines are grouped by resource pool, but not by the root pool of a cluster', () => {
  const after = grouped([{ id: 'a' }, { id: 'b' }], 'resource-pool', {
    whereabouts: { a: { resourcePool: 'DC/Resources/EHR' }, b: { resourcePool: 'DC/Resources' } },
  });
  expect(after.document.instances).toEqual([{ id: 'a', application: 'EHR' }, { id: 'b' }]);
  expect(after.notes).toEqual(['application-proposed: (EHR)', 'group-is-root: (b)']);
});

it('machines are grouped by vApp', () => {
  const after = grouped([{ id: 'a' }, { id: 'b' }], 'vapp', {
    whereabouts: { a: { vApp: 'lis' } },
  });
  expect(after.document.instances).toEqual([{ id: 'a', application: 'lis' }, { id: 'b' }]);
});

describe('machines grouped by tag', () => {
  const machines = [
    { id: 'a', tags: ['App: EHR', 'Tier:1'] },
    { id: 'b', tags: ['app=EHR'] },
    { id: 'c', tags: ['App:EHR', 'App:LIS'] },
    { id: 'd', tags: ['EHR'] },
    { id: 'e', tags: ['App:'] },
  ];

  it('are of the value of the category, unless there are several', () => {
    const after = grouped(machines, 'tag:app');
    expect(after.document.instances?.map(({ application }) => application)).toEqual([
      'EHR',
      'EHR',
      undefined,
      undefined,
      undefined,
    ]);
    expect(after.notes).toEqual([
      'application-proposed: (EHR)',
      'group-absent: (d, e)',
      'group-several: (c)',
    ]);
  });

  it('are of their one tag where no category is named', () => {
    const after = grouped(machines.slice(2, 4), 'tag');
    expect(after.document.instances?.map(({ application }) => application)).toEqual([
      undefined,
      'EHR',
    ]);
  });
});

describe('machines grouped by name', () => {
  it('are of what the pattern captures', () => {
    const long = `ehr-${'x'.repeat(100)}`;
    const after = grouped([{ id: 'ehr-p-db' }, { id: 'lis' }, { id: long }], 'name:^(\\w+)-(p|t)');
    expect(after.document.instances).toEqual([
      { id: 'ehr-p-db', application: 'ehr-p' },
      { id: 'lis' },
      { id: long },
    ]);
    expect(after.notes).toEqual([
      'application-proposed: (ehr-p)',
      'group-absent: (lis)',
      `group-name-too-long: (${long.slice(0, 99)}…)`,
    ]);
  });

  it('are of the application of the export that has the name, by its id or name', () => {
    const after = grouped([{ id: 'ehr-1' }, { id: 'lab-1' }, { id: 'lab' }], 'name:^(\\w+)-', {
      document: { applications: [{ id: 'ehr' }, { id: 'lis', name: 'lab' }], operations: {} },
    });
    expect(after.document.applications).toEqual([{ id: 'ehr' }, { id: 'lis', name: 'lab' }]);
    expect(Object.keys(after.document).at(-1)).toBe('operations');
    expect(after.document.instances).toEqual([
      { id: 'ehr-1', application: 'ehr' },
      { id: 'lab-1', application: 'lis' },
      { id: 'lab' },
    ]);
    expect(after.notes[0]).toBe('application-found: (ehr, lis)');
  });

  it('give an application a prefix where a machine has its name', () => {
    const { document } = grouped([{ id: 'lab' }, { id: 'lab-1' }], 'name:^(\\w+)-');
    expect(document.applications).toEqual([
      { id: 'application:lab', name: 'lab', 'x-grouped-by': 'name:^(\\w+)-' },
    ]);
  });

  it('are of two applications where capitals differ, and that is noted', () => {
    const { notes } = grouped([{ id: 'EHR-1' }, { id: 'ehr-2' }], 'name:^(\\w+)-');
    expect(notes).toContain('group-names-alike: (EHR / ehr)');
  });

  it('keep the application that they have', () => {
    const after = grouped([{ id: 'ehr-1', application: 'lis' }], 'name:^(\\w+)-', {
      document: { applications: [{ id: 'lis' }] },
    });
    expect(after.document.instances).toEqual([{ id: 'ehr-1', application: 'lis' }]);
    expect(after.notes).toEqual(['group-already-named: (ehr-1)']);
  });
});

describe('machines grouped by a table', () => {
  it('are found by id, host name, or in other capitals', () => {
    const after = grouped(
      [{ id: 'a' }, { id: 'b', hostName: 'b.clinic.example' }, { id: 'c' }, { id: 'd' }],
      'csv:apps.csv',
      {
        table: [
          'VM;Owner;Application',
          'a;x;EHR',
          'a;y;EHR',
          'b.clinic.example;x;LIS',
          'C;x;LIS',
          'd;x;EHR',
          'd;x;LIS',
          'nobody;x;LIS',
          ';x;LIS',
        ].join('\n'),
      },
    );
    expect(after.document.instances).toEqual([
      { id: 'a', application: 'EHR' },
      { id: 'b', hostName: 'b.clinic.example', application: 'LIS' },
      { id: 'c', application: 'LIS' },
      { id: 'd' },
    ]);
    expect(after.notes).toEqual([
      'application-proposed: (EHR, LIS)',
      'group-table-machine-unknown: (nobody)',
      'group-table-contradicts: (d)',
      'group-table-row-incomplete: (row 9)',
      'group-table-by-host-name: (b.clinic.example = b)',
      'group-table-other-case: (C = c)',
      'group-table-column-not-used: (Owner)',
    ]);
  });

  it.each([
    ['vm,owner\na,b', 'column-missing', 'apps.csv, row 1: no column is headed "application"'],
    ['app,owner\na,b', 'column-missing', 'apps.csv, row 1: no column is headed "machine"'],
    ['', 'csv-empty', 'apps.csv is empty'],
  ])('are refused for %j', (table, code, message) => {
    const problem = problemIn(() => grouped([], 'csv:apps.csv', { table }));
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain(message);
  });
});

describe('a series of names', () => {
  it('within an application and environment is proposed as a redundancy group, and no more', () => {
    const after = grouped(
      [
        { id: 'ehr-web-1' },
        { id: 'ehr-web-2', vcpu: 4 },
        { id: 'ehr-web-3', environment: 'test' },
        { id: 'ehr-db1.clinic.example' },
        { id: 'ehr-db2.clinic.example', redundancyGroup: 'db' },
        { id: 'ehr-7' },
        { id: 'web-1' },
      ],
      'name:^(ehr)-',
    );
    expect(after.document.instances?.slice(0, 4)).toEqual([
      { id: 'ehr-web-1', application: 'ehr', 'x-proposed-redundancy-group': 'ehr-web' },
      { id: 'ehr-web-2', application: 'ehr', 'x-proposed-redundancy-group': 'ehr-web', vcpu: 4 },
      { id: 'ehr-web-3', application: 'ehr', environment: 'test' },
      { id: 'ehr-db1.clinic.example', application: 'ehr' },
    ]);
    expect(after.notes.at(-1)).toBe('redundancy-proposed: (ehr: ehr-web-1, ehr: ehr-web-2)');
  });
});

describe('--group-by', () => {
  it.each([
    ['folders', '--group-by folders: that is no way to group machines'],
    ['folder:x', '--group-by folder:x: folder stands by itself'],
    ['tag:', '--group-by tag:: nothing stands behind the colon'],
    ['name', '--group-by name: that is no way to group machines'],
    ['name:(', '--group-by name:(: Unterminated group'],
    ['name:^web', '--group-by name:^web: no group captures the name of the application'],
    ['name:(a+)+', '--group-by name:(a+)+: a part that repeats or chooses is itself repeated'],
    ['name:(.*).*.*.*x', '--group-by name:(.*).*.*.*x: it could try too many ways to match a name'],
    [
      `name:(${'a'.repeat(200)})`,
      `--group-by name:(${'a'.repeat(29)}…: it is longer than 200 characters`,
    ],
  ])('%s is refused', (words, message) => {
    expect(problemIn(() => parseGroupBy(words))?.message).toBe(message);
  });
});

it.each(['name:^(\\w+)-(\\w+)-\\w+\\d+$', 'name:(.*)-.*-.*', 'name:^(ehr|lis|ris)-'])(
  '--group-by %s is taken',
  (words) => expect(parseGroupBy(words)).toMatchObject({ kind: 'name' }),
);

it('every machine is there once, with its facts, whatever the grouping', () => {
  const id = fc.stringMatching(/^[abAB]{1,2}(-[12])?$/);
  const machine: fc.Arbitrary<Instance> = fc.record(
    {
      id,
      vcpu: fc.integer({ min: 1, max: 8 }),
      tags: fc.array(fc.constantFrom('a', 'app:b', 'app=A')),
    },
    { requiredKeys: ['id'] },
  );
  const machines = fc.uniqueArray(machine, { selector: (one) => one.id, maxLength: 8 });
  const folder = fc.constantFrom('', '/', 'a', 'x/a', 'b/vm', '\u0000', ' b ', 'a-1');
  const words = fc.constantFrom('folder', 'vapp', 'tag', 'tag:app', 'name:^(.*?)-', 'csv:t.csv');
  fc.assert(
    fc.property(
      machines,
      fc.array(folder, { minLength: 8, maxLength: 8 }),
      words,
      (all, folders, by) => {
        const whereabouts = Object.fromEntries(
          all.map((one, i) => [one.id, { folder: folders[i] ?? '', vApp: folders[i] ?? '' }]),
        );
        const { document } = grouped(all, by, { whereabouts, table: 'vm,app\na,b\nA,a\nb-1,b-1' });
        const ids = new Set(document.applications?.map((application) => application.id));
        const facts = document.instances?.map((instance) => {
          const {
            application,
            'x-proposed-redundancy-group': _,
            ...rest
          } = instance as Instance & {
            'x-proposed-redundancy-group'?: string;
          };
          if (application !== undefined) expect(ids).toContain(application);
          return rest;
        });
        expect(facts).toEqual(all);
      },
    ),
  );
});

function problemIn(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.problems[0];
    throw error;
  }
  throw new Error('nothing was refused');
}
