import { describe, expect, it } from 'vitest';
import { daysBetween, isIsoDate } from '../../src/domain/calendar.ts';
import { formatPath, pathSegments } from '../../src/domain/fact-path.ts';
import {
  fail,
  notRecorded,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../../src/domain/outcome.ts';
import { isAtLeast, lowerSeverity, SEVERITIES } from '../../src/domain/severity.ts';
import { compareVersions, isRelease } from '../../src/domain/version.ts';
import { count, formatMinutes, formatNumber, listNames } from '../../src/domain/wording.ts';

describe('versions', () => {
  it('are compared as versions, never as text', () => {
    expect(['10.0', '6.5', '6.10', '6.7'].sort(compareVersions)).toEqual([
      '6.5',
      '6.7',
      '6.10',
      '10.0',
    ]);
    expect(compareVersions('8.0', '8')).toBe(0);
    expect(compareVersions('7.0 U3', '7.0 U2')).toBeGreaterThan(0);
  });

  it('belong to a release by its whole numbers', () => {
    expect(
      ['8.0', '8.0.3', '8.0 U2', 'ESXi 8.0'].map((version) => isRelease(version, '8.0')),
    ).toEqual([true, true, true, true]);
    expect(['8.01', '80', '8', ''].map((version) => isRelease(version, '8.0'))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isRelease('6.10.1', '6.1')).toBe(false);
  });
});

describe('days', () => {
  it('exist or do not', () => {
    expect(
      ['2026-02-28', '2024-02-29', '2026-02-29', '2026-13-01', '26-01-01', '2026-1-1'].map(
        isIsoDate,
      ),
    ).toEqual([true, true, false, false, false, false]);
  });

  it('are counted over a change of the clocks and a leap day', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });
});

describe('paths', () => {
  it.each(['', 'a', 'a.b', 'drivers[0].certified', 'a[1][2].b'])(
    '%s is taken apart and put together',
    (path) => {
      expect(formatPath(pathSegments(path))).toBe(path);
    },
  );
});

describe('severities', () => {
  it('go down one level for lower tiers, and no further than low', () => {
    expect(SEVERITIES.map(lowerSeverity)).toEqual(['high', 'medium', 'low', 'low', 'info']);
    expect([
      isAtLeast('blocker', 'high'),
      isAtLeast('high', 'high'),
      isAtLeast('medium', 'high'),
    ]).toEqual([true, true, false]);
  });
});

describe('quantities', () => {
  it('are written as people read them', () => {
    expect([0.25, 1, 7.25, 119, 120, 242, 1440, 2880, 10100].map(formatMinutes)).toEqual([
      '15 s',
      '1 min',
      '7.3 min',
      '119 min',
      '2 h',
      '4 h 2 min',
      '24 h',
      '2 d',
      '7 d 0.3 h',
    ]);
    expect([formatNumber(12), formatNumber(12.04), formatNumber(0.333, 2)]).toEqual([
      '12',
      '12',
      '0.33',
    ]);
    expect([
      count(1, 'host'),
      count(0, 'host'),
      count(2, 'power supply', 'power supplies'),
    ]).toEqual(['1 host', '0 hosts', '2 power supplies']);
    expect([listNames(['a', 'b']), listNames(['a', 'b', 'c', 'd'])]).toEqual([
      'a, b',
      'a, b, c and 1 more',
    ]);
  });
});

describe('several answers', () => {
  const bad = fail('one supply', 'Add one.', { at: 'powerSupplies' });
  const soon = warn('one feed', 'Add a feed.', { at: 'powerFeeds' });
  const good = pass('ECC');

  it('are as grave as the gravest: fail, unknown, warn, pass', () => {
    const kind = (...parts: Parameters<typeof worstOf>[0]) => worstOf(parts).kind;
    expect(kind(good, soon, notRecorded('ecc'), bad)).toBe('fail');
    expect(kind(good, soon, notRecorded('ecc'))).toBe('unknown');
    expect(kind(good, soon)).toBe('warn');
    expect(kind(good, good)).toBe('pass');
    expect(() => worstOf([])).toThrow('worstOf needs an outcome');
  });

  it('name warnings beside a failure, with both remedies and the place of the failure', () => {
    expect(worstOf([soon, bad, good])).toMatchObject({
      message: 'one supply; one feed',
      remedy: 'Add one. Add a feed.',
      at: 'powerSupplies',
    });
  });

  it('gather what is not recorded', () => {
    const both = worstOf([notRecorded('ecc'), soon, notRecorded('powerSupplies')]);
    expect(both).toMatchObject({
      unrecorded: ['ecc', 'powerSupplies'],
      message: 'one feed',
      missing: ['ecc', 'powerSupplies'],
    });
  });

  it('that rest on an assumption never pass', () => {
    expect(onAssumption(good, ['boot 5 min'], ['bootMinutes'])).toEqual({
      kind: 'unknown',
      message: 'ECC (assumed: boot 5 min)',
      assumed: ['boot 5 min'],
      missing: ['bootMinutes'],
    });
    expect(onAssumption(bad, ['boot 5 min'], ['bootMinutes'])).toMatchObject({
      kind: 'fail',
      assumed: ['boot 5 min'],
    });
    expect(onAssumption(bad, [], ['bootMinutes'])).toBe(bad);
  });

  it('need no assumption for a failure that is sure without it', () => {
    const guess = onAssumption(fail('slow', 'Hurry.'), ['boot 5 min'], ['bootMinutes']);
    expect(worstOf([guess, bad]).assumed).toBeUndefined();
    expect(worstOf([guess, soon]).assumed).toEqual(['boot 5 min']);
    expect(worstOf([good, onAssumption(soon, ['boot 5 min'], ['x'])]).assumed).toEqual([
      'boot 5 min',
    ]);
    expect(worstOf([bad, unknown('open', ['x'])]).kind).toBe('fail');
  });
});
