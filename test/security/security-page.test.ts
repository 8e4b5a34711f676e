import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const PAGE = readFileSync('SECURITY.md', 'utf8');

/** Rows of the threat model: what an attacker wants, what holds, and the tests that show it. */
const MODEL = PAGE.slice(PAGE.indexOf('| a stranger wants to |'), PAGE.indexOf('## Limits'));
const ROWS = [...MODEL.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | ')).slice(1);
/** `test/a/b.test.ts` › title */
const NAMED = /`(test\/[^`]+)` › ([^<|]+)/g;

describe('SECURITY.md', () => {
  it('has rows', () => {
    expect(ROWS.length).toBeGreaterThan(10);
  });

  it.each(ROWS.map(([what = '', ...rest]) => [what, rest.join(' | ')]))(
    '%s: a test shows it, and it is there',
    (_what, rest) => {
      const named = [...rest.matchAll(NAMED)];
      expect(named).not.toEqual([]);
      for (const [, file = '', title = ''] of named) {
        expect(existsSync(file), file).toBe(true);
        expect(titlesIn(file)).toContain(title.trim());
      }
    },
  );
});

/** The titles of tests, as they are written. */
function titlesIn(file: string): string[] {
  const calls = /\b(?:it|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.*?)(?<!\\)\1/g;
  return [...readFileSync(file, 'utf8').matchAll(calls)].map(([, , title = '']) =>
    title.replaceAll("\\'", "'"),
  );
}
