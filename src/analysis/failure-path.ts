import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Cluster, Instance, Server, Storage } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import { count } from '../domain/wording.ts';
import { serverRef } from './demand.ts';
import type { Estate } from './estate.ts';
import { outlivesOneHost, type Part, partsOf } from './parts.ts';

/** What a machine stands on, in the order of its path. */
export const LAYERS = ['host', 'network', 'power', 'storage', 'site'] as const;

export type Layer = (typeof LAYERS)[number];

/** Something that exists once, and whose loss takes a machine down. */
export interface SinglePoint {
  readonly layer: Layer;
  /** Two machines that stand on the same thing have the same key. */
  readonly key: string;
  readonly label: string;
  readonly at: FactRef;
}

/** What one part of an application stands on. */
export interface FailurePath {
  readonly part: Part;
  /** All members fall with each of these. */
  readonly singles: readonly SinglePoint[];
  /** What may hide a further one. */
  readonly missing: readonly FactRef[];
}

/**
 * The series path of each part: instance → host → switches and power feeds → storage → site. A
 * machine falls with what exists once on its path and has nothing that takes over; a part falls
 * with what takes down each of its members. Where the record leaves that open, the facts are named
 * that would tell.
 *
 * What takes over: HA or fault tolerance for a host and its power (not for its network: the loss of
 * that starts nothing elsewhere), a mirror for an array, a disaster-recovery site for a site; and for
 * all of these, running at two sites at once, or a failover to another site as recorded protection.
 */
export function failurePaths(
  estate: Estate,
  application: Application,
  layers: readonly Layer[] = LAYERS,
): readonly FailurePath[] {
  return partsOf(estate, application).map((part) => {
    const links = part.members.map((member) => linksOf(estate, application, member, layers));
    return { part, ...common(estate, part, links) };
  });
}

/** One way for a machine to fall: certain where it is named and nothing is missing. */
interface Link {
  readonly layer: Layer;
  /** Undefined where it is not recorded what the machine stands on. */
  readonly single: SinglePoint | undefined;
  readonly missing: readonly FactRef[];
}

/** A yes or a no, or the facts without which there is neither. */
type Answer = boolean | readonly FactRef[];

const isSure = ({ single, missing }: Link): boolean => single !== undefined && missing.length === 0;

function certain(layer: Layer, key: string, label: string, at: FactRef): Link {
  return { layer, single: { layer, key: `${layer}/${key}`, label, at }, missing: [] };
}

function hidden(layer: Layer, ...missing: readonly FactRef[]): Link {
  return { layer, single: undefined, missing };
}

function unless(links: readonly Link[], missing: readonly FactRef[]): readonly Link[] {
  if (missing.length === 0) return links;
  return links.map((link) => ({ ...link, missing: [...link.missing, ...missing] }));
}

// What all members of a part have in common.

interface Common {
  readonly singles: readonly SinglePoint[];
  readonly missing: readonly FactRef[];
}

function common(estate: Estate, part: Part, links: readonly (readonly Link[])[]): Common {
  const singles: SinglePoint[] = [];
  const missing: FactRef[] = [];
  for (const layer of LAYERS) {
    const ofLayer = links.map((own) => own.filter((link) => link.layer === layer));
    // A member that nothing of this layer takes down keeps the part up.
    if (ofLayer.some((own) => own.length === 0)) continue;
    const apart = layer === 'host' ? outlivesOneHost(estate, part) : false;
    if (apart === true) continue;
    if (apart !== false) {
      missing.push(...apart, ...ofLayer.flat().flatMap((link) => link.missing));
      continue;
    }
    const found = commonOfLayer(ofLayer);
    singles.push(...found.singles);
    missing.push(...found.missing);
  }
  return { singles, missing };
}

