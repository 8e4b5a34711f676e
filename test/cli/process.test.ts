import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rowsOf, workbookFile } from '../importers/workbook-file.ts';
import { shell as runShell } from '../support/shell.ts';

/** The built program in a shell, as users have it. */

const HOSPITAL = resolve('fixtures/inventories/hospital.yaml');
const READY = resolve('fixtures/inventories/hospital-ready.yaml');

/** Machines enough for a hundred thousand findings. */
function largeEstate(): string {
  const machines = Array.from({ length: 5000 }, (_, i) => `  - { id: vm-${i}, role: app }`);
  return `instances:\n${machines.join('\n')}\n`;
}

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shell = (script: string) => runShell(folder, script);

describe('the program', () => {
  it('ends with the exit code of the assessment', () => {
    expect(shell(`virtready ${HOSPITAL}`).status).toBe(1);
    expect(shell(`virtready ${HOSPITAL} --exit-zero`).status).toBe(0);
    expect(shell('virtready nowhere.yaml').status).toBe(2);
    expect(shell("echo '{}' | virtready -").status).toBe(3);
  });

  it.each([
    ['a link to nowhere', 'ln -s nowhere links/a.yaml', 'links/a.yaml: there is no such file'],
    ['a link to itself', 'ln -s a.yaml links/a.yaml', 'links/a.yaml: its links form a loop'],
    [
      'a link that a configuration is led out by',
      "echo 'extends: [./a.yaml]' > links/virtready.config.yaml; ln -s /etc/passwd links/a.yaml",
      '"a.yaml" leads out of the configuration\'s repository by a link',
    ],
    [
      'an output in a linked folder',
      "echo 'outputs: [json=out/a.json]' > links/virtready.config.yaml; ln -s /tmp links/out",
      '"out/a.json" leads out of the configuration\'s repository by a link',
    ],
    ['a file as a folder', 'touch links/a; virtready init links/a', 'a file is called so'],
    ['a file as a folder above', 'touch links/a; virtready init links/a/b', 'is a file'],
    ['no folder', "virtready init ''", 'the folder has no name'],
  ])('says in plain words what is wrong with %s', (_what, prepare, message) => {
    const script = `rm -rf links; mkdir links; ${prepare}; cd links && virtready assess .`;
    const { status, stderr } = shell(
      prepare.includes('virtready init') ? `rm -rf links; mkdir links; ${prepare}` : script,
    );
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining(message.replace('links/a.yaml', 'a.yaml')),
    ]);
    expect(stderr).not.toContain('crashed');
  });

  it('goes silently, as SIGPIPE would end it, where a reader has seen enough', () => {
    const { stdout, stderr, status } = shell(`virtready ${HOSPITAL} -o json --exit-zero | head -1`);
    expect({ stdout, stderr, status }).toEqual({ stdout: '{\n', stderr: '', status: 141 });
  });

  it('does so with a hundred thousand findings, and does not make them all', () => {
    writeFileSync(join(folder, 'large.yaml'), largeEstate());
    const counted = shell('virtready large.yaml -o jsonl --exit-zero | wc -l');
    expect(Number(counted.stdout)).toBeGreaterThan(100_000);
    for (const format of ['json', 'jsonl', 'csv']) {
      const { stdout, stderr, status } = shell(
        `virtready large.yaml -o ${format} | head -1 | wc -l`,
      );
      expect([Number(stdout), stderr, status]).toEqual([1, '', 141]);
    }
  });

  it('writes JSON that jq takes, on clean, failing and refused runs', () => {
    const verdict = (args: string) =>
      shell(
        `virtready ${args} -o json 2> errors | node -p 'const r = JSON.parse(fs.readFileSync(0)); r.verdict ?? r.error.code'`,
      );
    expect(verdict(READY)).toEqual({ status: 0, stdout: 'ready\n', stderr: '' });
    expect(verdict(HOSPITAL)).toEqual({ status: 1, stdout: 'not-ready\n', stderr: '' });
    expect(verdict('nowhere.yaml')).toEqual({ status: 2, stdout: 'no-such-file\n', stderr: '' });
  });

  it.each(['SIGINT', 'SIGTERM'])('leaves no half file behind when %s ends it', (signal) => {
    writeFileSync(join(folder, 'kept.json'), 'old');
    const { stdout, stderr } = shell(`
      node ${resolve('bin/virtready.js')} large.yaml -o json=kept.json &
      until ls kept.json.*.tmp > files 2> /dev/null; do sleep 0.05; done
      kill -${signal} $!
      wait $!
      echo $?`);
    expect([stdout, stderr]).toEqual([signal === 'SIGINT' ? '130\n' : '143\n', '']);
    expect(readFileSync(join(folder, 'kept.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['a report', `virtready ${HOSPITAL}`],
    ['a JSON report', `virtready ${HOSPITAL} -o json`],
    ['a validation', `virtready validate ${HOSPITAL}`],
    ['the rules', 'virtready rules'],
    ['a schema', 'virtready schema report'],
    ['the help', 'virtready --help'],
  ])('says that %s could not be written, with exit code 2', (_what, command) => {
    expect(shell(`${command} > /dev/full`)).toEqual({
      status: 2,
      stdout: '',
      stderr: '✖ cannot write standard output: the disk is full\n',
    });
  });

  it('has its exit code even where nobody can be told', () => {
    expect(shell('virtready nowhere.yaml 2> /dev/full').status).toBe(2);
    expect(shell('virtready 2> /dev/full').status).toBe(2);
    expect(shell(`virtready ${HOSPITAL} >&- 2>&-`).status).toBe(1);
  });

  it('reads standard input and pipes of the shell, and writes JSON that pipes on', () => {
    const pick = 'node -p "JSON.parse(fs.readFileSync(0)).verdict"';
    expect(shell(`virtready - -o json < ${HOSPITAL} | ${pick}`).stdout).toBe('not-ready\n');
    const { stdout } = shell(`virtready <(cat ${HOSPITAL}) -o json | ${pick}`);
    expect(stdout).toBe('not-ready\n');
  });

  it('writes a file whole or not at all, and keeps what stood there', () => {
    writeFileSync(join(folder, 'report.json'), 'old');
    expect(shell('virtready nowhere.yaml -o json=other/report.json')).toMatchObject({ status: 2 });
    expect(shell(`virtready ${HOSPITAL} -o json=other/report.json`)).toEqual({
      status: 2,
      stdout: '',
      stderr: '✖ cannot write other/report.json: its folder does not exist\n',
    });
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('old');
    expect(shell(`virtready ${HOSPITAL} -o json=report.json -o terminal`).status).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).verdict).toBe('not-ready');
    expect(readdirSync(folder).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  it('has one document on standard output where a file fails', () => {
    const { stdout, status } = shell(`virtready ${HOSPITAL} -o json -o sarif=other/report.sarif`);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe('cannot-write');
  });

  it('adds to the summary of a GitHub step, whole or not at all', () => {
    writeFileSync(join(folder, 'summary.md'), 'before\n');
    const summary = 'GITHUB_STEP_SUMMARY=summary.md';
    expect(shell(`${summary} virtready ${HOSPITAL} -o github`)).toMatchObject({ status: 1 });
    const markdown = shell(`virtready ${HOSPITAL} -o markdown`).stdout;
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(`before\n${markdown}`);
    expect(shell(`GITHUB_STEP_SUMMARY=/dev/full virtready ${HOSPITAL} -o github`)).toEqual({
      status: 2,
      stdout:
        '::error title=virtready%3A cannot-write::cannot write the step summary: the disk is full.\n',
      stderr: '✖ cannot write the step summary: the disk is full\n',
    });
  });

  it('imports a workbook, and what it writes is valid', async () => {
    const { bytes } = await workbookFile({
      vInfo: rowsOf({
        VM: 'web-1',
        Powerstate: 'poweredOn',
        CPUs: 2,
        'Memory MiB': 4096,
        Host: 'esx-1',
        Cluster: 'prod',
        'OS according to the VMware Tools': 'Microsoft Windows Server 2003 (32-bit)',
      }),
      vHost: rowsOf({
        Host: 'esx-1',
        Cluster: 'prod',
        '# CPU': 2,
        'Cores per CPU': 8,
        'ESX Version': 'VMware ESXi 6.0.0 build-4192238',
      }),
    });
    writeFileSync(join(folder, 'export.xlsx'), bytes);
    expect(shell('virtready import rvtools export.xlsx -o estate.yaml').status).toBe(0);
    expect(shell('virtready validate estate.yaml').status).toBe(0);
    const { stdout, status } = shell('virtready estate.yaml -o json');
    expect(status).toBe(1);
    const failed = JSON.parse(stdout).findings.filter(
      ({ outcome }: { outcome: string }) => outcome === 'fail',
    );
    expect(failed).toContainEqual(
      expect.objectContaining({
        rule: 'PLT-002',
        message: expect.stringContaining('esxi 6.0'),
        location: expect.objectContaining({ file: 'estate.yaml' }),
      }),
    );
  });
});

describe('the example inventories', () => {
  it.each([
    'hospital.yaml',
    'hospital-ready.yaml',
    'hospital-layered/imported.yaml',
    'hospital-layered/overlay.yaml',
    'hospital-layered/applications.yaml',
  ])('%s names the schema to editors where it stands', (name) => {
    const file = join('fixtures/inventories', name);
    const text = readFileSync(file, 'utf8');
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? '';
    const schema = JSON.parse(readFileSync(resolve(file, '..', named), 'utf8'));
    expect(schema.$id).toBe('urn:virtready:schema:inventory:1');
    expect(parse(text, { merge: true })).toBeTypeOf('object');
  });
});
