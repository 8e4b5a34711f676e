import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/domain/report-format.ts';
import { shell } from '../support/shell.ts';

/** A repository whose inventory and configuration a stranger has written. */

const CONFIG = `extends: [strict]
inventory: [estate]
rules:
  - id: ORG-001
    title: Hosts have two feeds
    subject: host
    severity: high
    assert: host.powerFeeds >= 2
    message: "{host.powerFeeds} feeds"
    remedy: Connect it.
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-untrusted-'));
  mkdirSync(join(folder, 'repository/.git'), { recursive: true });
  mkdirSync(join(folder, 'repository/estate'));
  cpSync('fixtures/inventories/hostile.yaml', join(folder, 'repository/estate/hostile.yaml'));
  writeFileSync(join(folder, 'repository/virtready.config.yaml'), CONFIG);
  writeFileSync(join(folder, 'secret.yaml'), 'password: hunter2\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inRepository = (script: string) => shell(join(folder, 'repository'), script);

/** Node as it refuses all that is not named: writing, other programs, threads, other files. */
const JAILED = `node --experimental-permission --no-warnings ${[
  resolve('bin'),
  resolve('dist'),
  '$PWD',
]
  .map((path) => `--allow-fs-read=${path}`)
  .join(' ')} ${resolve('bin/virtready.js')}`;

describe('an assessment of what a stranger wrote', () => {
  it('needs no right but to read the repository: not to write, start a program or load code', () => {
    const { status, stdout, stderr } = inRepository(`${JAILED} -o json`);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toBe(inRepository('virtready -o json').stdout);
  });

  it('is really held in that jail', () => {
    const jailed = `node --experimental-permission --no-warnings --allow-fs-read=$PWD -e`;
    expect(inRepository(`${jailed} "require('fs').readFileSync('../secret.yaml')"`).status).toBe(1);
    expect(inRepository(`${jailed} "require('fs').writeFileSync('x', '')"`).status).toBe(1);
    expect(inRepository(`${jailed} "require('child_process').execSync('ls')"`).status).toBe(1);
  });

  it.each(FORMATS)('opens no connection and looks no name up, as %s', (format) => {
    const preload = resolve('test/security/no-socket.cjs');
    const program = `node --require ${preload} ${resolve('bin/virtready.js')}`;
    const { status, stderr } = inRepository(`${program} -o ${format}`);
    expect([status, stderr]).toEqual([1, '']);
  });

  it('is told of where it would open a connection', () => {
    const preload = resolve('test/security/no-socket.cjs');
    const { status, stderr } = inRepository(
      `node --require ${preload} -e "fetch('http://localhost')"`,
    );
    expect([status, stderr]).toEqual([99, 'NETWORK: fetch\n']);
  });

  it.each([
    ['more.yaml', 'virtready estate/ -o json'],
    ['more.yaml', 'virtready -o json'],
    ['machines.csv', 'virtready import estate/'],
    ['report.json', 'virtready history show --folder estate'],
    ['report.json', 'virtready --history estate'],
  ])('shows nothing of what a link leads to: estate/%s, %s', (name, command) => {
    const link = join(folder, 'repository/estate', name);
    symlinkSync('../../secret.yaml', link);
    const { status, stdout, stderr } = inRepository(command);
    rmSync(link);
    expect(status).toBe(2);
    expect(stdout + stderr).toMatch(/leads out of .*repository by a link/);
    expect(stdout + stderr).toContain(`estate/${name}`);
    expect(stdout + stderr).not.toMatch(/hunter2|password/);
  });

  it('leaves the repository as it was', () => {
    const before = readdirSync(join(folder, 'repository'), { recursive: true }).sort();
    for (const format of FORMATS) inRepository(`virtready -o ${format} > /dev/null`);
    expect(readdirSync(join(folder, 'repository'), { recursive: true }).sort()).toEqual(before);
  });
});
