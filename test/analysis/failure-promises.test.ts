import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Estate } from '../../src/analysis/estate.ts';
import {
  type FailureDomain,
  failureDomain,
  failureDomains,
  nestedDomains,
} from '../../src/analysis/failure-domain.ts';
import {
  type FailureModel,
  type FailureRecovery,
  failureRecovery,
  sureRecovery,
  verdictOn,
} from '../../src/analysis/failure-recovery.ts';
import { formatPath, type PathSegment } from '../../src/domain/fact-path.ts';
import { UserError } from '../../src/domain/user-error.ts';
import { estateOf, present } from '../support/estate.ts';
import { leavesOf, without } from '../support/judge-case.ts';

/** More cases for a long run: VIRTREADY_RUNS=3000 npx vitest run test/analysis/failure-promises */
const RUNS = Number(process.env['VIRTREADY_RUNS'] ?? 300);

const MODEL: FailureModel = {
  restart: { bootMinutes: 5, appStartMinutes: 5, parallelRestarts: 4, detectionSeconds: 60 },
  limits: { memory: 90, cpu: 90 },
};

type Item = Record<string, unknown>;
type Document = Record<string, unknown>;

const APPLICATIONS = ['app-0', 'app-1', 'app-2'];
const CLUSTERS = ['cluster-0', 'cluster-1'];
const SITES = ['north', 'south'];
const ARRAYS = ['array-n', 'array-s'];
const HOSTS = ['host-0', 'host-1', 'host-2', 'host-3', 'host-4'];

/** A fact that most often is recorded. */
function often<T>(fact: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(fact, { nil: undefined, freq: 12 });
}

const minutes = fc.integer({ min: 0, max: 9 });

/** Two clusters over two sites with racks, two arrays, three applications, and machines on all of it. */
function arbitraryFailures(withDependencies: boolean): fc.Arbitrary<Document> {
  return fc
    .record({
      clusters: fc.tuple(...CLUSTERS.map(cluster)),
      hosts: fc.tuple(...HOSTS.map((id, i) => host(id, CLUSTERS[i % 2] ?? ''))),
      storage: fc.tuple(...ARRAYS.map((id, i) => array(id, SITES[i] ?? '', ARRAYS[1 - i] ?? ''))),
      applications: fc.tuple(...APPLICATIONS.map((id) => application(id, withDependencies))),
      machines: fc.integer({ min: 1, max: 8 }),
    })
    .chain(({ hosts, machines, ...rest }) =>
      fc
        .tuple(...Array.from({ length: machines }, (_, i) => machine(`vm-${i}`)))
        .map((instances) => ({
          ...rest,
          sites: SITES.map((id) => ({ id })),
          servers: [...hosts, { id: 'box', role: 'standalone', site: 'north', rack: 'R1' }],
          instances,
        })),
    );
}

function cluster(id: string): fc.Arbitrary<Item> {
  return fc.record({
    id: fc.constant(id),
    stretched: often(fc.boolean()),
    ha: fc.record({
      enabled: often(fc.constantFrom(true, true, true, false)),
      detectionSeconds: often(fc.constantFrom(0, 60)),
      parallelRestarts: often(fc.integer({ min: 1, max: 2 })),
    }),
  });
}

function host(id: string, of: string): fc.Arbitrary<Item> {
  return fc.record({
    id: fc.constant(id),
    role: fc.constant('host'),
    cluster: fc.constant(of),
    site: often(fc.constantFrom(...SITES)),
    rack: often(fc.constantFrom('R1', 'R2')),
    cpu: fc.constant({ sockets: 2, coresPerSocket: 8 }),
    memoryGiB: often(fc.constantFrom(16, 256)),
    reliability: fc.record({
      mttrHours: often(fc.constantFrom(0.05, 4)),
      source: often(fc.constantFrom('measured', 'assumed')),
    }),
  });
}

function array(id: string, site: string, other: string): fc.Arbitrary<Item> {
  return fc.record({
    id: fc.constant(id),
    site: often(fc.constant(site)),
    kind: often(fc.constantFrom('fc', 'fc', 'local')),
    // A disk on storage that its host does not reach would be two facts that cannot both be true.
    reachableBy: often(fc.constantFrom(CLUSTERS, HOSTS)),
    replication: fc.record({
      mode: often(fc.constantFrom('none', 'sync', 'async')),
      target: often(fc.constant(other)),
    }),
  });
}

