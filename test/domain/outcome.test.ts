import { describe, expect, it } from 'vitest';
import { fail, notRecorded, onEither, pass, warn } from '../../src/domain/outcome.ts';

const STRICT = { pass: pass('s'), warn: warn('s', 'mend'), fail: fail('s', 'mend') } as const;
const LENIENT = { pass: pass('l'), warn: warn('l', 'mend'), fail: fail('l', 'mend') } as const;

describe('onEither', () => {
  it.each([
    ['pass', 'pass', 'pass', 's'],
    ['warn', 'warn', 'warn', 'l'],
    ['fail', 'fail', 'fail', 'l'],
    ['warn', 'pass', 'warn', 's (assumed: tier 0)'],
    ['fail', 'pass', 'fail', 's (assumed: tier 0)'],
    ['fail', 'warn', 'fail', 's (assumed: tier 0)'],
  ] as const)('makes of %s and %s a %s', (strict, lenient, kind, message) => {
    const answer = onEither(STRICT[strict], LENIENT[lenient], 'tier 0', ['tier']);
    expect([answer.kind, answer.message]).toEqual([kind, message]);
    expect(answer.missing).toEqual(strict === lenient ? undefined : ['tier']);
  });

  it('asks for both facts where the strict answer is not known either', () => {
    const answer = onEither(notRecorded('profile'), pass('l'), 'tier 0', ['tier']);
    expect([answer.kind, answer.missing]).toEqual(['unknown', ['profile', 'tier']]);
  });
});
