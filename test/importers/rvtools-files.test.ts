import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { unpackZips } from '../../src/importers/archive.ts';
import type { ForeignFile } from '../../src/importers/importer.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import { expectSound, noteIn, type Records } from './imported.ts';
import { problemOf } from './problem-of.ts';
import { rowsOf, workbookFile } from './workbook-file.ts';

const csv = (file: string, text: string): ForeignFile => ({ file, bytes: strToU8(text) });
const workbook = async (
  file: string,
  sheets: Readonly<Record<string, Records>>,
): Promise<ForeignFile> => {
  const rows = Object.entries(sheets).map(([name, records]) => [name, rowsOf(...records)]);
  return { ...(await workbookFile(Object.fromEntries(rows))), file };
};
const read = async (...files: readonly ForeignFile[]) => {
  const result = await rvtools.read(files);
  expectSound(result);
  return result;
};

describe('RVTools is recognised', () => {
  it.each([
    ['a workbook with vInfo', { vInfo: [['VM']] }, true],
    ['a workbook of old sheets', { tabvHost: [['Host']] }, true],
    ['another workbook', { Servers: [['Name']] }, false],
  ])('in %s: by its sheets', async (_what, sheets, recognised) => {
    const file = await workbookFile(sheets as Record<string, string[][]>);
    expect(rvtools.recognises(file)).toBe(recognised);
    expect(rvtools.recognises({ ...file, file: 'no-suffix' })).toBe(recognised);
  });

  it.each([
    ['RVTools_tabvInfo.csv', 'VM,Powerstate\n', true],
    ['a/VINFO.CSV', '\ufeff"VM";"Powerstate"\n', true],
    ['vc1-vHost.csv', 'Host,Datacenter\n', true],
    ['vFileInfo.csv', 'File Name,VI SDK Server\n', true],
    ['vInfo.csv', 'Name,Size\n', false],
    ['machines.csv', 'VM,Powerstate\n', false],
    ['vInfo.txt', 'VM,Powerstate\n', false],
    ['vInfo.csv', '', false],
  ])('in %s: by name and headings', (name, text, recognised) => {
    expect(rvtools.recognises(csv(name, text))).toBe(recognised);
  });

  it('in a workbook that cannot be opened: reading it says why', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'vInfo', rows: [['VM']] }],
      encryption: { password: 'secret', spinCount: 10 },
    });
    expect(rvtools.recognises({ file: 'a.xlsx', bytes: locked })).toBe(true);
    const { bytes } = await workbookFile({ vInfo: [['VM']] });
    expect(rvtools.recognises({ file: 'a.xlsx', bytes: bytes.subarray(0, 300) })).toBe(true);
    expect(rvtools.recognises({ file: 'a.zip', bytes: bytes.subarray(0, 300) })).toBe(false);
  });
});

describe('CSV files', () => {
  const vInfo = 'VM;Powerstate;CPUs;Memory;Host;Template\ndb;poweredOn;4;8192;h;Falsch\n';
  const expected = {
    id: 'db',
    form: 'virtual',
    target: { host: 'h' },
    vcpu: 4,
    memoryGiB: 8,
    powerState: 'on',
  };

  it('of one folder are one export', async () => {
    const { document, notes } = await read(
      csv('e/RVTools_tabvDisk.csv', 'VM;Disk;Capacity MiB\ndb;Hard disk 1;1024\nx;Hard disk 1;1\n'),
      csv('e/RVTools_tabvInfo.csv', vInfo),
      csv('e/RVTools_tabvMetaData.csv', 'xlsx creation datetime\n2026-03-29 08:15:00\n'),
      csv('e/RVTools_tabvRP.csv', 'Resource Pool name;VI SDK Server\n'),
    );
    expect(document).toEqual({
      schemaVersion: 1,
      assessment: { asOf: '2026-03-29' },
      servers: [{ id: 'h', role: 'host' }],
      instances: [{ ...expected, disks: [{ GiB: 1, label: 'Hard disk 1' }] }],
    });
    const result = { document, notes };
    expect(noteIn(result, 'row-without-machine')?.message).toContain(
      '(RVTools_tabvDisk.csv, row 3)',
    );
    expect(noteIn(result, 'sheet-not-used')?.message).toContain('(RVTools_tabvRP.csv)');
  });

  it('may come in a zip archive, as workbooks may', async () => {
    const bytes = zipSync({
      'vInfo.csv': strToU8(vInfo),
      'more/b.xlsx': (await workbook('b.xlsx', { vInfo: [{ VM: 'web' }] })).bytes,
    });
    const files = await unpackZips([{ file: 'export.zip', bytes }]);
    expect(files.map((file) => [file.file, rvtools.recognises(file)])).toEqual([
      ['export.zip/vInfo.csv', true],
      ['export.zip/more/b.xlsx', true],
    ]);
    const { document } = await read(...files);
    expect(document.instances?.map(({ id }) => id)).toEqual(['db', 'web']);
  });

  it('are refused with the name of the sheet that is missing', async () => {
    expect(await problemOf(rvtools.read([csv('e/vHost.csv', 'Host\nh\n')]))).toEqual({
      code: 'sheet-missing',
      message: 'e has no sheet vInfo, which lists the machines',
      hint: 'Its sheets: vHost.',
    });
    expect(await problemOf(rvtools.read([csv('vInfo.csv', 'Name\nh\n')]))).toEqual({
      code: 'column-missing',
      message: 'vInfo.csv, row 1: no column is headed "VM"',
      hint: 'The first row of the sheet must hold the headings that RVTools wrote.',
    });
    expect(await problemOf(rvtools.read([csv('list.csv', 'VM\n')]))).toMatchObject({
      code: 'csv-not-rvtools',
      message: 'list.csv: its name says no sheet of RVTools',
    });
  });
});

