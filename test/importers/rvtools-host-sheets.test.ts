import { describe, expect, it } from 'vitest';
import { imported, noteIn, type Records } from './imported.ts';

const HOST = { Host: 'h', Datacenter: 'DC', Cluster: 'c' };
const OF_H = { Host: 'h', Datacenter: 'DC' };

const estate = async (sheets: Readonly<Record<string, Records>>) => {
  const result = await imported({ vHost: [HOST], ...sheets });
  const { servers: [server] = [], clusters: [cluster] = [], storage, platforms } = result.document;
  const without = (entry: object | undefined, ...facts: string[]) =>
    Object.fromEntries(Object.entries(entry ?? {}).filter(([fact]) => !facts.includes(fact)));
  return {
    result,
    host: without(server, 'id', 'role', 'cluster'),
    cluster: without(cluster, 'id'),
    storage,
    platforms,
    codes: result.notes.map(({ code }) => code),
  };
};

describe('a row of vHost', () => {
  it('gives how the host is run', async () => {
    const { host } = await estate({
      vHost: [
        {
          ...HOST,
          'in Maintenance Mode': 'False',
          'Boot time': new Date('2025-04-06T07:00:00Z'),
          'NTP Server(s)': 'ntp1.example.org, ntp2.example.org;ntp1.example.org',
          'NTPD running': true,
          'Certificate Expiry Date': '2027-01-31 10:00:00',
          'Host Power Policy': 'static',
          '# HBAs': 4,
        },
      ],
    });
    expect(host).toEqual({
      maintenance: false,
      bootedOn: '2025-04-06',
      timeServers: 2,
      timeService: true,
      certificateEnd: '2027-01-31',
      powerPolicy: 'high-performance',
      storageAdapters: 4,
    });
  });

  it('does not tell a host without time servers from one that could not be asked', async () => {
    expect((await estate({ vHost: [{ ...HOST, 'NTP Server(s)': null }] })).host).toEqual({});
  });

  it.each([
    [['intel-broadwell', 'intel-broadwell'], 'intel-broadwell'],
    [['intel-broadwell', 'intel-haswell'], undefined],
    [['intel-broadwell', null], undefined],
  ])('gives the cluster the EVC mode that all its hosts have: %j', async (modes, baseline) => {
    const vHost = modes.map((mode, i) => ({ ...HOST, Host: `h${i}`, 'Current EVC': mode }));
    const { cluster } = await estate({ vHost });
    expect(cluster).toEqual(baseline === undefined ? {} : { cpuCompatibilityBaseline: baseline });
  });
});

describe('the rows of vNIC', () => {
  const vNIC = [
    { ...OF_H, 'Network Device': 'vmnic0', Speed: 10_000, Switch: 'vSwitch0' },
    { ...OF_H, 'Network Device': 'vmnic1', Speed: 0, Switch: 'vSwitch0' },
    { ...OF_H, 'Network Device': 'vmnic2', Speed: null, Switch: null },
  ];

  it('give ports with speed and link, and no virtual switch for a physical one', async () => {
    const { host } = await estate({ vNIC, vHost: [{ ...HOST, '# NICs': 3 }] });
    expect(host).toEqual({
      nics: [
        { device: 'vmnic0', speedGbps: 10, linked: true },
        { device: 'vmnic1', linked: false },
        { device: 'vmnic2' },
      ],
    });
  });

  it('give no list where vHost counts another number', async () => {
    const { host, codes } = await estate({ vNIC, vHost: [{ ...HOST, '# NICs': 4 }] });
    expect(host).toEqual({});
    expect(codes).toContain('host-nic-count-differs');
  });
});

