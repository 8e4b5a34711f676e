import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type FakeWorld, type JsonReport, type Ran, run } from '../support/fake-host.ts';

const FILE = 'virtready.config.yaml';

const ESTATE = `
assessment: { name: Mercy, asOf: 2026-11-22 }
platforms: [{ id: vsphere, product: esxi, version: "7.0" }]
applications:
  - { id: ehr, tier: 1, patientCare: true, function: ehr }
  - { id: lab, tier: 1, tags: [test], instances: [{ id: lab-1, role: db }] }
`;

const MAIL = `
applications:
  - { id: mail, tier: 3, patientCare: false, function: email }
`;

function withConfig(
  config: unknown,
  args: readonly string[] = ['estate'],
  world: FakeWorld = {},
): Promise<Ran> {
  const text = typeof config === 'string' ? config : stringify(config);
  const files = { 'estate/a.yaml': ESTATE, 'estate/mail.yaml': MAIL, [FILE]: text };
  return run(args, { ...world, files: { ...files, ...world.files } });
}

async function report(config: unknown, ...args: string[]): Promise<JsonReport> {
  const { stdout, stderr } = await withConfig(config, ['assess', 'estate', '-o', 'json', ...args]);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** `outcome severity` of a rule's findings, by subject. */
async function answers(config: unknown, rule: string): Promise<Record<string, string>> {
  const { findings } = await report(config);
  return Object.fromEntries(
    findings
      .filter((finding) => finding.rule === rule)
      .map(({ subject, outcome, severity }) => [subject.id, `${outcome} ${severity}`])
      .sort(),
  );
}

/** The problems on standard error, on one line. */
async function refusal(config: unknown, world: FakeWorld = {}): Promise<string> {
  const { exitCode, stderr } = await withConfig(config, ['estate'], world);
  expect(exitCode).toBe(2);
  return stderr.replace(/\n +/g, ' ');
}

describe('where the configuration is found', () => {
  const found = async (files: Record<string, string>, cwd = '/a/b/c') => {
    const { stdout } = await run(['e.yaml', '-o', 'json', '--exit-zero'], {
      files: { 'e.yaml': ESTATE, ...files },
      cwd,
    });
    return (JSON.parse(stdout) as JsonReport).config.map(({ file }) => file);
  };

  it('is the working folder, or one above it within the repository, the nearest first', async () => {
    const repository = { '../../.git/HEAD': '' };
    expect(await found({ [FILE]: '' })).toEqual([FILE]);
    expect(await found({ '.virtready.yaml': '' })).toEqual(['.virtready.yaml']);
    expect(await found({ '.virtready.yaml': '', [FILE]: '' })).toEqual([FILE]);
    expect(await found({ ...repository, '../virtready.config.yaml': '' })).toEqual([
      '../virtready.config.yaml',
    ]);
    expect(
      await found({ ...repository, '../.virtready.yaml': '', '../../virtready.config.yaml': '' }),
    ).toEqual(['../.virtready.yaml']);
  });

  it('is nowhere above the repository, and above no folder outside of one', async () => {
    expect(await found({ '../.git': '', '../../virtready.config.yaml': '' })).toEqual([]);
    expect(await found({ '../virtready.config.yaml': '' })).toEqual([]);
  });
});

describe('a configuration that is named', () => {
  it('is no inventory, however it is written', async () => {
    const files = { 'e.yaml': ESTATE, 'team.yaml': 'off: [CON-001]' };
    const { stderr } = await run(['.', '--config', './team.yaml', '-q'], { files });
    expect(stderr).toBe('');
  });

  it.each(['/opt/team', '../team'])('builds on files of its own repository, at %s', async (at) => {
    const files = { 'e.yaml': ESTATE, [`${at}/c.yaml`]: 'extends: [./base.yaml]' };
    const world = { files: { ...files, [`${at}/base.yaml`]: 'off: [CON-001]' } };
    const args = ['print-config', '--config', `${at}/c.yaml`];
    expect((await run(args, world)).stdout).toContain(`${at}/base.yaml:1:7`);
  });
});

describe('rules in the configuration', () => {
  it('get a severity at every tier', async () => {
    expect(await answers({}, 'AVL-001')).toEqual({
      ehr: 'fail high',
      lab: 'fail high',
      mail: 'fail medium',
    });
    expect(await answers({ severities: { 'AVL-001': 'low' } }, 'AVL-001')).toEqual({
      ehr: 'fail low',
      lab: 'fail low',
      mail: 'fail low',
    });
  });

  it('show no graver severity than the configured one', async () => {
    // AVL-004 and others grade single answers; a team's word is the last.
    const { findings } = await report({ severities: { 'PLT-002': 'info' } });
    const own = findings.filter(({ rule }) => rule === 'PLT-002');
    expect(own.map(({ outcome, severity, weight }) => [outcome, severity, weight])).toEqual([
      ['fail', 'info', 0],
    ]);
  });

  it('are off by id or category, which the report tells', async () => {
    const { rules, findings, notices } = await report({ off: ['AVL-001', 'platform'] });
    expect(rules.some(({ id, category }) => id === 'AVL-001' || category === 'platform')).toBe(
      false,
    );
    expect(findings.some(({ rule }) => rule === 'AVL-001' || rule.startsWith('PLT'))).toBe(false);
    expect(notices).toEqual([
      expect.objectContaining({
        code: 'rules-off',
        message: `${FILE} switches off: AVL-001, platform`,
        location: expect.objectContaining({ file: FILE, line: 2 }),
      }),
    ]);
  });

  it('whose severities and thresholds are set are told by the report, as they could hide a finding', async () => {
    const config = {
      severities: { 'AVL-001': 'low' },
      options: { 'CLU-004': { failAfter: 180 } },
      overrides: [{ tags: ['lab'], severities: { 'AVL-002': 'info' } }],
    };
    const { notices } = await report(config);
    expect(notices.map(({ code, message }) => [code, message])).toEqual([
      ['severities-set', `${FILE} sets severities: AVL-001 low`],
      ['thresholds-set', `${FILE} sets thresholds: CLU-004 failAfter 180`],
      ['severities-set', `${FILE} sets severities for some subjects: AVL-002 info`],
    ]);
  });

  it('that are off can be explained, but not run alone', async () => {
    const config = { off: ['AVL-001'] };
    expect((await withConfig(config, ['explain', 'AVL-001'])).exitCode).toBe(0);
    expect((await withConfig(config, ['rules'])).stdout).not.toContain('AVL-001');
    const { exitCode, stderr } = await withConfig(config, ['estate', '--only', 'AVL-001']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no rule is left')]);
  });

  it('are settled otherwise by path and by tag, the last that fits wins', async () => {
    const overrides = [
      { files: ['estate/mail.yaml'], severities: { 'AVL-001': 'blocker' } },
      { tags: ['test'], off: ['AVL-001'] },
      { files: ['estate/*'], tags: ['nothing'], off: ['AVL-001'] },
    ];
    expect(await answers({ overrides }, 'AVL-001')).toEqual({
      ehr: 'fail high',
      mail: 'fail blocker',
    });
    expect(
      await answers(
        { overrides: [...overrides, { severities: { 'AVL-001': 'info' } }] },
        'AVL-001',
      ),
    ).toEqual({ ehr: 'fail info', lab: 'fail info', mail: 'fail info' });
  });

  it('of a tagged application are settled otherwise for its instances', async () => {
    const only = { off: ['PRF-001'] };
    const before = await answers({}, 'PRF-001');
    expect(Object.keys(before)).toContain('lab-1');
    expect(
      await answers({ overrides: [{ tags: ['test'], ...only }] }, 'PRF-001'),
    ).not.toHaveProperty('lab-1');
  });

  it('that are off run where an override turns them on', async () => {
    const config = {
      off: ['AVL-001'],
      overrides: [{ files: ['estate/mail.yaml'], severities: { 'AVL-001': 'low' } }],
    };
    expect(await answers(config, 'AVL-001')).toEqual({ mail: 'fail low' });
    expect((await report(config)).rules.some(({ id }) => id === 'AVL-001')).toBe(true);
  });

  it('have options by path', async () => {
    const files = {
      'estate/c.yaml':
        'clusters: [{ id: c1, lastFailoverTest: 2026-10-15, lastFailoverTestResult: pass }]\n',
      'estate/d.yaml':
        'clusters: [{ id: d1, lastFailoverTest: 2026-10-15, lastFailoverTestResult: pass }]\n',
    };
    const config = {
      overrides: [{ files: ['estate/d.yaml'], options: { 'CLU-004': { failAfter: 30 } } }],
    };
    const args = ['assess', 'estate', '-o', 'json', '--only', 'CLU-004', '--exit-zero'];
    const { findings } = JSON.parse((await withConfig(config, args, { files })).stdout);
    expect(
      findings.map(({ subject, outcome, options }: JsonReport['findings'][number]) => [
        subject.id,
        outcome,
        options['failAfter'],
      ]),
    ).toEqual([
      ['d1', 'fail', 30],
      ['c1', 'pass', 365],
    ]);
  });
});

describe('what a configuration builds on', () => {
  it('is settled before it: files, and presets by name', async () => {
    const world = {
      files: {
        'base/base.yaml': stringify({ severities: { 'AVL-001': 'blocker' }, profile: 'general' }),
      },
    };
    const config = { extends: ['strict', './base/base.yaml'], gate: { minCoverage: 10 } };
    const { stdout } = await withConfig(config, ['assess', 'estate', '-o', 'json'], world);
    const { estate, gate, config: files, findings } = JSON.parse(stdout) as JsonReport;
    expect(files.map(({ file }) => file)).toEqual(['base/base.yaml', FILE]);
    expect(estate.profile).toBe('general');
    expect(findings.find(({ rule }) => rule === 'AVL-001')?.severity).toBe('blocker');
    expect(gate.assertions.map(({ name, scope, required }) => [name, scope, required])).toEqual([
      ['fail-on', 'estate', 'medium'],
      ['min-coverage', 'estate', 10],
      ['require-verdict', 'tier/0', 'ready-with-conditions'],
      ['require-verdict', 'tier/1', 'ready-with-conditions'],
      ['no-expired-waivers', 'estate', 0],
    ]);
  });

  it('turns on again what a preset has off', async () => {
    const general = { extends: ['general'] };
    expect(await answers(general, 'AVL-002')).toEqual({});
    expect(await answers({ ...general, severities: { 'AVL-002': 'low' } }, 'AVL-002')).toEqual({
      ehr: 'pass low',
      lab: 'unknown low',
      mail: 'pass low',
    });
  });

  it.each([
    [['strct'], {}, 'no preset is called "strct"', 'Did you mean "strict"?'],
    [['constructor'], {}, 'no preset is called "constructor"', 'Presets: healthcare'],
    [['./nowhere.yaml'], {}, 'nowhere.yaml: there is no such file', `${FILE}:2:5`],
    [['../../secrets.yaml'], {}, 'leaves the folder of the configuration’s repository', ''],
    [['/etc/passwd'], {}, 'leaves the folder', 'paths with forward slashes'],
    [['./.git/config'], {}, 'leaves the folder', ''],
    [
      ['./a.yaml'],
      { 'a.yaml': 'extends: [./virtready.config.yaml]' },
      'builds on itself',
      'a.yaml:1:',
    ],
    [['./a.yaml'], { 'a.yaml': 'severitys: {}' }, 'unknown key "severitys"', 'a.yaml:1:1'],
  ])('%j is refused', async (words, files, message, hint) => {
    const text = (await refusal({ extends: words }, { files })).replaceAll("'", '’');
    expect(text).toContain(message);
    expect(text).toContain(hint);
  });
});

describe('links out of the repository', () => {
  const out = { 'estate/a.yaml': '/etc/passwd', 'more.yaml': '/etc/passwd', tmp: '/var/tmp' };
  const links = { ...out, 'tmp/out.json': '/var/tmp/out.json', [FILE]: `/srv/estate/${FILE}` };

  it.each([
    [{ extends: ['./more.yaml'] }, `${FILE}:2:5`],
    [{ waiverFiles: ['more.yaml'] }, `${FILE}:2:5`],
    [{ baseline: 'more.yaml' }, `${FILE}:1:1`],
    [{ outputs: ['terminal', 'json=tmp/out.json'] }, `${FILE}:1:1`],
  ])('%j is refused', async (config, place) => {
    const text = await refusal(config, { links, files: { 'more.yaml': 'root:x:0' } });
    expect(text).toContain("leads out of the configuration's repository by a link");
    expect(text).toContain(place);
    expect(text).not.toContain('root:x:0');
  });

  it.each([['estate/a.yaml'], ['estate'], ['estate/*.yaml']])(
    'an inventory at %s is refused, and read where a person names it',
    async (glob) => {
      const config = { inventory: [glob] };
      const { exitCode, stderr } = await withConfig(config, ['assess'], { links });
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('leads out')]);
      const named = await withConfig(config, ['assess', 'estate/a.yaml'], { links });
      expect(named.exitCode).toBe(1);
    },
  );

  it('is refused for what lies below a folder, and the others are read', async () => {
    const { exitCode, stderr } = await withConfig({}, ['assess', 'estate'], { links });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining("estate/a.yaml leads out of the folder's repository by a link"),
    ]);
    expect(stderr).not.toContain('mail.yaml');
  });

  it('is refused for a configuration that is found, and read for one that is named', async () => {
    const world = { links: { [FILE]: '/etc/passwd' } };
    expect(await refusal({}, world)).toContain('leads out');
    expect((await withConfig({}, ['estate', '--config', FILE], world)).exitCode).toBe(1);
  });
});

