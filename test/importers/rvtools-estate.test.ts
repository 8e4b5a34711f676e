import { describe, expect, it } from 'vitest';
import { imported, noteIn } from './imported.ts';
import type { Value } from './workbook-file.ts';

const HOST = { Host: 'esx-1', Cluster: 'prod', 'ESX Version': 'VMware ESXi 6.0.0 build-4192238' };

describe('a host of vHost', () => {
  it('becomes a server with every fact that the row gives', async () => {
    const result = await imported({
      vHost: [
        {
          ...HOST,
          Datacenter: 'DC1',
          'CPU Model': 'Intel(R) Xeon(R) Gold 5218 CPU @ 2.30GHz',
          Speed: 2295,
          'HT Active': 'True',
          '# CPU': 2,
          'Cores per CPU': 16,
          '# Cores': 32,
          '# Memory': 261_797,
          '# NICs': 5,
          '# HBAs': 2,
          Vendor: 'HPE',
          Model: 'ProLiant DL380 Gen10',
        },
      ],
    });
    expect(result.document).toEqual({
      schemaVersion: 1,
      platforms: [
        {
          id: 'esxi-6.0',
          vendor: 'VMware',
          product: 'esxi',
          version: '6.0.0',
          hypervisorType: 'bare-metal',
        },
      ],
      clusters: [{ id: 'prod', platform: 'esxi-6.0' }],
      servers: [
        {
          id: 'esx-1',
          role: 'host',
          model: 'HPE ProLiant DL380 Gen10',
          cluster: 'prod',
          cpu: {
            architecture: 'x86_64',
            sockets: 2,
            coresPerSocket: 16,
            threadsPerCore: 2,
            baseMHz: 2295,
          },
          memoryGiB: 255.661,
          storageAdapters: 2,
          'x-build': '4192238',
        },
      ],
      instances: [],
    });
    const codes = result.notes.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['nics-not-listed', 'threads-derived', 'architecture-derived']),
    );
    expect(result.document).not.toHaveProperty('sites');
  });

  const cpu = async (facts: Readonly<Record<string, Value>>) =>
    (await imported({ vHost: [{ Host: 'h', ...facts }] })).document.servers?.[0]?.cpu;

  it('has its architecture from the processor, or from ESXi where none is named', async () => {
    expect(await cpu({ 'CPU Model': 'AMD EPYC 7543' })).toEqual({ architecture: 'x86_64' });
    expect(await cpu({ 'CPU Model': 'Ampere Altra', 'ESX Version': 'ESXi 8.0.0' })).toBeUndefined();
    expect(await cpu({ 'ESX Version': 'VMware ESXi 8.0.0' })).toEqual({ architecture: 'x86_64' });
    expect(await cpu({ Model: 'DL380' })).toBeUndefined();
  });

  it('has one thread a core where hyper-threading is not active, and none said otherwise', async () => {
    expect(await cpu({ 'HT Active': 'False' })).toEqual({ threadsPerCore: 1 });
    expect(await cpu({ 'HT Active': null })).toBeUndefined();
  });

  it('has 0 storage adapters where the file says 0', async () => {
    const { document } = await imported({ vHost: [{ Host: 'h', '# HBAs': 0, '# CPU': 0 }] });
    expect(document.servers).toEqual([{ id: 'h', role: 'host', storageAdapters: 0 }]);
  });

  it('is given once, however often it is listed', async () => {
    const result = await imported({
      vHost: [
        { Host: 'h', Model: 'a' },
        { Host: 'h', Model: 'b' },
      ],
    });
    expect(result.document.servers).toEqual([{ id: 'h', role: 'host', model: 'a' }]);
    expect(noteIn(result, 'row-repeated')?.count).toBe(1);
  });
});

