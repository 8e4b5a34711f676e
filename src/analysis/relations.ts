import type { FactRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import type { Subject, SubjectRef, SubjectValues } from '../domain/subject.ts';
import type { Estate } from './estate.ts';

type Related = Subject | { readonly missing: FactRef };
type LookUps = Omit<Estate, 'related' | 'applicationsOn' | 'carriesCritical'>;

/** The subject behind a relation, or the fact whose absence hides it. */
export function relatedSubject(estate: LookUps, subject: Subject, relation: string): Related {
  switch (subject.kind) {
    case 'cluster':
      return platformBehind(estate, subject, subject.value);
    case 'host':
      return relatedToHost(estate, subject, subject.value, relation);
    case 'instance':
      return relatedToInstance(estate, subject, subject.value, relation);
    case 'server':
    case 'storage':
      return siteBehind(estate, subject, subject.value.site);
    default:
      throw new Error(`${subject.kind} has no relation ${relation}`);
  }
}

function relatedToHost(estate: LookUps, ref: SubjectRef, host: Server, relation: string): Related {
  switch (relation) {
    case 'cluster':
      return found('cluster', estate.clusterOf(host), ref, 'cluster');
    case 'platform':
      return platformBehind(estate, ref, host);
    case 'site':
      return siteBehind(estate, ref, host.site);
    default:
      throw new Error(`a host has no relation ${relation}`);
  }
}

function relatedToInstance(
  estate: LookUps,
  ref: SubjectRef,
  instance: Instance,
  relation: string,
): Related {
  switch (relation) {
    case 'application':
      return found('application', estate.applicationOf(instance), ref, 'application');
    case 'cluster':
      return found('cluster', estate.clusterOfInstance(instance), ref, 'target.cluster');
    case 'host':
      return found('host', estate.hostOfInstance(instance), ref, 'target.host');
    case 'platform': {
      const at = estate.hostOfInstance(instance);
      if (at !== undefined) return platformBehind(estate, { kind: 'host', id: at.id }, at);
      const cluster = estate.clusterOfInstance(instance);
      if (cluster === undefined) return { missing: { subject: ref, path: 'target' } };
      return platformBehind(estate, { kind: 'cluster', id: cluster.id }, cluster);
    }
    case 'server':
      return found('server', estate.server(instance.server ?? ''), ref, 'server');
    default:
      throw new Error(`an instance has no relation ${relation}`);
  }
}

function siteBehind(estate: LookUps, ref: SubjectRef, id: string | undefined): Related {
  return found('site', estate.site(id ?? ''), ref, 'site');
}

/** A host that stands in a cluster has the cluster's platform; that is where it is to be recorded. */
function platformBehind(
  estate: LookUps,
  ref: SubjectRef,
  of: SubjectValues['host' | 'cluster'],
): Related {
  const cluster = ref.kind === 'host' ? estate.clusterOf(of as Server) : undefined;
  const owner: SubjectRef = cluster === undefined ? ref : { kind: 'cluster', id: cluster.id };
  return found('platform', estate.platformOf(of), owner, 'platform');
}

function found<K extends 'application' | 'cluster' | 'host' | 'platform' | 'server' | 'site'>(
  kind: K,
  value: SubjectValues[K] | undefined,
  from: SubjectRef,
  path: string,
): Related {
  if (value === undefined) return { missing: { subject: from, path } };
  // `kind` and `value` belong together by this function's own signature.
  return { kind, id: value.id, value } as Subject;
}
