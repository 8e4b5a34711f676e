import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/domain/report-format.ts';
import { run } from '../support/fake-host.ts';
import { shell } from '../support/shell.ts';

/** The same input gives the same bytes, whoever runs it, where, and how often. */

const LAYERED = 'fixtures/inventories/hospital-layered';
const PARTS = ['applications.yaml', 'imported.yaml', 'overlay.yaml'];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-same-'));
  cpSync(LAYERED, join(folder, 'estate'), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AS_OF = ['--as-of', '2026-11-22', '--exit-zero'];

describe('a report', () => {
  it('is the same twenty times, in every format', async () => {
    for (const format of FORMATS) {
      const args = ['assess', LAYERED, '-o', format, ...AS_OF];
      const { stdout } = await run(args);
      expect(stdout.length).toBeGreaterThan(1000);
      const times = format === 'json' ? 20 : 2;
      for (let i = 1; i < times; i++) expect((await run(args)).stdout === stdout).toBe(true);
    }
  }, 240_000);

  it('does not hang on the order in which files are named, nor in which they are found', async () => {
    const reports = new Set<string>();
    const orders = fc.sample(fc.shuffledSubarray(PARTS, { minLength: PARTS.length }), 20);
    for (const order of orders) {
      const paths = order.map((part) => `${LAYERED}/${part}`);
      reports.add((await run(['assess', ...paths, '-o', 'json', ...AS_OF])).stdout);
    }
    // A folder gives its files in its own order.
    reports.add((await run(['assess', `./${LAYERED}/`, '-o', 'json', ...AS_OF])).stdout);
    expect(reports.size).toBe(1);
  });

  it('does not hang on which sections or items of a file come first', async () => {
    const files = PARTS.map((part) => readFileSync(`${LAYERED}/${part}`, 'utf8'));
    const findings = async (texts: readonly string[]) => {
      const world = Object.fromEntries(texts.map((text, i) => [`e/${i}.yaml`, text]));
      const { stdout } = await run(['assess', 'e', '-o', 'json', ...AS_OF], { files: world });
      const { score, findings: all } = JSON.parse(stdout);
      // Places move with the lines; nothing else may.
      return JSON.stringify({
        score,
        all: all.map(({ fingerprint, outcome, message, pointsLost }: Record<string, unknown>) => [
          fingerprint,
          outcome,
          message,
          pointsLost,
        ]),
      });
    };
    expect(await findings([...files].reverse())).toBe(await findings(files));
  });

  it('is the same in every zone, language and terminal', () => {
    const places = [
      {},
      { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Asia/Kathmandu', LANG: 'ar_EG', LC_ALL: 'ar_EG', NODE_ICU_DATA: '' },
      { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', COLUMNS: '40', TERM: 'dumb' },
      { TZ: 'nowhere/at all', LANG: '\u00ff', LC_ALL: 'x' },
    ];
    for (const format of ['json', 'html']) {
      const texts = places.map(
        (env) => shell(folder, `virtready estate -o ${format} ${AS_OF.join(' ')}`, env).stdout,
      );
      expect(texts[0]?.length).toBeGreaterThan(1000);
      expect(new Set(texts).size).toBe(1);
    }
  }, 240_000);

  it('takes the day from the clock in UTC, where nobody names one', () => {
    const day = (env: Record<string, string>) =>
      JSON.parse(shell(folder, "echo 'sites: [{ id: a }]' | virtready - -o json", env).stdout).asOf;
    const epoch = { SOURCE_DATE_EPOCH: '1790000000' };
    for (const TZ of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(day({ ...epoch, TZ })).toBe('2026-09-21');
    }
  });
});

describe('an import', () => {
  it.each(['forklift', 'ansible', 'proxmox', 'nutanix'])(
    'of %s is the same whatever the order of its files',
    async (kind) => {
      const folderOf = `fixtures/imports/${kind}`;
      const { stdout: listed } = shell('.', `find ${folderOf} -type f`);
      const paths = listed.trim().split('\n');
      const texts = new Set<string>();
      for (const order of [paths, [...paths].reverse(), [...paths].sort()]) {
        texts.add((await run(['import', kind, ...order])).stdout);
      }
      expect(texts.size).toBe(1);
    },
  );
});