describe('the gate in the configuration', () => {
  const assertions = async (config: unknown, ...args: string[]) =>
    (await report(config, ...args)).gate.assertions.map(
      ({ name, scope, required }) => `${name} ${scope} ${required}`,
    );

  it('holds beside its default, and the command line wins', async () => {
    const gate = { minScore: { estate: 50, tiers: { 1: 20 } }, requireVerdict: 'unknown' };
    expect(await assertions({ gate })).toEqual([
      'fail-on estate blocker',
      'min-score estate 50',
      'min-score tier/1 20',
      'require-verdict estate unknown',
    ]);
    expect(
      await assertions({ gate }, '--min-score', '10', '--fail-on', 'none', '--min-coverage', '5'),
    ).toEqual([
      'min-score estate 10',
      'min-score tier/1 20',
      'min-coverage estate 5',
      'require-verdict estate unknown',
    ]);
    expect(await assertions({ gate: { failOn: 'none' } })).toEqual([]);
    expect(await assertions({ gate: { failOn: 'none' } }, '--fail-on', 'low')).toEqual([
      'fail-on estate low',
    ]);
  });

  it('asks of applications by id, those only that are reported on', async () => {
    const gate = { failOn: 'none', minScore: { applications: { ehr: 1, mail: 2 } } };
    expect(await assertions({ gate })).toEqual([
      'min-score application/ehr 1',
      'min-score application/mail 2',
    ]);
    expect(await assertions({ gate }, '--application', 'mail')).toEqual([
      'min-score application/mail 2',
    ]);
  });

  it('asks of no application that the estate does not have', async () => {
    const text = await refusal({ gate: { requireVerdict: { applications: { mial: 'ready' } } } });
    expect(text).toContain('the gate asks of application "mial"');
    expect(text).toContain('Did you mean "mail"?');
    expect(text).toContain(`${FILE}:4:7`);
  });

  it('takes ids that objects have of their own', async () => {
    const text = await refusal('gate: { minScore: { applications: { __proto__: 3 } } }');
    expect(text).toContain('the gate asks of application "__proto__"');
  });
});

