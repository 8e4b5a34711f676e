import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import { junit } from '../../src/reporters/junit.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import { expectJunit, readXml, writableXml } from '../support/junit-xml.ts';
import {
  findingOf,
  HOSTILE,
  hostileReport,
  ONE_OF_EACH,
  optionsOf,
  reportOf,
} from '../support/made-report.ts';

const rendered = (report: Report) => [...junit(report, optionsOf())].join('');

/** The numbers of a suite, told and counted. */
interface Numbers {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suitesIn(xml: string): { name: string; told: Numbers; counted: Numbers }[] {
  return [...xml.matchAll(/<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g)].map(
    ([, attributes = '', body = '']) => ({
      name: readXml(/name="([^"]*)"/.exec(attributes)?.[1] ?? ''),
      told: {
        tests: numberOf('tests', attributes),
        failures: numberOf('failures', attributes),
        errors: numberOf('errors', attributes),
        skipped: numberOf('skipped', attributes),
      },
      counted: {
        tests: occurrences('<testcase ', body),
        failures: occurrences('<failure ', body),
        errors: occurrences('<error ', body),
        skipped: occurrences('<skipped ', body),
      },
    }),
  );
}

function numberOf(name: string, attributes: string): number {
  return Number(new RegExp(` ${name}="(\\d+)"`).exec(attributes)?.[1]);
}

function occurrences(word: string, text: string): number {
  return text.split(word).length - 1;
}

describe('a JUnit report', () => {
  it('on the hospital is what it was, and each check stands in it once', async () => {
    const args = ['fixtures/inventories/hospital.yaml', '--exit-zero'];
    const { stdout } = await run([...args, '-o', 'junit']);
    await expectJunit(stdout);
    expectGolden(stdout, 'fixtures/reports/hospital.junit.xml');
    const { counts } = JSON.parse((await run([...args, '-o', 'json'])).stdout) as Report;
    const { fail, error, unknown, pass, warn, 'not-applicable': not } = counts.outcomes;
    const suites = suitesIn(stdout);
    for (const { told, counted } of suites) expect(counted).toEqual(told);
    const sum = (key: keyof Numbers) =>
      suites.slice(1).reduce((total, { told }) => total + told[key], 0);
    expect(suites[0]?.name).toBe('gate');
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')]).toEqual([
      fail + error + unknown + pass + warn + not,
      fail,
      error,
      unknown + not,
    ]);
  });

  it('has failures for what failed, and skips what is unknown, not applicable or waived', () => {
    const cases = rendered(reportOf(ONE_OF_EACH))
      .split('<testcase ')
      .slice(1)
      .map((text) => /<(failure|error|skipped|system-out)(?: message="([^"]*)")?/.exec(text))
      .map((found) => [found?.[1], found?.[2]]);
    expect(cases).toEqual([
      ['error', undefined],
      ['failure', undefined],
      ['system-out', undefined],
      ['skipped', 'unknown: not recorded: protection'],
      [
        'skipped',
        'waived: a restart takes 7 min, tolerable 4 min. It moves in spring. Borne by j.doe, CHG-1 until 2027-03-31.',
      ],
      ['system-out', undefined],
      ['skipped', 'not applicable: it has a peer'],
    ]);
  });

  it('puts a check into the suite of its application, or what several or none stand on', () => {
    const findings = [[], ['ehr', 'lis'], ['lis'], ['ehr'], ['ehr']].map((applications) =>
      findingOf({ applications }),
    );
    const suites = suitesIn(rendered(reportOf(findings)));
    expect(suites.map(({ name, counted }) => [name, counted.tests])).toEqual([
      ['application/ehr', 2],
      ['application/lis', 1],
      ['shared', 1],
      ['unassigned', 1],
    ]);
  });

  it('has the demands of the gate as cases', () => {
    const assertion = { name: 'min-score', scope: 'estate', required: 80 } as const;
    const gate = {
      passed: false,
      assertions: [
        { ...assertion, passed: false, actual: 50, message: 'guaranteed score 50, required 80' },
        { ...assertion, passed: true, actual: 90, message: 'guaranteed score 90, required 80' },
      ],
    };
    const [suite] = suitesIn(rendered(reportOf([], { gate })));
    expect(suite).toEqual({
      name: 'gate',
      told: { tests: 2, failures: 1, errors: 0, skipped: 0 },
      counted: { tests: 2, failures: 1, errors: 0, skipped: 0 },
    });
  });

  it('keeps of hostile text what XML can write', async () => {
    const xml = rendered(hostileReport());
    await expectJunit(xml);
    expect(xml).not.toMatch(/##\[|##vso\[|^\s*::/m);
    const message = /<failure type="high" message="([^"]*)"/.exec(xml)?.[1] ?? '';
    expect(readXml(message)).toBe(writableXml(HOSTILE));
  });

  it('is valid whatever the inventory says', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), 300);
    const findings = texts.map((message) => findingOf({ message }));
    const xml = rendered(reportOf(findings));
    await expectJunit(xml);
    const messages = [...xml.matchAll(/<failure type="high" message="([^"]*)"/g)];
    expect(messages.map(([, message = '']) => readXml(message))).toEqual(texts.map(writableXml));
  });

  it('is valid where nothing was found', async () => {
    const xml = rendered(reportOf([]));
    await expectJunit(xml);
    expect(suitesIn(xml)).toEqual([]);
  });

  it('is one errored case where it could not assess', async () => {
    const { stdout } = await run(['fixtures/invalid/duplicate-ids.yaml', '-o', 'junit']);
    await expectJunit(stdout);
    const one = { tests: 1, failures: 0, errors: 1, skipped: 0 };
    expect(suitesIn(stdout)).toEqual([{ name: 'virtready', told: one, counted: one }]);
    expect(stdout).toContain('at fixtures/invalid/duplicate-ids.yaml:');
  });
});
