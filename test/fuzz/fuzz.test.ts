import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptCase, readKeptCase } from '../../scripts/fuzz/fuzz-case.ts';
import { TARGETS } from '../../scripts/fuzz/targets/all.ts';
import { faultIn, faultOf } from '../../scripts/fuzz/verdict.ts';
import type { Location } from '../../src/domain/location.ts';
import type { ReportProblem } from '../../src/domain/report.ts';
import type { Ran } from '../support/fake-host.ts';

/** A slice of what `npm run fuzz` tries; more of it with VIRTREADY_RUNS=5000. */
const CASES = Number(process.env['VIRTREADY_RUNS'] ?? 25);

const FAILURES = 'test/fuzz/failures';
const KEPT = readdirSync(FAILURES).filter((name) => name.endsWith('.json'));

describe('cases that once failed', () => {
  it.each(KEPT)('%s', async (name) => {
    expect(
      await faultOf(readKeptCase(readFileSync(`${FAILURES}/${name}`, 'utf8'))),
    ).toBeUndefined();
  });
});

describe('made-up and broken inputs', () => {
  it.each(Object.entries(TARGETS))('of %s never crash, hang or mislead', async (_, { cases }) => {
    const holds = async (one: Parameters<typeof faultOf>[0]) => {
      expect(await faultOf(one)).toBeUndefined();
    };
    await fc.assert(fc.asyncProperty(cases, holds), { numRuns: CASES });
  });
});

describe('a kept case', () => {
  it('is read as it was written, bytes and texts', () => {
    const one = {
      args: ['import', 'a'],
      files: { a: Uint8Array.of(0, 255, 10), b: 'text \ud83d\ude00' },
      stdin: 'x',
    };
    const { files, ...rest } = readKeptCase(keptCase(one, 'because'));
    expect(rest).toEqual({ args: one.args, stdin: 'x' });
    expect(Buffer.from(files['a'] ?? '')).toEqual(Buffer.from(one.files.a));
    expect(files['b']).toBe(one.files.b);
  });

  it('says what was wrong without the trace, which tells the paths of a machine', () => {
    const fault =
      'crashed:\nTypeError: no\n    at f (file:///home/me/x.mjs:1:2)\n    at g (x.mjs:3:4)\n';
    const kept = keptCase({ args: [], files: {} }, fault);
    expect((JSON.parse(kept) as { fault: string }).fault).toBe('crashed:\nTypeError: no\n');
  });
});

describe('the verdict', () => {
  const files = { 'a.yaml': 'a: 1\nb: 2\n' };
  const well = { exitCode: 0, stdout: '', stderr: '', written: {}, appended: {} };
  const says = (ran: Partial<Ran>, args: readonly string[] = ['assess', 'a.yaml']) =>
    faultIn({ args, files }, { ...well, ...ran });
  const refused = (problem: Partial<ReportProblem>) => ({
    exitCode: 2,
    stdout: JSON.stringify({ error: { problems: [{ message: '', location: null, ...problem }] } }),
  });
  const at = (line: number, column: number) => ({ file: 'a.yaml', line, column }) as Location;

  it('finds nothing where all is well, or told well', () => {
    expect(says({})).toBeUndefined();
    expect(says({ exitCode: 2, stderr: '✖ a.yaml: wrong\n' })).toBeUndefined();
    expect(says(refused({ location: at(2, 3) }))).toBeUndefined();
    expect(says({ written: { 'x.json': '' } }, ['assess', '-o', 'json=x.json'])).toBeUndefined();
  });

  it.each([
    [{ exitCode: 2, stderr: 'virtready crashed; this is a bug, please report it:\n' }, 'crashed'],
    [{ exitCode: 141 }, 'ended with exit code 141'],
    [{ written: { 'x.json': '' } }, 'wrote x.json, which nobody asked for'],
    [{ appended: { '/etc/x': '' } }, 'wrote /etc/x'],
    [{ stderr: '\u001b[2J' }, 'standard error holds'],
    [{ stderr: '::error::x' }, 'a command of GitHub'],
    [{ stdout: '{ "a": ' }, 'is no JSON'],
    [{ stdout: '{ "score": { "guaranteed": 9, "possible": 8 } }' }, '9 is more than 8'],
    [{ stdout: '{ "counts": { "outcomes": { "error": 1 } } }' }, 'a rule crashed'],
    [{ exitCode: 2, stderr: '✖ something is wrong\n' }, 'names no file'],
    [refused({ code: 'x', message: 'wrong' }), 'x has no place: wrong'],
    [refused({ code: 'x', location: at(4, 1) }), 'x is on line 4, which is not there'],
    [refused({ code: 'x', location: at(1, 99) }), 'x is at 1:99, behind its line'],
    [refused({ code: 'x', location: { ...at(1, 1), file: 'b' } }), 'x is in b'],
  ])('finds fault with %j', (ran, fault) => {
    expect(says(ran)).toContain(fault);
  });
});
