import { readFileSync } from 'node:fs';
import fc from 'fast-check';

/** A schema node, as far as random data need it. */
interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly examples?: readonly unknown[];
}

interface Schema {
  readonly $defs: Readonly<Record<string, Node>>;
}

const SCHEMA = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8')) as Schema;

export type Document = Record<string, unknown>;

type Item = Record<string, unknown>;

/** Facts that are generated with their neighbours, so that nothing contradicts or dangles. */
const SETTLED = new Set([
  'id',
  'role',
  'platform',
  'cluster',
  'site',
  'application',
  'server',
  'target',
  'form',
  'placementRules',
  'redundancyGroup',
  'ftSecondaryOf',
  'dependsOn',
  'drSite',
  'witnessSite',
  'needs',
  'clusteredWith',
  'reachableBy',
  'storage',
  'instances',
  'pilot',
  // A tier that is derived from the recovery time moves every weight; see the promises' scope.
  'tier',
  'environment',
]);

/**
 * Whole random estates that load: every other fact of the schema, each recorded or not, around a
 * skeleton of sites, platforms, clusters, hosts, standalone machines and applications.
 */
export const arbitraryEstate: fc.Arbitrary<Document> = fc
  .record({
    platforms: fc.integer({ min: 0, max: 2 }),
    clusters: fc.integer({ min: 0, max: 2 }),
    hosts: fc.integer({ min: 0, max: 4 }),
    standalone: fc.integer({ min: 0, max: 3 }),
    applications: fc.integer({ min: 0, max: 3 }),
    instances: fc.integer({ min: 0, max: 6 }),
    storage: fc.integer({ min: 0, max: 2 }),
    density: fc.constantFrom(0.3, 0.7, 1),
  })
  .chain(skeletonOf);

interface Sizes {
  readonly platforms: number;
  readonly clusters: number;
  readonly hosts: number;
  readonly standalone: number;
  readonly applications: number;
  readonly instances: number;
  readonly storage: number;
  readonly density: number;
}

function skeletonOf(sizes: Sizes): fc.Arbitrary<Document> {
  const { density } = sizes;
  const ids = (kind: string, number: number) =>
    Array.from({ length: number }, (_, i) => `${kind}-${i}`);
  const platforms = ids('platform', sizes.platforms);
  const clusters = ids('cluster', sizes.clusters);
  const applications = ids('app', sizes.applications);
  const machines = ids('server', sizes.standalone);
  const storage = ids('storage', sizes.storage);
  const items = (
    kind: string,
    names: readonly string[],
    settle: (id: string) => fc.Arbitrary<Item>,
  ) =>
    fc.tuple(
      ...names.map((id) =>
        fc
          .tuple(facts(kind, density), settle(id))
          .map(([random, settled]) => ({ id, ...settled, ...random })),
      ),
    );
  const some = <T>(values: readonly T[]) =>
    values.length === 0
      ? fc.constant(undefined)
      : fc.option(fc.constantFrom(...values), { nil: undefined });

  const hosts = items('server', ids('host', sizes.hosts), () =>
    some(clusters).map((cluster) => compact({ role: 'host', cluster })),
  );
  return hosts
    .map((placed) => placed.map(ofOneArchitecture))
    .chain((placed) =>
      fc
        .record({
          assessment: fc.constant({ asOf: '2026-11-22' }),
          operations: facts('operations', density),
          platforms: items('platform', platforms, () => fc.constant({})),
          clusters: items('cluster', clusters, () =>
            some(platforms).map((platform) => compact({ platform })),
          ),
          standalone: items('server', machines, () => fc.constant({ role: 'standalone' })),
          applications: items('application', applications, () => application(applications)),
          storage: items('storage', storage, () =>
            fc
              .subarray([...clusters, ...placed.map(({ id }) => id)])
              .chain((from) => fc.constantFrom({}, { reachableBy: from })),
          ),
          instances: items('instance', ids('vm', sizes.instances), () =>
            instance(placed, machines, applications, clusters),
          ).chain((all) =>
            fc
              .array(some(storage), { minLength: 12, maxLength: 12 })
              .map((names) => all.map((one, i) => withDisks(one, names.slice(2 * i)))),
          ),
        })
        .map(({ standalone, ...rest }) => ({ ...rest, servers: [...placed, ...standalone] })),
    );
}

