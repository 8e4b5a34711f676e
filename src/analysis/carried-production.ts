import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Instance, Platform, Server, Site } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { ESTATE_ID, SUBJECT_KINDS, type SubjectRef } from '../domain/subject.ts';
import { isProduction } from './carriers.ts';
import type { Estate } from './estate.ts';
import { platformsBelow } from './platforms-below.ts';
import { tierBehind, tierOf } from './tier.ts';

/** The production that stands on a subject, as far as the record tells. */
export interface CarriedProduction {
  readonly instances: readonly Instance[];
  /** Further production, which may stand there as well. */
  readonly perhaps: readonly PerhapsCarried[];
  /** What is missing where nothing at all is known to stand there, not even a test. */
  readonly missing: readonly FactRef[];
}

export interface PerhapsCarried {
  readonly instance: Instance;
  /** What hides it. */
  readonly missing: readonly FactRef[];
}

/** Facts that an answer names; a large estate may lack thousands, and every host would repeat them. */
export const SHOWN_MISSING = 200;

/**
 * Whether production of one of the first tiers stands there, or the facts that hide it. One machine
 * of such a tier settles it; otherwise each that stands or may stand there must be of a later tier.
 */
export function carriesTier(
  estate: Estate,
  { instances, perhaps, missing }: CarriedProduction,
  upToTier: number,
): boolean | readonly FactRef[] {
  const hidden: FactRef[] = [...missing];
  for (const instance of instances) {
    const behind = tierBehind(estate, instance);
    if ('missing' in behind) hidden.push(behind.missing);
    else if (behind.tier <= upToTier) return true;
  }
  for (const one of perhaps) {
    if (hidden.length >= SHOWN_MISSING) break;
    const behind = tierBehind(estate, one.instance);
    if ('missing' in behind || behind.tier <= upToTier) hidden.push(...one.missing);
  }
  return hidden.length === 0 ? false : hidden.slice(0, SHOWN_MISSING);
}

/** Whether nothing is recorded that anybody has to run. */
export function isEmptyEstate(estate: Estate): boolean {
  return SUBJECT_KINDS.every((kind) => kind === 'estate' || estate.subjectsOf(kind).length === 0);
}

/** Whether any application is of one of the first tiers, or the facts that hide it. */
export function estateHasTier(estate: Estate, upToTier: number): boolean | readonly FactRef[] {
  const { applications } = estate.inventory;
  const hidden: FactRef[] = [];
  for (const application of applications) {
    const tier = tierOf(application);
    if (tier === undefined) hidden.push(factRef('application', application.id, 'tier'));
    else if (tier <= upToTier) return true;
  }
  const unassigned = estate.instances.filter(
    (instance) => isProduction(instance) && estate.applicationOf(instance) === undefined,
  );
  hidden.push(...factRefs('instance', unassigned, 'application'));
  if (applications.length === 0 && hidden.length === 0) {
    return [factRef('estate', ESTATE_ID, 'applications')];
  }
  return hidden.length === 0 ? false : hidden.slice(0, SHOWN_MISSING);
}

/** A restart or a move can put any machine of a cluster on any of its hosts. */
export function productionOnHost(estate: Estate, host: Server): CarriedProduction {
  const cluster = estate.clusterOf(host);
  const standing =
    cluster === undefined ? estate.instancesOnHost(host) : estate.instancesInCluster(cluster);
  return carried({ kind: 'host', id: host.id }, standing, homeless(estate));
}

export function productionOnPlatform(estate: Estate, platform: Platform): CarriedProduction {
  const standing = estate.instancesOnPlatform(platform);
  return carried({ kind: 'platform', id: platform.id }, standing, [
    ...homeless(estate),
    ...withoutPlatform(estate),
  ]);
}

/**
 * What runs or shall run at a site, on any host of its clusters there, and what shall fail over to
 * it when another site is lost.
 */
export function productionAtSite(estate: Estate, site: Site): CarriedProduction {
  const placed = placedAtSites(estate);
  const isHere = ({ sites }: PlacedAtSites): boolean => sites.includes(site.id);
  const standing = placed.filter(isHere).map(({ instance }) => instance);
  const perhaps = placed.filter(
    (one) => !isHere(one) && one.missing.length > 0 && isProduction(one.instance),
  );
  return carried({ kind: 'site', id: site.id }, standing, perhaps);
}

