import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { buildStandalone } from '../../scripts/build/standalone.ts';
import { rowsOf, workbookFile } from '../importers/workbook-file.ts';

/** The one file on a machine that has Node and nothing else. */

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-standalone-'));
  await buildStandalone(join(folder, 'built'), true);
  copyFileSync(join(folder, 'built/virtready.cjs'), join(folder, 'virtready.cjs'));
  copyFileSync(HOSPITAL, join(folder, 'estate.yaml'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function virtready(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['virtready.cjs', ...args], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { status, stdout, stderr };
}

/** What the package says to the same. */
function packaged(...args: readonly string[]): string {
  const program = join(process.cwd(), 'bin/virtready.js');
  return spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  }).stdout;
}

describe('the standalone file', () => {
  it('comes with licences, and checksums of all', () => {
    const built = join(folder, 'built');
    expect(readdirSync(built).sort()).toEqual([
      'LICENSE',
      'SHA256SUMS',
      'THIRD-PARTY-NOTICES.md',
      'virtready.cjs',
    ]);
    const sums = ['virtready.cjs', 'LICENSE', 'THIRD-PARTY-NOTICES.md'].map((file) => {
      const hash = createHash('sha256').update(readFileSync(join(built, file)));
      return `${hash.digest('hex')}  ${file}\n`;
    });
    expect(readFileSync(join(built, 'SHA256SUMS'), 'utf8')).toBe(sums.join(''));
  });

  it('tells its version', () => {
    expect(virtready('--version')).toEqual({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it.each([
    ['assesses', ['assess', 'estate.yaml', '-o', 'json', '--exit-zero']],
    ['shows a report', ['assess', 'estate.yaml', '--exit-zero']],
    ['explains a rule', ['explain', 'CON-001']],
    ['prints a schema', ['schema', 'inventory']],
    ['completes words', ['completion', 'bash']],
    ['draws the page', ['assess', 'estate.yaml', '-o', 'html', '--exit-zero']],
  ])('%s as the package does', (_what, args) => {
    const { status, stdout, stderr } = virtready(...args);
    expect([status, stderr, stdout.length > 500]).toEqual([0, '', true]);
    expect(stdout).toBe(packaged(...args));
  });

  it('imports a workbook', async () => {
    const vInfo = rowsOf({ VM: 'web-1', Powerstate: 'poweredOn', CPUs: 2, 'Memory MiB': 4096 });
    const { bytes } = await workbookFile({ vInfo });
    writeFileSync(join(folder, 'export.xlsx'), bytes);
    const args = ['import', 'rvtools', 'export.xlsx'];
    expect(parse(virtready(...args).stdout).instances).toMatchObject([{ id: 'web-1' }]);
    expect(virtready(...args).stdout).toBe(packaged(...args));
  });

  it('says where a mistake stands', () => {
    const { status, stderr } = virtready('assess', 'nowhere.yaml');
    expect([status, stderr.includes('nowhere.yaml')]).toEqual([2, true]);
  });
});
