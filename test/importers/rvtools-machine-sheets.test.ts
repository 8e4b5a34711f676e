import { describe, expect, it } from 'vitest';
import { imported, importedRows, noteIn, type Records } from './imported.ts';
import { rowsOf } from './workbook-file.ts';

/** What one sheet beside vInfo adds to the machine `vm`. */
const added = async (
  sheets: Readonly<Record<string, Records>>,
  vInfo: Records[number] = {},
): Promise<{ facts: object; codes: readonly string[] }> => {
  const result = await imported({ vInfo: [{ VM: 'vm', ...vInfo }], ...sheets });
  const plain = await imported({ vInfo: [{ VM: 'vm', ...vInfo }] });
  const [own = {}] = plain.document.instances ?? [];
  const [machine = {}] = result.document.instances ?? [];
  const facts = Object.entries(machine).filter(([fact]) => !Object.hasOwn(own, fact));
  return { facts: Object.fromEntries(facts), codes: result.notes.map(({ code }) => code) };
};

describe('a row of vCPU and vMemory', () => {
  it('gives the cores of a socket, limits, what can be added and what is reserved', async () => {
    const { facts } = await added(
      {
        vCPU: [
          {
            VM: 'vm',
            'Cores p/s': 2,
            Reservation: 3000,
            Limit: 6000,
            'Hot Add': true,
            'Hot Remove': false,
          },
        ],
        vMemory: [
          {
            VM: 'vm',
            'Size MiB': 8192,
            Reservation: 2048,
            Limit: 4096,
            'Hot Add': false,
            Ballooned: 12,
            Swapped: 0,
          },
        ],
        vHost: [{ Host: 'h', Speed: 2500 }],
      },
      { CPUs: 4, Memory: 8192, Powerstate: 'poweredOn', Host: 'h' },
    );
    expect(facts).toEqual({
      coresPerSocket: 2,
      limits: { cpu: true, memory: true },
      hotAdd: { cpu: true, memory: false },
      cpuReservationPercent: 30,
      memoryReservationPercent: 25,
      metrics: { balloonMiB: 12, swapMiB: 0 },
    });
  });

  it('limits nothing where it says so, or where the bound is what is configured', async () => {
    const { facts } = await added(
      {
        vCPU: [{ VM: 'vm', Limit: -1, Reservation: 0 }],
        vMemory: [
          { VM: 'vm', Limit: 8192, Reservation: 0, 'Memory Reservation Locked To Max': true },
        ],
      },
      { CPUs: 4, Memory: 8192 },
    );
    expect(facts).toEqual({
      limits: { cpu: false, memory: false },
      cpuReservationPercent: 0,
      memoryReservationPercent: 100,
    });
  });

  it('gives no share of a capacity that is not known, and no load of a machine that is off', async () => {
    const { facts, codes } = await added(
      {
        vCPU: [{ VM: 'vm', Reservation: 1000, 'Hot Add': false }],
        vMemory: [{ VM: 'vm', Reservation: 1024, Ballooned: 0, Swapped: 0 }],
      },
      { Powerstate: 'poweredOff' },
    );
    // Whether CPUs can be removed is not told.
    expect(facts).toEqual({});
    expect(codes).toContain('cpu-reservation-absent');
  });
});

