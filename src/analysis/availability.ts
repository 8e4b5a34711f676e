/**
 * Availability of systems from their components, in terms of unavailability: the share of time, 0 to
 * 1, in which something is down. Small shares stay exact that way, where 1 − A would lose its digits.
 * The formulas are numbered M1 to M9 as in the notes of this project.
 */

/** 365.25 days. */
export const HOURS_PER_YEAR = 8766;
export const MINUTES_PER_YEAR = HOURS_PER_YEAR * 60;

/**
 * M1: a component that runs for `mtbfHours` on average (mean up time, MTTF) and is then repaired for
 * `mttrHours`: MTTR / (MTBF + MTTR).
 */
export function unavailability(mtbfHours: number, mttrHours: number): number {
  return mttrHours / (mtbfHours + mttrHours);
}

/** M2: components that are all needed, 1 − Π(1 − u); 0 for none. */
export function seriesUnavailability(components: readonly number[]): number {
  return -Math.expm1(components.reduce((sum, u) => sum + Math.log1p(-u), 0));
}

/** M3: components any one of which is enough, Π u; 1 for none. */
export function parallelUnavailability(components: readonly number[]): number {
  return components.reduce((product, u) => product * u, 1);
}

/**
 * M4: `needed` of the components must be up; they may differ. Exact, by the distribution of how many
 * are up.
 */
export function kOutOfNUnavailability(needed: number, components: readonly number[]): number {
  // up[n]: probability that n of the components so far are up.
  let up = [1];
  for (const u of components) {
    const next = new Array<number>(up.length + 1).fill(0);
    for (const [n, probability] of up.entries()) {
      next[n] = (next[n] ?? 0) + probability * u;
      next[n + 1] = (next[n + 1] ?? 0) + probability * (1 - u);
    }
    up = next;
  }
  return up.slice(0, Math.max(0, needed)).reduce((sum, probability) => sum + probability, 0);
}

/**
 * M5, the β-factor: redundant components of whose failures the share `beta` strikes all of them at
 * once: Π((1 − β)u) + β times their geometric mean (for a pair alike, ((1 − β)u)² + βu), and never
 * less than without common causes. One component alone is just down when it is down.
 */
export function redundantUnavailability(components: readonly number[], beta: number): number {
  const allDown = parallelUnavailability(components);
  if (components.length < 2) return allDown;
  const independent = parallelUnavailability(components.map((u) => (1 - beta) * u));
  return Math.max(allDown, independent + beta * allDown ** (1 / components.length));
}

export interface Switchover {
  readonly failuresPerHour: number;
  /** Outage where the switch works. */
  readonly switchHours: number;
  /** Outage where it does not: until the failed component is repaired. */
  readonly repairHours: number;
  /** Share of failures, 0 to 1, in which the switch works; it comes from tests. */
  readonly coverage: number;
  /** Unavailability of what takes over, and of the failed component at the same time. */
  readonly bothDown: number;
}

/**
 * M6: standby with a switch: λ·T·c + λ·MTTR·(1 − c), and the time in which the other one is down as
 * well.
 */
export function switchoverUnavailability(switchover: Switchover): number {
  const { failuresPerHour, switchHours, repairHours, coverage, bothDown } = switchover;
  const perFailure = switchHours * coverage + repairHours * (1 - coverage);
  return Math.min(1, failuresPerHour * perFailure + bothDown);
}

/** M9: minutes a year of a share of time; of a target, the downtime that it leaves. */
export function minutesPerYear(share: number): number {
  return share * MINUTES_PER_YEAR;
}
