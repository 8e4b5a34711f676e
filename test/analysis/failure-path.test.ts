import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describePath, type FailurePath, failurePaths } from '../../src/analysis/failure-path.ts';
import { estateOf, present } from '../support/estate.ts';
import { formatPath, leavesOf, without } from '../support/judge-case.ts';

interface Nic {
  readonly switch: string;
  readonly roles: readonly string[];
}

interface Host {
  readonly id: string;
  readonly role: 'host';
  readonly cluster: string;
  readonly site: string;
  readonly rack: string;
  readonly powerFeeds: number;
  readonly nics: readonly Nic[];
}

interface Store {
  readonly id: string;
  readonly site: string;
  readonly kind: 'fc' | 'local';
  readonly controllers: number;
  readonly fabrics: number;
  readonly pathsPerHost: number;
  readonly replication: { readonly mode: 'sync' | 'none'; readonly target: string };
}

interface Machine {
  readonly id: string;
  readonly redundancyGroup?: string;
  readonly protection: 'none' | 'ha-restart' | 'ft' | 'app-cluster';
  readonly target: { readonly host: string };
  readonly disks: readonly { readonly storage: string }[];
}

interface Small {
  readonly sites: readonly { readonly id: string }[];
  readonly clusters: readonly { readonly id: string; readonly ha: { readonly enabled: boolean } }[];
  readonly servers: readonly Host[];
  readonly storage: readonly Store[];
  readonly applications: readonly {
    readonly id: string;
    readonly continuity: { readonly drStrategy: string; readonly drSite: string };
    readonly instances: readonly Machine[];
  }[];
}

const few = fc.integer({ min: 1, max: 2 });
const site = fc.constantFrom('north', 'south');

