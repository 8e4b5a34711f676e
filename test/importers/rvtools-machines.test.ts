import { describe, expect, it } from 'vitest';
import { imported, importedRows, noteIn } from './imported.ts';
import type { Value } from './workbook-file.ts';

const machine = async (facts: Readonly<Record<string, Value>>) => {
  const result = await imported({ vInfo: [{ VM: 'vm', ...facts }] });
  const [{ id, form, ...rest } = { id: undefined, form: undefined }] =
    result.document.instances ?? [];
  expect([id, form]).toEqual(['vm', 'virtual']);
  return { facts: rest, result, codes: result.notes.map(({ code }) => code) };
};

describe('a machine of vInfo', () => {
  it('becomes an unassigned instance with every fact that the row gives', async () => {
    const { document } = await imported({
      vInfo: [
        {
          VM: 'ehr-db-1',
          Powerstate: 'poweredOn',
          Template: 'False',
          'SRM Placeholder': 'False',
          'DNS Name': 'ehr-db-1.example.org',
          'Connection state': 'connected',
          'Consolidation Needed': 'False',
          CBT: 'True',
          'EFI Secure boot': 'True',
          Firmware: 'efi',
          'HW version': 'vmx-19',
          Annotation: null,
          'Creation date': new Date('2024-10-27T15:51:11Z'),
          CPUs: 8,
          Memory: 65_536,
          Disks: 3,
          'DAS protection': 'True',
          'FT State': 'notConfigured',
          'HA Restart Priority': 'high',
          Datacenter: 'DC1',
          Cluster: 'clinical',
          Host: 'esx-01',
          'OS according to the configuration file': 'Microsoft Windows Server 2019 (64-bit)',
          'OS according to the VMware Tools': 'Microsoft Windows Server 2019 (64-bit)',
        },
      ],
    });
    expect(document).toEqual({
      schemaVersion: 1,
      clusters: [{ id: 'clinical' }],
      servers: [{ id: 'esx-01', role: 'host', cluster: 'clinical' }],
      instances: [
        {
          id: 'ehr-db-1',
          form: 'virtual',
          target: { cluster: 'clinical', host: 'esx-01' },
          vcpu: 8,
          memoryGiB: 64,
          guestOs: { family: 'windows-server', version: '2019', bits: 64 },
          configuredOsMatches: true,
          hostName: 'ehr-db-1.example.org',
          hardwareVersion: 19,
          firmware: 'uefi',
          secureBoot: true,
          changeTracking: true,
          consolidationNeeded: false,
          protection: 'ha-restart',
          restartPriority: 'high',
          secretInNotes: false,
          created: '2024-10-27',
          powerState: 'on',
          connectionState: 'connected',
        },
      ],
    });
  });

  it('has no fact where its cells are empty, and none that is 0', async () => {
    const { facts, codes } = await machine({
      Powerstate: null,
      CPUs: '',
      Memory: null,
      'DAS protection': null,
      'OS according to the VMware Tools': ' ',
    });
    expect(facts).toEqual({});
    expect(codes).not.toContain('value-not-read');
  });

  it('has no fact where a cell holds something else, and a note says where', async () => {
    const { facts, result } = await machine({
      Powerstate: 'asleep',
      CPUs: 0,
      Memory: 'lots',
      'Creation date': '02/06/2025',
    });
    expect(facts).toEqual({});
    expect(noteIn(result, 'value-not-read')).toEqual({
      message:
        'Cells that hold something else than their column should: the fact is absent (for example sheet vInfo, row 2, column CPUs: "0", sheet vInfo, row 2, column Creation date: "02/06/2025", sheet vInfo, row 2, column Memory: "lots").',
      count: 4,
    });
  });

  it('has no memory where the file says 0', async () => {
    const { facts, codes } = await machine({ Memory: 0 });
    expect(facts).toEqual({});
    expect(codes).toContain('value-not-read');
  });

  it.each([
    ['Memory', 4096, 4],
    ['Memory', 524_253, 511.966],
    ['Size MiB', 2048, 2],
    ['Memory MB', '1,024', 1],
    [' memory ', '6.144', 6],
    ['MEMORY', 1, 0.001],
    ['Memory', 0.1, 0.0001],
  ])('has the memory of column %j with %j: %d GiB', async (heading, value, memoryGiB) => {
    expect((await machine({ [heading]: value })).facts).toEqual({ memoryGiB });
  });

  it.each([
    ['poweredOn', 'on'],
    ['poweredOff', 'off'],
    ['POWEREDOFF', 'off'],
    ['Suspended', 'suspended'],
  ])('that is %s is %s', async (state, powerState) => {
    expect((await machine({ Powerstate: state })).facts).toEqual({ powerState });
  });

  it.each([
    ['running', 'True', 'ft', []],
    ['enabled', null, 'ft', []],
    ['needSecondary', 'True', 'ha-restart', ['ft-not-protecting']],
    ['starting', null, undefined, ['ft-not-protecting']],
    ['disabled', true, 'ha-restart', []],
    ['notConfigured', false, undefined, ['ha-protection-off']],
    [null, 'false', undefined, ['ha-protection-off']],
    [null, null, undefined, []],
  ])(
    'with FT state %s and DAS protection %s is protected by %s',
    async (ft, das, protection, said) => {
      const { facts, codes } = await machine({ 'FT State': ft, 'DAS protection': das });
      expect(facts).toEqual(protection === undefined ? {} : { protection });
      expect(codes.filter((code) => /^(ft|ha)-/.test(code))).toEqual(said);
    },
  );

  it.each([
    ['highest', 'high', ['restart-priority-rounded']],
    ['high', 'high', []],
    ['medium', 'medium', []],
    ['low', 'low', []],
    ['lowest', 'low', ['restart-priority-rounded']],
    ['clusterRestartPriority', undefined, ['restart-priority-of-cluster']],
  ])('with restart priority %s has %s', async (priority, restartPriority, said) => {
    const { facts, codes } = await machine({ 'HA Restart Priority': priority });
    expect(facts).toEqual(restartPriority === undefined ? {} : { restartPriority });
    expect(codes.filter((code) => code.startsWith('restart-'))).toEqual(said);
  });

  it('whose HA restart is disabled is not restarted, whatever HA protects', async () => {
    const { facts, codes } = await machine({
      'HA Restart Priority': 'disabled',
      'DAS protection': 'True',
    });
    expect(facts).toEqual({});
    expect(codes).toContain('ha-restart-off');
  });

  it.each([
    [new Date('2020-02-29T23:30:00Z'), '2020-02-29'],
    ['2020/02/29 23:30:00', '2020-02-29'],
    [43_890.98, '2020-02-29'],
  ])('made on %s was created on %s', async (day, created) => {
    expect((await machine({ 'Creation date': day })).facts).toEqual({ created });
  });

  it('made before vSphere kept the day has none', async () => {
    const { facts, codes } = await machine({ 'Creation date': new Date('1970-01-01T00:00:00Z') });
    expect(facts).toEqual({});
    expect(codes).toContain('creation-date-unknown');
  });

  it('gets no list of disks from their number', async () => {
    const { facts, result } = await machine({ Disks: 3, 'Total disk capacity MiB': 1024 });
    expect(facts).toEqual({});
    expect(noteIn(result, 'disks-not-listed')?.count).toBe(1);
  });
});