describe('the rows of vSwitch, vPort and vSC_VMK', () => {
  it('give the standard network of a host', async () => {
    const security = { 'Promiscuous Mode': false, 'Mac Changes': true, 'Forged Transmits': null };
    const { host, codes } = await estate({
      vSwitch: [{ ...OF_H, Switch: 'vSwitch0', 'Free Ports': 5, MTU: 9000, ...security }],
      vPort: [
        { ...OF_H, 'Port Group': 'Management', Switch: 'vSwitch0', VLAN: 10, ...security },
        { ...OF_H, 'Port Group': 'Trunk', Switch: 'vSwitch0', VLAN: '0-4094', ...security },
      ],
      vSC_VMK: [
        { ...OF_H, 'Port Group': 'Management', Device: 'vmk0', MTU: 1500 },
        { ...OF_H, 'Port Group': 'on a distributed switch', Device: 'vmk1', MTU: 9000 },
      ],
    });
    const allowed = { promiscuous: false, macChanges: true };
    expect(host).toEqual({
      virtualSwitches: [
        { name: 'vSwitch0', kind: 'standard', mtu: 9000, freePorts: 5, ...allowed },
      ],
      portGroups: [
        { name: 'Management', switch: 'vSwitch0', vlan: 10, ...allowed },
        { name: 'Trunk', switch: 'vSwitch0', ...allowed },
      ],
      kernelPorts: [
        { device: 'vmk0', portGroup: 'Management', switch: 'vSwitch0', mtu: 1500 },
        { device: 'vmk1', portGroup: 'on a distributed switch', mtu: 9000 },
      ],
    });
    expect(codes).toContain('vlan-not-single');
  });

  it('are left out where their host is not listed', async () => {
    const { result } = await estate({ vSwitch: [{ Host: 'x', Switch: 's' }] });
    expect(noteIn(result, 'row-without-host')).toEqual({
      message: 'Rows of hosts that the export does not list are left out (sheet vSwitch, row 2).',
      count: 1,
    });
  });
});

describe('the rows of dvSwitch and dvPort', () => {
  const dvPort = [
    { Port: 'PG', Switch: 'dvs', Type: 'ephemeral', VLAN: '20', 'Allow Promiscuous': 'True' },
    { Port: 'Uplinks', Switch: 'dvs', Type: 'earlyBinding', VLAN: null, 'Allow Promiscuous': null },
  ];

  it('give the network that the hosts of a cluster share', async () => {
    const { cluster } = await estate({
      dvSwitch: [{ Switch: 'dvs', Datacenter: 'DC', 'Host members': 'h, x', 'Max MTU': 9000 }],
      dvPort,
    });
    expect(cluster).toEqual({
      virtualSwitches: [{ name: 'dvs', kind: 'distributed', mtu: 9000 }],
      portGroups: [
        { name: 'PG', switch: 'dvs', vlan: 20, ephemeral: true, promiscuous: true },
        { name: 'Uplinks', switch: 'dvs', ephemeral: false },
      ],
    });
  });

  it('are left out where no cluster of theirs is known', async () => {
    const { cluster, codes } = await estate({
      dvSwitch: [{ Switch: 'dvs', 'Host members': 'x' }],
      dvPort,
    });
    expect(cluster).toEqual({});
    expect(codes).toEqual(
      expect.arrayContaining(['dvswitch-without-cluster', 'dvport-without-cluster']),
    );
  });
});

describe('a row of vCluster', () => {
  it('gives how load and power are balanced', async () => {
    const { cluster } = await estate({
      vCluster: [
        {
          Name: 'c',
          'DRS enabled': true,
          'DRS default VM behavior': 'fullyAutomated',
          'DPM enabled': false,
        },
      ],
    });
    expect(cluster).toEqual({ drs: { enabled: true, automation: 'full' }, powerManagement: false });
  });

  it('gives no automation of a DRS that is switched off', async () => {
    const { cluster, codes } = await estate({
      vCluster: [{ Name: 'c', 'DRS enabled': false, 'DRS default VM behavior': 'manual' }],
    });
    expect(cluster).toEqual({ drs: { enabled: false } });
    expect(codes).toContain('drs-not-in-force');
  });
});

