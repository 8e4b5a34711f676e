import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';
import { shell as runShell } from '../support/shell.ts';

/** What disks, systems and neighbours do to a run; more of it stands in test/cli/process.test.ts. */

const HOSPITAL = resolve('fixtures/inventories/hospital.yaml');
const SMALL = 'servers: [{ id: a, role: host }]\n';

const made: string[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-faults-'));
  made.push(folder);
  writeFileSync(join(folder, 'estate.yaml'), SMALL);
});

afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true, force: true });
});

const shell = (script: string, env: Readonly<Record<string, string>> = {}) =>
  runShell(folder, script, env);

/** The superuser may read and write everything. */
const isSuperuser = process.getuid?.() === 0;
/** Runs a command as somebody who may not, where that is possible. */
const unprivileged = isSuperuser ? 'setpriv --reuid=65534 --regid=65534 --clear-groups' : 'env';
const program = `${unprivileged} ${process.execPath} ${resolve('bin/virtready.js')}`;

describe('an input', () => {
  it('that may not be read is told of, and the others as well', () => {
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'closed.yaml'), SMALL, { mode: 0 });
    writeFileSync(join(folder, 'wrong.yaml'), 'server: []\n');
    const { status, stderr } = shell(`${program} assess .`);
    expect(status).toBe(2);
    expect(stderr).toContain('closed.yaml: you may not read it');
    expect(stderr).toContain('wrong.yaml:1:1');
  });

  it.each([
    ['config', '--config sub', 'sub: it is a folder'],
    ['baseline', '--baseline sub', 'sub: it is a folder'],
  ])('that is a folder in place of a file is told of: %s', (_what, words, message) => {
    mkdirSync(join(folder, 'sub'));
    const { status, stderr } = shell(`virtready assess estate.yaml ${words}`);
    expect([status, stderr]).toEqual([2, `✖ ${message}\n`]);
  });

  it.each(['convert sub', 'diff sub sub', 'history add sub', 'import rvtools sub/x'])(
    'that is a folder, or lies in none, is told of by %s',
    (words) => {
      mkdirSync(join(folder, 'sub'));
      const { status, stderr } = shell(`virtready ${words}`);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^✖ sub(\/x)?: (it is a folder|there is no such file)\n/);
    },
  );

  it('whose folders are links in a loop ends', () => {
    shell('mkdir -p a/b; ln -s ../../a a/b/c; ln -s . here; cp estate.yaml a/');
    const { status, stdout } = shell('virtready list-files .');
    expect([status, stdout]).toEqual([0, 'a/estate.yaml\nestate.yaml\n']);
  });

  it('may be a pipe that is called by name, but no socket or disk', () => {
    shell('mkfifo pipe.yaml');
    const { status } = shell('cat estate.yaml > pipe.yaml & virtready validate pipe.yaml');
    expect(status).toBe(0);
    expect(shell('virtready validate /dev/null').status).toBe(0);
    const { stderr } = shell(
      `node -e "require('net').createServer().listen('s.yaml', () => { const { spawnSync } = require('child_process'); const r = spawnSync(process.execPath, ['${resolve('bin/virtready.js')}', 'validate', 's.yaml']); console.error(String(r.stderr), r.status); process.exit() })"`,
    );
    expect(stderr).toMatch(/s\.yaml: it is neither a file nor a folder\n.* 2\n$/s);
  });

  it.each([
    ['vanishes while others are read', 'ENOENT', 'estate/b.yaml: there is no such file'],
    ['lies on a disk that breaks', 'EIO', 'estate/b.yaml: Error: EIO'],
  ])('that %s is told of', async (_what, code, message) => {
    const { exitCode, stderr } = await run(['assess', 'estate'], {
      files: { 'estate/a.yaml': SMALL, 'estate/b.yaml': 'sites: []\n' },
      unreadable: { 'estate/b.yaml': code },
    });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('that is cut while it is read is a mistake at its place, or a smaller estate, and no crash', async () => {
    const text = readFileSync(HOSPITAL, 'utf8');
    for (let part = 0; part < 20; part++) {
      const stdin = text.slice(0, Math.floor((text.length * part) / 20));
      const { exitCode, stderr } = await run(['validate', '-'], { stdin });
      expect([0, 2, 3]).toContain(exitCode);
      if (exitCode === 2) expect(stderr).toMatch(/<stdin>:\d+:\d+/);
    }
  });
});