describe('the rows of vDisk', () => {
  const disk = { VM: 'vm', Disk: 'Hard disk 1', 'Capacity MiB': 10_240 };

  it('give each disk with where it lies and how it is attached', async () => {
    const { facts } = await added(
      {
        vDatastore: [{ Name: 'ds-1' }, { Name: 'ds 2' }],
        vDisk: [
          {
            ...disk,
            Raw: false,
            'Raw Comp. Mode': null,
            'Disk Mode': 'persistent',
            'Sharing mode': 'sharingNone',
            'Shared Bus': 'noSharing',
            Thin: true,
            Path: '[ds-1] vm/vm.vmdk',
          },
          {
            ...disk,
            Disk: 'Hard disk 2',
            'Capacity MiB': 0,
            Raw: 'True',
            'Raw Comp. Mode': 'physicalMode',
            'Disk Mode': 'independent_persistent',
            Path: '[ds 2] vm/vm_1.vmdk',
          },
          {
            ...disk,
            Disk: 'Hard disk 3',
            Raw: false,
            'Sharing mode': 'sharingMultiWriter',
            'Shared Bus': 'physicalSharing',
            'Disk Mode': 'independent_nonpersistent',
          },
        ],
      },
      { Disks: 3 },
    );
    expect(facts).toEqual({
      disks: [
        {
          GiB: 10,
          storage: 'ds-1',
          kind: 'virtual',
          label: 'Hard disk 1',
          mode: 'dependent',
          shared: false,
          busSharing: 'none',
          thin: true,
        },
        {
          GiB: 0,
          storage: 'ds 2',
          kind: 'rdm-physical',
          label: 'Hard disk 2',
          mode: 'independent-persistent',
        },
        {
          GiB: 10,
          kind: 'shared',
          label: 'Hard disk 3',
          mode: 'independent-nonpersistent',
          shared: true,
          busSharing: 'physical',
        },
      ],
    });
  });

  it('are believed where vInfo does not count', async () => {
    expect((await added({ vDisk: [disk] })).facts).toEqual({
      disks: [{ GiB: 10, label: 'Hard disk 1' }],
    });
  });

  it('give no list where vInfo counts another number', async () => {
    const { facts, codes } = await added({ vDisk: [disk] }, { Disks: 2 });
    expect(facts).toEqual({});
    expect(codes).toContain('disk-count-differs');
  });

  it('give an empty list where there are none, and vInfo says so', async () => {
    expect((await added({ vDisk: [{ ...disk, VM: 'other' }] }, { Disks: 0 })).facts).toEqual({
      disks: [],
    });
  });

  it('have no kind and no storage that is not told', async () => {
    const { facts, codes } = await added({
      vDisk: [
        {
          VM: 'vm',
          Raw: true,
          'Raw Comp. Mode': null,
          Path: '[gone] vm/vm.vmdk',
          'Disk Mode': 'undoable',
        },
      ],
    });
    expect(facts).toEqual({ disks: [{}] });
    expect(codes).toEqual(
      expect.arrayContaining(['raw-mode-absent', 'datastore-unknown', 'value-not-read']),
    );
  });
});

describe('the rows of vPartition', () => {
  it.each(['Capacity MiB', 'Capacity MB'])('give file systems under %s', async (capacity) => {
    const free = capacity.replace('Capacity', 'Free');
    const { facts } = await added({
      vPartition: [
        { VM: 'vm', Disk: 'C:\\', [capacity]: 81_916, [free]: '40,406', 'Free % ': 49 },
        { VM: 'vm', Disk: '/', [capacity]: 1024, [free]: 0, 'Free % ': 0 },
      ],
    });
    expect(facts).toEqual({
      guestVolumes: [
        { path: 'C:\\', capacityGiB: 79.996, freeGiB: 39.459 },
        { path: '/', capacityGiB: 1, freeGiB: 0 },
      ],
    });
  });

  it('say nothing where there are none, or more is free than there is', async () => {
    expect((await added({ vPartition: [] })).facts).toEqual({});
    const { facts, codes } = await added({
      vPartition: [{ VM: 'vm', Disk: '/', 'Capacity MiB': 10, 'Free MiB': 11 }],
    });
    expect(facts).toEqual({ guestVolumes: [{ path: '/', capacityGiB: 0.01 }] });
    expect(codes).toContain('value-not-read');
  });
});

describe('the rows of vNetwork', () => {
  it('give each card, and the addresses that are some', async () => {
    const { facts, codes } = await added(
      {
        vNetwork: [
          {
            VM: 'vm',
            Adapter: 'Vmxnet3',
            Network: 'VLAN 10',
            Connected: true,
            'Mac Address': '00:50:56:aa:bb:cc',
            'IPv4 Address': '10.0.0.1, 10.0.0.2',
            'IPv6 Address': 'fe80::250:56ff:feaa:bbcc',
          },
          {
            VM: 'vm',
            Adapter: 'Sriov',
            Connected: 0,
            'IPv4 Address': 'unknown',
            'Mac Address': 'x',
          },
        ],
      },
      { NICs: 2 },
    );
    expect(facts).toEqual({
      nics: [
        {
          network: 'VLAN 10',
          adapter: 'Vmxnet3',
          connected: true,
          mac: '00:50:56:aa:bb:cc',
          addresses: ['10.0.0.1', '10.0.0.2', 'fe80::250:56ff:feaa:bbcc'],
        },
        { adapter: 'Sriov', connected: false },
      ],
      nicPassthrough: true,
    });
    expect(codes).toContain('value-not-read');
  });

  it.each(['10.0.0', '10.0.0.256', '10.0.0.1.', 'tenten', '1:2'])(
    'read no address from %s',
    async (text) => {
      const { facts, codes } = await added({
        vNetwork: [{ VM: 'vm', 'IPv4 Address': text, 'IPv6 Address': text }],
      });
      expect(facts).toEqual({ nics: [{}] });
      expect(codes).toContain('value-not-read');
    },
  );

  it('give no list where vInfo counts another number, and an empty one where it counts none', async () => {
    const { facts, codes } = await added({ vNetwork: [{ VM: 'vm' }] }, { NICs: 2 });
    expect(facts).toEqual({});
    expect(codes).toContain('nic-count-differs');
    expect((await added({ vNetwork: [{ VM: 'x' }] }, { NICs: 0 })).facts).toEqual({ nics: [] });
  });
});