describe('a configuration', () => {
  it('names the inventory files, relative to itself, where the command line does not', async () => {
    const config = { inventory: ['estate/*.yaml', 'none/**'] };
    expect((await withConfig(config, ['list-files'])).stdout).toBe(
      'estate/a.yaml\nestate/mail.yaml\n',
    );
    expect((await withConfig(config, ['list-files', 'estate/a.yaml'])).stdout).toBe(
      'estate/a.yaml\n',
    );
    expect((await withConfig({ inventory: ['no/**'] }, ['list-files'])).exitCode).toBe(3);
    expect((await withConfig(config, ['validate'])).stdout).toContain('2 files');
    const above = await run(['list-files', '-o', 'json'], {
      files: {
        '../.git/HEAD': '',
        '../virtready.config.yaml': stringify({ inventory: ['e/*.yaml'] }),
        '../e/x.yaml': '',
      },
    });
    expect(JSON.parse(above.stdout)).toEqual(['../e/x.yaml']);
    const { exitCode, stderr } = await withConfig({}, ['assess']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no inventory is named')]);
  });

  it('is no inventory, nor are its files of waivers', async () => {
    const world = { files: { 'estate/waivers.yaml': '[]', 'estate/virtready.config.yaml': '' } };
    const config = { waiverFiles: ['estate/waivers.yaml'] };
    expect((await withConfig(config, ['list-files', 'estate'], world)).stdout).toBe(
      'estate/a.yaml\nestate/mail.yaml\n',
    );
  });

  it('names the outputs, where the command line does not', async () => {
    const config = { outputs: ['terminal', 'json=out.json'] };
    const { stdout, written } = await withConfig(config, ['estate', '-q']);
    expect(stdout).toContain('NOT READY');
    expect(JSON.parse(written['out.json'] ?? '').verdict).toBe('not-ready');
    expect((await withConfig(config, ['estate', '-o', 'json'])).written).toEqual({});
    expect(await refusal({ outputs: ['yaml'] })).toContain('no format is called "yaml"');
    expect(await refusal({ outputs: ['json=../out.json'] })).toContain('leaves the folder');
  });

  it.each([
    'json=out.yaml',
    'json=package.json',
    'json=web/package-lock.json',
    'json=.github/a.json',
    'terminal=ci.sh',
    'terminal=a.sh.txt/../ci',
    'junit=.idea.xml',
    'json=../node_modules/a/x.json',
  ])('may not write %s, which is no place for a report', async (output) => {
    const text = await refusal({ outputs: [output] });
    expect(text).toMatch(/a configuration may not have|leaves the folder/);
    expect(text).toContain(`${FILE}:1:1`);
  });

  it('may write reports that are called so, and what the command line names goes anywhere', async () => {
    const outputs = ['json=out/a.json', 'junit=a.XML', 'sarif=a.sarif.json', 'html=a.b.html'];
    const { written } = await withConfig({ outputs }, ['estate', '-q']);
    expect(Object.keys(written).sort()).toEqual([
      'a.XML',
      'a.b.html',
      'a.sarif.json',
      'out/a.json',
    ]);
    const named = await withConfig({ outputs: ['json=ci.sh'] }, ['estate', '-o', 'json=ci.sh']);
    expect(Object.keys(named.written)).toEqual(['ci.sh']);
  });

  it('may ask for a version', async () => {
    expect((await withConfig({ requiredVersion: '>=0.0.0 <1' })).exitCode).toBe(1);
    expect(await refusal({ requiredVersion: '>=9' })).toContain(
      'this is virtready 0.0.0-test, required >=9',
    );
    expect(await refusal({ requiredVersion: 'nine' })).toContain('is no range of versions');
  });

  it.each([
    ['severities', { severities: { 'AVL-01': 'low' } }, 'no rule is called "AVL-01"', '"AVL-001"'],
    ['severity', { severities: { 'AVL-001': 'hgh' } }, 'severities.AVL-001 must be', '"high"'],
    ['off', { off: ['avalability'] }, 'no rule is called "avalability"', '"availability"'],
    ['unwaivable', { unwaivable: ['X'] }, 'no rule is called "X"', 'virtready rules'],
    ['override', { overrides: [{ off: ['CON-1'] }] }, 'no rule is called "CON-1"', `${FILE}:3:9`],
    ['key', { gates: {} }, 'unknown key "gates"', 'Did you mean "gate"?'],
    ['gate', { gate: { failsOn: 'low' } }, 'unknown key "failsOn"', 'Did you mean "failOn"?'],
    ['score', { gate: { minScore: { estate: 101 } } }, 'must be between 0 and 100', `${FILE}:3:5`],
    [
      'verdict',
      { gate: { requireVerdict: 'redy' } },
      'requireVerdict must be not-ready, unknown',
      '',
    ],
    [
      'tier',
      { gate: { minScore: { tiers: { 5: 1 } } } },
      'gate.minScore.tiers: unknown key "5"',
      '',
    ],
  ])('refuses a wrong %s', async (_what, config, message, hint) => {
    const text = await refusal(config);
    expect(text).toContain(message);
    expect(text).toContain(hint);
    expect(text).toContain(`${FILE}:`);
  });
});

describe('print-config', () => {
  it('names the origin of every value', async () => {
    const config = {
      extends: ['strict'],
      severities: { 'CLU-004': 'blocker' },
      options: { 'CLU-004': { failAfter: 30 } },
      off: ['BEN-001'],
      overrides: [{ tags: ['test'], off: ['CLU-004'] }],
    };
    const args = ['print-config', '--min-coverage', '5'];
    const { stdout } = await withConfig(config, args);
    const lines = stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    const about = (word: string) => lines.filter((line) => line.startsWith(word));
    expect(about('gate')).toEqual([
      'gate.failOn | medium | preset strict',
      'gate.minCoverage | 5 | --min-coverage',
      'gate.requireVerdict.tiers.0 | ready-with-conditions | preset strict',
      'gate.requireVerdict.tiers.1 | ready-with-conditions | preset strict',
      'gate.noExpiredWaivers | true | preset strict',
    ]);
    expect(about('rules.CLU-004')).toEqual([
      `rules.CLU-004.severity | blocker | ${FILE}:4:3`,
      'rules.CLU-004.options.warnAfter | 180 | default',
      `rules.CLU-004.options.failAfter | 30 | ${FILE}:7:5`,
    ]);
    expect(about('rules.BEN-001')).toEqual([`rules.BEN-001 | off | ${FILE}:9:5`]);
    expect(about('rules.CLU-001.severity')).toEqual([
      'rules.CLU-001.severity | blocker, high for tiers 2 to 4 | default',
    ]);
    expect(about('overrides')).toEqual([
      `overrides[0].tags | ["test"] | ${FILE}:11:5`,
      `overrides[0].rules.CLU-004 | off | ${FILE}:14:9`,
    ]);
    expect(about('outputs')).toEqual(['outputs | ["terminal"] | default']);
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await withConfig({ gate: { failOn: 'low' } }, [
      'print-config',
      '-o',
      'json',
    ]);
    expect(JSON.parse(stdout)).toContainEqual({
      path: 'gate.failOn',
      value: 'low',
      origin: { name: FILE, location: expect.objectContaining({ file: FILE, line: 2, column: 3 }) },
    });
  });
});
