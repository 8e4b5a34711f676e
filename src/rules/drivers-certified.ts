import type { Estate } from '../analysis/estate.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Server } from '../domain/inventory.ts';
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
import { listNames } from '../domain/wording.ts';
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

/** Versions against those of the cluster's other hosts, component by component. */
function judgeLikeness(estate: Estate, host: Server, drivers: readonly Driver[]): Outcome[] {
  const cluster = estate.clusterOf(host);
  const peers =
    cluster === undefined ? [] : estate.hostsOf(cluster).filter((peer) => peer !== host);
  if (peers.length === 0) return [];
  const compared = drivers.flatMap((driver, i) =>
    VERSIONS.map((fact) => compareWithPeers(driver, i, fact, peers)),
  );
  // One difference settles it: what is not recorded could add a further one, and no failure.
  const different = compared.flatMap(({ warning }) => warning ?? []);
  if (different.length > 0) return different;
  const missing = compared.flatMap((comparison) => comparison.missing);
  return [
    ...peers.flatMap((peer) => judgeComparable(peer, drivers) ?? []),
    missing.length > 0 ? notRecorded(...missing) : pass('alike in the cluster'),
  ];
}

/** A host that names none of the same components cannot be compared, so it is not known to be alike. */
function judgeComparable(peer: Server, drivers: readonly Driver[]): Outcome | undefined {
  const theirs = peer.drivers ?? [];
  if (theirs.length === 0) return notRecorded(hostFact(peer.id, 'drivers'));
  const isComparable = theirs.some(({ component }) =>
    drivers.some((driver) => driver.component === component),
  );
  return isComparable
    ? undefined
    : unknown(`${peer.id} records no driver of the same component`, [hostFact(peer.id, 'drivers')]);
}

interface Comparison {
  readonly warning?: Outcome;
  readonly missing: readonly (string | FactRef)[];
}

function compareWithPeers(
  driver: Driver,
  index: number,
  { path, word }: VersionFact,
  peers: readonly Server[],
): Comparison {
  const at = `drivers[${index}].${path}`;
  const own = driver[path];
  const missing: (string | FactRef)[] = [];
  const differing: string[] = [];
  for (const peer of peers) {
    const theirs = versionsOf(peer, driver.component, path);
    const unrecorded = theirs.filter(({ version }) => version === undefined);
    // Two cards may share a name: one of that version is enough.
    if (own !== undefined && theirs.some(({ version }) => version === own)) continue;
    if (own === undefined && theirs.length > 0) missing.push(at);
    missing.push(...unrecorded.map(({ fact }) => fact));
    if (own !== undefined && theirs.length > 0 && unrecorded.length === 0) {
      differing.push(`${theirs.map(({ version }) => version).join(' and ')} on ${peer.id}`);
    }
  }
  if (differing.length === 0) return { missing };
  const text = `${driver.component} has ${word} ${own}, ${listNames(differing, 2)}`;
  const remedy = 'Bring all hosts of the cluster to one version.';
  return { warning: warn(`${text}, allowed one version`, remedy, { at }), missing };
}

function versionsOf(host: Server, component: string, path: VersionFact['path']) {
  return (host.drivers ?? []).flatMap((driver, i) =>
    driver.component === component
      ? [{ version: driver[path], fact: hostFact(host.id, `drivers[${i}].${path}`) }]
      : [],
  );
}

function hostFact(id: string, path: string): FactRef {
  return factRef('host', id, path);
}
