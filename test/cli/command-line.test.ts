import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';

const ESTATE = `
assessment: { name: Mercy, asOf: 2026-11-22 }
platforms: [{ id: vsphere, product: esxi, version: "7.0" }]
applications:
  - { id: ehr, tier: 1, patientCare: true, function: ehr }
  - { id: mail, tier: 3, patientCare: false, function: email }
`;

const files = { 'estate.yaml': ESTATE };

describe('the exit code', () => {
  it('is 0 where the gate passes, 1 where it fails', async () => {
    expect((await run(['estate.yaml', '--fail-on', 'none'], { files })).exitCode).toBe(0);
    expect((await run(['estate.yaml'], { files })).exitCode).toBe(1);
  });

  it('is the same in all formats', async () => {
    expect((await run(['estate.yaml', '-o', 'json'], { files })).exitCode).toBe(1);
    expect((await run(['estate.yaml', '-q'], { files })).exitCode).toBe(1);
  });

  it('turns from 1 to 0 with --exit-zero, but never from 2', async () => {
    expect((await run(['estate.yaml', '--exit-zero'], { files })).exitCode).toBe(0);
    expect((await run(['nowhere.yaml', '--exit-zero'], { files })).exitCode).toBe(2);
  });

  it.each([
    ['an unknown option', ['estate.yaml', '--fail'], "unknown option '--fail'"],
    ['an unknown format', ['estate.yaml', '-o', 'yaml'], 'no format is called "yaml"'],
    [
      'an unknown severity',
      ['estate.yaml', '--fail-on', 'bad'],
      'Allowed choices are blocker, high, medium, low, info, none',
    ],
    ['a day that does not exist', ['estate.yaml', '--as-of', '2026-02-30'], 'a day that exists'],
    ['a score beyond 100', ['estate.yaml', '--min-score', '101'], 'from 0 to 100'],
    ['an unknown rule', ['estate.yaml', '--only', 'AVL-01'], 'Did you mean "AVL-001"?'],
    [
      'an unknown category',
      ['estate.yaml', '--skip', 'availabilty'],
      'Did you mean "availability"?',
    ],
    ['an unknown application', ['estate.yaml', '--application', 'ehrr'], 'Did you mean "ehr"?'],
    [
      'no rule left',
      ['estate.yaml', '--only', 'AVL-001', '--skip', 'availability'],
      'no rule is left',
    ],
    ['a missing file', ['nowhere.yaml'], 'nowhere.yaml: there is no such file or folder'],
    ['a command without its argument', ['schema'], "missing required argument 'name'"],
    ['a validation of nothing', ['validate'], 'no inventory is named'],
    [
      'an unknown schema',
      ['schema', 'inventry'],
      'Allowed choices are inventory, config, report, mapping, diff',
    ],
  ])('is 2 for %s, with a message that helps', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await run(args, { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });

  it('is 2 for two outputs to one place', async () => {
    const { exitCode, stdout, stderr } = await run(
      ['estate.yaml', '-o', 'json', '-o', 'terminal'],
      { files },
    );
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, 'output-twice']);
    expect(stderr).toContain('two outputs go to standard output');
  });

  it('is 3 where there is nothing to assess, unless that is allowed', async () => {
    const empty = { files: { 'empty.yaml': 'assessment: { name: Nothing }\n', 'none.yaml': '' } };
    const refused = await run(['empty.yaml'], empty);
    expect([refused.exitCode, refused.stderr]).toEqual([
      3,
      expect.stringContaining('the inventory names no subject'),
    ]);
    expect((await run(['none.yaml'], empty)).exitCode).toBe(3);
    const allowed = await run(
      ['empty.yaml', '--allow-empty', '-o', 'json', '--min-score', '50'],
      empty,
    );
    expect(allowed.exitCode).toBe(0);
    expect(JSON.parse(allowed.stdout)).toMatchObject({
      verdict: 'unknown',
      score: { guaranteed: null, stars: null },
    });
  });

  it('is 2 for a crash of ours, which keeps its stack', async () => {
    const broken = { files, now: 'no date' };
    const { exitCode, stderr } = await run(['estate.yaml'], broken);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/crashed; this is a bug.*\n.*RangeError/s);
  });
});

