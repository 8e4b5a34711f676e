import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../src/knowledge/sources.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';

const SOURCES = CATALOGUE.flatMap(({ id, sources }) => sources.map((source) => ({ id, source })));

describe('the sources of the rules', () => {
  it('quote the paper in fewer than fifteen words', () => {
    for (const { source } of SOURCES) {
      if (source.kind === 'paper') expect(source.quote.split(/\s+/).length).toBeLessThan(15);
    }
  });

  it('give an address for every text, and say how far it was read', () => {
    for (const { id, source } of SOURCES) {
      if (source.kind !== 'sibling' && source.kind !== 'practice') continue;
      expect([id, source.url]).toEqual([id, expect.stringMatching(/^https?:\/\//)]);
      expect(['read', 'opening', 'unread']).toContain(source.confidence);
    }
  });

  it('are texts that a rule rests on, every one of them', () => {
    const used = new Set<unknown>(SOURCES.map(({ source }) => source));
    expect(Object.entries(TEXTS).filter(([, text]) => !used.has(text))).toEqual([]);
  });

  it('never leave a threshold to the paper alone: it gives no numbers', () => {
    for (const { id, options, sources } of CATALOGUE) {
      if (Object.keys(options).length === 0) continue;
      expect([id, sources.some(({ kind }) => kind !== 'paper')]).toEqual([id, true]);
    }
  });
});

const PAPER = '../shared/domain/paper-excerpt.txt';

describe.skipIf(!existsSync(PAPER))('the quotes of the paper (skipped without ../shared)', () => {
  it('are its own words', () => {
    const text = readFileSync(PAPER, 'utf8').replace(/\s+/g, ' ');
    for (const { source } of SOURCES)
      if (source.kind === 'paper') expect(text).toContain(source.quote);
  });
});