describe('the guest operating system', () => {
  const TOOLS = 'OS according to the VMware Tools';
  const CONFIGURED = 'OS according to the configuration file';
  const guest = async (tools: string | null, configured: string | null) => {
    const { facts, codes } = await machine({ [TOOLS]: tools, [CONFIGURED]: configured });
    return { ...facts, said: codes.filter((code) => code.startsWith('guest-')) };
  };

  it('is what Tools report, not what was configured', async () => {
    expect(
      await guest('Debian GNU/Linux 12 (64-bit)', 'Red Hat Enterprise Linux 6 (64-bit)'),
    ).toEqual({
      guestOs: { family: 'debian', version: '12', bits: 64 },
      configuredOsMatches: false,
      said: ['guest-os-disagrees'],
    });
  });

  it('is as configured where Tools report none', async () => {
    expect(await guest(null, 'Microsoft Windows 7 (64-bit)')).toEqual({
      guestOs: { family: 'windows', version: '7', bits: 64 },
      said: ['guest-os-from-configuration'],
    });
  });

  it('is as configured where Tools name no product', async () => {
    expect(await guest('Other (64-bit)', 'FreeBSD 12 (64-bit)')).toEqual({
      guestOs: { family: 'freebsd', version: '12', bits: 64 },
      said: ['guest-os-from-configuration'],
    });
  });

  it('takes edition and word size from the configuration of the same product', async () => {
    expect(
      await guest(
        'Microsoft Windows Server 2022',
        'Microsoft Windows Server 2022 Standard (64-bit)',
      ),
    ).toEqual({
      guestOs: { family: 'windows-server', version: '2022', edition: 'standard', bits: 64 },
      configuredOsMatches: true,
      said: [],
    });
    expect(await guest('Oracle Linux Server 8.5', 'Oracle Linux 8 (64-bit)')).toEqual({
      guestOs: { family: 'oracle-linux', version: '8.5', bits: 64 },
      configuredOsMatches: true,
      said: [],
    });
  });

  it('takes nothing from a configuration that names no product', async () => {
    expect(await guest('Ubuntu 22.04.3 LTS', 'Other (64-bit)')).toEqual({
      guestOs: { family: 'ubuntu', version: '22.04.3' },
      said: [],
    });
  });

  it('is contradicted by another release, and by another word size', async () => {
    expect(
      (await guest('Microsoft Windows Server 2012 (64-bit)', 'Microsoft Windows Server 2012 R2'))
        .said,
    ).toEqual(['guest-os-disagrees']);
    expect(
      (await guest('Microsoft Windows 10 (64-bit)', 'Microsoft Windows 10 (32-bit)')).said,
    ).toEqual(['guest-os-disagrees']);
  });

  it('has no version where there is only a lower bound', async () => {
    expect(await guest(null, 'Microsoft Windows Server 2016 or later (64-bit)')).toEqual({
      guestOs: { family: 'windows-server', bits: 64 },
      said: ['guest-os-from-configuration', 'guest-os-version-absent'],
    });
    expect(
      await guest(
        'Microsoft Windows Server 2019 (64-bit)',
        'Microsoft Windows Server 2016 or later (64-bit)',
      ),
    ).toEqual({
      guestOs: { family: 'windows-server', version: '2019', bits: 64 },
      said: [],
    });
  });

  it('is absent where the name is not known, and a note quotes it', async () => {
    const { facts, result } = await machine({ [TOOLS]: 'TempleOS 5' });
    expect(facts).toEqual({});
    expect(noteIn(result, 'guest-os-not-read')).toEqual({
      message:
        'Guest operating systems whose names say no product that is known here (TempleOS 5).',
      count: 1,
    });
  });
});