function carried(
  { kind, id }: SubjectRef,
  standing: readonly Instance[],
  perhaps: readonly PerhapsCarried[],
): CarriedProduction {
  return {
    instances: productionAmong(standing),
    perhaps,
    missing: standing.length === 0 ? [factRef(kind, id, 'instances')] : [],
  };
}

/** Computed once for each cluster: every host of it carries the same. */
const productionAmong = memoised((standing: readonly Instance[]): readonly Instance[] =>
  standing.filter(isProduction),
);

function productionOf(estate: Estate): readonly Instance[] {
  return estate.instances.filter(isProduction);
}

/** Machines of which neither a place nor a physical machine is recorded: they may stand anywhere. */
const homeless = memoised((estate: Estate): readonly PerhapsCarried[] =>
  productionOf(estate)
    .filter((instance) => !hasPlace(estate, instance) && !isOnHardware(instance))
    .map((instance) => ({ instance, missing: [factRef('instance', instance.id, 'target')] })),
);

/** Machines that have a place whose platform is not recorded, or not for each of its hosts. */
const withoutPlatform = memoised((estate: Estate): readonly PerhapsCarried[] =>
  productionOf(estate)
    .filter((instance) => hasPlace(estate, instance))
    .map((instance) => ({ instance, missing: platformsBelow(estate, instance).missing }))
    .filter(({ missing }) => missing.length > 0),
);

function hasPlace(estate: Estate, instance: Instance): boolean {
  return (
    estate.hostOfInstance(instance) !== undefined ||
    estate.clusterOfInstance(instance) !== undefined
  );
}

function isOnHardware({ form, server }: Instance): boolean {
  return form === 'physical' || server !== undefined;
}

interface PlacedAtSites extends PerhapsCarried {
  readonly sites: readonly string[];
}

const placedAtSites = memoised((estate: Estate): readonly PlacedAtSites[] =>
  estate.instances.map((instance) => {
    const grounds = [...groundsOf(estate, instance), failoverOf(estate, instance)];
    return {
      instance,
      sites: [...new Set(grounds.flatMap(({ site }) => site ?? []))],
      missing: [...new Set(grounds.flatMap(({ missing }) => missing ?? []))],
    };
  }),
);

interface Ground {
  readonly site?: string;
  readonly missing?: FactRef;
}

/** The sites of the machines that an instance runs on, or may be started on. */
function groundsOf(estate: Estate, instance: Instance): readonly Ground[] {
  const host = estate.hostOfInstance(instance);
  const cluster = estate.clusterOfInstance(instance);
  const server = estate.server(instance.server ?? '');
  const hosts = cluster === undefined ? [host] : estate.hostsOf(cluster);
  const machines = [...hosts, server].filter((machine) => machine !== undefined);
  if (machines.length > 0) return machines.map(siteOf);
  if (cluster !== undefined) return [{ missing: factRef('instance', instance.id, 'target.host') }];
  const path = isOnHardware(instance) ? 'server' : 'target';
  return [{ missing: factRef('instance', instance.id, path) }];
}

const siteOf = memoised((machine: Server): Ground => {
  const { id, role, site } = machine;
  return site === undefined
    ? { missing: factRef(role === 'host' ? 'host' : 'server', id, 'site') }
    : { site };
});

/** A site that only keeps backups does not run what it keeps. */
const WITHOUT_FAILOVER: readonly unknown[] = ['none', 'backup'];

function failoverOf(estate: Estate, instance: Instance): Ground {
  if (!isProduction(instance)) return {};
  const application = estate.applicationOf(instance);
  if (application === undefined)
    return { missing: factRef('instance', instance.id, 'application') };
  const { drStrategy, drSite } = application.continuity ?? {};
  if (WITHOUT_FAILOVER.includes(drStrategy)) return {};
  return drSite === undefined
    ? { missing: factRef('application', application.id, 'continuity.drSite') }
    : { site: drSite };
}
