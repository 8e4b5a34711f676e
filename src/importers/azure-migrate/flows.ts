import { type CsvKind, readTable } from '../cloud/tables.ts';
import type { ForeignFile } from '../importer.ts';
import { cleanName } from '../subject-ids.ts';
import type { TableRow } from '../table.ts';
import type { Notes } from './notes.ts';

const HEADINGS = {
  sourceServer: ['Source server name'],
  source: ['Source application'],
  sourceProcess: ['Source process'],
  server: ['Destination server name'],
  destination: ['Destination application'],
  process: ['Destination process'],
  port: ['Destination port'],
} as const;

type Fact = keyof typeof HEADINGS;

const KIND: CsvKind<Fact> = {
  headings: HEADINGS,
  required: 'sourceServer',
  helpers: [],
  hint: 'The first row must hold the headings of a dependency export.',
};

/** SSH, RDP, and Windows remote management with and without TLS. */
const ADMIN_PORTS: ReadonlySet<string> = new Set(['22', '3389', '5985', '5986']);
const ADMIN_PROCESS = /^(rdp|mstsc|sshd?|putty|winrm|wsmprovhost)(\.exe)?$/i;
const UNKNOWN = /^(|-|n\/a|none|unknown|unresolved)$/i;

/** What the flows say: which application stands on which machines, and needs which others. */
export interface Flows {
  /** Needed applications, by the one that needs them; every named application is a key. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Applications of each machine. */
  readonly machines: ReadonlyMap<string, ReadonlySet<string>>;
}

export function readFlows(files: readonly ForeignFile[], notes: Notes): Flows {
  const needs = new Map<string, Set<string>>();
  const machines = new Map<string, Set<string>>();
  for (const file of files) {
    for (const row of readTable(file, KIND, notes).rows) {
      const source = {
        server: row.text('sourceServer'),
        application: applicationIn(row, 'source'),
      };
      const target = { server: row.text('server'), application: applicationIn(row, 'destination') };
      if (isAdministration(row)) {
        notes.add('flow-for-administration', `${source.server} → ${target.server}`);
        continue;
      }
      for (const { server, application } of [source, target]) {
        const machine = cleanName(server ?? '');
        if (!UNKNOWN.test(machine)) addTo(machines, machine, application);
        if (application !== undefined && !needs.has(application)) needs.set(application, new Set());
      }
      noteOrAdd(needs, source.application, target.application, row, notes);
    }
  }
  return { needs, machines };
}

function noteOrAdd(
  needs: Map<string, Set<string>>,
  source: string | undefined,
  target: string | undefined,
  row: TableRow<Fact>,
  notes: Notes,
): void {
  if (source === undefined || target === undefined) {
    notes.add(
      'flow-row-incomplete',
      `${source ?? '?'} → ${target ?? '?'}, ${row.place('destination')}`,
    );
  } else if (source === target) {
    notes.add('flow-internal', source);
  } else {
    notes.add('dependency-kind-absent', `${source} → ${target}`);
    addTo(needs, source, target);
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string | undefined): void {
  const known = map.get(key) ?? new Set();
  if (value !== undefined) known.add(value);
  map.set(key, known);
}

function applicationIn(row: TableRow<Fact>, fact: Fact): string | undefined {
  const name = cleanName(row.text(fact) ?? '');
  return UNKNOWN.test(name) ? undefined : name;
}

function isAdministration(row: TableRow<Fact>): boolean {
  const processes = [row.text('sourceProcess'), row.text('process')];
  return (
    ADMIN_PORTS.has(row.text('port') ?? '') ||
    processes.some((process) => ADMIN_PROCESS.test(process ?? ''))
  );
}