describe('a host that only vInfo names', () => {
  it('is declared, with the cluster that its machines agree on', async () => {
    const result = await imported({
      vInfo: [
        { VM: 'a', Host: 'esx-1', Cluster: 'prod' },
        { VM: 'b', Host: 'esx-2', Cluster: 'prod' },
        { VM: 'c', Host: 'esx-3', Cluster: 'prod' },
        { VM: 'd', Host: 'esx-3', Cluster: 'test' },
      ],
      vHost: [HOST],
    });
    expect(result.document.servers).toEqual([
      {
        id: 'esx-1',
        role: 'host',
        platform: 'esxi-6.0',
        cluster: 'prod',
        cpu: { architecture: 'x86_64' },
        'x-build': '4192238',
      },
      { id: 'esx-2', role: 'host', cluster: 'prod' },
      { id: 'esx-3', role: 'host' },
    ]);
    expect(noteIn(result, 'host-not-in-vhost')).toEqual({
      message:
        'Hosts that vInfo names and vHost does not: declared with nothing but their name and cluster (esx-2, esx-3).',
      count: 2,
    });
    expect(noteIn(result, 'host-cluster-differs')?.count).toBe(1);
    // Its version is not known, so neither is that of the whole cluster.
    expect(result.document.clusters).toEqual([{ id: 'prod' }, { id: 'test' }]);
    expect(noteIn(result, 'cluster-version-incomplete')?.count).toBe(1);
  });
});

describe('platforms', () => {
  const versions = async (...texts: readonly (string | null)[]) => {
    const result = await imported({
      vHost: texts.map((text, i) => ({ Host: `h${i}`, Cluster: 'c', 'ESX Version': text })),
    });
    const { platforms, clusters, servers } = result.document;
    return {
      platforms: platforms?.map(({ id, product, version }) => [id, product, version]),
      ofCluster: clusters?.[0]?.platform,
      ofHosts: servers?.map(({ platform }) => platform),
      result,
    };
  };

  it('are one for each version, and belong to the cluster where its hosts agree', async () => {
    const one = await versions('VMware ESXi 7.0.3 build-1', 'VMware ESXi 7.0.3 build-2');
    expect(one).toMatchObject({
      platforms: [['esxi-7.0.3', 'esxi', '7.0.3']],
      ofCluster: 'esxi-7.0.3',
      ofHosts: [undefined, undefined],
    });
  });

  it('belong to the hosts where these differ, so that none contradicts its cluster', async () => {
    const two = await versions('VMware ESXi 7.0.3 build-1', 'VMware ESXi 6.7.0 build-2');
    expect(two).toMatchObject({
      platforms: [
        ['esxi-6.7', 'esxi', '6.7.0'],
        ['esxi-7.0.3', 'esxi', '7.0.3'],
      ],
      ofCluster: undefined,
      ofHosts: ['esxi-7.0.3', 'esxi-6.7'],
    });
    expect(noteIn(two.result, 'cluster-versions-differ')).toEqual({
      message:
        'Clusters whose hosts have different ESX versions: each host has its platform, the cluster has none (c).',
      count: 1,
    });
  });

  it('belong to the hosts where one does not say', async () => {
    const open = await versions('VMware ESXi 8.0.2 build-1', null);
    expect(open).toMatchObject({ ofCluster: undefined, ofHosts: ['esxi-8.0.2', undefined] });
  });

  it('tell ESX from ESXi', async () => {
    const { platforms } = await versions('VMware ESX 4.1.0 build-1', 'VMware ESXi 4.1.0 build-2');
    expect(platforms).toEqual([
      ['esx-4.1', 'other', '4.1.0'],
      ['esxi-4.1', 'esxi', '4.1.0'],
    ]);
  });

  it('are not read out of what is no version', async () => {
    const { platforms, result } = await versions('unknown');
    expect(platforms).toBeUndefined();
    expect(noteIn(result, 'value-not-read')?.message).toContain(
      'sheet vHost, row 2, column ESX Version: "unknown"',
    );
  });

  it('belong to a host that is in no cluster', async () => {
    const { document } = await imported({ vHost: [{ ...HOST, Cluster: null }] });
    expect(document.servers?.[0]?.platform).toBe('esxi-6.0');
    expect(document).not.toHaveProperty('clusters');
  });
});

