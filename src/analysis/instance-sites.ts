import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { serverRef } from './demand.ts';
import type { Estate } from './estate.ts';
import type { Part } from './parts.ts';
import { allOf, type Settled } from './replication.ts';

/** Where an instance may run. */
interface InstanceSites {
  readonly sites: ReadonlySet<string>;
  /** What hides a further site; empty where the list is whole. */
  readonly missing: readonly FactRef[];
}

/** The sites of every host that an instance may be restarted on, else that of its machine today. */
function sitesOfInstance(estate: Estate, instance: Instance): InstanceSites {
  const cluster = estate.clusterOfInstance(instance);
  const host = estate.hostOfInstance(instance);
  if (cluster === undefined && host === undefined) return siteToday(estate, instance);
  const hosts = cluster === undefined ? [] : estate.hostsOf(cluster);
  const all = hosts.length > 0 || host === undefined ? hosts : [host];
  if (all.length === 0) return hiddenBy(factRef('instance', instance.id, 'target.host'));
  return {
    sites: new Set(all.flatMap(({ site }) => site ?? [])),
    missing: factRefs(
      'host',
      all.filter(({ site }) => site === undefined),
      'site',
    ),
  };
}

function siteToday(estate: Estate, instance: Instance): InstanceSites {
  const server = instance.server === undefined ? undefined : estate.server(instance.server);
  if (server === undefined) return hiddenBy(factRef('instance', instance.id, 'target'));
  const { site } = server;
  return site === undefined
    ? hiddenBy({ subject: serverRef(server), path: 'site' })
    : { sites: new Set([site]), missing: [] };
}

function hiddenBy(fact: FactRef): InstanceSites {
  return { sites: new Set(), missing: [fact] };
}

/** Whether no member of a part can run anywhere but at a site. */
export function standsOnlyAt(estate: Estate, { members }: Part, site: string): Settled {
  return allOf(
    members.map((member) => {
      const { sites, missing } = sitesOfInstance(estate, member);
      if ([...sites].some((other) => other !== site)) return false;
      return missing.length > 0 ? missing : true;
    }),
  );
}
