import { describe, expect, it } from 'vitest';
import type { FactRef } from '../../src/domain/fact-path.ts';
import { load, placeOf, problemsOf } from './loading.ts';

const fact = (kind: FactRef['subject']['kind'], id: string, path: string): FactRef => ({
  subject: { kind, id },
  path,
});

const HOST = 'servers: [{ id: esx-1, role: host, ecc: true, cpu: { sockets: 2 } }]\n';

describe('an overlay', () => {
  it('adds facts key by key, and wins over the declaration', async () => {
    const { inventory } = await load(
      HOST,
      'overlay: true\nservers: [{ id: esx-1, ecc: false, cpu: { coresPerSocket: 16 } }]\n',
    );
    expect(inventory.servers).toEqual([
      { id: 'esx-1', role: 'host', ecc: false, cpu: { sockets: 2, coresPerSocket: 16 } },
    ]);
  });

  it('says nothing with null, and replaces a list as a whole', async () => {
    const drivers = (version: string) =>
      `drivers: [{ component: nic, driverVersion: "${version}" }]`;
    const { inventory } = await load(
      `servers: [{ id: esx-1, role: host, ecc: true, ${drivers('1.0')} }]\n`,
      `overlay: true\nservers: [{ id: esx-1, ecc: null, ${drivers('2.0')} }]\n`,
    );
    expect(inventory.servers[0]).toMatchObject({
      ecc: true,
      drivers: [{ component: 'nic', driverVersion: '2.0' }],
    });
  });

  it('gives each fact the place of the document that says it', async () => {
    const { locate } = await load(
      HOST,
      'overlay: true\nservers:\n  - id: esx-1\n    cpu: { coresPerSocket: 16 }\n',
    );
    expect(placeOf(locate(fact('host', 'esx-1', 'cpu.coresPerSocket')))).toBe('1.yaml:4:12');
    expect(placeOf(locate(fact('host', 'esx-1', 'cpu.sockets')))).toBe('0.yaml:1:54');
    // Not recorded: the nearest parent that is, in the declaration first.
    expect(placeOf(locate(fact('host', 'esx-1', 'cpu.baseMHz')))).toBe('0.yaml:1:47');
    expect(placeOf(locate(fact('host', 'esx-1', 'memoryGiB')))).toBe('0.yaml:1:11');
  });

  it('is the place of what it repeats, the last of several', async () => {
    const overlay = 'overlay: true\nservers: [{ id: esx-1, ecc: true }]\n';
    const ecc = fact('host', 'esx-1', 'ecc');
    expect(placeOf((await load(HOST, overlay)).locate(ecc))).toBe('1.yaml:2:24');
    expect(placeOf((await load(HOST, overlay, overlay)).locate(ecc))).toBe('2.yaml:2:24');
    expect(placeOf((await load(overlay, HOST)).locate(ecc))).toBe('0.yaml:2:24');
  });

  it('is the place of what is not recorded where it comes nearer than the declaration', async () => {
    const overlay = (facts: string) => `overlay: true\nservers: [{ id: esx-1, ${facts} }]\n`;
    const { locate } = await load(
      HOST,
      overlay('performance: { cpuAvgPercent: 4 }'),
      overlay('performance: { cpuP95Percent: 9 }, reliability: null'),
    );
    const at = (path: string) => placeOf(locate(fact('host', 'esx-1', path)));
    expect(at('performance.memoryAvgPercent')).toBe('2.yaml:2:24');
    expect(at('performance.cpuAvgPercent')).toBe('1.yaml:2:39');
    expect(at('reliability.mtbfHours')).toBe('2.yaml:2:59');
    expect(at('cpu.sockets.more')).toBe('0.yaml:1:54');
  });

  it('reaches instances, wherever they are declared', async () => {
    const { inventory } = await load(
      'applications: [{ id: ehr, instances: [{ id: ehr-1 }] }]\ninstances: [{ id: vm-1 }]\n',
      'overlay: true\napplications: [{ id: ehr, tier: 1, instances: [{ id: ehr-1, vcpu: 4 }] }]\ninstances: [{ id: vm-1, application: ehr }]\n',
    );
    expect(inventory.applications).toEqual([
      { id: 'ehr', tier: 1, instances: [{ id: 'ehr-1', vcpu: 4 }] },
    ]);
    expect(inventory.instances).toEqual([{ id: 'vm-1', application: 'ehr' }]);
  });

  it('reaches an instance from the top as well, and one that is assigned from its application', async () => {
    const { inventory } = await load(
      'applications: [{ id: ehr, instances: [{ id: ehr-1 }] }]\ninstances: [{ id: vm-1, application: ehr }]\n',
      'overlay: true\napplications: [{ id: ehr, instances: [{ id: vm-1, vcpu: 2 }] }]\ninstances: [{ id: ehr-1, vcpu: 4 }]\n',
    );
    expect(inventory.applications).toEqual([{ id: 'ehr', instances: [{ id: 'ehr-1', vcpu: 4 }] }]);
    expect(inventory.instances).toEqual([{ id: 'vm-1', application: 'ehr', vcpu: 2 }]);
  });

  it('leaves the instances alone that it does not name', async () => {
    const { inventory, locate } = await load(
      'applications: [{ id: ehr, instances: [{ id: ehr-1 }, { id: ehr-2 }, { id: ehr-3 }] }]\n',
      'overlay: true\napplications: [{ id: ehr, instances: [{ id: ehr-2, vcpu: 4 }] }]\n',
      'overlay: true\napplications: [{ id: ehr, instances: [{ id: ehr-3, vcpu: 8 }] }]\n',
    );
    expect(inventory.applications).toEqual([
      {
        id: 'ehr',
        instances: [{ id: 'ehr-1' }, { id: 'ehr-2', vcpu: 4 }, { id: 'ehr-3', vcpu: 8 }],
      },
    ]);
    expect(placeOf(locate(fact('instance', 'ehr-3', 'vcpu')))).toBe('2.yaml:2:52');
  });

  it('keeps what it adds beside: keys of others are one fact each', async () => {
    const { inventory } = await load(
      'sites: [{ id: north, x-contact: { name: Ada, phone: 1 }, name: North }]\n',
      'overlay: true\nsites: [{ id: north, x-contact: { name: Bob } }]\n',
    );
    expect(inventory.sites).toEqual([{ id: 'north', 'x-contact': { name: 'Bob' }, name: 'North' }]);
  });

  it('may stand before what it adds to, and say what another one says', async () => {
    const same = 'overlay: true\nservers: [{ id: esx-1, powerFeeds: 2 }]\n';
    const { inventory } = await load(same, HOST, same);
    expect(inventory.servers[0]).toMatchObject({ powerFeeds: 2 });
  });

  it('must not contradict another overlay', async () => {
    const overlay = (feeds: number) =>
      `overlay: true\nservers:\n  - id: esx-1\n    powerFeeds: ${feeds}\n`;
    expect(await problemsOf(HOST, overlay(1), overlay(2))).toEqual([
      {
        code: 'overlay-conflict',
        message: 'two overlays set powerFeeds of server esx-1 differently',
        at: '2.yaml:4:5',
        related: ['the other value stands here 1.yaml:4:5'],
        hint: 'Keep one of them.',
      },
    ]);
  });

  it('must not contradict another one in a part of a fact, but may say more of it', async () => {
    const overlay = (cpu: string) => `overlay: true\nservers: [{ id: esx-1, cpu: { ${cpu} } }]\n`;
    expect(await problemsOf(HOST, overlay('baseMHz: 2400'), overlay('coresPerSocket: 16'))).toEqual(
      [],
    );
    expect(await problemsOf(HOST, overlay('baseMHz: 2400'), overlay('baseMHz: null'))).toEqual([]);
    expect(await problemsOf(HOST, overlay('baseMHz: 2400'), overlay('baseMHz: 2600'))).toEqual([
      {
        code: 'overlay-conflict',
        message: 'two overlays set cpu.baseMHz of server esx-1 differently',
        at: '2.yaml:2:31',
        related: ['the other value stands here 1.yaml:2:31'],
        hint: 'Keep one of them.',
      },
    ]);
  });

  it('must name a subject of its own kind, and the nearest word is one as well', async () => {
    expect(
      await problemsOf(
        `${HOST}sites: [{ id: north }]\n`,
        'overlay: true\nsites: [{ id: esx-1 }]\nservers: [{ id: nort }]\n',
      ),
    ).toEqual([
      {
        code: 'overlay-without-subject',
        message: 'overlay for site "esx-1", which no document declares',
        at: '1.yaml:2:11',
      },
      {
        code: 'overlay-without-subject',
        message: 'overlay for server "nort", which no document declares',
        at: '1.yaml:3:13',
      },
    ]);
  });

  it('must name a subject that is declared, and its application', async () => {
    expect(
      await problemsOf(
        `${HOST}applications: [{ id: ehr, instances: [{ id: ehr-1 }] }, { id: lis }]\ninstances: [{ id: vm-1 }]\n`,
        'overlay: true\nservers: [{ id: esx-11, ecc: true }]\napplications: [{ id: lis, instances: [{ id: ehr-1, vcpu: 2 }, { id: vm-1, vcpu: 2 }] }]\n',
      ),
    ).toEqual([
      {
        code: 'overlay-without-subject',
        message: 'overlay for server "esx-11", which no document declares',
        at: '1.yaml:2:13',
        related: ['server esx-1 stands here 0.yaml:1:13'],
        hint: 'Did you mean "esx-1"?',
      },
      {
        code: 'contradiction',
        message: 'instance ehr-1 stands in application lis here, but it belongs to application ehr',
        at: '1.yaml:3:41',
        related: ['instance ehr-1 stands here 0.yaml:2:41'],
        hint: 'Write its facts under the application that it belongs to.',
      },
      {
        code: 'contradiction',
        message: 'instance vm-1 stands in application lis here, but it belongs to no application',
        at: '1.yaml:3:65',
        related: ['instance vm-1 stands here 0.yaml:3:15'],
        hint: 'Assign it in an overlay of the top-level instances: application: lis',
      },
    ]);
  });
});

