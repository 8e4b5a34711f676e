import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { FactOf, HostKey, SheetName } from './headings.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { byName, match, scopeOf } from './scope.ts';
import type { SourceTable, Tables } from './sheets.ts';

/** Sheets whose rows say something of one host each. */
type HostSheet = 'vHBA' | 'vNIC' | 'vSwitch' | 'vPort' | 'vSC_VMK' | 'vMultiPath';

/** The rows of a sheet by their hosts; what belongs to none, or to one of several, is noted. */
export function rowsByHost<Name extends HostSheet & SheetName>(
  tables: Tables,
  sheet: Name,
  hosts: readonly Host[],
  notes: Notes,
): ReadonlyMap<Host, readonly TableRow<FactOf<Name>>[]> {
  const known = byName(hosts);
  const rows = new Map<Host, TableRow<FactOf<Name>>[]>();
  const found: readonly SourceTable<FactOf<Name>>[] = tables.of(sheet);
  for (const table of found) {
    for (const row of table.rows) {
      const key = row as unknown as TableRow<HostKey>; // the sheet has the keys of hosts
      const host = match(known, cleanName(key.text('host') ?? ''), scopeOf(key, table));
      if (host === 'none') notes.add('row-without-host', row.where);
      else if (host === 'several') notes.add('row-of-several-hosts', row.where);
      else rows.set(host, appended(rows.get(host), row));
    }
  }
  return rows;
}

function appended<T>(list: T[] | undefined, item: T): T[] {
  if (list === undefined) return [item];
  list.push(item);
  return list;
}