describe('a cluster of vCluster', () => {
  const cluster = async (facts: Readonly<Record<string, Value>>) => {
    const result = await imported({ vCluster: [{ Name: 'c', ...facts }] });
    const [first] = result.document.clusters ?? [];
    return { ha: first?.ha, codes: result.notes.map(({ code }) => code) };
  };

  it('has the settings of HA', async () => {
    const { ha } = await cluster({
      'HA enabled': 'True',
      'Failover Level': 1,
      AdmissionControlEnabled: true,
      'Isolation Response': 'powerOff',
    });
    expect(ha).toEqual({
      enabled: true,
      failuresToTolerate: 1,
      admissionControl: { enabled: true },
      isolationResponse: 'power-off',
    });
  });

  it('has none of them in force where HA is off', async () => {
    const { ha, codes } = await cluster({
      'HA enabled': 'False',
      'Failover Level': 1,
      AdmissionControlEnabled: true,
    });
    expect(ha).toEqual({ enabled: false });
    expect(codes).toContain('ha-not-in-force');
  });

  it('does not reserve 0 hosts where another way of reserving leaves the level at 0', async () => {
    const { ha, codes } = await cluster({
      'HA enabled': true,
      'Configured Failover Level': 0,
      AdmissionControlEnabled: false,
    });
    expect(ha).toEqual({ enabled: true, admissionControl: { enabled: false } });
    expect(codes).toContain('failover-level-zero');
  });

  it('is given once, however often it is listed', async () => {
    const result = await imported({
      vCluster: [
        { Name: 'c', 'HA enabled': true },
        { Name: 'c', 'HA enabled': false },
      ],
    });
    expect(result.document.clusters).toEqual([{ id: 'c', ha: { enabled: true } }]);
    expect(noteIn(result, 'row-repeated')?.count).toBe(1);
    expect(noteIn(result, 'ha-not-in-force')).toBeUndefined();
  });

  it('says nothing where its cells say nothing', async () => {
    expect((await cluster({ 'HA enabled': null })).ha).toBeUndefined();
  });

  it('is the cluster that hosts and machines name', async () => {
    const { document } = await imported({
      vInfo: [{ VM: 'a', Cluster: 'C1', Datacenter: 'D' }],
      vHost: [{ Host: 'h', Cluster: 'C2', Datacenter: 'D' }],
      vCluster: [
        { Name: 'C1', 'HA enabled': true },
        { Name: 'C2', 'HA enabled': true },
        { Name: 'C3', 'HA enabled': true },
      ],
    });
    const ha = { enabled: true };
    expect(document.clusters).toEqual([
      { id: 'C1', ha },
      { id: 'C2', ha },
      { id: 'C3', ha },
    ]);
  });
});

