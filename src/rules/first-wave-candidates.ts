import { cpuCapacityMHz, cpuDemandMHz, type Measured, shareOf } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { type Destination, destinationsOf, staysPhysical } from '../analysis/migration.ts';
import { tierBehind } from '../analysis/tier.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { notApplicable, notRecorded, type Outcome, pass } from '../domain/outcome.ts';
import { minutesOption, percentOption, tierOption } from '../domain/rule-option.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { formatMinutes } from '../domain/wording.ts';
import { paper, projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

/** What speaks for a candidate, what rules it out, or the fact that hides it. */
type Mark =
  | { readonly yes: string }
  | { readonly no: string }
  | { readonly missing: readonly FactRef[] };

export default defineRule({
  id: 'BEN-002',
  name: 'first-wave-candidates',
  category: 'opportunity',
  subject: 'server',
  severity: 'info',
  effort: 'small',
  title: 'Candidates for the first wave',
  source: [
    paper('P10'),
    paper('P11'),
    paper('P12'),
    projectDefault('What counts as less critical, light and tolerant of an outage.'),
  ],
  why: 'Light and tolerant workloads are the ones to begin with: they teach without hurting.',
  condition: {
    unknown: 'One of these facts is not recorded, and no other rules the machine out.',
    notApplicable:
      'It is not a candidate: too critical, too little outage tolerated, too heavy, tied to a device, or not supported by its vendor.',
  },
  remedy: 'Use it for the pilot (OPS-001).',
  options: {
    lowFromTier: tierOption(3, 'Smallest tier number of a candidate.'),
    leastOutage: minutesOption(240, 'Least tolerable outage of a candidate.'),
    shareBelow: percentOption(
      10,
      'Share of a host’s CPU that the peak of a candidate stays below.',
    ),
  },
  check(_facts, { lowFromTier, leastOutage, shareBelow }, { subject, estate }) {
    const server = subject.value;
    const instances = estate.instancesOnServer(server);
    if (instances.length === 0) return notApplicable('not a candidate: nothing runs on it');
    if (staysPhysical(server, instances))
      return notApplicable('not a candidate: it stays on its hardware');
    const applications = [...new Set(instances.flatMap((one) => estate.applicationOf(one) ?? []))];
    return weigh([
      ...instances.map((instance) => markTier(tierBehind(estate, instance), lowFromTier)),
      ...applications.map((application) => markOutage(application, leastOutage)),
      ...applications.map(markVendor),
      markDevices(server),
      markLoad(estate, server, shareBelow),
    ]);
  },
});

function weigh(marks: readonly Mark[]): Outcome {
  const against = marks.flatMap((mark) => ('no' in mark ? mark.no : []));
  if (against.length > 0)
    return notApplicable(`not a candidate: ${[...new Set(against)].join('; ')}`);
  const missing = marks.flatMap((mark) => ('missing' in mark ? mark.missing : []));
  if (missing.length > 0) return notRecorded(...missing);
  const reasons = marks.flatMap((mark) => ('yes' in mark ? mark.yes : []));
  return pass(`a candidate for the first wave: ${[...new Set(reasons)].join(', ')}`);
}

function markTier(behind: ReturnType<typeof tierBehind>, lowFrom: number): Mark {
  if ('missing' in behind) return { missing: [behind.missing] };
  const text = `tier ${behind.tier}`;
  return behind.tier >= lowFrom ? { yes: text } : { no: `${text}, from tier ${lowFrom} on` };
}

function markOutage({ id, availability }: Application, least: number): Mark {
  const outage = availability?.maxOutageMinutes;
  if (outage === undefined) return { missing: [fact(id, 'availability.maxOutageMinutes')] };
  const text = `tolerable outage ${formatMinutes(outage)}`;
  return outage >= least ? { yes: text } : { no: `${text}, at least ${formatMinutes(least)}` };
}

function markVendor({ id, vendorSupport }: Application): Mark {
  switch (vendorSupport?.virtualized) {
    case undefined:
      return { missing: [fact(id, 'vendorSupport.virtualized')] };
    case 'supported':
      return { yes: 'supported by its vendor' };
    case 'conditional':
      return { no: 'supported by its vendor with conditions only' };
    case 'not-supported':
      return { no: 'not supported by its vendor' };
  }
}

function markDevices({ id, devices }: Server): Mark {
  if (devices === undefined) return { missing: [factRef('server', id, 'devices')] };
  return devices.length === 0 ? { yes: 'no special device' } : { no: 'it has special devices' };
}

/**
 * Against the weakest host that it may move to. The share is judged as it is shown, to a tenth:
 * finer than any load is measured, and no error of rounding decides.
 */
function markLoad(estate: Estate, server: Server, below: number): Mark {
  const share = shareOf(cpuDemandMHz(server, 'cpuPeakPercent'), capacityFor(estate, server));
  if ('missing' in share) return share;
  const percent = Number((share.value * 100).toFixed(1));
  const text = `a peak of ${percent} % of a host’s CPU`;
  return percent < below ? { yes: text } : { no: `${text}, below ${below} %` };
}

function capacityFor(estate: Estate, server: Server): Measured {
  const { isSettled, places } = destinationsOf(estate, server);
  if (!isSettled) return leastOfAllHosts(estate);
  const known = leastAtPlaces(places);
  if (known !== undefined) return known;
  const clusters = estate
    .instancesOnServer(server)
    .flatMap((instance) => estate.clusterOfInstance(instance) ?? [])
    .filter((cluster) => estate.hostsOf(cluster).length === 0);
  return {
    missing: factRefs('cluster', clusters, 'hosts'),
  };
}

/** Computed once for the hosts of each cluster; undefined where a place has no host. */
const leastAtPlaces = memoised((places: readonly Destination[]): Measured | undefined => {
  const hosts = places.flatMap(({ host }) => host ?? []);
  return hosts.length === places.length ? leastCpuCapacity(hosts) : undefined;
});

const leastOfAllHosts = memoised((estate: Estate) => leastCpuCapacity(estate.hosts));

function leastCpuCapacity(hosts: readonly Server[]): Measured {
  const capacities = hosts.map(cpuCapacityMHz);
  const missing = capacities.flatMap((one) => ('missing' in one ? one.missing : []));
  if (hosts.length === 0) return { missing: [factRef('estate', ESTATE_ID, 'servers')] };
  if (missing.length > 0) return { missing };
  return { value: Math.min(...capacities.map((one) => ('value' in one ? one.value : 0))) };
}

function fact(id: string, path: string): FactRef {
  return factRef('application', id, path);
}
