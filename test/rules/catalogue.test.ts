import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { CASES } from '../support/rule-cases.ts';

describe('rules and fixtures', () => {
  it('belong together, both ways, so that neither can go without the other', () => {
    const fixtures = readdirSync(CASES).map((file) => file.replace(/\.yaml$/, ''));
    const files = readdirSync('src/rules')
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((file) => !['catalogue', 'define-rule', 'recovery-options'].includes(file));
    const names = CATALOGUE.map(({ name }) => name).sort();
    expect(names).toEqual(fixtures.sort());
    expect(names).toEqual(files.sort());
  });

  it('have ids and names of their own', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
  });
});