describe('clusters and hosts of one name in two places', () => {
  const vInfo = [
    { VM: 'a', Host: '10.0.0.1', Cluster: 'prod', Datacenter: 'N' },
    { VM: 'b', Host: '10.0.0.1', Cluster: 'prod', Datacenter: 'S' },
  ];
  const vHost = [
    { Host: '10.0.0.1', Cluster: 'prod', Datacenter: 'N' },
    { Host: '10.0.0.1', Cluster: 'prod', Datacenter: 'S' },
  ];

  it('are told apart by where they are', async () => {
    const { document } = await imported({ vInfo, vHost });
    expect(document.instances).toEqual([
      { id: 'a', form: 'virtual', target: { cluster: 'prod@N', host: '10.0.0.1@N' } },
      { id: 'b', form: 'virtual', target: { cluster: 'prod@S', host: '10.0.0.1@S' } },
    ]);
    expect(document.servers).toEqual([
      { id: '10.0.0.1@N', role: 'host', cluster: 'prod@N' },
      { id: '10.0.0.1@S', role: 'host', cluster: 'prod@S' },
    ]);
  });

  it('leave a reference absent that could mean either', async () => {
    const result = await imported({
      vInfo,
      vHost,
      vCluster: [{ Name: 'prod', 'HA enabled': true }],
      vDatastore: [{ Name: 'ds', Hosts: '10.0.0.1' }],
    });
    expect(result.document.clusters).toEqual([{ id: 'prod@N' }, { id: 'prod@S' }]);
    expect(result.document.storage).toEqual([{ id: 'ds' }]);
    expect(noteIn(result, 'reference-ambiguous')?.count).toBe(1);
    expect(noteIn(result, 'reachability-absent')?.count).toBe(1);
  });

  it('are one where a row does not say the place', async () => {
    const { document } = await imported({
      vInfo: [
        { VM: 'a', Host: 'h', Cluster: 'prod', Datacenter: null },
        { VM: 'b', Host: 'h', Cluster: 'prod', Datacenter: 'N' },
      ],
    });
    const target = { cluster: 'prod', host: 'h' };
    expect(document.instances).toEqual([
      { id: 'a', form: 'virtual', target },
      { id: 'b', form: 'virtual', target },
    ]);
    expect(document.servers).toEqual([{ id: 'h', role: 'host', cluster: 'prod' }]);
  });

  it('are two, even where the first row could be either', async () => {
    const result = await imported({
      vInfo: [{ VM: 'c', Host: '10.0.0.1', Cluster: 'prod', Datacenter: null }, ...vInfo],
    });
    expect(result.document.instances).toEqual([
      { id: 'a', form: 'virtual', target: { cluster: 'prod@N', host: '10.0.0.1@N' } },
      { id: 'b', form: 'virtual', target: { cluster: 'prod@S', host: '10.0.0.1@S' } },
      { id: 'c', form: 'virtual' },
    ]);
    expect(noteIn(result, 'reference-ambiguous')?.count).toBe(2);
  });

  it('are one where a sheet does not say the place', async () => {
    const { document } = await imported({
      vInfo: [{ VM: 'a', Host: 'h', Cluster: 'prod' }],
      vHost: [{ Host: 'h', Cluster: 'prod', Datacenter: 'N' }],
    });
    expect(document.servers).toEqual([{ id: 'h', role: 'host', cluster: 'prod' }]);
    expect(document.clusters).toEqual([{ id: 'prod' }]);
  });
});

describe('the place of a machine', () => {
  it('is its host alone where vInfo and vHost name different clusters', async () => {
    const result = await imported({
      vInfo: [{ VM: 'a', Host: 'h', Cluster: 'old' }],
      vHost: [{ Host: 'h', Cluster: 'new' }],
    });
    expect(result.document.instances?.[0]?.target).toEqual({ host: 'h' });
    expect(noteIn(result, 'cluster-disagrees')?.count).toBe(1);
  });
});

describe('ids across kinds', () => {
  it('leave machines their names, and prefix the others where they clash', async () => {
    const { document } = await imported({
      vInfo: [
        { VM: 'prod', Host: 'h', Cluster: 'prod' },
        { VM: 'h', Host: 'h', Cluster: 'prod' },
      ],
      vHost: [{ Host: 'h', Cluster: 'prod', 'ESX Version': 'VMware ESXi 7.0.3' }],
      vDatastore: [{ Name: 'prod' }, { Name: 'esxi-7.0.3' }],
    });
    expect(document.instances).toEqual([
      { id: 'h', form: 'virtual', target: { cluster: 'cluster:prod', host: 'host:h' } },
      { id: 'prod', form: 'virtual', target: { cluster: 'cluster:prod', host: 'host:h' } },
    ]);
    expect(document.clusters).toEqual([{ id: 'cluster:prod', platform: 'platform:esxi-7.0.3' }]);
    expect(document.storage).toEqual([{ id: 'datastore:prod' }, { id: 'esxi-7.0.3' }]);
  });
});

