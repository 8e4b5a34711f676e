import { describe, expect, it } from 'vitest';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import { imported, importedRows, noteIn } from './imported.ts';
import { problemOf } from './problem-of.ts';
import { workbookFile } from './workbook-file.ts';

it('is registered', () => {
  expect(IMPORTERS).toContain(rvtools);
});

describe('a workbook that is no export of RVTools', () => {
  it('is refused without vInfo, and its sheets are named', async () => {
    const file = await workbookFile({ vHost: [['Host']], Budget: [['Cost']] });
    expect(await problemOf(rvtools.read([file]))).toEqual({
      code: 'sheet-missing',
      message: 'export.xlsx has no sheet vInfo, which lists the machines',
      hint: 'Its sheets: vHost, Budget.',
    });
  });

  it.each([
    ['vInfo', 'VM', '"VM"'],
    ['vHost', 'Host', '"Host"'],
    ['vCluster', 'Name', '"Name" or "Cluster"'],
    ['vDatastore', 'Name', '"Name"'],
  ])('is refused where %s has no column %s', async (sheet, _column, wanted) => {
    const file = await workbookFile({ vInfo: [['VM']], [sheet]: [[null], ['Something'], ['x']] });
    expect(await problemOf(rvtools.read([file]))).toEqual({
      code: 'column-missing',
      message: `export.xlsx: sheet ${sheet}, row 2: no column is headed ${wanted}`,
      hint: 'The first row of the sheet must hold the headings that RVTools wrote.',
    });
  });

  it('is refused where vInfo is empty', async () => {
    const file = await workbookFile({ vInfo: [] });
    expect(await problemOf(rvtools.read([file]))).toMatchObject({
      code: 'column-missing',
      message: 'export.xlsx: sheet vInfo, row 1: no column is headed "VM"',
    });
  });
});

describe('the sheets', () => {
  it('that are not there or not read are noted', async () => {
    const result = await importedRows({ vDisk: [['VM']], vTools: [['VM']], vHost: [['Host']] });
    expect(noteIn(result, 'sheet-absent')).toEqual({
      message: 'Sheets that the file does not hold: their facts are absent (vCluster, vDatastore).',
      count: 2,
    });
    expect(noteIn(result, 'sheet-not-used')).toEqual({
      message:
        'Sheets that are not read: the importer takes nothing from them yet (vDisk, vTools).',
      count: 2,
    });
  });

  it('may be named as old releases named them', async () => {
    const file = await workbookFile({ tabvInfo: [['VM'], ['a']], ' TABVHOST': [['Host'], ['h']] });
    const { document } = await rvtools.read([file]);
    expect(document.instances).toEqual([{ id: 'a', form: 'virtual' }]);
    expect(document.servers).toEqual([{ id: 'h', role: 'host' }]);
  });

  it('of one name are read once', async () => {
    const file = await workbookFile({ vInfo: [['VM'], ['a']], tabvInfo: [['VM'], ['b']] });
    const result = await rvtools.read([file]);
    expect(result.document.instances).toEqual([{ id: 'a', form: 'virtual' }]);
    expect(noteIn(result, 'sheet-not-used')?.message).toContain('(tabvInfo)');
  });

  it('that lack a column are noted, but not for what only tells things apart', async () => {
    const result = await imported({ vCluster: [{ Name: 'c', 'HA enabled': true }] });
    const absent = noteIn(result, 'column-absent');
    // All 13 facts of vInfo but the name, and three of vCluster.
    expect(absent?.count).toBe(16);
    expect(absent?.message).toContain('vCluster: AdmissionControlEnabled');
  });
});

describe('the day of the export', () => {
  const asOf = async (...days: readonly (string | Date | number)[]) => {
    const result = await imported({
      vMetaData: days.map((day) => ({ 'RVTools version': '4.7', 'xlsx creation datetime': day })),
    });
    const codes = result.notes.map(({ code }) => code).filter((code) => code.startsWith('as-of'));
    return [result.document.assessment, codes];
  };

  it('is the day that vMetaData gives', async () => {
    expect(await asOf(new Date('2026-03-29T08:15:00Z'))).toEqual([{ asOf: '2026-03-29' }, []]);
    expect(await asOf('2026-03-29 08:15:00')).toEqual([{ asOf: '2026-03-29' }, []]);
    expect(await asOf('2026-03-29', '2026-03-29')).toEqual([{ asOf: '2026-03-29' }, []]);
  });

  it('is absent where there are several, or none', async () => {
    expect(await asOf('2026-03-29', '2026-03-30')).toEqual([undefined, ['as-of-differs']]);
    expect(await asOf('yesterday')).toEqual([undefined, ['as-of-absent']]);
    const without = await importedRows({ vMetaData: [['Server'], ['vc1']] });
    expect(noteIn(without, 'as-of-absent')?.count).toBe(1);
  });
});

describe('the document', () => {
  it('has its sections and keys in one order', async () => {
    const { document } = await imported({
      vInfo: [{ Powerstate: 'poweredOn', Memory: 1024, CPUs: 1, Host: 'h', Cluster: 'c', VM: 'a' }],
      vDatastore: [{ 'Capacity MiB': 2 ** 20, Type: 'NFS', Name: 'ds' }],
      vHost: [
        {
          '# Memory': 1024,
          Model: 'm',
          'ESX Version': 'VMware ESXi 8.0.2',
          Host: 'h',
          Cluster: 'c',
        },
      ],
      vMetaData: [{ 'xlsx creation datetime': '2026-03-29' }],
    });
    expect(JSON.stringify(document)).toBe(
      '{"schemaVersion":1,"assessment":{"asOf":"2026-03-29"},' +
        '"platforms":[{"id":"esxi-8.0.2","vendor":"VMware","product":"esxi","version":"8.0.2","hypervisorType":"bare-metal"}],' +
        '"clusters":[{"id":"c","platform":"esxi-8.0.2"}],' +
        '"servers":[{"id":"h","role":"host","model":"m","cluster":"c","cpu":{"architecture":"x86_64"},"memoryGiB":1}],' +
        '"storage":[{"id":"ds","kind":"nfs","capacityTiB":1}],' +
        '"instances":[{"id":"a","form":"virtual","target":{"cluster":"c","host":"h"},"vcpu":1,"memoryGiB":1,"powerState":"on"}]}',
    );
  });

  it('and the notes are the same when the rows come in another order', async () => {
    const vInfo = ['b', 'a', 'c', 'd', 'e'].map((VM, i) => ({
      VM,
      Host: `h${i % 2}`,
      Cluster: 'c',
      Powerstate: 'suspended',
      Template: i === 4,
      'OS according to the configuration file': `Windows Server ${2016 + i} or later`,
    }));
    const vHost = [
      { Host: 'h0', Cluster: 'c', 'ESX Version': 'VMware ESXi 7.0.3' },
      { Host: 'h1', Cluster: 'c', 'ESX Version': 'VMware ESXi 6.7.0' },
    ];
    const forth = await imported({ vInfo, vHost });
    const back = await imported({ vInfo: vInfo.toReversed(), vHost: vHost.toReversed() });
    expect(back).toEqual(forth);
    expect(forth.notes.length).toBeGreaterThan(5);
  });
});