function commonOfLayer(members: readonly (readonly Link[])[]): Common {
  const fates = members.map(fateOf);
  const missing = new OpenFacts();
  const singles: SinglePoint[] = [];
  for (const [key, point] of pointsAmong(members)) {
    if (fates.every((fate) => isSureOf(fate, key))) singles.push(point);
    else if (fates.every(({ open, byKey }) => open.length > 0 || byKey.has(key))) {
      for (const fate of fates) if (!isSureOf(fate, key)) missing.add(fate, key);
    }
  }
  if (fates.every(({ open }) => open.length > 0)) {
    for (const fate of fates) missing.add(fate, undefined);
  }
  return { singles, missing: missing.facts };
}

function pointsAmong(members: readonly (readonly Link[])[]): ReadonlyMap<string, SinglePoint> {
  const points = new Map<string, SinglePoint>();
  for (const own of members) {
    for (const { single } of own) {
      if (single !== undefined && !points.has(single.key)) points.set(single.key, single);
    }
  }
  return points;
}

/** The links of one member in one layer. */
interface Fate {
  readonly all: readonly Link[];
  /** Those that do not tell what it stands on: it may be any point. */
  readonly open: readonly Link[];
  readonly byKey: ReadonlyMap<string, readonly Link[]>;
}

function fateOf(all: readonly Link[]): Fate {
  const open: Link[] = [];
  const byKey = new Map<string, Link[]>();
  for (const link of all) {
    const { single } = link;
    const known = single === undefined ? open : byKey.get(single.key);
    if (known !== undefined) known.push(link);
    else if (single !== undefined) byKey.set(single.key, [link]);
  }
  return { all, open, byKey };
}

function isSureOf({ byKey }: Fate, key: string): boolean {
  return byKey.get(key)?.some(isSure) === true;
}

/** The facts that hide what members stand on: those that concern every point are named once. */
class OpenFacts {
  readonly facts: FactRef[] = [];
  readonly #told = new Set<Fate>();

  add(fate: Fate, key: string | undefined): void {
    const concerns = ({ single }: Link): boolean => single === undefined || single.key === key;
    const own = key === undefined ? [] : (fate.byKey.get(key) ?? []);
    const links = this.#told.has(fate) ? own : fate.all.filter(concerns);
    this.#told.add(fate);
    for (const { missing } of links) for (const fact of missing) this.facts.push(fact);
  }
}

// The links of one machine.

function linksOf(
  estate: Estate,
  application: Application,
  member: Instance,
  layers: readonly Layer[],
): readonly Link[] {
  const asked = LAYERS.filter((layer) => layers.includes(layer));
  const standing = standingOf(estate, member);
  if ('missing' in standing) {
    return asked.map((layer) => hidden(layer, standing.missing));
  }
  const question: Question = { estate, application, member, standing };
  const relief = runsElsewhere(question);
  if (relief === true) return [];
  const moves = takesOver(question);
  const links = asked.flatMap((layer) => LINKS[layer](question, moves));
  return relief === false ? links : unless(links, relief);
}

const LINKS: Readonly<Record<Layer, (question: Question, moves: Answer) => readonly Link[]>> = {
  host: hostLinks,
  network: networkLinks,
  power: powerLinks,
  storage: storageLinks,
  site: siteLinks,
};

/** Where a machine stands: `hosts` are those that may be its own, `domain` those of its cluster. */
interface Standing {
  readonly hosts: readonly Server[];
  readonly domain: readonly Server[];
  readonly cluster: Cluster | undefined;
}

interface Question {
  readonly estate: Estate;
  readonly application: Application;
  readonly member: Instance;
  readonly standing: Standing;
}

function standingOf(estate: Estate, member: Instance): Standing | { readonly missing: FactRef } {
  const cluster = estate.clusterOfInstance(member);
  const host = estate.hostOfInstance(member);
  if (cluster === undefined && host === undefined) {
    const server = member.server === undefined ? undefined : estate.server(member.server);
    if (server !== undefined) {
      return {
        hosts: [server],
        domain: [server, ...partnersOf(estate, server)],
        cluster: undefined,
      };
    }
    const path = member.form === 'physical' ? 'server' : 'target';
    return { missing: factRef('instance', member.id, path) };
  }
  const domain = cluster === undefined ? [] : estate.hostsOf(cluster);
  const hosts = host === undefined ? domain : [host];
  if (cluster !== undefined && hosts.length === 0) {
    return { missing: factRef('cluster', cluster.id, 'hosts') };
  }
  return { hosts, domain: domain.length === 0 ? hosts : domain, cluster };
}

