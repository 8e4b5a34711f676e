import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';

describe('init', () => {
  it('writes what a team begins with, which then can be assessed', async () => {
    const { exitCode, stdout, written } = await run(['init', 'new', '--ci', 'github']);
    expect([exitCode, Object.keys(written)]).toEqual([
      0,
      [
        'new/inventory.yaml',
        'new/virtready.config.yaml',
        'new/.virtready/inventory.schema.json',
        'new/.virtready/config.schema.json',
        'new/.github/workflows/virtready.yml',
      ],
    ]);
    expect(stdout).toContain('wrote  new/inventory.yaml\n');
    const config = await run(['assess', '--config', 'new/virtready.config.yaml', '-q'], {
      files: written,
    });
    expect([config.exitCode, config.stderr]).toEqual([0, '']);
    expect(JSON.parse(written['new/.virtready/config.schema.json'] ?? '').$id).toBe(
      'urn:virtready:schema:config:1',
    );
  });

  it('keeps what is there', async () => {
    const files = { 'inventory.yaml': 'mine', 'virtready.config.yaml': 'mine' };
    const { stdout, written } = await run(['init'], { files });
    expect(Object.keys(written)).toEqual([
      '.virtready/inventory.schema.json',
      '.virtready/config.schema.json',
    ]);
    expect(stdout).toContain('kept   inventory.yaml\nkept   virtready.config.yaml\n');
  });

  it.each([
    ['a folder .github', { 'a/.github/CODEOWNERS': '' }, 'a/.github/workflows/virtready.yml'],
    ['a file .gitlab-ci.yml', { 'a/.gitlab-ci.yml': '' }, 'a/.gitlab/virtready.yml'],
  ])('takes the CI job that %s asks for', async (_what, files, job) => {
    expect(Object.keys((await run(['init', 'a'], { files })).written)).toContain(job);
  });
});

describe('doctor', () => {
  const estate = 'applications: [{ id: ehr }]\n';

  it('says what an assessment would stand on', async () => {
    const files = {
      'e.yaml': estate,
      'virtready.config.yaml': 'inventory: [e.yaml]\noff: [BEN-001]\n',
    };
    const { exitCode, stdout } = await run(['doctor'], { files });
    expect([exitCode, stdout]).toEqual([
      0,
      [
        '✔ tool           virtready 0.0.0-test, Node 20.0.0-test',
        '✔ terminal       a pipe or file, 80 columns, no colours, Unicode, no hyperlinks',
        '✔ configuration  virtready.config.yaml; 111 rules',
        '– baseline       none',
        '✔ inventory      1 file, 1 subject',
        '',
      ].join('\n'),
    ]);
  });

  it('goes on where something is wrong, and ends with 2', async () => {
    const files = {
      'e.yaml': 'applications: [{ name: a }]\n',
      'virtready.config.yaml': 'of: []\n',
    };
    const { exitCode, stdout } = await run(['doctor', 'e.yaml', '-o', 'json'], { files });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).slice(2)).toEqual([
      {
        what: 'configuration',
        state: 'bad',
        found: 'configuration: unknown key "of" (virtready.config.yaml:1:1)',
      },
      { what: 'baseline', state: 'none', found: 'none' },
      {
        what: 'inventory',
        state: 'bad',
        found: expect.stringMatching(/^application.*: id is missing \(e\.yaml:1:/),
      },
    ]);
  });
});