describe('standard output', () => {
  it('is one JSON document, and messages go to standard error', async () => {
    const { stdout, stderr } = await run(['estate.yaml', '-o', 'json'], { files });
    expect(JSON.parse(stdout).schemaVersion).toBe(1);
    expect(stderr).toBe('');
  });

  it('is an envelope where nothing could be assessed', async () => {
    const { stdout, exitCode } = await run(['nowhere.yaml', '-o', 'json'], { files });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, error: { code: 'no-such-file' } });
  });

  it('is empty where everything goes to files', async () => {
    const { stdout, written } = await run(
      ['estate.yaml', '-o', 'json=a.json', '-o', 'terminal=a.txt'],
      { files },
    );
    expect(stdout).toBe('');
    expect(JSON.parse(written['a.json'] ?? '').verdict).toBe('not-ready');
    expect(written['a.txt']).toContain('NOT READY');
  });

  it('is the same bytes on a second run, in another order of the files', async () => {
    const two = { files: { 'a.yaml': 'servers: [{ id: esx-1, role: host }]', 'b.yaml': ESTATE } };
    const one = await run(['a.yaml', 'b.yaml', '-o', 'json'], two);
    const other = await run(['b.yaml', 'a.yaml', 'a.yaml', '-o', 'json'], {
      ...two,
      env: { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' },
    });
    expect(other.stdout).toBe(one.stdout);
  });
});

describe('the inputs', () => {
  it('are files, folders and standard input', async () => {
    const tree = {
      'estate/a.yaml': 'sites: [{ id: north }]',
      'estate/b/c.yml': 'sites: [{ id: south }]',
      'estate/note.txt': 'no',
    };
    const { stdout } = await run(['validate', 'estate/', '-', '-o', 'json'], {
      files: tree,
      stdin: 'sites: [{ id: west }]',
    });
    expect(JSON.parse(stdout)).toMatchObject({
      files: ['<stdin>', 'estate/a.yaml', 'estate/b/c.yml'],
      subjects: { sites: 3 },
    });
  });

  it('leave config files beside them alone', async () => {
    const tree = {
      'estate/a.yaml': 'sites: [{ id: north }]',
      'estate/virtready.config.yaml': 'extends: strict',
    };
    expect((await run(['validate', 'estate'], { files: tree })).exitCode).toBe(0);
  });

  it('are refused above a size, which a flag raises', async () => {
    const large = { 'large.yaml': `# ${'x'.repeat(2 * 1024 * 1024)}\nsites: [{ id: north }]\n` };
    const refused = await run(['validate', 'large.yaml', '--max-file-size', '1'], { files: large });
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringContaining('the file has 3 MiB, allowed 1 MiB'),
    ]);
    expect(
      (await run(['validate', 'large.yaml', '--max-file-size', '3'], { files: large })).exitCode,
    ).toBe(0);
  });
});

describe('the day that stands for today', () => {
  const asOf = async (args: readonly string[], text: string, env = {}) => {
    const { stdout } = await run(['x.yaml', '-o', 'json', ...args], {
      files: { 'x.yaml': text },
      env,
    });
    return JSON.parse(stdout).asOf;
  };
  const dated = 'assessment: { asOf: 2026-01-02 }\nsites: [{ id: north }]';
  const undated = 'sites: [{ id: north }]';

  it('is the option before the inventory before SOURCE_DATE_EPOCH before the clock', async () => {
    const epoch = { SOURCE_DATE_EPOCH: '1767312000' };
    expect(await asOf(['--as-of', '2026-05-05'], dated, epoch)).toBe('2026-05-05');
    expect(await asOf([], dated, epoch)).toBe('2026-01-02');
    expect(await asOf([], undated, epoch)).toBe('2026-01-02');
    expect(await asOf([], undated)).toBe('2026-11-22');
  });

  it('refuses a SOURCE_DATE_EPOCH that is none', async () => {
    const { exitCode, stderr } = await run(['x.yaml'], {
      files: { 'x.yaml': undated },
      env: { SOURCE_DATE_EPOCH: 'soon' },
    });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('SOURCE_DATE_EPOCH must be seconds since 1970, found "soon"'),
    ]);
  });
});

