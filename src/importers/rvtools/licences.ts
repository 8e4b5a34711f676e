import type { Platform } from '../../domain/inventory.ts';
import { recordedGroup } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { Notes } from './notes.ts';
import type { Tables } from './sheets.ts';

type Licensing = NonNullable<Platform['licensing']>;
type LicenceRow = TableRow<FactOf<'vLicense'>>;

/** LicenseManagerLicenseInfo of the vSphere API: what one licence counts. */
const METRICS = {
  cpupackage: 'socket',
  cpupackages: 'socket',
  'cpu package': 'socket',
  cpucore: 'core',
  core: 'core',
  cores: 'core',
  vm: 'vm',
  virtualmachine: 'vm',
} as const;
/** Hosts are licensed by these; vCenter, vSAN, NSX and SRM have licences of their own. */
const OF_HOSTS = /\b(vSphere|ESXi?|Cloud Foundation|VVF|VCF)\b/i;
const NOT_OF_HOSTS = /vCenter|vSAN|NSX|Site Recovery|Replication|Tanzu|Aria|vRealize/i;
const EVALUATION = /\bevaluation\b/i;
const NEVER = /^never$/i;

/** What the licences of the hosts say; it is the platform's where the file has one platform. */
export function licensingOf(
  tables: Tables,
  platforms: number,
  notes: Notes,
): Licensing | undefined {
  const rows = tables.of('vLicense').flatMap((table) => table.rows);
  const licences = rows.filter((row) => concernsHosts(row.text('name') ?? ''));
  for (const row of rows) {
    if (!licences.includes(row)) notes.add('licence-not-of-hosts', row.where);
  }
  if (licences.length === 0) return undefined;
  if (platforms !== 1) {
    for (const row of licences) notes.add('licence-without-platform', row.where);
    return undefined;
  }
  notes.add('licences-of-platform');
  return summed(licences, notes);
}

function concernsHosts(name: string): boolean {
  return EVALUATION.test(name) || (OF_HOSTS.test(name) && !NOT_OF_HOSTS.test(name));
}

function summed(rows: readonly LicenceRow[], notes: Notes): Licensing | undefined {
  const bought = rows.filter((row) => !EVALUATION.test(row.text('name') ?? ''));
  const onTrial = rows.some(
    (row) => EVALUATION.test(row.text('name') ?? '') && (row.whole('used') ?? 0) > 0,
  );
  const metrics = new Set(bought.map((row) => metricOf(row, notes)));
  const [metric] = metrics.size === 1 ? metrics : [];
  const add = (fact: 'total' | 'used') =>
    metric === undefined ? undefined : sum(bought.map((row) => row.whole(fact)));
  // A total of 0 stands for a licence without a bound.
  const bounded = bought.every((row) => row.whole('total') !== 0);
  return recordedGroup<Licensing>({
    metric,
    total: bounded ? add('total') : undefined,
    used: add('used'),
    expiresOn: firstEndOf(bought),
    evaluation: onTrial || undefined,
  });
}

function metricOf(row: LicenceRow, notes: Notes): Licensing['metric'] {
  const unit = row.text('unit')?.toLowerCase();
  if (unit === undefined) return undefined;
  const metric = Object.hasOwn(METRICS, unit) ? METRICS[unit as keyof typeof METRICS] : undefined;
  if (metric === undefined) notes.add('licence-unit', unit);
  return metric;
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length || known.length === 0
    ? undefined
    : known.reduce((total, value) => total + value, 0);
}

/** The day that the first of them ends; licences that never end have none. */
function firstEndOf(rows: readonly LicenceRow[]): string | undefined {
  const days = rows.map((row) =>
    NEVER.test(row.text('expires') ?? '') ? undefined : row.day('expires'),
  );
  return days.filter((day) => day !== undefined).sort()[0];
}