/** A host of another architecture than its product has would be two facts that cannot both be true. */
function ofOneArchitecture(host: Item): Item {
  const cpu = host['cpu'] as Item | undefined;
  return cpu?.['architecture'] === undefined
    ? host
    : { ...host, cpu: { ...cpu, architecture: 'x86_64' } };
}

/** Disks lie on one of the storages, or nowhere on record. */
function withDisks(item: Item, names: readonly (string | undefined)[]): Item {
  const disks = item['disks'] as readonly Item[] | undefined;
  if (disks === undefined) return item;
  return { ...item, disks: disks.map((disk, i) => compact({ ...disk, storage: names[i] })) };
}

function application(applications: readonly string[]): fc.Arbitrary<Item> {
  return fc
    .record({
      tier: fc.constantFrom(0, 1, 2, 4),
      dependsOn: fc.option(
        fc
          .subarray([...applications])
          .chain((needed) =>
            fc
              .constantFrom('hard', 'soft')
              .map((kind) => needed.map((id) => ({ application: id, kind }))),
          ),
        { nil: undefined },
      ),
    })
    .map(compact);
}

function instance(
  hosts: readonly Item[],
  machines: readonly string[],
  applications: readonly string[],
  clusters: readonly string[],
): fc.Arbitrary<Item> {
  const targets = [
    undefined,
    ...hosts.map((host) => compact({ host: host['id'], cluster: host['cluster'] })),
    ...clusters.map((cluster) => ({ cluster })),
  ];
  const physical =
    machines.length === 0
      ? fc.constant({})
      : fc.constantFrom(...machines).map((server) => ({ server, form: 'physical' }));
  const form = fc.oneof(fc.constantFrom({}, { form: 'virtual' }), physical);
  return fc
    .record({
      application:
        applications.length === 0
          ? fc.constant(undefined)
          : fc.option(fc.constantFrom(...applications), { nil: undefined }),
      target: fc.constantFrom(...targets),
      form,
      redundancyGroup: fc.constantFrom(undefined, 'group'),
      placementRules: fc.constantFrom(undefined, [], ['anti-affinity:group']),
    })
    .map(({ form: today, ...settled }) => compact({ ...settled, ...today }));
}

/** A random part of what the schema allows a subject to record. */
function facts(definition: string, density: number): fc.Arbitrary<Item> {
  return mapping(SCHEMA.$defs[definition] ?? {}, density) as fc.Arbitrary<Item>;
}

function mapping(node: Node, density: number): fc.Arbitrary<unknown> {
  const keys = Object.entries(node.properties ?? {}).filter(([key]) => !SETTLED.has(key));
  const values = keys.map(([key, child]) => {
    const isNeeded = node.required?.includes(key) ?? false;
    const value = factOf(child, density);
    const isRecorded = fc.integer({ min: 1, max: 100 }).map((n) => isNeeded || n <= density * 100);
    return fc
      .tuple(isRecorded, value)
      .map(([recorded, fact]) => [key, recorded ? fact : undefined] as const);
  });
  return fc.tuple(...values).map((entries) => compact(Object.fromEntries(entries)));
}

function factOf(node: Node, density: number): fc.Arbitrary<unknown> {
  if (node.$ref !== undefined)
    return factOf(SCHEMA.$defs[node.$ref.replace('#/$defs/', '')] ?? {}, density);
  if (node.enum !== undefined)
    return fc.constantFrom(...node.enum.filter((value) => value !== null));
  const type = [node.type ?? []].flat()[0];
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: node.minimum ?? 1, max: Math.min(node.maximum ?? 40, 100) });
    case 'number': {
      const least = node.exclusiveMinimum === undefined ? (node.minimum ?? 0) : 1;
      return fc.oneof(
        fc.integer({ min: least, max: Math.min(node.maximum ?? 2000, 2000) }),
        fc.constantFrom(...(node.examples ?? [least])),
      );
    }
    case 'array':
      return fc.array(factOf(node.items ?? {}, density), { maxLength: 2 });
    case 'object':
      return mapping(node, density);
    default:
      return text(node);
  }
}

function text(node: Node): fc.Arbitrary<unknown> {
  if (node.format === 'date') {
    return fc.constantFrom('2020-01-31', '2026-03-10', '2026-09-01', '2026-11-20', '2027-06-01');
  }
  return fc.constantFrom(...(node.examples ?? []), '7.0', '2012 R2', 'x');
}

/** Without the keys that are not recorded. */
function compact(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
