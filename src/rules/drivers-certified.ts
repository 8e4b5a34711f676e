import type { Estate } from '../analysis/estate.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Server } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Driver = NonNullable<Server['drivers']>[number];

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
      'No driver is recorded, or one without certification, acceptance level or versions; or those of another host of the cluster are not.',
  },
  remedy:
    "Apply the vendor's recipe of drivers and firmware to all hosts; keep an inventory of firmware.",
  needs: { drivers: 'drivers' },
  reads: { product: 'platform>product' },
  options: {
    refusedLevels: listOption({
      default: ['community'],
      choices: ['vmware-certified', 'vmware-accepted', 'partner', 'community'],
      about: 'Acceptance levels that are refused.',
    }),
  },
  check({ drivers, product }, { refusedLevels }, { subject, estate }) {
    if (drivers.length === 0) return notRecorded('drivers');
    // Only ESXi grades its driver packages; a platform that is not recorded may be one.
    const gradesDrivers = [undefined, 'esxi'].includes(product);
    return worstOf([
      ...drivers.map((driver, i) => judgeDriver(driver, i, refusedLevels, gradesDrivers)),
      ...judgeLikeness(estate, subject.value, drivers),
    ]);
  },
});

function judgeDriver(
  { component, certified, acceptanceLevel }: Driver,
  index: number,
  refused: readonly string[],
  isGraded: boolean,
): Outcome {
  const at = `drivers[${index}]`;
  const remedy = `Install a certified driver for ${component}.`;
  if (certified === false)
    return fail(`${component} is not certified`, remedy, { at: `${at}.certified` });
  if (acceptanceLevel !== undefined && refused.includes(acceptanceLevel)) {
    return fail(`${component} has acceptance level ${acceptanceLevel}`, remedy, {
      at: `${at}.acceptanceLevel`,
    });
  }
  const missing = [
    ...(certified === undefined ? [`${at}.certified`] : []),
    ...(isGraded && acceptanceLevel === undefined ? [`${at}.acceptanceLevel`] : []),
  ];
  return missing.length > 0 ? notRecorded(...missing) : pass('drivers certified');
}

/** Versions against those of the cluster's other hosts, component by component. */
function judgeLikeness(estate: Estate, host: Server, drivers: readonly Driver[]): Outcome[] {
  const cluster = estate.clusterOf(host);
  const peers =
    cluster === undefined ? [] : estate.hostsOf(cluster).filter((peer) => peer !== host);
  const unrecorded = peers.filter((peer) => (peer.drivers ?? []).length === 0);
  const outcomes = drivers.map((driver, i) => judgeVersions(driver, i, peers));
  if (unrecorded.length > 0) {
    outcomes.push(notRecorded(...unrecorded.map(({ id }) => hostFact(id, 'drivers'))));
  }
  return outcomes;
}

function judgeVersions(driver: Driver, index: number, peers: readonly Server[]): Outcome {
  const { component } = driver;
  const differing: string[] = [];
  const missing: (string | FactRef)[] = [];
  for (const part of ['driverVersion', 'firmwareVersion'] as const) {
    const own = driver[part];
    for (const peer of peers) {
      const at = (peer.drivers ?? []).findIndex((other) => other.component === component);
      const other = peer.drivers?.[at];
      if (other === undefined) continue;
      if (own === undefined) missing.push(`drivers[${index}].${part}`);
      if (other[part] === undefined) missing.push(hostFact(peer.id, `drivers[${at}].${part}`));
      else if (own !== undefined && own !== other[part]) {
        differing.push(`${own} here, ${other[part]} on ${peer.id}`);
      }
    }
  }
  if (missing.length > 0) return notRecorded(...missing);
  if (differing.length === 0) return pass('alike in the cluster');
  return warn(
    `${component} differs: ${listNames(differing, 2)}`,
    'Bring all hosts of the cluster to one version.',
    {
      at: `drivers[${index}]`,
    },
  );
}

function hostFact(id: string, path: string): FactRef {
  return { subject: { kind: 'host', id }, path };
}
