import { stringify } from 'csv-stringify/sync';
import type { ReportFinding } from '../domain/report.ts';
import { subjectName } from '../domain/subject.ts';
import type { Reporter } from './reporter.ts';
import { safeText } from './safe-text.ts';

type Cell = string | number | null;

/** What a row is made from. */
interface Row {
  readonly finding: ReportFinding;
  /** Application id → who answers for it. */
  readonly owners: ReadonlyMap<string, string | null>;
}

/** The columns, by their heading. New ones are added at the end. */
const COLUMNS: Readonly<Record<string, (row: Row) => Cell>> = {
  rule: ({ finding }) => finding.rule,
  name: ({ finding }) => finding.name,
  title: ({ finding }) => finding.title,
  category: ({ finding }) => finding.category,
  outcome: ({ finding }) => finding.outcome,
  severity: ({ finding }) => finding.severity,
  subjectKind: ({ finding }) => finding.subject.kind,
  subject: ({ finding }) => finding.subject.id,
  applications: ({ finding }) => list(finding.applications),
  owners: ({ finding, owners }) => list(distinct(finding.applications, owners)),
  message: ({ finding }) => finding.message,
  remedy: ({ finding }) => finding.remedy,
  effort: ({ finding }) => finding.effort,
  weight: ({ finding }) => finding.weight,
  pointsLost: ({ finding }) => finding.pointsLost,
  missing: ({ finding }) =>
    list(finding.missing.map(({ subject, path }) => `${subjectName(subject)} ${path}`.trim())),
  assumed: ({ finding }) => list(finding.assumed),
  file: ({ finding }) => finding.location.file,
  line: ({ finding }) => finding.location.line,
  column: ({ finding }) => finding.location.column,
  source: ({ finding }) =>
    list(finding.source.map(({ kind, reference }) => `${kind}: ${reference}`)),
  waiverState: ({ finding }) => finding.waiver?.state ?? null,
  waiverOwner: ({ finding }) => finding.waiver?.owner ?? null,
  waiverUntil: ({ finding }) => finding.waiver?.until ?? null,
  waiverReason: ({ finding }) => finding.waiver?.reason ?? null,
  waiverTicket: ({ finding }) => finding.waiver?.ticket ?? null,
  baseline: ({ finding }) => finding.baseline,
  fingerprint: ({ finding }) => finding.fingerprint,
};

/** Enough that the library's preparations cost little for each. */
const ROWS_AT_ONCE = 1000;

/** A finding a row, as RFC 4180 has it. No cell can be taken for a formula, and none has a line end. */
export const csv: Reporter = function* csv({ findings, applications }) {
  yield records([Object.keys(COLUMNS)]);
  const owners = new Map(applications.map(({ id, owner }) => [id, owner]));
  const cells = Object.values(COLUMNS);
  let rows: Cell[][] = [];
  for (const finding of findings) {
    rows.push(cells.map((cell) => cell({ finding, owners })));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield records(rows);
    rows = [];
  }
  yield records(rows);
};

function records(rows: readonly (readonly Cell[])[]): string {
  const plain = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)),
  );
  return stringify(plain, { escape_formulas: true, record_delimiter: '\r\n' });
}

/** Several values in one cell. */
function list(values: readonly string[]): string {
  return values.join('; ');
}

function distinct(ids: readonly string[], owners: Row['owners']): string[] {
  const names = ids.map((id) => owners.get(id) ?? null).filter((owner) => owner !== null);
  return [...new Set(names)];
}
