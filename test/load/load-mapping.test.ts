import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/domain/user-error.ts';
import { loadMapping } from '../../src/load/load-mapping.ts';
import { placeOf, refusals } from './loading.ts';

function problemsOf(text: string): Promise<string[]> {
  return refusals(() => loadMapping({ file: 'm.yaml', bytes: Buffer.from(text) }));
}

const mapping = (columns: string, more = '', subject = 'instance') =>
  `subject: ${subject}\nid: A\ncolumns:\n  ${columns}\n${more}`;

describe('a mapping is refused', () => {
  it.each([
    [
      'subject: machine\nid: A\ncolumns: {}',
      '1:1 [wrong-value] mapping, subject must be site, platform, cluster, server, storage, application or instance, found "machine"',
    ],
    [
      'id: A\ncolumns: {}',
      '1:1 [missing-key] mapping: subject is missing | For example subject: instance',
    ],
    [
      'subject: instance\nid: A\ncolums: {}\ncolumns: {}',
      '3:1 [unknown-key] mapping: unknown key "colums" | Did you mean "columns"?',
    ],
    [
      mapping('B: { field: vcpu, uint: GiB }'),
      '4:21 [unknown-key] mapping, columns.B: unknown key "uint" | Did you mean "unit"?',
    ],
    [
      mapping('B: memryGiB'),
      '4:3 [field-unknown] a subject of the kind instance has no field "memryGiB" | Did you mean "memoryGiB"?',
    ],
    [
      mapping('B: version'),
      '4:3 [field-unknown] a subject of the kind instance has no field "version" | Did you mean "guestOs.version"?',
    ],
    [
      mapping('B: id'),
      '4:3 [field-unknown] a subject of the kind instance has no field "id" | The key id names its column.',
    ],
    [
      mapping('B: disks[].GiB'),
      '4:3 [field-unclear] disks[].GiB does not say which entry of the list is filled | Say which one, for example disks[0].GiB, or give split.',
    ],
    [
      mapping('B: disks[200].GiB'),
      '4:3 [field-unclear] disks[200].GiB: the places of a list are 0 to 199',
    ],
    [
      mapping('B: { field: vcpu, split: "," }'),
      '4:8 [field-no-list] vcpu holds one value, split is for lists',
    ],
    [mapping('B: vcpu\n  C: vcpu'), '5:3 [field-twice] vcpu is filled twice'],
    [
      mapping('B: { field: memoryGiB, unit: Mb }'),
      '4:26 [unit-unknown] B: the unit must be B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB or PiB, found "Mb" | Did you mean "MB"?',
    ],
    [
      mapping('B: { field: memoryGiB, unit: h }'),
      '4:26 [unit-unknown] B: the unit must be B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB or PiB, found "h"',
    ],
    [mapping('B: { field: owner, unit: h }'), '4:22 [unit-unknown] B: its field has no unit'],
    [
      mapping('RAM (GB): memoryGiB'),
      '4:3 [unit-unclear] RAM (GB): the heading says GB, the field counts GiB | Say what the column counts: unit: GB or unit: GiB.',
    ],
    [
      mapping('RTO hours: availability.rtoMinutes', '', 'application'),
      '4:3 [unit-unclear] RTO hours: the heading says h, the field counts min | Say what the column counts: unit: h.',
    ],
    [
      mapping('B: { field: powerState, values: { Running: onn } }'),
      '4:37 [wrong-value] powerState must be on, off or suspended, found "onn" | Did you mean "on"?',
    ],
    [
      mapping('B: { field: guestOs.version, values: { x: 8.1 } }'),
      '4:42 [wrong-value] guestOs.version must be text of 1 to 64 characters, found 8.1 | Write it in quotes.',
    ],
    [
      mapping('B: vcpu', 'constants: { created: 2024-02-30 }'),
      '5:14 [wrong-value] created must be a day that exists, written YYYY-MM-DD, found "2024-02-30"',
    ],
    [
      mapping('B: vcpu', 'constants: { memoryGiB: 0 }'),
      '5:14 [wrong-value] memoryGiB must be a number above 0, found 0',
    ],
    [mapping('B: vcpu', 'constants: { vcpu: 1 }'), '5:14 [field-twice] vcpu is filled twice'],
    [
      mapping('B: vcpu', 'skip: [{ column: B }]'),
      '5:8 [missing-key] skip[0] says neither is nor isNot | Name the texts: is: [retired]',
    ],
    [
      mapping('B: model', '', 'server'),
      '1:1 [missing-key] a server needs the field role: host or standalone | For example constants: { role: standalone }',
    ],
    [
      mapping('B: drivers[0].driverVersion', 'constants: { role: host }', 'server'),
      '4:3 [entry-incomplete] drivers[0] needs its field component as well',
    ],
    [
      mapping('B: 5'),
      '4:3 [wrong-type] mapping, columns.B must be text or a mapping, found 5 | Write it in quotes: "5". A number loses its last zeros.',
    ],
    ['- a', '1:1 [wrong-type] a file of mapping is a mapping'],
  ])('%j', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  it('where a name begins with no place in a list', async () => {
    const hint = 'docs/inventory.md lists the fields.';
    expect(await problemsOf(mapping('B: nothing.like.it'))).toEqual([
      `4:3 [field-unknown] a subject of the kind instance has no field "nothing.like.it" | ${hint}`,
    ]);
  });

  it.each<[field: string, value: string, problem: string, hint?: string]>([
    ['vcpu', '1.5', 'a whole number from 1, found 1.5'],
    ['vcpu', 'two', 'a whole number from 1, found "two"'],
    ['memoryGiB', '0', 'a number above 0, found 0'],
    ['memoryReservationPercent', '101', 'a number from 0 to 100, found 101'],
    ['memoryReservationPercent', '-1', 'a number from 0 to 100, found -1'],
    ['guestOs.bits', '16', '32 or 64, found 16'],
    ['guestOs.bits', '32.5', '32 or 64, found 32.5'],
    ['limits.cpu', 'yes', 'true or false, found "yes"'],
    ['form', 'virtul', 'physical or virtual, found "virtul"', 'Did you mean "virtual"?'],
    ['form', '1', 'physical or virtual, found 1'],
    [
      'guestOs.generalEnd',
      '2026-02-30',
      'a day that exists, written YYYY-MM-DD, found "2026-02-30"',
    ],
    ['guestOs.version', '""', 'text of 1 to 64 characters, found ""'],
    ['guestOs.version', 'x'.repeat(65), `text of 1 to 64 characters, found "${'x'.repeat(65)}"`],
    ['hostName', 'true', 'text, found true'],
    ['hostName', '12', 'text, found 12', 'Write it in quotes.'],
    ['"placementRules[0]"', 'near:a', 'text, found "near:a"'],
    ['guestOs', '7', 'text, found 7'],
  ])('for a constant %s: %s', async (field, value, problem, hint) => {
    const name = field.replaceAll('"', '').replace('[0]', '[]');
    expect(await problemsOf(mapping('B: tags', `constants: { ${field}: ${value} }`))).toEqual([
      `5:14 [wrong-value] ${name} must be ${problem}${hint === undefined ? '' : ` | ${hint}`}`,
    ]);
  });

  it.each([
    ['vcpu', '1'],
    ['vcpu', '4096'],
    ['memoryGiB', '0.5'],
    ['memoryReservationPercent', '0'],
    ['memoryReservationPercent', '100'],
    ['guestOs.bits', '64'],
    ['limits.cpu', 'false'],
    ['form', 'physical'],
    ['guestOs.generalEnd', '2028-02-29'],
    ['guestOs.version', 'x'.repeat(64)],
    ['guestOs.version', '💊'.repeat(64)],
    ['"placementRules[0]"', '"pin:esx-1"'],
    ['"placementRules"', '["pin:esx-1", "anti-affinity:a"]'],
  ])('but not for a constant %s: %s', async (field, value) => {
    expect(await problemsOf(mapping('B: tags', `constants: { ${field}: ${value} }`))).toEqual([]);
  });

  it('with every value that is wrong in a list, at the place of each column', async () => {
    expect(
      await problemsOf(
        mapping(
          'B: { field: powerState, values: { A: onn, C: "on", D: null, E: of } }',
          'constants: { placementRules: [a, "pin:b", c] }',
        ),
      ),
    ).toEqual([
      '4:37 [wrong-value] powerState must be on, off or suspended, found "onn" | Did you mean "on"?',
      '4:63 [wrong-value] powerState must be on, off or suspended, found "of" | Did you mean "on"?',
      '5:14 [wrong-value] placementRules[] must be text, found "a"',
      '5:14 [wrong-value] placementRules[] must be text, found "c"',
    ]);
  });

  it.each([
    [
      'RAM [MB]: memoryGiB',
      'RAM [MB]: the heading says MB, the field counts GiB',
      'MB or unit: MiB',
    ],
    ['RAM (KB): memoryGiB', 'RAM (KB): the heading says kB, the field counts GiB', 'kB'],
    ['RAM (MiB): memoryGiB', 'RAM (MiB): the heading says MiB, the field counts GiB', 'MiB'],
  ])('where its heading names another unit: %s', async (column, message, unit) => {
    expect(await problemsOf(mapping(column))).toEqual([
      `4:3 [unit-unclear] ${message} | Say what the column counts: unit: ${unit}.`,
    ]);
  });

  it('with the place of the first of two columns for one field', async () => {
    const text = mapping('B: disks[0].GiB\n  C: disks[1].GiB\n  D: { field: "disks[0].GiB" }');
    const error = await loadMapping({ file: 'm.yaml', bytes: Buffer.from(text) }).catch(
      (thrown: UserError) => thrown,
    );
    const [problem, ...others] = (error as UserError).problems;
    expect(others).toEqual([]);
    expect(problem?.message).toBe('disks[].GiB is filled twice');
    expect([
      placeOf(problem?.location),
      problem?.related?.map(({ location }) => placeOf(location)),
    ]).toEqual(['m.yaml:6:8', ['m.yaml:4:3']]);
    expect(problem?.related?.map(({ note }) => note)).toEqual(['it is first filled here']);
  });

  it.each([
    ['B: guestVolumes[0].freeGiB', '4:3', 'guestVolumes[0] needs its field path as well'],
    [
      'B: guestVolumes[0].path\n  C: guestVolumes[0].freeGiB\n  D: guestVolumes[1].freeGiB\n  E: guestVolumes[1].capacityGiB',
      '6:3',
      'guestVolumes[1] needs its field path as well',
    ],
    [
      'B: { field: "guestVolumes[].freeGiB", split: "," }',
      '4:8',
      'guestVolumes[] needs its field path as well',
    ],
  ])('where an entry of a list would lack its name: %j', async (columns, place, message) => {
    expect(await problemsOf(mapping(columns))).toEqual([`${place} [entry-incomplete] ${message}`]);
  });

  it.each([
    ['B: nics[].addresses[]', 'nics[].addresses[]', 'nics[0].addresses[]'],
    ['B: { field: "nics[].addresses[]", split: "," }', 'nics[].addresses[]', 'nics[0].addresses[]'],
  ])('where two lists are open: %s', async (column, name, hint) => {
    const place = column.includes('field') ? '4:8' : '4:3';
    expect(await problemsOf(mapping(column))).toEqual([
      `${place} [field-unclear] ${name} does not say which entry of the list is filled | Say which one, for example ${hint}, or give split.`,
    ]);
  });

  it('of hosts and machines without a role, beside its other constants', async () => {
    expect(await problemsOf(mapping('B: model', 'constants: { ecc: true }', 'server'))).toEqual([
      '5:1 [missing-key] a server needs the field role: host or standalone | For example constants: { role: standalone }',
    ]);
  });

  it('with every mistake at once', async () => {
    const problems = await problemsOf(mapping('B: memory\n  C: { field: vcpu, unit: x }'));
    expect(problems).toHaveLength(2);
  });
});

describe('a mapping is taken', () => {
  it('with its fields, words, rows and places', async () => {
    const text = `subject: server
id: Name
sheet: Hosts
columns:
  Model: model
  "RAM (MB)": { field: memoryGiB, unit: MiB }
  Labels: { field: tags, split: ";" }
  Disk 2: disks[1].GiB
  State: { field: ecc, values: { " On ": true, OFF: false, "n/a": null } }
constants: { role: host, tags: [a, b] }
skip:
  - { column: Status, is: [" Retired ", ""], isNot: [used] }
ignore: [Notes, Serial]
empty: [" N/A ", "-"]
decimalMark: ","
dayOrder: day-first
elsewhere: [cluster]
`;
    const read = await loadMapping({ file: 'm.yaml', bytes: Buffer.from(text) });
    const columns = read.columns.map(({ heading, field, unit, values, split, location }) => ({
      heading,
      name: field.name,
      path: field.path,
      unit,
      values: values === undefined ? undefined : [...values],
      split,
      at: placeOf(location),
    }));
    const plain = { unit: undefined, values: undefined, split: undefined };
    expect(columns).toStrictEqual([
      { ...plain, heading: 'Model', name: 'model', path: ['model'], at: 'm.yaml:5:3' },
      {
        ...plain,
        heading: 'RAM (MB)',
        name: 'memoryGiB',
        path: ['memoryGiB'],
        unit: 'MiB',
        at: 'm.yaml:6:3',
      },
      {
        ...plain,
        heading: 'Labels',
        name: 'tags[]',
        path: ['tags', '*'],
        split: ';',
        at: 'm.yaml:7:3',
      },
      {
        ...plain,
        heading: 'Disk 2',
        name: 'disks[].GiB',
        path: ['disks', 1, 'GiB'],
        at: 'm.yaml:8:3',
      },
      {
        ...plain,
        heading: 'State',
        name: 'ecc',
        path: ['ecc'],
        values: [
          ['on', true],
          ['off', false],
          ['n/a', undefined],
        ],
        at: 'm.yaml:9:3',
      },
    ]);
    expect(read.constants.map(({ field, value }) => [field.path, value])).toStrictEqual([
      [['role'], 'host'],
      [
        ['tags', '*'],
        ['a', 'b'],
      ],
    ]);
    expect(
      read.skipped.map(({ heading, texts, unless, location }) => [
        heading,
        [...texts],
        unless,
        placeOf(location),
      ]),
    ).toStrictEqual([
      ['Status', ['retired', undefined], false, 'm.yaml:12:5'],
      ['Status', ['used'], true, 'm.yaml:12:5'],
    ]);
    const { subject, id, sheet, ignored, empty, decimalMark, dayOrder, elsewhere } = read;
    expect({ subject, sheet, decimalMark, dayOrder, elsewhere, empty: [...empty] }).toStrictEqual({
      subject: 'server',
      sheet: 'Hosts',
      decimalMark: ',',
      dayOrder: 'day-first',
      elsewhere: ['cluster'],
      empty: ['n/a', '-'],
    });
    expect([id.heading, placeOf(id.location)]).toEqual(['Name', 'm.yaml:2:1']);
    expect(ignored.map(({ heading, location }) => [heading, placeOf(location)])).toEqual([
      ['Notes', 'm.yaml:13:10'],
      ['Serial', 'm.yaml:13:17'],
    ]);
  });

  it('without what it leaves out', async () => {
    const text = mapping(
      'B: vcpu',
      'constants: null\nignore: null\nempty: null\nelsewhere: null\n',
    );
    const {
      columns: _,
      id: __,
      ...others
    } = await loadMapping({
      file: 'm.yaml',
      bytes: Buffer.from(text),
    });
    expect(others).toStrictEqual({
      subject: 'instance',
      sheet: undefined,
      constants: [],
      ignored: [],
      skipped: [],
      empty: new Set(),
      decimalMark: undefined,
      dayOrder: undefined,
      elsewhere: [],
    });
  });

  it.each([
    [mapping('B: tags')],
    [mapping('B: { field: tags, split: ";" }\n  C: tags')],
    [mapping('B: { field: "disks[].GiB", split: ";" }\n  C: disks[0].kind')],
    [mapping('B: vcpu', 'constants: { tags: [a, b] }')],
    [mapping('RAM (GiB): memoryGiB')],
    [mapping('CPU (%): metrics.cpuAvgPercent')],
    [mapping('B: vcpu', 'sheet: null\nskip: null\nx-note: mine')],
    [mapping('B: role', '', 'server')],
  ])('%j', async (text) => {
    expect(await problemsOf(text)).toEqual([]);
  });
});
