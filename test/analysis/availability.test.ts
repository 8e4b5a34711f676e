import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  kOutOfNUnavailability,
  minutesPerYear,
  parallelUnavailability,
  redundantUnavailability,
  seriesUnavailability,
  switchoverUnavailability,
  unavailability,
} from '../../src/analysis/availability.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the formulas, against figures worked out elsewhere', () => {
  it('M1: a host that fails every three years and takes four hours', () => {
    expect(unavailability(8766 * 3, 4)).toBeCloseTo(4 / 26_302, 12);
  });

  it('M2 and M3: all, or any one', () => {
    expect(seriesUnavailability([0.001, 0.001])).toBeCloseTo(0.001999, 12);
    expect(parallelUnavailability([0.001, 0.001])).toBeCloseTo(1e-6, 15);
    expect([seriesUnavailability([]), parallelUnavailability([])]).toEqual([-0, 1]);
  });

  it('M4: hosts of 99.9 %, four of four, three of four, two of three', () => {
    const hosts = (n: number) => Array.from({ length: n }, () => 0.001);
    const percent = (needed: number, n: number) =>
      (100 * (1 - kOutOfNUnavailability(needed, hosts(n)))).toFixed(4);
    expect([percent(4, 4), percent(3, 4), percent(2, 3)]).toEqual([
      '99.6006',
      '99.9994',
      '99.9997',
    ]);
  });

  it('M5: a pair of 99.9 % hosts with common causes', () => {
    const minutes = (beta: number) => minutesPerYear(redundantUnavailability([0.001, 0.001], beta));
    expect(minutes(0)).toBeCloseTo(0.526, 3);
    expect(minutes(0.01)).toBeCloseTo(5.8, 1);
    expect(minutes(0.05)).toBeCloseTo(26.8, 1);
    expect(minutes(0.1)).toBeCloseTo(53, 0);
  });

  it('M6: one failure a year, repaired in four hours, or restarted in fifteen minutes', () => {
    const yearly = { failuresPerHour: 1 / 8766, repairHours: 4, bothDown: 0 };
    const minutes = (switchHours: number, coverage: number) =>
      minutesPerYear(switchoverUnavailability({ ...yearly, switchHours, coverage }));
    expect(minutes(0.25, 0)).toBeCloseTo(240, 9);
    expect(minutes(0.25, 1)).toBeCloseTo(15, 9);
    expect(minutes(0, 1)).toBe(0);
    expect(minutes(0.25, 0.9)).toBeCloseTo(37.5, 9);
  });

  it('M9: what targets leave', () => {
    const left = (percent: number) => minutesPerYear(1 - percent / 100);
    expect(left(99) / 60).toBeCloseTo(87.7, 1);
    expect(left(99.99)).toBeCloseTo(52.6, 1);
    expect(left(99.9999) * 60).toBeCloseTo(31.6, 1);
  });
});

describe('the formulas, against each other', () => {
  it('k of n is series where all are needed, parallel where one is, nothing where none is', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), (components) => {
        const n = components.length;
        expect(kOutOfNUnavailability(n, components)).toBeCloseTo(
          seriesUnavailability(components),
          9,
        );
        expect(kOutOfNUnavailability(1, components)).toBeCloseTo(
          parallelUnavailability(components),
          9,
        );
        expect(kOutOfNUnavailability(0, components)).toBe(0);
      }),
    );
  });

  it('common causes only make things worse, and never worse than the worst component', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 4 }), share, (components, beta) => {
        const u = redundantUnavailability(components, beta);
        expect(u).toBeGreaterThanOrEqual(redundantUnavailability(components, 0) - 1e-12);
        expect(u).toBeLessThanOrEqual(Math.max(...components) + 1e-12);
      }),
    );
  });
});

describe('the formulas, against a simulation with a fixed seed', () => {
  it('two of three hosts that fail and are repaired on their own', () => {
    const simulated = simulate({ hosts: 3, needed: 2, mtbf: 100, mttr: 10, beta: 0 });
    const exact = kOutOfNUnavailability(
      2,
      Array.from({ length: 3 }, () => unavailability(100, 10)),
    );
    expect(simulated / exact).toBeGreaterThan(0.97);
    expect(simulated / exact).toBeLessThan(1.03);
  });

  it('a pair, a tenth of whose failures strike both', () => {
    const simulated = simulate({ hosts: 2, needed: 1, mtbf: 1000, mttr: 10, beta: 0.1 });
    const u = unavailability(1000, 10);
    const predicted = redundantUnavailability([u, u], 0.1);
    expect(simulated / predicted).toBeGreaterThan(0.93);
    expect(simulated / predicted).toBeLessThan(1.07);
  });
});

interface Simulated {
  readonly hosts: number;
  readonly needed: number;
  readonly mtbf: number;
  readonly mttr: number;
  readonly beta: number;
}

/** Share of a long time in which fewer hosts than needed are up: exponential times, event by event. */
function simulate({ hosts, needed, mtbf, mttr, beta }: Simulated): number {
  const random = mulberry32(7);
  const wait = (mean: number) => -mean * Math.log(1 - random());
  const alone = beta < 1 ? mtbf / (1 - beta) : Number.POSITIVE_INFINITY;
  const next = Array.from({ length: hosts }, () => ({ up: true, at: wait(alone) }));
  let common = beta > 0 ? wait(mtbf / beta) : Number.POSITIVE_INFINITY;
  let now = 0;
  let down = 0;
  const end = 20_000 * mtbf;
  while (now < end) {
    const at = Math.min(common, ...next.map((host) => host.at));
    if (next.filter((host) => host.up).length < needed) down += at - now;
    now = at;
    if (at === common) {
      common = now + wait(mtbf / beta);
      const back = now + wait(mttr);
      for (const host of next) Object.assign(host, { up: false, at: back });
      continue;
    }
    for (const host of next) {
      if (host.at !== at) continue;
      host.up = !host.up;
      host.at = now + wait(host.up ? alone : mttr);
    }
  }
  return down / end;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