/** The machines that a standalone machine forms a cluster with. */
function partnersOf(estate: Estate, { clusteredWith }: Server): readonly Server[] {
  return (clusteredWith ?? []).flatMap((id) => estate.server(id) ?? []);
}

/** The links of each of several hosts, and which of them are sure on every host. */
interface Spread {
  readonly links: readonly Link[];
  readonly isEverywhere: (link: Link) => boolean;
}

/** The machines of a cluster ask this of the same hosts. */
function spreading(linksOfHost: (host: Server) => readonly Link[]) {
  const overMany = memoised((hosts: readonly Server[]): Spread => {
    const each = hosts.map(linksOfHost);
    const sureHosts = countSure(each);
    const isEverywhere = ({ single }: Link) => sureHosts.get(single?.key) === hosts.length;
    return { links: each.flat(), isEverywhere };
  });
  return { linksOfHost, overMany };
}

/** Links of its own host; where that is not recorded, what differs between hosts is not sure. */
function overHosts(
  { member }: Question,
  hosts: readonly Server[],
  { linksOfHost, overMany }: ReturnType<typeof spreading>,
): readonly Link[] {
  const [only] = hosts;
  if (only === undefined) return [];
  if (hosts.length === 1) return linksOfHost(only);
  const here = factRef('instance', member.id, 'target.host');
  const { links, isEverywhere } = overMany(hosts);
  return links.map((link) =>
    isEverywhere(link) ? link : { ...link, missing: [...link.missing, here] },
  );
}

/** How many hosts have a sure link of each key. */
function countSure(each: readonly (readonly Link[])[]): ReadonlyMap<string | undefined, number> {
  const hosts = new Map<string | undefined, number>();
  for (const own of each) {
    for (const key of new Set(own.filter(isSure).map(({ single }) => single?.key))) {
      hosts.set(key, (hosts.get(key) ?? 0) + 1);
    }
  }
  return hosts;
}

// What takes over.

/** Whether it runs, or comes back, at another site, so that nothing of this path is needed. */
function runsElsewhere(question: Question): Answer {
  const { application, member } = question;
  const isElsewhere =
    member.protection === 'dr-failover' || application.continuity?.drStrategy === 'active-active';
  return isElsewhere ? hasOtherSite(question) : false;
}

const COPIES_AT_SITE = new Set(['cold', 'warm', 'hot', 'active-active']);

/** Whether a disaster-recovery site is another one than all that it stands at. */
function hasOtherSite({ application: { id, continuity }, standing }: Question): Answer {
  const { drStrategy, drSite } = continuity ?? {};
  if (drStrategy === undefined) return [factRef('application', id, 'continuity.drStrategy')];
  if (!COPIES_AT_SITE.has(drStrategy)) return false;
  if (drSite === undefined) return [factRef('application', id, 'continuity.drSite')];
  if (standing.hosts.some(({ site }) => site === drSite)) return false;
  const unknown = standing.hosts.filter(({ site }) => site === undefined);
  return unknown.length === 0 ? true : unknown.map(siteFact);
}

/** Whether something brings the machine back after the loss of its host. */
function takesOver(question: Question): Answer {
  const { estate, member, standing } = question;
  if (isClustered(standing)) return true;
  switch (member.protection) {
    case undefined:
      return [factRef('instance', member.id, 'protection')];
    case 'ft':
      return true;
    case 'app-cluster': {
      // A cluster has other members; a group says which, and they answer for the part.
      const isNamed = member.redundancyGroup !== undefined;
      return isNamed ? false : [factRef('instance', member.id, 'redundancyGroup')];
    }
    case 'ha-restart':
      return restartsElsewhere(estate, member, standing);
    default:
      return false;
  }
}

