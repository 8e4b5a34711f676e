import { describe, expect, it } from 'vitest';
import {
  readAmount,
  readDay,
  readFlag,
  readMoment,
  readPercent,
  readText,
  readWhole,
  UNREADABLE,
} from '../../src/importers/cell.ts';
import type { Cell } from '../../src/importers/sheet.ts';

type Case = readonly [cell: Cell, value: unknown];

describe('readText', () => {
  it.each<Case>([
    [undefined, undefined],
    [' db-1 ', 'db-1'],
    [4711, '4711'],
    [true, 'true'],
    [new Date('2026-03-01T10:00:00Z'), '2026-03-01'],
    ['#N/A', UNREADABLE],
    ['#ref!', UNREADABLE],
    ['# of beds', '# of beds'],
  ])('%s', (cell, value) => expect(readText(cell)).toBe(value));
});

describe('readFlag', () => {
  it.each<Case>([
    [undefined, undefined],
    [true, true],
    ['True', true],
    ['false', false],
    [' FALSE ', false],
    [1, true],
    [0, false],
    ['Yes', true],
    ['WAHR', true],
    ['Falsch', false],
    ['maybe', UNREADABLE],
    ['constructor', UNREADABLE],
    ['#N/A', UNREADABLE],
  ])('%s', (cell, value) => expect(readFlag(cell)).toBe(value));
});

describe('readAmount', () => {
  it.each<Case>([
    [undefined, undefined],
    [0, 0],
    [1.5, 1.5],
    ['4096', 4096],
    [' 4096 ', 4096],
    ['1,024', 1024],
    ['1.024', 1024],
    ['1 048 576', 1_048_576],
    ['1\u00a0048\u00a0576', 1_048_576],
    ['1’048’576', 1_048_576],
    ['10,485,760', 10_485_760],
    ['1,048,576.5', 1_048_576.5],
    ['1.048.576,5', 1_048_576.5],
    ['1024.125', 1024.125],
    ['12,5', 12.5],
    ['1,0245', 1.0245],
    ['10,48,576', UNREADABLE],
    ['1,048.576,5', UNREADABLE],
    [-1, UNREADABLE],
    ['-1', UNREADABLE],
    ['4 GB', UNREADABLE],
    ['1e3', UNREADABLE],
    [Number.NaN, UNREADABLE],
    [Number.POSITIVE_INFINITY, UNREADABLE],
    [true, UNREADABLE],
    [new Date(0), UNREADABLE],
  ])('%s', (cell, value) => expect(readAmount(cell)).toBe(value));
});

describe('readWhole', () => {
  it.each<Case>([
    [4, 4],
    ['1,024', 1024],
    [4.5, UNREADABLE],
    ['4.5', UNREADABLE],
    [1e300, UNREADABLE],
  ])('%s', (cell, value) => expect(readWhole(cell)).toBe(value));
});

describe('readPercent', () => {
  it.each<Case>([
    [undefined, undefined],
    [35, 35],
    ['35 %', 35],
    ['12.345', 12.345],
    ['12,345', 12.345],
    [100.1, UNREADABLE],
    ['1,024,000', UNREADABLE],
    [false, UNREADABLE],
  ])('%s', (cell, value) => expect(readPercent(cell)).toBe(value));
});

describe('readDay', () => {
  it.each<Case>([
    [undefined, undefined],
    [new Date('2025-02-26T23:59:59Z'), '2025-02-26'],
    [new Date(Number.NaN), UNREADABLE],
    ['2025-02-26', '2025-02-26'],
    ['2025/2/6 12:53:35', '2025-02-06'],
    ['2025.02.26T12:53', '2025-02-26'],
    ['2025-02-30', UNREADABLE],
    // The sixth of February, or the second of June.
    ['02/06/2025', UNREADABLE],
    ['26.02.2025 12:53:35', '2025-02-26'],
    ['6.2.2025', '2025-02-06'],
    ['26/02/2025', '2025-02-26'],
    ['2/26/2025 3:05:00 PM', '2025-02-26'],
    ['5-5-2025', '2025-05-05'],
    ['13/13/2025', UNREADABLE],
    [45_714.54, '2025-02-26'],
    [4096, UNREADABLE],
    [true, UNREADABLE],
  ])('%s', (cell, value) => expect(readDay(cell, '1900')).toBe(value));

  it('counts a plain number from the origin of the workbook', () => {
    expect(readDay(44_252, '1904')).toBe('2025-02-26');
  });
});

describe('readMoment', () => {
  it.each<Case>([
    [undefined, undefined],
    [new Date('2025-02-26T12:53:35Z'), { day: '2025-02-26', minutes: 773 }],
    [new Date('2025-02-26T00:00:00Z'), { day: '2025-02-26' }],
    [45_714.5, { day: '2025-02-26', minutes: 720 }],
    [45_714, { day: '2025-02-26' }],
    ['2025-02-26', { day: '2025-02-26' }],
    ['2025-02-26T12:53:35Z', { day: '2025-02-26', minutes: 773 }],
    ['26.02.2025 00:10', { day: '2025-02-26', minutes: 10 }],
    ['2025/02/26 12:10:00 AM', { day: '2025-02-26', minutes: 10 }],
    ['2025/02/26 12:10 p.m.', { day: '2025-02-26', minutes: 730 }],
    ['2025/02/26 25:10', { day: '2025-02-26' }],
    ['yesterday', UNREADABLE],
  ])('%s', (cell, value) => expect(readMoment(cell, '1900')).toEqual(value));

  it('takes no plain number for a date where there is no date system', () => {
    expect(readMoment(45_714)).toBe(UNREADABLE);
  });
});