describe('the rows of vInfo', () => {
  const idsOf = async (...vms: readonly Readonly<Record<string, Value>>[]) => {
    const result = await imported({ vInfo: vms });
    return { ids: result.document.instances?.map(({ id }) => id), result };
  };

  it('are left out, and counted, where they are no machine that runs here', async () => {
    const { ids, result } = await idsOf(
      { VM: 'app', Template: false, 'SRM Placeholder': false },
      { VM: 'golden', Template: 'True', 'SRM Placeholder': false },
      { VM: 'copy', Template: 'False', 'SRM Placeholder': 'TRUE' },
      { VM: null, Template: 'False', 'SRM Placeholder': false },
    );
    expect(ids).toEqual(['app']);
    expect(noteIn(result, 'template-left-out')).toEqual({
      message: 'Templates are left out: a template does not run (golden).',
      count: 1,
    });
    expect(noteIn(result, 'placeholder-left-out')?.count).toBe(1);
    expect(noteIn(result, 'row-without-name')).toEqual({
      message: 'Rows without a name are left out (sheet vInfo, row 5).',
      count: 1,
    });
  });

  it('still prove the host of a template', async () => {
    const { result } = await idsOf({ VM: 'golden', Template: true, Host: 'esx-9' });
    expect(result.document).toEqual({
      schemaVersion: 1,
      servers: [{ id: 'esx-9', role: 'host' }],
      instances: [],
    });
  });

  it('that share a name get ids that do not depend on their order', async () => {
    const a = { VM: 'web', 'VM ID': 'vm-11', 'VM UUID': null, Datacenter: 'N' };
    const b = { VM: 'web', 'VM ID': 'vm-7', 'VM UUID': null, Datacenter: 'N' };
    expect((await idsOf(a, b)).ids).toEqual(['web@vm-11', 'web@vm-7']);
    const { ids, result } = await idsOf(b, a);
    expect(ids).toEqual(['web@vm-11', 'web@vm-7']);
    expect(noteIn(result, 'id-suffixed')?.count).toBe(2);
  });

  it('are told apart by folder, and at last by number', async () => {
    expect((await idsOf({ VM: 'web', Folder: '/a' }, { VM: 'web', Folder: '/b' })).ids).toEqual([
      'web@/a',
      'web@/b',
    ]);
    expect((await idsOf({ VM: 'web' }, { VM: 'web' })).ids).toEqual(['web#1', 'web#2']);
  });

  it('that name one machine twice give it once', async () => {
    const row = { VM: 'web', 'VM UUID': '4213-a', 'VM ID': 'vm-7', CPUs: 2 };
    const { ids, result } = await idsOf(row, { ...row, CPUs: 4 });
    expect(ids).toEqual(['web']);
    expect(result.document.instances?.[0]?.vcpu).toBe(2);
    expect(noteIn(result, 'row-repeated')?.count).toBe(1);
  });

  it('of a fault-tolerant pair are two machines', async () => {
    const { ids, result } = await idsOf(
      { VM: 'pacs', 'FT State': 'running', 'FT Role': 1 },
      { VM: 'pacs', 'FT State': 'running', 'FT Role': 2 },
      { VM: 'ris (secondary)', 'FT State': 'running', 'FT Role': '2' },
    );
    expect(ids).toEqual(['pacs', 'pacs (secondary)', 'ris (secondary)']);
    expect(noteIn(result, 'ft-secondary')?.count).toBe(2);
    expect(result.document.instances?.map(({ ftSecondaryOf }) => ftSecondaryOf)).toEqual([
      undefined,
      'pacs',
      undefined,
    ]);
  });

  it('of a fault-tolerant pair stay apart where several machines may be the primary', async () => {
    const { ids, result } = await idsOf(
      { VM: 'pacs', 'VM ID': 'vm-1', 'FT State': 'running', 'FT Role': 1 },
      { VM: 'pacs', 'VM ID': 'vm-2' },
      { VM: 'pacs', 'VM ID': 'vm-3', 'FT State': 'running', 'FT Role': 2 },
    );
    expect(ids).toEqual(['pacs (secondary)', 'pacs@vm-1', 'pacs@vm-2']);
    expect(result.document.instances?.some(({ ftSecondaryOf }) => ftSecondaryOf)).toBe(false);
  });

  it('keep names that look like numbers, dates and words of a spreadsheet', async () => {
    const { ids, result } = await idsOf(
      { VM: '0042' },
      { VM: 42 },
      { VM: new Date('2026-03-01T00:00:00Z') },
      { VM: true },
    );
    expect(ids).toEqual(['0042', '2026-03-01', '42', 'true']);
    expect(noteIn(result, 'name-not-text')?.count).toBe(3);
  });

  it('give names that fit the schema', async () => {
    const { ids, result } = await idsOf({ VM: ' a\u0007b\u200b ' }, { VM: 'x'.repeat(250) });
    expect(ids).toEqual(['a b', 'x'.repeat(200)]);
    expect(noteIn(result, 'name-cleaned')?.count).toBe(2);
  });

  it('come out in one order, whatever theirs', async () => {
    const { ids } = await idsOf({ VM: 'b' }, { VM: 'B' }, { VM: 'ä' }, { VM: 'a' });
    expect(ids).toEqual(['B', 'a', 'b', 'ä']);
  });
});