/** Standalone machines that form a cluster take over for each other. */
function isClustered({ cluster, domain }: Standing): boolean {
  return cluster === undefined && domain.length > 1;
}

function restartsElsewhere(
  estate: Estate,
  member: Instance,
  { cluster, domain }: Standing,
): Answer {
  if (cluster === undefined || domain.length < 2 || cluster.ha?.enabled === false) return false;
  const { storages, missing } = storagesOf(estate, member);
  if (storages.some(({ kind }) => kind === 'local')) return false;
  const open = [
    ...(cluster.ha?.enabled === undefined ? [factRef('cluster', cluster.id, 'ha.enabled')] : []),
    ...missing,
    ...storages
      .filter(({ kind }) => kind === undefined)
      .map(({ id }) => factRef('storage', id, 'kind')),
  ];
  return open.length === 0 ? true : open;
}

// Layer by layer.

function hostLinks({ member, standing }: Question, moves: Answer): readonly Link[] {
  if (moves === true) return [];
  const [host] = standing.hosts;
  const at = factRef('instance', member.id, 'protection');
  const link =
    standing.hosts.length === 1 && host !== undefined
      ? certain('host', host.id, `${host.role === 'host' ? 'host' : 'server'} ${host.id}`, at)
      : certain('host', `of ${member.id}`, `its host in ${standing.cluster?.id}`, at);
  return unless([link], moves === false ? [] : moves);
}

/** Machines that form a cluster have each their own network. */
function networkLinks(question: Question): readonly Link[] {
  const { standing } = question;
  return isClustered(standing) ? [] : overHosts(question, standing.hosts, NETWORKS);
}

/** Ports that carry the traffic of machines: each names a switch, or hides one. */
const networkOf = memoised((server: Server): readonly Link[] => {
  const { nics } = server;
  const all = factOf(server, 'nics');
  if (nics === undefined) return [hidden('network', all)];
  // A standalone machine uses its ports as it likes; a host's have roles.
  const isSureOf = (roles: readonly string[] | undefined): boolean =>
    server.role === 'standalone' || (roles ?? []).includes('vm');
  const sure = nics.filter(({ roles }) => isSureOf(roles));
  const names = new Set(sure.flatMap((nic) => nic.switch ?? []));
  if (names.size > 1) return [];
  const missing = nics.flatMap((nic, i) => {
    if (isSureOf(nic.roles)) {
      return nic.switch === undefined ? [factOf(server, `nics[${i}].switch`)] : [];
    }
    const addsNothing =
      nic.roles !== undefined || (nic.switch !== undefined && names.has(nic.switch));
    return addsNothing ? [] : [factOf(server, `nics[${i}].roles`)];
  });
  const [name] = names;
  if (name === undefined) return [hidden('network', ...(missing.length === 0 ? [all] : missing))];
  return unless([certain('network', name, `switch ${name}`, all)], missing);
});

const NETWORKS = spreading(networkOf);

/** A feed takes down all hosts that hang on it alone, and what does not restart on another host. */
function powerLinks(question: Question, moves: Answer): readonly Link[] {
  const { hosts, domain } = question.standing;
  if (moves !== true || domain.length < 2) {
    return unless(overHosts(question, hosts, FEEDS), typeof moves === 'boolean' ? [] : moves);
  }
  const each = domain.map(feedOf);
  if (each.some((links) => links.length === 0)) return [];
  const named = each.filter((links) => links.every(isSure)).flat();
  if (new Set(named.map(({ single }) => single?.key)).size > 1) return [];
  if (named.length === domain.length) return named.slice(0, 1);
  return [hidden('power', ...each.flat().flatMap(({ missing }) => missing))];
}