describe('a datastore of vDatastore', () => {
  const datastore = async (facts: Readonly<Record<string, Value>>) => {
    const result = await imported({
      vHost: [
        { Host: 'h1', Cluster: 'c' },
        { Host: 'h2', Cluster: 'c' },
      ],
      vDatastore: [{ Name: 'ds', ...facts }],
    });
    const [{ id, ...rest } = { id: undefined }] = result.document.storage ?? [];
    expect(id).toBe('ds');
    return { facts: rest, result, codes: result.notes.map(({ code }) => code) };
  };

  it('becomes storage with every fact that the row gives', async () => {
    const { facts } = await datastore({
      Type: 'NFS41',
      'Capacity MiB': 4_194_304,
      'Provisioned MiB': 5_000_000,
      'Free %': 25,
      '# Hosts': 2,
      Hosts: 'h2, h1',
    });
    expect(facts).toEqual({
      kind: 'nfs',
      fileSystem: 'NFS41',
      reachableBy: ['h1', 'h2'],
      capacityTiB: 4,
      freePercent: 25,
      provisionedTiB: 4.768,
    });
  });

  it.each([
    ['NFS', { kind: 'nfs', fileSystem: 'NFS' }, false],
    ['vsan', { kind: 'hci', fileSystem: 'vsan' }, false],
    // Fibre Channel, iSCSI and local disks all carry VMFS.
    ['VMFS', { fileSystem: 'VMFS' }, true],
    ['VVOL', { fileSystem: 'VVOL' }, true],
  ])('of type %s is %o', async (type, facts, said) => {
    const found = await datastore({ Type: type });
    expect(found.facts).toEqual(facts);
    expect(found.codes.includes('storage-kind-absent')).toBe(said);
  });

  it.each([
    ['Capacity MB', 1_048_576, 1],
    ['Capacity MiB', '1,048,576', 1],
    ['Capacity MiB', 300, 0.0003],
  ])('has the capacity of column %s with %s: %d TiB', async (heading, value, capacityTiB) => {
    const { facts, codes } = await datastore({ [heading]: value });
    expect(facts).toEqual({ capacityTiB });
    expect(codes.includes('size-heading-mb')).toBe(heading.endsWith('MB'));
  });

  it('has its free share computed where it is not given', async () => {
    const { facts, codes } = await datastore({ 'Capacity MiB': 3 * 2 ** 20, 'Free MiB': 2 ** 20 });
    expect(facts).toEqual({ capacityTiB: 3, freePercent: 33.333 });
    expect(codes).toContain('free-percent-derived');
  });

  it('has no free share where more is free than there is', async () => {
    const { facts, codes } = await datastore({ 'Capacity MiB': 2 ** 20, 'Free MiB': 2 ** 21 });
    expect(facts).toEqual({ capacityTiB: 1 });
    expect(codes).toContain('value-not-read');
  });

  it('may be full', async () => {
    expect((await datastore({ 'Capacity MiB': 2 ** 20, 'Free MiB': 0 })).facts).toEqual({
      capacityTiB: 1,
      freePercent: 0,
    });
  });

  it.each([[{ Hosts: 'h1, h3' }], [{ Hosts: 'h1', '# Hosts': 2 }], [{ Cluster: 'elsewhere' }]])(
    'does not say who reaches it where %o',
    async (said) => {
      const { facts, codes } = await datastore(said);
      expect(facts).toEqual({});
      expect(codes).toContain('reachability-absent');
    },
  );

  it('is reached by the cluster that it names, but not by its datastore cluster', async () => {
    expect((await datastore({ Cluster: 'c' })).facts).toEqual({ reachableBy: ['c'] });
    expect((await datastore({ 'Cluster name': 'c' })).facts).toEqual({});
  });

  it('has an id of its own where several have its name', async () => {
    const result = await imported({
      vDatastore: [
        { Name: 'datastore1', 'Object ID': 'datastore-12' },
        { Name: 'datastore1', 'Object ID': 'datastore-7' },
        { Name: 'datastore1', 'Object ID': 'datastore-7' },
      ],
    });
    expect(result.document.storage).toEqual([
      { id: 'datastore1@datastore-12' },
      { id: 'datastore1@datastore-7' },
    ]);
    expect(noteIn(result, 'row-repeated')?.count).toBe(1);
  });

  it('is not taken for another where nothing tells the two apart', async () => {
    const { document } = await imported({ vDatastore: [{ Name: 'ds' }, { Name: 'ds' }] });
    expect(document.storage).toEqual([{ id: 'ds#1' }, { id: 'ds#2' }]);
  });
});