describe('the rows of vCD and vUSB', () => {
  it('give drives, controllers and devices', async () => {
    const { facts, codes } = await added({
      vCD: [
        { VM: 'vm', Connected: 'True' },
        { VM: 'vm', Connected: 'False' },
      ],
      vUSB: [
        { VM: 'vm', 'Device Type': 'USB xHCI Controller' },
        { VM: 'vm', 'Device Type': 'USB Smart Card Reader' },
      ],
    });
    expect(facts).toEqual({
      removableMedia: [
        { kind: 'cd', connected: true },
        { kind: 'cd', connected: false },
      ],
      passthrough: ['usb-device'],
      usbController: true,
    });
    expect(codes).toContain('usb-devices');
  });

  it('prove nothing where there are none: floppies and PCI devices are in no sheet', async () => {
    expect((await added({ vCD: [{ VM: 'x' }], vUSB: [{ VM: 'x' }] })).facts).toEqual({});
  });
});

describe('the rows of vTools', () => {
  it.each([
    ['toolsOk', { toolsState: 'running', toolsCurrent: true }],
    ['toolsOld', { toolsState: 'running', toolsCurrent: false }],
    ['toolsNotRunning', { toolsState: 'stopped' }],
    ['toolsNotInstalled', { toolsState: 'none' }],
    ['toolsOdd', {}],
  ])('of %s give %o', async (Tools, facts) => {
    const found = await added({ vTools: [{ VM: 'vm', Tools }] }, { Powerstate: 'poweredOn' });
    expect(found.facts).toEqual(facts);
    expect(found.codes.includes('value-not-read')).toBe(Tools === 'toolsOdd');
  });

  it('say whether they can be upgraded, and whose clock the machine follows', async () => {
    const { facts, codes } = await added(
      {
        vTools: [{ VM: 'vm', Tools: 'toolsNotRunning', Upgradeable: 'Yes', 'Sync time': 'False' }],
      },
      { Powerstate: 'poweredOff' },
    );
    expect(facts).toEqual({ toolsCurrent: false, timeSyncWithHost: false });
    expect(codes).toContain('tools-of-resting-machine');
  });
});

describe('the rows of vSnapshot', () => {
  const vMetaData = [{ 'xlsx creation datetime': '2026-03-29 12:00:00' }];
  const snapshot = { VM: 'vm', 'Date / time': '2026-03-27 10:30:00', 'Size MiB (total)': 1024 };

  it('give number, age of the oldest at the time of the export, and space', async () => {
    const { facts } = await added({
      vMetaData,
      vSnapshot: [{ ...snapshot, 'Date / time': '2026-03-29' }, snapshot],
    });
    expect(facts).toEqual({ snapshots: { count: 2, oldestHours: 49.5, sizeGiB: 2 } });
  });

  it('make none younger than it is where an export gives its day alone', async () => {
    const { facts } = await added({
      vMetaData: [{ 'xlsx creation datetime': '2026-03-29' }],
      vSnapshot: [snapshot],
    });
    expect(facts).toEqual({ snapshots: { count: 1, oldestHours: 61.5, sizeGiB: 1 } });
  });

  it('have no age or size that one of them leaves open', async () => {
    const { facts, codes } = await added({
      vMetaData,
      vSnapshot: [snapshot, { VM: 'vm', 'Date / time': null, 'Size MiB (total)': null }],
    });
    expect(facts).toEqual({ snapshots: { count: 2 } });
    expect(codes).toContain('snapshot-age-absent');
    const later = { ...snapshot, 'Date / time': '2026-04-01' };
    expect((await added({ vMetaData, vSnapshot: [later] })).codes).toContain('snapshot-age-absent');
  });

  it('prove by their absence that there are none, where the sheet is there', async () => {
    const { facts, codes } = await added({ vSnapshot: [{ ...snapshot, VM: 'other' }] });
    expect(facts).toEqual({ snapshots: { count: 0 } });
    expect(codes).toContain('no-snapshots-derived');
  });
});

