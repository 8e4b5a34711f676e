import type {
  AtlasCluster,
  AtlasMachine,
  AtlasSinglePoint,
  AtlasSite,
  AtlasStorage,
} from '../../../domain/atlas.ts';
import { type SubjectKind, subjectName } from '../../../domain/subject.ts';
import { count, listNames } from '../../../domain/wording.ts';
import { Figure, NoPicture, WITHOUT_ESTATE } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';

const ID = 'topology';
const TITLE = 'Where everything stands';

/** Machines and clusters that one box draws; its words count the others. */
const MOST_MACHINES = 24;
const MOST_CLUSTERS = 12;

/** Sites with their clusters, hosts, machines and storage, and what of it takes applications down alone. */
export function Topology({ model: { atlas } }: { readonly model: PageModel }) {
  if (atlas === undefined) return <NoPicture id={ID} title={TITLE} why={WITHOUT_ESTATE} />;
  const { sites, singlePoints } = atlas;
  if (sites.length === 0) {
    return (
      <NoPicture id={ID} title={TITLE} why="No site, cluster, machine or storage is recorded." />
    );
  }
  const singles = new Singles(singlePoints);
  const order = [...sites].sort((a, b) => rankOf(a) - rankOf(b));
  return (
    <Figure
      id={ID}
      title={TITLE}
      caption={
        <>
          Sites, clusters, hosts (with the machines that are recorded on them), standalone machines
          (dashed) and storage (rounded). <span class="single-mark">◆</span> marks a single point of
          failure: its loss alone takes down as many applications of tier 0 or 1, or of an unknown
          tier, and nothing takes over.
        </>
      }
      table={<PlaceTables sites={order} points={singlePoints} singles={singles} />}
    >
      <div class="places">
        {order.map((site) => (
          <Site site={site} singles={singles} />
        ))}
      </div>
      <Others points={singlePoints} />
    </Figure>
  );
}

const ROLES: readonly (string | null)[] = ['primary', 'secondary', 'remote', null];

/** What has no recorded site stands last. */
function rankOf({ id, role }: AtlasSite): number {
  return id === null ? ROLES.length : ROLES.indexOf(role);
}

/** Switches and power feeds have no box. */
function Others({ points }: { readonly points: readonly AtlasSinglePoint[] }) {
  if (points.length === 0) return <p>No single point of failure is known for sure.</p>;
  const others = points.filter(({ layer }) => layer === 'network' || layer === 'power');
  if (others.length === 0) return null;
  const names = others.map(({ label, applications }) => `${label} (${applications.length})`);
  return (
    <p>
      <span class="single-mark">◆</span> Also: {listNames(names, 12)}.
    </p>
  );
}

/** Single points by the subject that they are, or at which they are recorded. */
class Singles {
  readonly #applications = new Map<string, Set<string>>();

  constructor(points: readonly AtlasSinglePoint[]) {
    for (const { layer, label, at, applications } of points) {
      // What a machine is protected by is recorded with it; its host stands in the label.
      const key = layer === 'host' ? label : layer === 'site' ? label : wordsOf(at.kind, at.id);
      const known = this.#applications.get(key) ?? new Set();
      this.#applications.set(key, known);
      for (const id of applications) known.add(id);
    }
  }

  /** How many applications fall with it. */
  of(kind: SubjectKind, id: string): number {
    return this.#applications.get(wordsOf(kind, id))?.size ?? 0;
  }
}

function wordsOf(kind: SubjectKind, id: string): string {
  return `${kind} ${id}`;
}

interface SiteProps {
  readonly site: AtlasSite;
  readonly singles: Singles;
}

function Site({ site, singles }: SiteProps) {
  const { id, name, role, clusters, hosts, servers, storage } = site;
  const number = id === null ? 0 : singles.of('site', id);
  return (
    <section
      class={`place-box${number > 0 ? ' single' : ''}`}
      aria-label={id ?? 'no recorded site'}
    >
      <h4>
        {id ?? 'No recorded site'}
        {name !== null && `, ${name}`}
        {role !== null && <span class="note">{role}</span>} <Single number={number} />
      </h4>
      {clusters.slice(0, MOST_CLUSTERS).map((cluster) => (
        <Cluster cluster={cluster} singles={singles} />
      ))}
      {clusters.length > MOST_CLUSTERS && (
        <p class="more">and {count(clusters.length - MOST_CLUSTERS, 'more cluster')}</p>
      )}
      <Machines title="Hosts without a cluster" kind="host" machines={hosts} singles={singles} />
      <Machines title="Standalone machines" kind="server" machines={servers} singles={singles} />
      <StorageList storage={storage} singles={singles} />
    </section>
  );
}

