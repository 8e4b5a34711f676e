import { describe, expect, it } from 'vitest';
import { loadMapping } from '../../src/load/load-mapping.ts';
import { refusals } from './loading.ts';

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
    ['- a', '1:1 [wrong-type] a file of mapping is a mapping'],
  ])('%j', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  it('with every mistake at once', async () => {
    const problems = await problemsOf(mapping('B: memory\n  C: { field: vcpu, unit: x }'));
    expect(problems).toHaveLength(2);
  });
});

describe('a mapping is taken', () => {
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
