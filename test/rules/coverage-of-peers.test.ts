import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/rules/catalogue.ts';

const PAGE = readFileSync('docs/coverage-of-peers.md', 'utf8');

interface Row {
  readonly check: string;
  readonly ours: string;
  readonly howFar: string;
}

const ROW = /^\| (.+?) \| .+? \| (.+?) \| (.+) \|$/gm;

/** The rows of a section's table, without its head. */
function rowsOf(section: string): Row[] {
  return [...section.matchAll(ROW)]
    .map(([, check = '', ours = '', howFar = '']) => ({ check, ours, howFar }))
    .filter(({ check }) => check !== 'check');
}

const PEERS = PAGE.split(/^## /m)
  .map((section) => ({ name: section.split('\n')[0] ?? '', section, rows: rowsOf(section) }))
  .filter(({ rows }) => rows.length > 0);

describe('the page of the peers', () => {
  it('has one table for each of the four', () => {
    expect(PEERS.map(({ name }) => name)).toEqual([
      'Forklift, policies for VMware',
      'AVS analyzer (avs-rvtools-analyzer)',
      'vCheck for vSphere',
      'Azure Migrate',
    ]);
  });

  it.each(PEERS)('says how far each check of $name goes, and counts them', ({ section, rows }) => {
    const starting = (word: RegExp) => rows.filter(({ howFar }) => word.test(howFar)).length;
    const counts = [starting(/^fully\b/), starting(/^in part\b/), starting(/^no\b/)];
    const stated = /(\d+) (?:checks|rows): (\d+) fully, (\d+) in part, (\d+) not\./.exec(section);
    expect(stated?.slice(1).map(Number)).toEqual([rows.length, ...counts]);
  });

  it.each(PEERS)('names a rule for each check of $name that is covered', ({ rows }) => {
    const bare = rows.filter(({ ours, howFar }) => ours === '–' && !howFar.startsWith('no'));
    expect(bare).toEqual([]);
  });

  it('links rules that are there, under the name that they have', () => {
    const names = new Map(CATALOGUE.map(({ id, name }) => [id, name]));
    for (const [, id = '', name] of PAGE.matchAll(
      /\[([A-Z]{3}-\d{3})\]\(rules\/([a-z-]+)\.md\)/g,
    )) {
      expect([id, name]).toEqual([id, names.get(id)]);
    }
  });

  it('holds every rule that the peers brought, or says that none of them asks it', () => {
    const brought = CATALOGUE.filter(
      ({ category }) => category === 'hygiene' || category === 'portability',
    );
    expect(brought.map(({ id }) => id).filter((id) => !PAGE.includes(`[${id}]`))).toEqual([]);
  });
});