function Cluster({
  cluster,
  singles,
}: {
  readonly cluster: AtlasCluster;
  readonly singles: Singles;
}) {
  const { id, platform, hosts } = cluster;
  return (
    <div class="place-box">
      <h5>
        {id}
        <span class="note">
          {platform ?? 'platform not recorded'}, {count(hosts.length, 'host')}
        </span>
      </h5>
      <MachineList kind="host" machines={hosts} singles={singles} />
    </div>
  );
}

interface MachinesProps {
  readonly kind: 'host' | 'server';
  readonly machines: readonly AtlasMachine[];
  readonly singles: Singles;
}

function Machines({ title, ...props }: MachinesProps & { readonly title: string }) {
  if (props.machines.length === 0) return null;
  return (
    <div class="place-box">
      <h5>{title}</h5>
      <MachineList {...props} />
    </div>
  );
}

/** Single points first, so that none hides among those that are only counted. */
function MachineList({ kind, machines, singles }: MachinesProps) {
  const order = [...machines].sort((a, b) => singles.of(kind, b.id) - singles.of(kind, a.id));
  const rest = order.length - MOST_MACHINES;
  return (
    <ul class="machines">
      {order.slice(0, MOST_MACHINES).map(({ id, instances }) => {
        const number = singles.of(kind, id);
        return (
          <li class={`${kind}${number > 0 ? ' single' : ''}`}>
            {id}
            {kind === 'host' && instances.length > 0 && (
              <span class="note">{instances.length}</span>
            )}{' '}
            <Single number={number} />
          </li>
        );
      })}
      {rest > 0 && <li>and {rest} more</li>}
    </ul>
  );
}

function StorageList({
  storage,
  singles,
}: {
  readonly storage: readonly AtlasStorage[];
  readonly singles: Singles;
}) {
  if (storage.length === 0) return null;
  return (
    <div class="place-box">
      <h5>Storage</h5>
      <ul class="machines">
        {storage.slice(0, MOST_MACHINES).map(({ id, kind }) => {
          const number = singles.of('storage', id);
          return (
            <li class={`storage${number > 0 ? ' single' : ''}`}>
              {id}
              {kind !== null && <span class="note">{kind}</span>} <Single number={number} />
            </li>
          );
        })}
        {storage.length > MOST_MACHINES && <li>and {storage.length - MOST_MACHINES} more</li>}
      </ul>
    </div>
  );
}

function Single({ number }: { readonly number: number }) {
  if (number === 0) return null;
  return (
    <span class="single-mark">
      <span aria-hidden="true">◆ {number}</span>
      <span class="unseen">single point of failure for {count(number, 'application')}</span>
    </span>
  );
}

interface TablesProps {
  readonly sites: readonly AtlasSite[];
  readonly points: readonly AtlasSinglePoint[];
  readonly singles: Singles;
}

function PlaceTables({ sites, points, singles }: TablesProps) {
  return (
    <>
      <Table
        caption="Hosts, standalone machines and storage by site"
        columns={[
          { head: 'Name' },
          { head: 'Kind' },
          { head: 'Site' },
          { head: 'Cluster' },
          { head: 'Machines on it', isNumber: true },
          { head: 'Applications that it takes down alone', isNumber: true },
        ]}
        most={MOST_TABLE_ROWS}
        rows={sites.flatMap((site) => rowsOf(site, singles))}
      />
      {points.length > 0 && (
        <Table
          caption="Single points of failure, those of most applications first"
          columns={[
            { head: 'What' },
            { head: 'Layer' },
            { head: 'Recorded at' },
            { head: 'Applications', isNumber: true },
            { head: 'Which' },
          ]}
          most={MOST_TABLE_ROWS}
          rows={points.map(({ label, layer, at, applications }) => [
            label,
            layer,
            subjectName(at),
            applications.length,
            listNames(applications, 12),
          ])}
        />
      )}
    </>
  );
}

const MOST_TABLE_ROWS = 100;

function rowsOf({ id, clusters, hosts, servers, storage }: AtlasSite, singles: Singles) {
  const site = id ?? 'not recorded';
  const row = (kind: 'host' | 'server' | 'storage', name: string, cluster = '', on = 0) => [
    name,
    kind === 'server' ? 'standalone' : kind,
    site,
    cluster,
    kind === 'storage' ? '' : on,
    singles.of(kind, name),
  ];
  return [
    ...clusters.flatMap((cluster) =>
      cluster.hosts.map((host) => row('host', host.id, cluster.id, host.instances.length)),
    ),
    ...hosts.map((host) => row('host', host.id, '', host.instances.length)),
    ...servers.map((server) => row('server', server.id, '', server.instances.length)),
    ...storage.map((one) => row('storage', one.id)),
  ];
}