describe('the gate', () => {
  const gate = async (...args: string[]) => {
    const { stdout, exitCode } = await run(['estate.yaml', '-o', 'json', ...args], { files });
    return { exitCode, gate: JSON.parse(stdout).gate };
  };

  it('names every assertion with both numbers', async () => {
    const { exitCode, gate: found } = await gate(
      '--fail-on',
      'high',
      '--min-score',
      '90',
      '--require-verdict',
      'ready',
    );
    expect(exitCode).toBe(1);
    expect(found).toEqual({
      passed: false,
      assertions: [
        {
          name: 'fail-on',
          scope: 'estate',
          passed: false,
          required: 'high',
          actual: 2,
          message: 'failed findings of severity high or graver: 2, allowed none',
        },
        {
          name: 'min-score',
          scope: 'estate',
          passed: false,
          required: 90,
          actual: expect.any(Number),
          message: expect.stringMatching(/^guaranteed score [\d.]+, required at least 90$/),
        },
        {
          name: 'require-verdict',
          scope: 'estate',
          passed: false,
          required: 'ready',
          actual: 'not-ready',
          message: 'verdict not-ready, required ready',
        },
      ],
    });
  });

  it('passes what is met', async () => {
    const { exitCode, gate: found } = await gate(
      '--fail-on',
      'none',
      '--min-score',
      '0',
      '--require-verdict',
      'not-ready',
    );
    expect([exitCode, found.passed]).toEqual([0, true]);
  });

  it('asks the guaranteed score, not the possible one', async () => {
    const { gate: found } = await gate(
      '--only',
      'PRF-001,DEP-001',
      '--only',
      'PLT-002',
      '--fail-on',
      'none',
      '--min-score',
      '1',
    );
    expect(found.assertions[0]).toMatchObject({ passed: false, actual: 0 });
  });
});

describe('a selection', () => {
  const rules = async (...args: string[]) => {
    const { stdout } = await run(['estate.yaml', '-o', 'json', ...args], { files });
    const report = JSON.parse(stdout);
    return [...new Set<string>(report.findings.map(({ rule }: { rule: string }) => rule))].sort();
  };

  it('runs the rules that it names, by id, name or category', async () => {
    expect(await rules('--only', 'AVL-002,vr-plt-002')).toEqual(['AVL-002', 'PLT-002']);
    expect(await rules('--only', 'patient-care-is-critical')).toEqual(['AVL-002']);
    const availability = await rules('--only', 'availability', '--skip', 'AVL-001');
    expect(availability).toContain('AVL-003');
    expect(availability.filter((id) => !id.startsWith('AVL-') || id === 'AVL-001')).toEqual([]);
  });

  it('does not swallow the path that follows', async () => {
    const { stdout } = await run(['--only', 'AVL-002', 'estate.yaml', '-o', 'json'], { files });
    expect(JSON.parse(stdout).findings).toHaveLength(2);
  });

  it('of an application leaves only what concerns it', async () => {
    const { stdout } = await run(['estate.yaml', '-o', 'json', '--application', 'mail'], { files });
    const report = JSON.parse(stdout);
    expect(report.applications.map(({ id }: { id: string }) => id)).toEqual(['mail']);
    expect(
      report.findings.every(({ applications }: { applications: string[] }) =>
        applications.includes('mail'),
      ),
    ).toBe(true);
    expect(report.unassigned).toBeNull();
  });
});