/** Machines of one rack that have one feed each hang on the same one. */
function feedOf(server: Server): readonly Link[] {
  const { id, powerFeeds, rack, site } = server;
  const at = factOf(server, 'powerFeeds');
  if (powerFeeds === undefined) return [hidden('power', at)];
  if (powerFeeds > 1) return [];
  if (rack === undefined) {
    const own = certain('power', `server ${id}`, `the one power feed of ${id}`, at);
    return [own, hidden('power', factOf(server, 'rack'))];
  }
  const shared = certain(
    'power',
    `${site ?? ''}/${rack}`,
    `the one power feed of rack ${rack}`,
    at,
  );
  // Racks of two sites may have one name.
  return site === undefined ? [shared, hidden('power', factOf(server, 'site'))] : [shared];
}

const FEEDS = spreading(feedOf);

export interface Storages {
  readonly storages: readonly Storage[];
  /** What hides further ones. */
  readonly missing: readonly FactRef[];
}

/** The storage that the disks of a machine lie on. */
export function storagesOf(estate: Estate, { id, disks }: Instance): Storages {
  if (disks === undefined) return { storages: [], missing: [factRef('instance', id, 'disks')] };
  const names = new Set(disks.flatMap(({ storage }) => storage ?? []));
  const missing = disks.flatMap(({ storage }, i) =>
    storage === undefined ? [factRef('instance', id, `disks[${i}].storage`)] : [],
  );
  return { storages: [...names].flatMap((name) => estate.storage(name) ?? []), missing };
}

function storageLinks({ estate, member }: Question): readonly Link[] {
  const { storages, missing } = storagesOf(estate, member);
  return [
    ...(missing.length > 0 ? [hidden('storage', ...missing)] : []),
    ...storages.flatMap(pointsOf),
  ];
}

const COUNTED = {
  controllers: 'controller',
  fabrics: 'fabric',
  pathsPerHost: 'path',
} as const;

/** Local disks stand and fall with their host; nodes that keep copies of each other have no controller. */
function pointsOf(storage: Storage): readonly Link[] {
  const { id, kind, protection } = storage;
  if (kind === 'local') return [];
  const fact = (path: string): FactRef => factRef('storage', id, path);
  if (kind === 'hci') {
    const copy = certain('storage', `${id} copy`, `the one copy of ${id}`, fact('protection'));
    if (protection === undefined) return unless([copy], [fact('protection')]);
    return protection === 'none' ? [copy] : [];
  }
  const counted = Object.entries(COUNTED).flatMap(([path, word]) => {
    const number = storage[path as keyof typeof COUNTED];
    if (number !== undefined && number > 1) return [];
    const point = certain('storage', `${id} ${path}`, `the one ${word} of ${id}`, fact(path));
    return unless([point], number === undefined ? [fact(path)] : []);
  });
  const points = isMirrored(storage) ? [] : counted;
  if (kind !== undefined) return points;
  // Local disks have none of these, nodes another one: nothing is sure before the kind is.
  return unless([certain('storage', id, id, fact('kind')), ...points], [fact('kind')]);
}

function isMirrored({ replication }: Storage): boolean {
  return replication?.mode === 'sync' && replication.target !== undefined;
}

/** The sites of its hosts and of its storage, unless another site stands in for them. */
function siteLinks(question: Question, moves: Answer): readonly Link[] {
  const other = hasOtherSite(question);
  if (other === true) return [];
  const { estate, member } = question;
  const { storages, missing } = storagesOf(estate, member);
  const links = [
    ...hostSites(question, moves),
    ...(missing.length > 0 ? [hidden('site', ...missing)] : []),
    ...storages.flatMap((storage) => storageSite(estate, storage)),
  ];
  return unless(links, other === false ? [] : other);
}

function hostSites(question: Question, moves: Answer): readonly Link[] {
  const { hosts, domain } = question.standing;
  const [first] = domain;
  const only = first?.site;
  if (first !== undefined && only !== undefined && domain.every(({ site }) => site === only)) {
    return [siteLink(only, 'host', first.id)];
  }
  if (moves !== true) {
    return unless(overHosts(question, hosts, HOST_SITES), moves === false ? [] : moves);
  }
  const known = new Set(domain.flatMap(({ site }) => site ?? []));
  if (known.size > 1) return [];
  const unknown = domain.filter(({ site }) => site === undefined).map(siteFact);
  return [hidden('site', ...unknown)];
}

