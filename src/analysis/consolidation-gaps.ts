import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import { count } from '../domain/wording.ts';
import { serverRef } from './demand.ts';

/** What stands in for what the inventory does not record. */
export interface ConsolidationAssumptions {
  readonly growthPercent: number;
  readonly failuresPerYear: number;
  readonly repairMinutes: number;
  readonly restartMinutes: number;
}

/** CPU in MHz and memory in GiB, as a machine has or needs them. */
export type Size =
  | { readonly cpu: number; readonly memory: number }
  | { readonly missing: readonly FactRef[] };

const HOURS_PER_YEAR = 8766;

const GAP_WORDS = {
  failures: (_, { failuresPerYear }) =>
    `${Number(failuresPerYear.toFixed(2))} failures a year of a machine`,
  repair: (_, { repairMinutes }) => `${repairMinutes} min for a repair`,
  restart: (_, { restartMinutes }) => `${restartMinutes} min for a restart`,
  unmeasured: (n) => `${count(n, 'unmeasured machine')} left out`,
  unsized: (n) => `${count(n, 'host')} of unrecorded size left out`,
  empty: (n) => `one application on ${count(n, 'machine')} without a recorded instance`,
  unprotected: (n) =>
    `no restart elsewhere for ${count(n, 'instance')} without a recorded protection`,
} satisfies Readonly<
  Record<string, (subjects: number, assumptions: ConsolidationAssumptions) => string>
>;

export type GapKind = keyof typeof GAP_WORDS;
export const GAP_KINDS = Object.keys(GAP_WORDS) as readonly GapKind[];

/** Facts that are not recorded, by what stands in for them; filled while the numbers are added up. */
export class Gaps {
  readonly #assumptions: ConsolidationAssumptions;
  readonly #found = new Map<GapKind, Map<string, FactRef>>();

  constructor(assumptions: ConsolidationAssumptions) {
    this.#assumptions = assumptions;
  }

  add(kind: GapKind, ...missing: readonly FactRef[]): void {
    const facts = this.#found.get(kind) ?? new Map<string, FactRef>();
    this.#found.set(kind, facts);
    for (const one of missing) facts.set(`${subjectOf(one)} ${one.path}`, one);
  }

  /** The machines whose size is known; the others become a gap. */
  keepKnown(kind: GapKind, servers: readonly Server[], sizeOf: (server: Server) => Size) {
    return servers.flatMap((server) => {
      const size = sizeOf(server);
      if (!('missing' in size)) return [{ server, ...size }];
      this.add(kind, ...size.missing);
      return [];
    });
  }

  failuresOf(server: Server): number {
    const hours = server.reliability?.mtbfHours;
    if (hours !== undefined) return HOURS_PER_YEAR / hours;
    this.add('failures', { subject: serverRef(server), path: 'reliability.mtbfHours' });
    return this.#assumptions.failuresPerYear;
  }

  repairOf(server: Server): number {
    const hours = server.reliability?.mttrHours;
    if (hours !== undefined) return hours * 60;
    this.add('repair', { subject: serverRef(server), path: 'reliability.mttrHours' });
    return this.#assumptions.repairMinutes;
  }

  restartOf(instance: Instance): number {
    const { bootMinutes, appStartMinutes } = instance;
    if (bootMinutes !== undefined && appStartMinutes !== undefined) {
      return bootMinutes + appStartMinutes;
    }
    if (bootMinutes === undefined) this.add('restart', instanceFact(instance, 'bootMinutes'));
    if (appStartMinutes === undefined)
      this.add('restart', instanceFact(instance, 'appStartMinutes'));
    return this.#assumptions.restartMinutes;
  }

  assumed(): readonly string[] {
    return GAP_KINDS.flatMap((kind) => {
      const facts = this.#found.get(kind);
      if (facts === undefined) return [];
      const subjects = new Set([...facts.values()].map(subjectOf));
      return GAP_WORDS[kind](subjects.size, this.#assumptions);
    });
  }

  /** Enough to begin with: a large estate may lack a hundred thousand. */
  missing(kinds: readonly GapKind[]): readonly FactRef[] {
    const facts = kinds.flatMap((kind) => [...(this.#found.get(kind)?.values() ?? [])]);
    return facts.slice(0, SHOWN_MISSING);
  }
}

const SHOWN_MISSING = 200;

function subjectOf({ subject }: FactRef): string {
  return `${subject.kind}/${subject.id}`;
}

export function instanceFact({ id }: Instance, path: string): FactRef {
  return factRef('instance', id, path);
}