describe('help', () => {
  it('is shown with exit code 2 where nothing is asked', async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringContaining('Usage: virtready'),
    ]);
  });

  it.each(['assess', 'validate', 'rules', 'explain', 'show', 'test', 'schema', 'import'])(
    'of %s begins with examples',
    async (command) => {
      const { exitCode, stdout, stderr } = await run([command, '--help']);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout.startsWith('Examples:\n  $ ')).toBe(true);
      expect(stdout).toContain(`Usage: virtready ${command}`);
    },
  );

  it('tells the version', async () => {
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.0.0-test\n' });
  });
});

describe('colour', () => {
  const colored = async (
    world: { columns?: number; env?: Record<string, string> },
    ...args: string[]
  ) => (await run(['estate.yaml', ...args], { files, ...world })).stdout.includes('\u001b[');

  it('is --color before FORCE_COLOR before NO_COLOR before TERM=dumb before the stream', async () => {
    expect(await colored({})).toBe(false);
    expect(await colored({ columns: 80 })).toBe(true);
    expect(await colored({ columns: 80, env: { TERM: 'dumb' } })).toBe(false);
    expect(await colored({ columns: 80, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colored({ env: { NO_COLOR: '1', FORCE_COLOR: '1' } })).toBe(true);
    expect(await colored({ columns: 80, env: { FORCE_COLOR: '0' } })).toBe(false);
    expect(await colored({ env: { FORCE_COLOR: '1' } }, '--color', 'never')).toBe(false);
    expect(await colored({ env: { NO_COLOR: '1' } }, '--color=always')).toBe(true);
  });

  it('stands beside words and symbols, which a plain locale gets in ASCII', async () => {
    const { stdout } = await run(['estate.yaml'], { files, env: { LANG: 'C' } });
    expect(stdout).toContain('x NOT READY');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: anything beyond ASCII is looked for
    expect(stdout.replace(/[“”’]/g, '')).not.toMatch(/[^\u0000-\u007f]/);
  });
});

describe('schema', () => {
  it.each(['inventory', 'report'])('prints that of the %s', async (name) => {
    const { stdout } = await run(['schema', name]);
    expect(JSON.parse(stdout).$id).toBe(`urn:virtready:schema:${name}:1`);
  });
});

describe('rules and explain', () => {
  it('list and explain every rule, by id and by name', async () => {
    const rules = JSON.parse((await run(['rules', '-o', 'json'])).stdout) as {
      id: string;
      name: string;
      title: string;
    }[];
    const list = (await run(['rules'])).stdout;
    for (const { id, name, title } of rules) {
      expect(list).toContain(id);
      const text = (await run(['explain', id], { columns: 200, env: { NO_COLOR: '1' } })).stdout;
      expect(text).toContain(`${id} ${title}`);
      expect((await run(['explain', name], { columns: 200, env: { NO_COLOR: '1' } })).stdout).toBe(
        text,
      );
    }
  });

  it('suggest the nearest rule', async () => {
    const { exitCode, stderr } = await run(['explain', 'AVL-0004']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Did you mean "AVL-004"?')]);
  });

  it('explain a finding with the facts that were judged and their places', async () => {
    const report = JSON.parse((await run(['estate.yaml', '-o', 'json'], { files })).stdout);
    const { fingerprint } = report.findings.find(
      ({ rule }: { rule: string }) => rule === 'AVL-002',
    );
    const { stdout } = await run(
      ['explain', fingerprint.slice(0, 8), 'estate.yaml', '-o', 'json'],
      { files },
    );
    const { finding, facts } = JSON.parse(stdout);
    expect(finding.fingerprint).toBe(fingerprint);
    expect(facts).toContainEqual({
      path: 'patientCare',
      value: true,
      location: expect.objectContaining({ file: 'estate.yaml', line: 5 }),
    });
  });

  it('need the inventory for a fingerprint, and one that is there', async () => {
    expect((await run(['explain', 'abcdef'], { files })).stderr).toContain('needs its inventory');
    expect((await run(['explain', 'abcdef', 'estate.yaml'], { files })).stderr).toContain(
      'no finding has a fingerprint that begins with abcdef',
    );
  });
});