function application(id: string, withDependencies: boolean): fc.Arbitrary<Item> {
  const others = APPLICATIONS.filter((other) => other !== id);
  const dependsOn = fc.subarray(others).chain((needed) =>
    fc.tuple(
      ...needed.map((other) =>
        fc.record({
          application: fc.constant(other),
          kind: often(fc.constantFrom('hard', 'soft')),
        }),
      ),
    ),
  );
  return fc.record({
    id: fc.constant(id),
    dependsOn: withDependencies ? often(dependsOn) : fc.constant([]),
    availability: fc.record({
      rtoMinutes: often(fc.constantFrom(0, 5, 12, 60)),
      maxOutageMinutes: often(fc.constantFrom(0, 5, 12, 60)),
    }),
    continuity: fc.record({
      drStrategy: often(fc.constantFrom('none', 'warm', 'active-active')),
      drSite: often(fc.constantFrom(...SITES)),
      drRtoMinutes: often(minutes),
      drResult: often(fc.constantFrom('pass', 'fail')),
    }),
  });
}

function machine(id: string): fc.Arbitrary<Item> {
  const targets = [
    ...HOSTS.map((name, i) => ({ cluster: CLUSTERS[i % 2], host: name })),
    { cluster: CLUSTERS[0] },
  ];
  return fc.record({
    id: fc.constant(id),
    application: fc.constantFrom(...APPLICATIONS),
    target: fc.constantFrom(...targets),
    redundancyGroup: fc.constantFrom(undefined, undefined, 'group'),
    placementRules: fc.constantFrom(undefined, ['anti-affinity:group']),
    protection: often(
      fc.constantFrom(
        'ha-restart',
        'ha-restart',
        'ft',
        'app-cluster',
        'dr-failover',
        'backup-restore',
        'none',
      ),
    ),
    vcpu: often(fc.constant(1)),
    memoryGiB: often(fc.constant(8)),
    memoryReservationPercent: often(fc.constant(0)),
    metrics: fc.record({
      cpuP95Percent: often(fc.constant(50)),
      memoryP99GiB: often(fc.constant(4)),
    }),
    disks: often(
      fc.tuple(
        fc.record({ storage: often(fc.constantFrom(...ARRAYS)), kind: fc.constant('virtual') }),
      ),
    ),
    restartPriority: often(fc.constantFrom('high', 'low')),
    bootMinutes: often(minutes),
    appStartMinutes: often(minutes),
    replication: fc.record({ mode: often(fc.constantFrom('none', 'async')) }),
    backup: fc.record({
      method: often(fc.constantFrom('image', 'none')),
      offsite: often(fc.boolean()),
      lastRestoreMinutes: often(minutes),
    }),
  });
}

async function load(document: Document): Promise<Estate> {
  return estateOf(stringify(document, { aliasDuplicateObjects: false }));
}

function lose(estate: Estate, domain: FailureDomain): FailureRecovery {
  return failureRecovery(estate, domain, MODEL);
}

/** What a subject is, and where it stands at all. */
const STRUCTURE = /^(id|role|platform|cluster|host|server|application)$/;

function isStructure(path: readonly PathSegment[]): boolean {
  return STRUCTURE.test(String(path.findLast((segment) => typeof segment === 'string')));
}

/** Application → whether its objectives are met, as far as it is out at all. */
function verdictsOf({
  outages,
}: Pick<FailureRecovery, 'outages'>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    outages.map((outage) => {
      const { id, availability } = outage.application;
      const limits = [availability?.rtoMinutes, availability?.maxOutageMinutes];
      return [id, limits.map((limit) => verdictOn(outage, limit))];
    }),
  );
}

/** A key that the schema requires cannot be left out. */
function ifRequired(error: unknown): undefined {
  if (error instanceof UserError) return undefined;
  throw error;
}