describe('the headings of vInfo', () => {
  it('are read in the words of RVTools 3 and 4 alike', async () => {
    const old = await importedRows({
      vInfo: [
        ['VM', 'CPUs', 'Memory', 'Provisioned MB'],
        ['a', 2, 1024, 9],
      ],
    });
    const recent = await importedRows({
      vInfo: [
        [' vm', 'cpus', 'SIZE  MIB', 'Provisioned MiB'],
        ['a', 2, 1024, 9],
      ],
    });
    expect(recent.document).toEqual(old.document);
    expect(old.document.instances).toEqual([{ id: 'a', form: 'virtual', vcpu: 2, memoryGiB: 1 }]);
  });

  it('that stand there twice are read once, and noted', async () => {
    const result = await importedRows({
      vInfo: [
        ['VM', 'CPUs', 'cpus ', 'Note'],
        ['a', 2, 99, 'x'],
      ],
    });
    expect(result.document.instances?.[0]?.vcpu).toBe(2);
    expect(noteIn(result, 'heading-repeated')).toEqual({
      message:
        'Headings that stand in a sheet more than once: the first column is read (vInfo: cpus).',
      count: 1,
    });
    expect(noteIn(result, 'column-not-used')?.count).toBe(1);
  });

  it('are counted where nothing is read under them, or no heading stands there', async () => {
    const result = await importedRows({
      vInfo: [
        ['VM', 'Owner', null, null, 'Log directory', 'Contact'],
        ['a', 'text', null, 'stray', 'p', 'c'],
      ],
    });
    expect(noteIn(result, 'column-not-used')).toEqual({
      message:
        'Columns that are not read: the inventory has no field for them, or another column says it better (vInfo: D, vInfo: Log directory, vInfo: Owner).',
      count: 3,
    });
    expect(noteIn(result, 'column-private')?.message).toContain('(vInfo: Contact)');
  });
});