const arbitraryHosts: fc.Arbitrary<Host[]> = fc
  .array(
    fc.record({
      site,
      rack: fc.constantFrom('A', 'B'),
      powerFeeds: few,
      nics: fc.array(
        fc.record({
          switch: fc.constantFrom('tor-a', 'tor-b'),
          roles: fc.constantFrom(['vm'], ['vm', 'storage'], ['management']),
        }),
        { minLength: 0, maxLength: 2 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((hosts) =>
    hosts.map((host, i) => ({
      id: `esx-${i}`,
      role: 'host',
      cluster: 'clinical',
      ...host,
      nics: [...host.nics, { switch: 'tor-a', roles: ['vm'] }],
    })),
  );

function arbitraryStore(id: string, target: string): fc.Arbitrary<Store> {
  return fc.record({
    id: fc.constant(id),
    site,
    kind: fc.constantFrom('fc', 'fc', 'local'),
    controllers: few,
    fabrics: few,
    pathsPerHost: few,
    replication: fc.record({ mode: fc.constantFrom('sync', 'none'), target: fc.constant(target) }),
  });
}

/** Everything is recorded: one application with one part of up to three machines in one cluster. */
const arbitrarySmall: fc.Arbitrary<Small> = arbitraryHosts.chain((servers) =>
  fc
    .record({
      enabled: fc.boolean(),
      storage: fc.tuple(arbitraryStore('array-0', 'array-1'), arbitraryStore('array-1', 'array-0')),
      drStrategy: fc.constantFrom('none', 'warm'),
      drSite: site,
      machines: fc.array(
        fc.record({
          protection: fc.constantFrom('none', 'ha-restart', 'ft', 'app-cluster'),
          target: fc.record({ host: fc.constantFrom(...servers.map(({ id }) => id)) }),
          disks: fc.subarray([{ storage: 'array-0' }, { storage: 'array-1' }]),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ enabled, storage, drStrategy, drSite, machines }): Small => {
      const instances = machines.map(
        (machine, i): Machine => ({
          id: `vm-${i}`,
          redundancyGroup: 'group',
          ...(machine as Omit<Machine, 'id'>),
        }),
      );
      return {
        sites: [{ id: 'north' }, { id: 'south' }],
        clusters: [{ id: 'clinical', ha: { enabled } }],
        servers,
        storage: storage as Store[],
        applications: [{ id: 'ehr', continuity: { drStrategy, drSite }, instances }],
      };
    }),
);

async function pathsOf(document: unknown): Promise<readonly FailurePath[]> {
  const estate = await estateOf(stringify(document, { aliasDuplicateObjects: false }));
  return failurePaths(estate, present(estate.application('ehr')));
}

/** Another way to the same answer: take one thing away, and see whether a member is still up. */
function fallenWith(small: Small): string[] {
  const [application] = small.applications;
  const machines = present(application).instances;
  const things = [
    ...small.servers.map(({ id }) => `host/${id}`),
    ...['tor-a', 'tor-b'].map((name) => `network/${name}`),
    ...small.servers.map((host) => `power/${host.site}/${host.rack}`),
    ...small.storage.flatMap(({ id }) =>
      ['controllers', 'fabrics', 'pathsPerHost'].map((path) => `storage/${id} ${path}`),
    ),
    ...small.sites.map(({ id }) => `site/${id}`),
  ];
  return [...new Set(things)]
    .filter((thing) => machines.every((machine) => !isUp(small, machine, thing)))
    .sort();
}

function isUp(small: Small, machine: Machine, lost: string): boolean {
  const host = present(small.servers.find(({ id }) => id === machine.target.host));
  const stores = small.storage.filter(({ id }) =>
    machine.disks.some((disk) => disk.storage === id),
  );
  const ports = host.nics.filter(({ roles }) => roles.includes('vm'));
  if (ports.every((port) => lost === `network/${port.switch}`)) return false;
  const { drStrategy, drSite } = present(small.applications[0]).continuity;
  const hasCopy = drStrategy === 'warm' && drSite !== host.site;
  if (lost.startsWith('site/') && hasCopy) return true;
  if (stores.some((store) => !isServed(small, store, lost))) return false;
  return !isDark(host, lost) || isRestarted(small, machine, stores, lost);
}

function isDark({ id, site: place, rack, powerFeeds }: Host, lost: string): boolean {
  const isUnpowered = powerFeeds === 1 && lost === `power/${place}/${rack}`;
  return isUnpowered || lost === `host/${id}` || lost === `site/${place}`;
}

function isServed(small: Small, store: Store, lost: string): boolean {
  if (store.kind === 'local') return true;
  const mirror =
    store.replication.mode === 'sync'
      ? small.storage.find(({ id }) => id === store.replication.target)
      : undefined;
  if (lost === `site/${store.site}`) return mirror !== undefined && mirror.site !== store.site;
  const counts = Object.entries(store).filter(([path]) => lost === `storage/${store.id} ${path}`);
  return counts.every(([, number]) => number !== 1 || mirror !== undefined);
}

function isRestarted(small: Small, machine: Machine, stores: readonly Store[], lost: string) {
  const others = small.servers.filter(({ id }) => id !== machine.target.host);
  const survivor = others.some((other) => !isDark(other, lost));
  if (machine.protection === 'ft') return survivor || lost.startsWith('host/');
  const isMovable = stores.every(({ kind }) => kind !== 'local');
  const restarts = machine.protection === 'ha-restart' && small.clusters[0]?.ha.enabled === true;
  return restarts && isMovable && survivor;
}

describe('the failure path of a part', () => {
  it('names what takes all of its members down when it is taken away, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySmall, async (small) => {
        const [path] = await pathsOf(small);
        const { singles, missing } = present(path);
        expect(missing).toEqual([]);
        expect(singles.map(({ key }) => key).sort()).toEqual(fallenWith(small));
      }),
      { numRuns: 300 },
    );
  });

  it('never clears a part because a fact is left out', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySmall, fc.nat(), async (small, pick) => {
        const [before] = await pathsOf(small);
        if (present(before).singles.length === 0) return;
        const leaves = leavesOf(small).filter((path) => {
          const key = path.findLast((segment) => typeof segment === 'string');
          return !['id', 'role', 'redundancyGroup'].includes(String(key));
        });
        const leaf = leaves[pick % leaves.length] ?? [];
        const [after] = await pathsOf(without(small, leaf));
        const told = `without ${formatPath(leaf)}`;
        expect(present(after).singles.length + present(after).missing.length, told).not.toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is told from the machine down to its site', async () => {
    const estate = await estateOf(`
sites: [{ id: north }]
servers: [{ id: esx-1, role: host, site: north, powerFeeds: 1 }]
storage: [{ id: array-a, kind: fc, controllers: 1 }]
applications:
  - id: ehr
    instances:
      - { id: ehr-db, protection: none, target: { host: esx-1 }, disks: [{ storage: array-a }] }
`);
    const [path] = failurePaths(estate, present(estate.application('ehr')));
    expect(describePath(estate, present(path).part)).toBe(
      'ehr-db → host esx-1 → switch ? → 1 power feed → array-a (1 controller, ? fabrics, ? paths) → site north',
    );
    expect(path?.singles.map(({ label }) => label)).toEqual([
      'host esx-1',
      'the one power feed of esx-1',
      'the one controller of array-a',
    ]);
    expect(path?.missing.map(({ path: fact }) => fact)).toContain('continuity.drStrategy');
  });
});
