import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptCase, readKeptCase } from '../../scripts/fuzz/fuzz-case.ts';
import { TARGETS } from '../../scripts/fuzz/targets/all.ts';
import { faultOf } from '../../scripts/fuzz/verdict.ts';

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
});

describe('the verdict', () => {
  const says = (args: readonly string[], files: Record<string, string> = {}) =>
    faultOf({ args, files });

  it('finds nothing where all is well, or told well', async () => {
    expect(await says(['validate', 'a.yaml'], { 'a.yaml': 'servers: []' })).toBeUndefined();
    expect(await says(['validate', 'a.yaml', '-o', 'json'], { 'a.yaml': '[' })).toBeUndefined();
  });
});