describe('an output', () => {
  it.each([
    ['a report', 'assess estate.yaml -o json=out.json', 'out.json'],
    ['a baseline', 'baseline create estate.yaml', 'virtready.baseline.json'],
    ['an overlay', 'scaffold estate.yaml -o out.yaml', 'out.yaml'],
    ['a redacted estate', 'redact estate.yaml --seed x -o out.yaml', 'out.yaml'],
    ['a first inventory', 'init new', 'new/inventory.yaml'],
  ])('that the disk has no room for is told of: %s', async (_what, words, file) => {
    const { exitCode, stderr } = await run(words.split(' '), {
      files: { 'estate.yaml': SMALL },
      unwritable: 'ENOSPC',
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`cannot write ${file}: the disk is full`);
  });

  it('in a folder that may not be written is told of, and nothing is left in it', () => {
    chmodSync(folder, 0o555);
    for (const words of ['assess estate.yaml -o json=out.json', 'baseline create estate.yaml']) {
      const { status, stderr } = shell(`${program} ${words}`);
      expect([status, stderr]).toEqual([2, expect.stringContaining('you may not write there')]);
    }
    // To read there takes no right to write.
    expect(shell(`${program} validate estate.yaml`).status).toBe(0);
    expect(readdirSync(folder)).toEqual(['estate.yaml']);
  });
});

describe('a run', () => {
  it('needs no home, no terminal and no environment', () => {
    const { status, stdout } = shell(
      `env -i ${process.execPath} ${resolve('bin/virtready.js')} validate estate.yaml < /dev/null`,
    );
    expect([status, stdout]).toEqual([0, expect.stringContaining('valid')]);
  });

  it('shows what a terminal would obey as escapes, also in words of the command', async () => {
    for (const words of [
      ['assess', '-o', '\u001b[2J'],
      ['--\u001b[2J'],
      ['\u001b[2J', '--only=\u202e'],
    ]) {
      const { exitCode, stderr } = await run(words);
      expect(exitCode).toBe(2);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stderr).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it.each(['SIGINT', 'SIGTERM'])('that %s ends at its begin leaves nothing behind', (signal) => {
    const { stdout } = shell(`
      mkfifo never.yaml
      node ${resolve('bin/virtready.js')} assess never.yaml -o json=out.json &
      sleep 0.4; kill -${signal} $!; wait $!; echo $?`);
    expect(stdout).toBe(signal === 'SIGINT' ? '130\n' : '143\n');
    expect(readdirSync(folder).sort()).toEqual(['estate.yaml', 'never.yaml']);
  });

  it('disturbs no other in its folder: twenty at once write whole files', () => {
    const { stdout, stderr } = shell(`
      virtready assess estate.yaml --exit-zero -o json > report.json
      cp ${resolve('fixtures/imports/forklift/vsphere.json')} export.json
      virtready baseline create estate.yaml > /dev/null
      for i in $(seq 20); do
        case $((i % 4)) in
          0) virtready assess estate.yaml --exit-zero -q -o json=out.json -o terminal > /dev/null & ;;
          1) virtready history add report.json -q & ;;
          2) virtready import forklift export.json --into in/imported -q > /dev/null & ;;
          3) virtready baseline update estate.yaml > /dev/null & ;;
        esac
      done
      for job in $(jobs -p); do wait $job || echo "$job ended with $?"; done`);
    expect([stdout, stderr]).toEqual(['', '']);
    const alone = readFileSync(join(folder, 'report.json'), 'utf8');
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe(alone);
    expect(readdirSync(join(folder, 'virtready-history'))).toHaveLength(1);
    expect(shell('virtready validate in/imported').status).toBe(0);
    const left = readdirSync(folder, { recursive: true }).map(String);
    expect(left.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  }, 120_000);
});
