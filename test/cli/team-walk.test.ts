import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shell as runShell } from '../support/shell.ts';

/** A repository, as a team lives with the tool in it. Each step stands on the ones before. */

let folder = '';
const shell = (script: string, env: Readonly<Record<string, string>> = {}) =>
  runShell(folder, script, { SOURCE_DATE_EPOCH: '1795348800', ...env });
const edit = (file: string, change: (text: string) => string): void => {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'virtready-team-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a team', () => {
  it('begins: the examples are assessed, and the gate passes', () => {
    expect(shell('git init -q . && mkdir .github && virtready init').status).toBe(0);
    expect(existsSync(join(folder, '.github/workflows/virtready.yml'))).toBe(true);
    const { status, stdout } = shell('mkdir -p deep/er && cd deep/er && virtready assess');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Example hospital')]);
  });

  it('takes note of what is known', () => {
    edit('virtready.config.yaml', (text) =>
      text
        .replace('# baseline:', 'baseline:')
        .replace('failOn: blocker', 'failOn: high')
        .replace('[healthcare]', '[general]'),
    );
    const before = shell('virtready assess -q');
    expect([before.status, before.stderr]).toEqual([
      2,
      expect.stringContaining('the baseline virtready.baseline.json does not exist'),
    ]);
    expect(shell('virtready baseline create').status).toBe(0);
    expect(shell('virtready assess -q').status).toBe(0);
  });

  it('breaks something: the new finding is named, and the gate fails', () => {
    edit('inventory.yaml', (text) => text.replace('version: "9.0"', 'version: "7.0"'));
    const { status, stdout } = shell('virtready assess');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /PLT-002[\s\S]*platform\/vsphere[\s\S]*inventory\.yaml:18:5 {2}\w{8} {2}(new|worse)/,
    );
    expect(stdout).toContain('failed findings beyond the baseline of severity high or graver: 1');
  });

  it('bears it for a time: the gate passes, and the waiver is shown', () => {
    edit('inventory.yaml', (text) =>
      text.replace(
        '  - id: vsphere',
        '  # virtready-waive PLT-002 until=2026-12-31 owner=it reason="The upgrade is planned."\n  - id: vsphere',
      ),
    );
    const { status, stdout } = shell('virtready assess');
    expect(status).toBe(0);
    expect(stdout).toContain('borne until 2026-12-31 by it: The upgrade is planned.');
    expect(stdout).toContain('without waivers');
  });

  it('lets the waiver expire: the gate fails again, and says so', () => {
    expect(shell('virtready assess --as-of 2026-12-31 -q').status).toBe(0);
    const { status, stdout } = shell('virtready assess --as-of 2027-01-01');
    expect(status).toBe(1);
    expect(stdout).toContain('expired on 2026-12-31, 1 day ago');
  });

  it('mends it, and something that was known: the baseline can be pruned', () => {
    edit('inventory.yaml', (text) =>
      text
        .replace(/ {2}# virtready-waive.*\n/, '')
        .replace('version: "7.0"', 'version: "9.0"')
        .replace(
          'ha: { enabled: true }',
          'ha: { enabled: true }\n    lastFailoverTest: 2026-11-01\n    lastFailoverTestResult: pass',
        ),
    );
    const { status, stdout } = shell('virtready assess');
    expect(status).toBe(0);
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      '1 of it are mended or gone: CLU-004 cluster/clinical',
    );
    expect(shell('virtready baseline check').status).toBe(1);
    expect(shell('virtready baseline prune').stdout).toContain('− CLU-004 cluster/clinical');
    expect(shell('virtready baseline check').status).toBe(0);
    expect(shell('virtready assess -q').status).toBe(0);
  });

  it('leaves nothing behind but its files', () => {
    expect(shell('git status --short --untracked-files=all').stdout).toBe(
      [
        '?? .github/workflows/virtready.yml',
        '?? .virtready/config.schema.json',
        '?? .virtready/inventory.schema.json',
        '?? inventory.yaml',
        '?? virtready.baseline.json',
        '?? virtready.config.yaml',
        '',
      ].join('\n'),
    );
  });
});

describe('the action', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));
  const [step] = action.runs.steps;
  const run = (inputs: Readonly<Record<string, string>>) => {
    const output = join(folder, 'github-output');
    writeFileSync(output, '');
    const ended = shell(step.run, {
      PATHS: '',
      ARGUMENTS: '',
      SARIF_FILE: '',
      COMMAND: `${process.execPath} ${resolve('bin/virtready.js')}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
      ...inputs,
    });
    return { ...ended, outputs: readFileSync(output, 'utf8') };
  };

  it('hands every input on as a variable, never as a part of the script', () => {
    expect(step.run).not.toContain('${{');
    expect(Object.keys(step.env)).toEqual(['PATHS', 'ARGUMENTS', 'SARIF_FILE', 'COMMAND']);
  });

  it('has the verdict and the score as outputs, and ends as the assessment does', () => {
    const { status, outputs } = run({ SARIF_FILE: 'out.sarif' });
    expect([status, outputs]).toEqual([
      0,
      expect.stringMatching(/^verdict=[a-z-]+\nscore=[\d.]+\n$/),
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    const failed = run({ PATHS: 'inventory.yaml', ARGUMENTS: '--min-score=100\n\n' });
    expect([failed.status, failed.outputs]).toEqual([1, outputs]);
  });

  it('has no verdict where nothing could be assessed', () => {
    appendFileSync(join(folder, 'broken.yaml'), 'a: [');
    const { status, outputs } = run({ PATHS: 'broken.yaml' });
    expect([status, outputs]).toEqual([2, 'verdict=\nscore=\n']);
  });

  it('takes nothing from a step before, where the command cannot be run', () => {
    expect(run({}).outputs).toMatch(/^verdict=[a-z]/);
    const { status, outputs, stderr } = run({ COMMAND: './nowhere' });
    expect([status, outputs]).toEqual([127, '']);
    expect(stderr).not.toContain('at ');
  });
});

describe('completion', () => {
  it('works in bash', () => {
    const { stdout } = shell(`
      export PATH="$PWD/bin:$PATH"
      mkdir -p bin && printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' "${process.execPath}" "${resolve('bin/virtready.js')}" > bin/virtready && chmod +x bin/virtready
      unset -f virtready
      # What the package bash-completion has for every script.
      _get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur="\${words[cword]}"; prev="\${words[cword-1]}"; }
      __ltrim_colon_completions() { :; }
      source <(virtready completion bash)
      COMP_WORDS=(virtready assess --fail-on blo) COMP_CWORD=3
      COMP_LINE="virtready assess --fail-on blo" COMP_POINT=30
      $(complete -p virtready | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
      echo "\${COMPREPLY[@]}"
      rm -r bin`);
    expect(stdout.trim()).toBe('blocker');
  });
});