describe('the rows of vDatastore and vMultiPath', () => {
  const row = {
    ...OF_H,
    Datastore: 'ds',
    Disk: 'naa.1',
    Policy: 'VMW_PSP_RR',
    'Path 1': 'vmhba1:C0:T0:L1',
    'Path 1 state': 'active',
    'Path 2': 'vmhba2:C0:T0:L1',
    'Path 2 state': 'dead',
  };
  const vDatastore = [
    { Name: 'ds', Accessible: 'True', 'SIOC enabled': 'False', Type: 'VMFS', Version: '6.82' },
  ];
  const facts = { id: 'ds', accessible: true, ioControl: false, fileSystem: 'VMFS 6.82' };

  it('give paths: the fewest of a host and disk, and all that are dead', async () => {
    const { storage, codes } = await estate({
      vDatastore,
      vMultiPath: [
        { ...row, 'Path 3': 'vmhba3', 'Path 3 state': 'dead' },
        { ...row, 'Path 3': null, 'Path 3 state': null },
      ],
    });
    expect(storage).toEqual([
      { ...facts, pathsPerHost: 2, deadPaths: 3, pathPolicy: 'round-robin' },
    ]);
    expect(codes).toContain('paths-derived');
  });

  it.each([
    [['Fibre Channel', 'Fibre Channel over Ethernet'], 'fc'],
    [['iSCSI', 'iSCSI'], 'iscsi'],
    [['Fibre Channel', 'iSCSI'], undefined],
    [['Block SCSI', 'Block SCSI'], undefined],
    [['Fibre Channel'], undefined],
  ])('go through adapters, which tell the kind where all are of one: %j', async (types, kind) => {
    const vHBA = types.map((Type, i) => ({ ...OF_H, Device: `vmhba${i + 1}`, Type }));
    const { storage, host, codes } = await estate({ vDatastore, vMultiPath: [row], vHBA });
    expect(storage?.[0]?.kind).toBe(kind);
    expect(codes).toContain(kind === undefined ? 'storage-kind-absent' : 'storage-kind-derived');
    expect(host).toEqual({ storageAdapters: types.length });
    expect(codes).toContain('adapters-counted');
  });

  it.each([
    ['VMW_PSP_FIXED', 'fixed'],
    ['VMW_PSP_MRU', 'most-recently-used'],
    ['DELL_PSP_EQL_ROUTED', 'other'],
  ])('of policy %s are %s', async (Policy, pathPolicy) => {
    const { storage } = await estate({ vDatastore, vMultiPath: [{ ...row, Policy }] });
    expect(storage?.[0]?.pathPolicy).toBe(pathPolicy);
  });

  it('have no policy where hosts have several, and need a datastore', async () => {
    const { storage, codes } = await estate({
      vDatastore,
      vMultiPath: [row, { ...row, Policy: 'VMW_PSP_MRU' }, { ...row, Datastore: 'gone' }],
    });
    expect(storage?.[0]).not.toHaveProperty('pathPolicy');
    expect(codes).toEqual(
      expect.arrayContaining(['path-policies-differ', 'paths-without-datastore']),
    );
  });
});

describe('the rows of vLicense', () => {
  const KEY = 'AAAAA-BBBBB-CCCCC';
  const vLicense = [
    {
      Name: 'VMware vSphere 8 Enterprise Plus',
      Key: KEY,
      'Cost Unit': 'cpuPackage',
      Total: 8,
      Used: 6,
      'Expiration Date': 'Never',
    },
    {
      Name: 'VMware vSphere 8 Standard',
      Key: KEY,
      'Cost Unit': 'cpuPackage',
      Total: 2,
      Used: 1,
      'Expiration Date': '2027-02-01',
    },
    {
      Name: 'vCenter Server 8 Standard',
      Key: KEY,
      'Cost Unit': 'server',
      Total: 1,
      Used: 1,
      'Expiration Date': 'Never',
    },
  ];
  const vHost = [{ ...HOST, 'ESX Version': 'VMware ESXi 8.0.2 build-1' }];

  it('are summed for the one platform, and keys go no further', async () => {
    const { platforms, codes, result } = await estate({ vHost, vLicense });
    expect(platforms?.[0]?.licensing).toEqual({
      metric: 'socket',
      total: 10,
      used: 7,
      expiresOn: '2027-02-01',
    });
    expect(codes).toEqual(expect.arrayContaining(['licences-of-platform', 'licence-not-of-hosts']));
    expect(noteIn(result, 'column-private')?.message).toContain('vLicense: Key');
    expect(JSON.stringify(result)).not.toContain(KEY);
  });

  it('are not summed where they count different things, or what nobody counts', async () => {
    const { platforms, codes } = await estate({
      vHost,
      vLicense: [vLicense[0] ?? {}, { ...vLicense[1], 'Cost Unit': 'perBeacon' }],
    });
    expect(platforms?.[0]?.licensing).toEqual({ expiresOn: '2027-02-01' });
    expect(codes).toContain('licence-unit');
  });

  it('tell of an evaluation that is in use', async () => {
    const trial = { Name: 'Evaluation Mode', 'Cost Unit': 'server', Total: 0, Used: 1 };
    const { platforms } = await estate({ vHost, vLicense: [trial] });
    expect(platforms?.[0]?.licensing).toEqual({ evaluation: true });
  });

  it('are of no platform where there are several', async () => {
    const { platforms, codes } = await estate({
      vHost: [...vHost, { ...HOST, Host: 'h2', 'ESX Version': 'VMware ESXi 7.0.3' }],
      vLicense,
    });
    expect(platforms?.map(({ licensing }) => licensing)).toEqual([undefined, undefined]);
    expect(codes).toContain('licence-without-platform');
  });
});