describe('completion', () => {
  const complete = async (...words: string[]) => {
    const { stdout } = await run(['complete', '--', ...words]);
    const lines = stdout.trimEnd().split('\n');
    return { words: lines.slice(0, -1).map((line) => line.split('\t')[0]), end: lines.at(-1) };
  };

  it('knows commands, or files for the default one', async () => {
    expect(await complete('ex')).toEqual({ words: ['explain'], end: ':0' });
    const { words } = await complete('');
    expect(words).toContain('assess');
    expect(words).not.toContain('complete');
  });

  it('knows flags, also of the default command', async () => {
    expect((await complete('assess', '--fail')).words).toEqual(['--fail-on', '--fail-on-new']);
    expect((await complete('estate.yaml', '--min-s')).words).toEqual(['--min-score']);
    expect((await complete('validate', '--min-s')).words).toEqual([]);
  });

  it('knows values: choices, formats, rules, files', async () => {
    expect((await complete('assess', '--fail-on', 'b')).words).toEqual(['blocker']);
    expect((await complete('assess', '--fail-on=b')).words).toEqual(['--fail-on=blocker']);
    expect((await complete('assess', '-o', 'js')).words).toContain('json');
    expect((await complete('assess', '--only', 'AVL-00')).words).toContain('AVL-001');
    expect((await complete('assess', '--skip=clus')).words).toEqual(['--skip=clustering']);
    expect(await complete('assess', '--config', '')).toEqual({ words: [], end: ':0' });
    expect(await complete('assess', '--min-score', '')).toEqual({ words: [], end: ':4' });
  });

  it('knows arguments', async () => {
    expect((await complete('explain', 'CLU-00')).words).toContain('CLU-004');
    expect(await complete('explain', 'CLU-004', '')).toEqual({ words: [], end: ':0' });
    expect((await complete('baseline', 'p')).words).toEqual(['prune']);
    expect((await complete('schema', '')).words).toContain('inventory');
    expect(await complete('schema', 'inventory', '')).toEqual({ words: [], end: ':4' });
    expect(await complete('assess', 'a.yaml', '')).toEqual({ words: [], end: ':0' });
  });

  it('goes on after flags that take no value', async () => {
    expect((await complete('baseline', '--color', 'never', 'c')).words).toEqual([
      'create',
      'check',
    ]);
    expect((await complete('-q', 'expl')).words).toEqual(['explain']);
  });
});

describe('a run that is watched', () => {
  const files = { 'e.yaml': 'assessment: { asOf: 2026-11-22 }\napplications: [{ id: ehr }]\n' };
  const args = ['e.yaml', '--exit-zero', '--only', 'AVL-001,AVL-002', '-o', 'json'];

  it('tells on standard error how long each step and rule took, and keeps its result', async () => {
    const plain = await run(args, { files });
    const { stdout, stderr } = await run([...args, '--stats'], { files, tick: 10 });
    expect(stdout).toBe(plain.stdout);
    const names = stderr.split('\n').map((line) => line.trim().split(/ {2,}/)[0]);
    expect(names).toEqual([
      'load',
      'index',
      'judge',
      'AVL-001',
      'AVL-002',
      'score',
      'report',
      'write',
      'total',
      '',
    ]);
    expect(stderr).toMatch(/^load +10\.0 ms +\d+\.\d %$/m);
  });

  it('names what was read', async () => {
    const config = { 'virtready.config.yaml': 'baseline: b.json\n' };
    const known = { 'b.json': '{"schemaVersion":1,"findings":[]}' };
    const { stderr } = await run([...args, '-v'], { files: { ...files, ...config, ...known } });
    expect(stderr).toBe(
      'configuration virtready.config.yaml, 17 bytes\nbaseline      b.json, 33 bytes\ninventory     e.yaml, 61 bytes\n',
    );
  });

  it('says on a terminal what it is at once it takes a second, and takes that away', async () => {
    const { stderr } = await run(args, { files, tick: 300, columns: 80 });
    expect(stderr).toContain('\r\u001b[Kjudging AVL-002 ...');
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
    expect(stderr).not.toContain('reading the inventory');
    expect((await run(args, { files, tick: 1, columns: 80 })).stderr).toBe('');
    expect((await run(args, { files, tick: 300 })).stderr).toBe('');
    expect((await run([...args, '-q'], { files, tick: 300, columns: 80 })).stderr).toBe('');
  });
});