describe('vHealth', () => {
  const zombie = {
    Name: '[ds] vm/vm-000002-delta.vmdk',
    Message: 'Possibly a zombie vmdk file! Please check.',
    'Message type': 'Zombie',
  };

  it('tells of files of snapshots in the folder of a machine', async () => {
    const { facts, codes } = await added({ vHealth: [zombie] }, { Path: '[ds] vm/vm.vmx' });
    expect(facts).toEqual({ snapshots: { unknownFiles: true } });
    expect(codes).toContain('unknown-files-derived');
  });

  it.each([
    ['a disk that is no snapshot', { ...zombie, Name: '[ds] vm/old.vmdk' }],
    ['another folder', { ...zombie, Name: '[ds] vm2/vm-000002.vmdk' }],
    ['another message', { ...zombie, Message: 'On disk C: …', 'Message type': 'Storage' }],
  ])('tells nothing of %s', async (_what, row) => {
    const { facts, codes } = await added({ vHealth: [row] }, { Path: '[ds] vm/vm.vmx' });
    expect(facts).toEqual({});
    expect(codes).toContain('health-message');
  });
});

describe('a row of a sheet finds its machine', () => {
  const twins = [
    { VM: 'vm', 'VM ID': 'vm-1', Host: 'h1', 'VI SDK Server': 'vc', Datacenter: 'A' },
    { VM: 'vm', 'VM ID': 'vm-2', Host: 'h2', 'VI SDK Server': 'vc', Datacenter: 'A' },
  ];
  const cores = async (vInfo: Records, row: Records[number]) => {
    const result = await imported({ vInfo, vCPU: [{ VM: 'vm', 'Cores p/s': 4, ...row }] });
    const owners = result.document.instances?.filter((one) => one.coresPerSocket === 4);
    return [owners?.map(({ id }) => id), result.notes.map(({ code }) => code)] as const;
  };

  it('by its VM ID, whatever the name', async () => {
    expect((await cores(twins, { 'VM ID': 'vm-2' }))[0]).toEqual(['vm@vm-2']);
    expect((await cores(twins, { 'VM ID': 'vm-1', VM: 'renamed' }))[0]).toEqual(['vm@vm-1']);
  });

  it('by its UUID', async () => {
    const vInfo = [
      { VM: 'vm', 'VM UUID': 'u-1' },
      { VM: 'vm', 'VM UUID': 'u-2' },
    ];
    expect((await cores(vInfo, { 'VM UUID': 'u-2' }))[0]).toEqual(['vm@u-2']);
  });

  it('by name and host', async () => {
    expect((await cores(twins, { Host: 'h1' }))[0]).toEqual(['vm@vm-1']);
  });

  it('or none, where it fits several, or is of a machine that vInfo does not list', async () => {
    const [several, severalCodes] = await cores(twins, {});
    expect(several).toEqual([]);
    expect(severalCodes).toContain('row-of-several-machines');
    const [none, noneCodes] = await cores(twins, { 'VM ID': 'vm-9', Host: 'h1' });
    expect(none).toEqual([]);
    expect(noneCodes).toContain('row-without-machine');
  });

  it('that is left out, and is left out with it', async () => {
    const [owners, codes] = await cores([{ VM: 'vm', Template: true }], {});
    expect(owners).toEqual([]);
    expect(codes).toContain('row-of-left-out');
  });

  it('so that nothing is said to be absent of a machine that a row may be of', async () => {
    const { document } = await imported({ vInfo: twins, vSnapshot: [{ VM: 'vm' }] });
    expect(document.instances?.map(({ snapshots }) => snapshots)).toEqual([undefined, undefined]);
  });
});

describe('the notes of a machine', () => {
  const secret = async (Annotation: string | null) => {
    const result = await imported({ vInfo: [{ VM: 'vm', Annotation }] });
    expect(JSON.stringify(result)).not.toContain('hunter2');
    return result.document.instances?.[0]?.secretInNotes;
  };

  it.each([
    'root password: hunter2',
    'PWD=hunter2',
    'Login admin, Passwort: "hunter2"',
    'the passphrase is hunter2',
    'credentials = svc/hunter2',
  ])('hold a secret in %j', async (note) => expect(await secret(note)).toBe(true));

  it.each([
    null,
    'Web server of radiology',
    'Password: see KeePass',
    'password: ****',
    'Ask IT for a password reset',
    'Compass: north, bypass = closed',
    'Passwordless login',
  ])('hold none in %j', async (note) => expect(await secret(note)).toBe(false));

  it('are not judged where the sheet has none', async () => {
    const { document } = await importedRows({ vInfo: rowsOf({ VM: 'vm' }) });
    expect(document.instances?.[0]).not.toHaveProperty('secretInNotes');
  });

  it('are counted, and never quoted', async () => {
    const result = await imported({ vInfo: [{ VM: 'vm', Annotation: 'password: hunter2' }] });
    expect(noteIn(result, 'secret-in-notes')).toEqual({
      message:
        'Machines whose notes hold what looks like a password: a word such as "password" with a value behind it. The notes are not copied (vm).',
      count: 1,
    });
  });
});