/** Each verdict after a failure, with and without a fact; what is out with it must be so without. */
function* pairsOf(whole: Estate, less: Estate) {
  for (const domain of failureDomains(whole)) {
    const same = failureDomain(less, domain.name);
    if (same === undefined) continue;
    const lost = lose(less, same);
    const after = verdictsOf(lost);
    // Where it is not recorded what needs what, that is said, and nothing is said of the others.
    const isOpen = lost.missing.some(({ path }) => path === 'dependsOn');
    for (const [id, verdicts] of verdictsOf(lose(whole, domain))) {
      const now = after.get(id);
      for (const [i, before] of verdicts.entries()) {
        yield {
          name: `${domain.name}, ${id}`,
          before,
          after: now?.[i] ?? (isOpen ? 'unknown' : 'met'),
        };
      }
    }
  }
}

describe('the recovery after a failure', () => {
  it('never meets an objective because a fact is left out', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFailures(true), fc.nat(), async (document, pick) => {
        const leaves = leavesOf(document).filter((path) => path.length > 1 && !isStructure(path));
        const path = leaves[pick % Math.max(1, leaves.length)];
        if (path === undefined) return;
        const pair = await Promise.all([load(document), load(without(document, path))]).catch(
          ifRequired,
        );
        for (const { name, before, after } of pair === undefined ? [] : pairsOf(...pair)) {
          compared++;
          expect(before === 'met' || after !== 'met', `${name}, without ${formatPath(path)}`).toBe(
            true,
          );
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(compared).toBeGreaterThan(RUNS);
  }, 600_000);

  it('is met in the list of all domains only where it is on the page of one', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFailures(true), async (document) => {
        const estate = await load(document);
        for (const domain of failureDomains(estate)) {
          const page = verdictsOf(lose(estate, domain));
          const { outages } = sureRecovery(estate, domain, MODEL);
          for (const [id, verdicts] of verdictsOf({ outages })) {
            for (const [i, verdict] of verdicts.entries()) {
              if (verdict !== 'met') continue;
              met++;
              expect(page.get(id)?.[i], `${domain.name}, ${id}`).toBe('met');
            }
          }
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(met).toBeGreaterThan(0);
  }, 600_000);

  it('never has fewer machines down in a larger domain', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFailures(true), async (document) => {
        const estate = await load(document);
        for (const outer of failureDomains(estate)) {
          const down = downIn(lose(estate, outer));
          for (const name of nestedDomains(estate, outer)) {
            const inner = downIn(lose(estate, present(failureDomain(estate, name))));
            expect(down.certain, `${name} in ${outer.name}`).toEqual(
              expect.arrayContaining(inner.certain),
            );
            // More may stand in a rack than is recorded, but no more hosts in a cluster.
            if (outer.kind === 'cluster') continue;
            expect(down.all, `${name} in ${outer.name}`).toEqual(expect.arrayContaining(inner.all));
          }
        }
      }),
      { numRuns: RUNS / 3, seed: 7 },
    );
  }, 600_000);

  // What waits for another application makes room in the queue, and data that are lost, or a plan
  // that is carried out, take a machine out of it: then others may well be back earlier.
  it('never restarts a machine earlier in a larger domain, where nothing waits but for its turn', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryFailures(false), async (document) => {
        const estate = await load(document);
        for (const outer of failureDomains(estate).filter(({ kind }) => kind === 'rack')) {
          const later = restartsIn(lose(estate, outer));
          for (const name of nestedDomains(estate, outer)) {
            const inner = lose(estate, present(failureDomain(estate, name)));
            for (const [id, backAt] of restartsIn(inner)) {
              const then = later.get(id);
              if (then === undefined) continue;
              compared++;
              expect(then, `${id}, ${name} in ${outer.name}`).toBeGreaterThanOrEqual(backAt);
            }
          }
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(compared).toBeGreaterThan(RUNS / 3);
  }, 600_000);
});

function downIn({ machines }: FailureRecovery) {
  const idsOf = (all: FailureRecovery['machines']) =>
    all.map(({ course }) => course.fallen.instance.id);
  return { all: idsOf(machines), certain: idsOf(machines.filter(({ isCertain }) => isCertain)) };
}

/** Machines that are down for sure and that HA restarts → when they are back. */
function restartsIn({ machines }: FailureRecovery): ReadonlyMap<string, number> {
  return new Map(
    machines
      .filter(({ course, isCertain }) => isCertain && course.way === 'restart')
      .map(({ course, backAt }) => [course.fallen.instance.id, backAt]),
  );
}
