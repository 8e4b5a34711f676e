import type { Estate } from '../analysis/estate.ts';
import { groupBy } from '../analysis/places.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { byId } from '../domain/order.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listFirst } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Driver = NonNullable<Server['drivers']>[number];

const LEVELS = ['vmware-certified', 'vmware-accepted', 'partner', 'community'] as const;

const VERSIONS = [
  { path: 'driverVersion', word: 'driver' },
  { path: 'firmwareVersion', word: 'firmware' },
] as const;

type VersionFact = (typeof VERSIONS)[number];

export default defineRule({
  id: 'PLT-004',
  name: 'drivers-certified',
  category: 'platform',
  subject: 'host',
  severity: 'high',
  effort: 'medium',
  title: 'Drivers and firmware are certified, and alike in a cluster',
  source: [
    paper('P5'),
    TEXTS.nistHypervisor,
    TEXTS.hardeningGuide,
    projectDefault('That different versions within a cluster warn.'),
  ],
  why: 'A driver runs within the hypervisor: its fault is a fault of every machine on the host.',
  condition: {
    fail: 'A driver is not certified, or its acceptance level is one of refusedLevels.',
    warn: 'The version of a driver or firmware differs from that of another host of the cluster.',
    unknown:
      'No driver is recorded, or one without certification, on ESXi without acceptance level, or in a cluster without versions; or another host of the cluster records none, or none of the same component.',
  },
  remedy:
    "Apply the vendor's recipe of drivers and firmware to all hosts; keep an inventory of firmware.",
  needs: { drivers: 'drivers' },
  reads: { product: 'platform>product' },
  options: {
    refusedLevels: listOption({
      default: ['community'],
      choices: LEVELS,
      about: 'Acceptance levels that are refused.',
    }),
  },
  check({ drivers, product }, { refusedLevels }, { subject, estate }) {
    if (drivers.length === 0) return unknown('its list of drivers is empty', ['drivers']);
    // Only ESXi grades its driver packages; a platform that is not recorded may be one.
    const needsLevel = [undefined, 'esxi'].includes(product) && refusedLevels.length > 0;
    return worstOf([
      ...drivers.map((driver, i) => judgeDriver(driver, i, refusedLevels, needsLevel)),
      ...judgeLikeness(estate, subject.value, drivers),
    ]);
  },
});

function judgeDriver(
  { component, certified, acceptanceLevel }: Driver,
  index: number,
  refused: readonly string[],
  needsLevel: boolean,
): Outcome {
  const at = `drivers[${index}]`;
  const remedy = `Install a certified driver for ${component}.`;
  if (certified === false)
    return fail(`${component} is not certified`, remedy, { at: `${at}.certified` });
  if (acceptanceLevel !== undefined && refused.includes(acceptanceLevel)) {
    const allowed = LEVELS.filter((level) => !refused.includes(level)).join(', ') || 'none';
    return fail(
      `${component} has acceptance level ${acceptanceLevel}, allowed ${allowed}`,
      remedy,
      { at: `${at}.acceptanceLevel` },
    );
  }
  const missing = [
    ...(certified === undefined ? [`${at}.certified`] : []),
    ...(needsLevel && acceptanceLevel === undefined ? [`${at}.acceptanceLevel`] : []),
  ];
  return missing.length > 0 ? notRecorded(...missing) : pass('drivers certified');
}

/** Hosts that record the same drivers: one answers for all of them. Sorted by id. */
interface Kind {
  readonly drivers: readonly Driver[];
  readonly hosts: readonly Server[];
}

/** The kinds of hosts in a cluster: few, where to compare each host with each would be many. */
const kindsAmong = memoised((hosts: readonly Server[]): readonly Kind[] => {
  const kinds = groupBy(hosts, ({ drivers = [] }) =>
    JSON.stringify(drivers.map((one) => [one.component, ...VERSIONS.map(({ path }) => one[path])])),
  );
  return [...kinds.values()].map((alike) => ({ drivers: alike[0]?.drivers ?? [], hosts: alike }));
});

