import type { Storage } from '../../domain/inventory.ts';
import { recorded } from '../recorded.ts';
import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { Datastore } from './datastores.ts';
import type { FactOf } from './headings.ts';
import { rowsByHost } from './host-rows.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { byName, match } from './scope.ts';
import type { Tables } from './sheets.ts';
import type { Adapters } from './storage-adapters.ts';

type Paths = Pick<Storage, 'kind' | 'pathsPerHost' | 'deadPaths' | 'pathPolicy'>;

/** A row of vMultiPath, with the adapters of its host. */
interface PathRow {
  readonly row: TableRow<FactOf<'vMultiPath'>>;
  readonly adapters: Adapters | undefined;
}

/** Path selection plug-ins of ESXi, by the end of their name. */
const POLICIES = [
  [/_RR$/i, 'round-robin'],
  [/_FIXED(_AP)?$/i, 'fixed'],
  [/_MRU$/i, 'most-recently-used'],
  [/./, 'other'],
] as const;

/** `vmhba2:C0:T1:L5`: the adapter, then where behind it. */
const ADAPTER_OF_PATH = /^(vmhba\d+)\b/i;
/** RVTools has columns for so many. */
const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * The paths to each datastore, over all hosts and disks of it: the fewest of one, since what one
 * host lacks is what counts, and all that are dead.
 */
export function storagePaths(
  tables: Tables,
  hosts: readonly Host[],
  datastores: readonly Datastore[],
  adapters: ReadonlyMap<Host, Adapters>,
  notes: Notes,
): (datastore: Datastore) => Paths {
  const known = byName(datastores);
  const rows = new Map<Datastore, PathRow[]>();
  for (const [host, listed] of rowsByHost(tables, 'vMultiPath', hosts, notes)) {
    for (const row of listed) {
      const name = cleanName(row.text('datastore') ?? '');
      if (name === '') continue; // a disk of the host that holds no datastore
      const datastore = match(known, name, { ...host.scope, datacenter: undefined });
      if (typeof datastore !== 'object') notes.add('paths-without-datastore', name);
      else
        rows.set(datastore, [
          ...(rows.get(datastore) ?? []),
          { row, adapters: adapters.get(host) },
        ]);
    }
  }
  return (datastore) => {
    const listed = rows.get(datastore);
    return listed === undefined ? {} : pathsOf(datastore, listed, notes);
  };
}

function pathsOf(datastore: Datastore, rows: readonly PathRow[], notes: Notes): Paths {
  const paths = rows.map(({ row }) =>
    SLOTS.map((slot) => row.text(`path${slot}`)).filter((path) => path !== undefined),
  );
  const states = rows.flatMap(({ row }) => SLOTS.map((slot) => row.text(`state${slot}`)));
  const policies = new Set(rows.map(({ row }) => policyOf(row.text('policy'))));
  if (policies.size > 1) notes.add('path-policies-differ', datastore.name);
  notes.add('paths-derived', datastore.name);
  const fewest = Math.min(...paths.map((list) => list.length));
  return recorded<Paths>({
    kind: datastore.facts.kind ?? kindOf(datastore, rows, paths, notes),
    pathsPerHost: fewest === 0 ? undefined : fewest,
    deadPaths: states.every((state) => state === undefined)
      ? undefined
      : states.filter((state) => state !== undefined && /^dead$/i.test(state)).length,
    pathPolicy: policies.size === 1 ? [...policies][0] : undefined,
  });
}

/** By the adapters that all its paths go through, where all are of one kind. */
function kindOf(
  { name }: Datastore,
  rows: readonly PathRow[],
  paths: readonly (readonly string[])[],
  notes: Notes,
): Storage['kind'] {
  const kinds = new Set(
    rows.flatMap(({ adapters }, i) =>
      (paths[i] ?? []).map((path) => adapters?.get(ADAPTER_OF_PATH.exec(path)?.[1] ?? '')),
    ),
  );
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) return undefined;
  notes.add('storage-kind-derived', name);
  return kind;
}

function policyOf(policy: string | undefined): Storage['pathPolicy'] {
  return policy === undefined ? undefined : POLICIES.find(([name]) => name.test(policy))?.[1];
}