function siteOfHost(server: Server): readonly Link[] {
  const { site } = server;
  if (site === undefined) return [hidden('site', siteFact(server))];
  return [siteLink(site, serverRef(server).kind as 'host' | 'server', server.id)];
}

const HOST_SITES = spreading(siteOfHost);

function siteLink(site: string, kind: 'host' | 'server' | 'storage', id: string): Link {
  return certain('site', site, `site ${site}`, factRef(kind, id, 'site'));
}

/** A mirror at another site keeps the data there. */
function storageSite(estate: Estate, storage: Storage): readonly Link[] {
  const { id, site, kind, replication } = storage;
  if (kind === 'local' || kind === 'hci') return [];
  const target = isMirrored(storage) ? estate.storage(replication?.target ?? '') : undefined;
  if (site === undefined) return [hidden('site', factRef('storage', id, 'site'))];
  const own = siteLink(site, 'storage', id);
  if (target === undefined || target.site === site) return [own];
  return target.site === undefined ? unless([own], [factRef('storage', target.id, 'site')]) : [];
}

function siteFact(server: Server): FactRef {
  return factOf(server, 'site');
}

function factOf(server: Server, path: string): FactRef {
  return { subject: serverRef(server), path };
}

// The path in words.

/** The path of the first member of a part, as people read it. */
export function describePath(estate: Estate, { members }: Part): string {
  const [member] = members;
  if (member === undefined) return '';
  const standing = standingOf(estate, member);
  if ('missing' in standing) return `${member.id} → ?`;
  const { hosts } = standing;
  const switches = hosts.flatMap(switchesOf);
  const feeds = hosts.map(({ powerFeeds }) => powerFeeds ?? '?');
  const sites = hosts.map(({ site }) => site ?? '?');
  return [
    member.id,
    describePlace(standing),
    `${switches.includes('?') || new Set(switches).size < 2 ? 'switch' : 'switches'} ${listed(switches)}`,
    `${listed(feeds.map(String))} power ${feeds.every((feed) => feed === 1) ? 'feed' : 'feeds'}`,
    describeStorage(estate, member),
    `site ${listed(sites)}`,
  ].join(' → ');
}

function describePlace({ hosts, domain, cluster }: Standing): string {
  const [host] = hosts;
  const own =
    hosts.length === 1 ? `${host?.role === 'standalone' ? 'server' : 'host'} ${host?.id}` : '';
  if (cluster === undefined) return own;
  const whole = `${cluster.id} (${count(domain.length, 'host')})`;
  return own === '' ? `a host of ${whole}` : `${own} of ${whole}`;
}

function switchesOf({ role, nics }: Server): readonly string[] {
  if (nics === undefined) return ['?'];
  return nics
    .filter(({ roles }) => role === 'standalone' || (roles ?? ['vm']).includes('vm'))
    .map((nic) => nic.switch ?? '?');
}

function describeStorage(estate: Estate, member: Instance): string {
  const { storages, missing } = storagesOf(estate, member);
  const known = storages.map((storage) => {
    const { id, kind } = storage;
    if (kind === 'local' || kind === 'hci') return `${id} (${kind})`;
    const { controllers = '?', fabrics = '?', pathsPerHost = '?' } = storage;
    const words = [
      `${controllers} ${controllers === 1 ? 'controller' : 'controllers'}`,
      `${fabrics} ${fabrics === 1 ? 'fabric' : 'fabrics'}`,
      `${pathsPerHost} ${pathsPerHost === 1 ? 'path' : 'paths'}`,
    ];
    return `${id} (${words.join(', ')})`;
  });
  const all = missing.length > 0 ? [...known, 'storage ?'] : known;
  return all.length === 0 ? 'no disks' : all.join(' and ');
}

/** Each once, in the order of their first mention. */
function listed(names: readonly string[]): string {
  return names.length === 0 ? '?' : [...new Set(names)].join(', ');
}