/** Versions against those of the cluster's other hosts, component by component. */
function judgeLikeness(estate: Estate, host: Server, drivers: readonly Driver[]): Outcome[] {
  const cluster = estate.clusterOf(host);
  const hosts = cluster === undefined ? [] : estate.hostsOf(cluster);
  if (hosts.length < 2) return [];
  const kinds = kindsAmong(hosts);
  const versions = drivers.flatMap((driver, i) =>
    VERSIONS.map((fact) => ({ driver, ...fact, at: `drivers[${i}].${fact.path}` })),
  );
  // One difference settles it: what is not recorded could add a further one, and no failure.
  const different = versions.flatMap((version) => compareWithPeers(version, kinds) ?? []);
  if (different.length > 0) return different;
  const missing = versions.flatMap((version) => hiddenVersions(version, host, kinds));
  const strangers = kinds.filter((kind) => !isComparable(kind, drivers));
  return [
    ...othersOf(strangers, host).map(judgeStranger),
    missing.length > 0 ? notRecorded(...missing) : pass('alike in the cluster'),
  ];
}

/** The hosts of some kinds without one of them, in their order. */
function othersOf(kinds: readonly Kind[], host: Server): readonly Server[] {
  return kinds
    .flatMap(({ hosts }) => hosts)
    .filter((other) => other !== host)
    .sort(byId);
}

/** A host that names none of the same components cannot be compared, so it is not known to be alike. */
function isComparable(kind: Kind, drivers: readonly Driver[]): boolean {
  return kind.drivers.some(({ component }) =>
    drivers.some((driver) => driver.component === component),
  );
}

function judgeStranger({ id, drivers = [] }: Server): Outcome {
  const at = hostFact(id, 'drivers');
  if (drivers.length === 0) return notRecorded(at);
  return unknown(`${id} records no driver of the same component`, [at]);
}

/** One of the versions of a driver. */
type Version = VersionFact & { readonly driver: Driver; readonly at: string };

/** Differing hosts that a message names. */
const SHOWN_HOSTS = 2;

function compareWithPeers({ driver, path, word, at }: Version, kinds: readonly Kind[]) {
  const own = driver[path];
  if (own === undefined) return undefined;
  const differing = kinds.filter((kind) => {
    const theirs = versionsOf(kind.drivers, driver.component, path);
    // Two cards may share a name: one of that version is enough.
    return theirs.length > 0 && !theirs.includes(own) && !theirs.includes(undefined);
  });
  if (differing.length === 0) return undefined;
  const names = differing
    .flatMap(({ hosts }) => hosts.slice(0, SHOWN_HOSTS))
    .sort(byId)
    .slice(0, SHOWN_HOSTS)
    .map(({ id, drivers = [] }) => {
      return `${versionsOf(drivers, driver.component, path).join(' and ')} on ${id}`;
    });
  const all = differing.reduce((sum, { hosts }) => sum + hosts.length, 0);
  const text = `${driver.component} has ${word} ${own}, ${listFirst(names, all)}`;
  const remedy = 'Bring all hosts of the cluster to one version.';
  return warn(`${text}, allowed one version`, remedy, { at });
}

/** The versions that hide whether the hosts are alike. */
function hiddenVersions(
  { driver, path, at }: Version,
  host: Server,
  kinds: readonly Kind[],
): readonly (string | FactRef)[] {
  const own = driver[path];
  const asked = kinds.filter(({ drivers }) => {
    const theirs = versionsOf(drivers, driver.component, path);
    return own === undefined || !theirs.includes(own);
  });
  const others = othersOf(asked, host).flatMap(({ id, drivers = [] }) =>
    drivers.flatMap(({ component }, i) =>
      component === driver.component ? { id, isRecorded: drivers[i]?.[path] !== undefined, i } : [],
    ),
  );
  return [
    ...(own === undefined && others.length > 0 ? [at] : []),
    ...others.flatMap(({ id, isRecorded, i }) =>
      isRecorded ? [] : hostFact(id, `drivers[${i}].${path}`),
    ),
  ];
}

function versionsOf(
  drivers: readonly Driver[],
  component: string,
  path: VersionFact['path'],
): readonly (string | undefined)[] {
  return drivers.flatMap((driver) => (driver.component === component ? [driver[path]] : []));
}

function hostFact(id: string, path: string): FactRef {
  return factRef('host', id, path);
}