describe('the sections of the estate itself', () => {
  it('are put together from several documents, and an overlay wins', async () => {
    const { inventory, locate } = await load(
      'operations: { adminsTrained: 2, changeControl: true }\nsites: [{ id: north }]\n',
      'operations: { changeControl: true }\nassessment: { name: Mercy }\n',
      'overlay: true\noperations: { adminsTrained: 4 }\nassessment: { asOf: 2026-01-02 }\n',
    );
    expect(inventory.operations).toEqual({ adminsTrained: 4, changeControl: true });
    expect(inventory.assessment).toEqual({ name: 'Mercy', asOf: '2026-01-02' });
    const estate = (path: string) => placeOf(locate(fact('estate', 'estate', path)));
    expect(estate('operations.adminsTrained')).toBe('2.yaml:2:15');
    expect(estate('operations.changeControl')).toBe('0.yaml:1:33');
    // Not recorded: its section, where it was said last.
    expect(estate('operations.pilot')).toBe('2.yaml:2:1');
    expect(estate('assessment.period')).toBe('2.yaml:3:1');
  });

  it('must not contradict each other', async () => {
    expect(
      await problemsOf(
        'operations: { changeControl: true }\n',
        'operations: { changeControl: false }\n',
      ),
    ).toEqual([
      {
        code: 'contradiction',
        message: 'two documents set operations.changeControl differently',
        at: '1.yaml:1:15',
        related: ['the other value stands here 0.yaml:1:15'],
        hint: 'Keep one of them, or put `overlay: true` at the top of the document that shall win.',
      },
    ]);
  });
});