describe('several exports', () => {
  const vm = (server: string | undefined, facts: Records[number] = {}) => ({
    VM: 'db',
    Host: 'h',
    Cluster: 'c',
    Datacenter: 'DC',
    'VM ID': 'vm-1',
    ...(server === undefined ? {} : { 'VI SDK Server': server }),
    ...facts,
  });
  const day = (date: string) => [{ 'xlsx creation datetime': date }];

  it('of several vCenters give each its machines, hosts and clusters', async () => {
    const { document } = await read(
      await workbook('a.xlsx', {
        vInfo: [vm('vc-a')],
        vCPU: [{ VM: 'db', 'Cores p/s': 2 }],
        vMetaData: day('2026-03-29'),
      }),
      await workbook('b.xlsx', {
        vInfo: [vm('vc-b')],
        vCPU: [{ VM: 'db', 'Cores p/s': 4 }],
        vMetaData: day('2026-03-29'),
      }),
    );
    expect(document).toEqual({
      schemaVersion: 1,
      assessment: { asOf: '2026-03-29' },
      clusters: [{ id: 'c@vc-a' }, { id: 'c@vc-b' }],
      servers: [
        { id: 'h@vc-a', role: 'host', cluster: 'c@vc-a' },
        { id: 'h@vc-b', role: 'host', cluster: 'c@vc-b' },
      ],
      instances: [
        {
          id: 'db@vc-a',
          form: 'virtual',
          target: { cluster: 'c@vc-a', host: 'h@vc-a' },
          coresPerSocket: 2,
        },
        {
          id: 'db@vc-b',
          form: 'virtual',
          target: { cluster: 'c@vc-b', host: 'h@vc-b' },
          coresPerSocket: 4,
        },
      ],
    });
  });

  it('that name no vCenter are told apart by their names', async () => {
    const { document } = await read(
      await workbook('a.xlsx', { vInfo: [vm(undefined)] }),
      await workbook('b.xlsx', { vInfo: [vm(undefined)] }),
    );
    expect(document.instances?.map(({ id }) => id)).toEqual(['db@a.xlsx', 'db@b.xlsx']);
    expect(document.servers?.map(({ id }) => id)).toEqual(['h@a.xlsx', 'h@b.xlsx']);
  });

  it('of one vCenter give a machine that both list once, and its host too', async () => {
    const result = await read(
      await workbook('a.xlsx', { vInfo: [vm('vc', { CPUs: 2, 'VM UUID': 'u' })] }),
      await workbook('b.xlsx', {
        vInfo: [vm('vc', { CPUs: 4, 'VM UUID': 'u' }), vm('vc', { VM: 'web', 'VM ID': 'vm-2' })],
      }),
    );
    expect(result.document.instances?.map(({ id, vcpu }) => [id, vcpu])).toEqual([
      ['db', 2],
      ['web', undefined],
    ]);
    expect(result.document.servers?.map(({ id }) => id)).toEqual(['h']);
    expect(noteIn(result, 'machine-in-several-files')).toEqual({
      message: 'Machines that several exports list, by name and VM UUID: the first is read (db).',
      count: 1,
    });
  });

  it('written on several days have no one day, but each its own for its snapshots', async () => {
    const sheets = (server: string, date: string) => ({
      vInfo: [vm(server, { VM: server })],
      vSnapshot: [{ VM: server, 'Date / time': '2026-03-01 00:00:00' }],
      vMetaData: day(date),
    });
    const result = await read(
      await workbook('a.xlsx', sheets('vc-a', '2026-03-02 12:00:00')),
      await workbook('b.xlsx', sheets('vc-b', '2026-03-03 12:00:00')),
    );
    expect(result.document.assessment).toBeUndefined();
    expect(noteIn(result, 'as-of-differs')?.count).toBe(1);
    expect(result.document.instances?.map(({ snapshots }) => snapshots?.oldestHours)).toEqual([
      36, 60,
    ]);
  });

  it('give the same whatever the order of the files', async () => {
    const files = [
      await workbook('a.xlsx', { vInfo: [vm('vc-a'), vm('vc-a', { VM: 'x', 'VM ID': 'vm-3' })] }),
      await workbook('b.xlsx', { vInfo: [vm('vc-b')] }),
      csv('c/vInfo.csv', 'VM\ndb\n'),
    ];
    expect(await read(...files.toReversed())).toEqual(await read(...files));
  });

  it('name the file in notes and errors', async () => {
    const result = await read(
      await workbook('a.xlsx', { vInfo: [vm('vc-a', { CPUs: 'many' })] }),
      await workbook('b.xlsx', { vInfo: [vm('vc-b')] }),
    );
    expect(noteIn(result, 'value-not-read')?.message).toContain(
      '(a.xlsx: sheet vInfo, row 2, column CPUs: "many")',
    );
    expect(noteIn(result, 'sheet-absent')?.message).toContain('a.xlsx: dvPort');
  });
});

describe('where machines stand', () => {
  it('is kept beside the document, by their ids', async () => {
    const { whereabouts } = await read(
      await workbook('a.xlsx', {
        vInfo: [
          {
            VM: 'db',
            'VM ID': 'vm-1',
            Folder: '/DC/vm/Radiology',
            'Resource pool': '/DC/c/Resources',
            vApp: 'PACS',
          },
          { VM: 'db', 'VM ID': 'vm-2', Folder: null, 'Resource pool': null, vApp: null },
        ],
      }),
    );
    expect([...(whereabouts ?? [])]).toEqual([
      ['db@vm-1', { folder: '/DC/vm/Radiology', resourcePool: '/DC/c/Resources', vApp: 'PACS' }],
    ]);
  });
});
