import { describe, expect, it } from 'vitest';
import type { FactRef } from '../../src/domain/fact-path.ts';
import { UserError } from '../../src/domain/user-error.ts';
import { type LoadedInventory, loadInventory } from '../../src/load/load-inventory.ts';

function load(...texts: string[]): Promise<LoadedInventory> {
  const files = texts.map((text, i) => ({ file: `${i}.yaml`, bytes: Buffer.from(text) }));
  return loadInventory(files);
}

async function problemsOf(...texts: string[]) {
  try {
    await load(...texts);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ code, message, location, related, hint }) => ({
      code,
      message,
      at: placeOf(location),
      ...(related !== undefined && {
        related: related.map(({ note, location: other }) => `${note} ${placeOf(other)}`),
      }),
      ...(hint !== undefined && { hint }),
    }));
  }
  return [];
}

function placeOf(location: { file: string; line: number; column: number } | undefined): string {
  return location === undefined ? '' : `${location.file}:${location.line}:${location.column}`;
}

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
    expect(estate('operations.pilot')).toMatch(/^[02]\.yaml:[12]:1$/);
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

  it('may stand in one file', async () => {
    const { inventory } = await load(
      `${HOST}---\noverlay: true\nservers: [{ id: esx-1, powerFeeds: 2 }]\n---\nsites: [{ id: north }]\n`,
    );
    expect(inventory.servers[0]).toMatchObject({ powerFeeds: 2 });
    expect(inventory.sites).toEqual([{ id: 'north' }]);
  });
});