describe('a fact of the estate that two overlays record', () => {
  it('has its place in the last of them', async () => {
    const overlay = 'overlay: true\noperations: { adminsTrained: 4 }\n';
    const { locate } = await load('operations: { adminsTrained: 2 }\n', overlay, overlay);
    const trained = fact('estate', 'estate', 'operations.adminsTrained');
    expect(placeOf(locate(trained))).toBe('2.yaml:2:15');
  });
});

describe('a fact of the estate that no document records', () => {
  const place = async (...texts: string[]) => {
    const { locate } = await load(...texts);
    return placeOf(locate(fact('estate', 'estate', 'operations.pilot')));
  };

  it('belongs where its section stands, else at the begin of the inventory', async () => {
    const sites = 'sites: [{ id: north }]\n';
    expect(await place(sites, 'operations: {}\n', 'operations: {}\n')).toBe('1.yaml:1:1');
    expect(await place('# ours\n\nsites: []\n', sites)).toBe('0.yaml:1:1');
    const overlay = 'overlay: true\nassessment: {}\n';
    expect(await place(overlay, sites)).toBe('1.yaml:1:1');
    expect(await place(overlay)).toBe('0.yaml:1:1');
  });
});

describe('several documents', () => {
  it('declare a subject once', async () => {
    expect(await problemsOf(HOST, 'sites:\n  - id: esx-1\n')).toEqual([
      {
        code: 'duplicate-id',
        message: expect.stringContaining('"esx-1"'),
        at: '1.yaml:2:5',
        related: [expect.stringMatching(/0\.yaml:1:13$/)],
        hint: expect.any(String),
      },
    ]);
  });

  it('declare a server with its role', async () => {
    expect(await problemsOf('servers:\n  - ecc: true\n    id: esx-1\n')).toEqual([
      {
        code: 'missing-key',
        message: 'server esx-1: role is missing',
        at: '0.yaml:3:5',
        hint: 'Write role: host for a machine that runs virtual machines, role: standalone for any other.',
      },
    ]);
    expect(await problemsOf('sites: [{ id: north }]\n---\n---\nstorage: [{ id: san }]\n')).toEqual(
      [],
    );
  });

  it('are one estate, sorted by id, whatever file or section comes first', async () => {
    const north = 'sites: [{ id: north }]\ninstances: [{ id: vm-2 }, { id: vm-1 }]\n';
    const south =
      'storage: [{ id: san-2 }, { id: san-1 }]\nsites: [{ id: east }]\nplatforms: [{ id: p }]\nclusters: [{ id: c }]\n';
    const expected = {
      assessment: {},
      operations: {},
      sites: [{ id: 'east' }, { id: 'north' }],
      platforms: [{ id: 'p' }],
      clusters: [{ id: 'c' }],
      servers: [],
      storage: [{ id: 'san-1' }, { id: 'san-2' }],
      applications: [],
      instances: [{ id: 'vm-1' }, { id: 'vm-2' }],
    };
    expect((await load(north, south)).inventory).toEqual(expected);
    expect((await load(south, north)).inventory).toEqual(expected);
  });

  it('may stand in one file', async () => {
    const { inventory } = await load(
      `${HOST}---\noverlay: true\nservers: [{ id: esx-1, powerFeeds: 2 }]\n---\nsites: [{ id: north }]\n`,
    );
    expect(inventory.servers[0]).toMatchObject({ powerFeeds: 2 });
    expect(inventory.sites).toEqual([{ id: 'north' }]);
  });
});
