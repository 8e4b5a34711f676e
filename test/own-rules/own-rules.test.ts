import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Ran, run } from '../support/fake-host.ts';

const ESTATE = `
assessment: { asOf: 2026-11-22 }
platforms: [{ id: vsphere, lastPatched: 2026-10-14 }]
clusters: [{ id: clinical, platform: vsphere }, { id: general }]
servers:
  - { id: esx-1, role: host, cluster: clinical, powerFeeds: 2, drivers: [{ component: nic, certified: true }] }
  - { id: esx-2, role: host, cluster: clinical, powerFeeds: 1, drivers: [{ component: nic, certified: false }] }
  - { id: esx-3, role: host, cluster: clinical, drivers: [{ component: nic }] }
  - { id: esx-4, role: host, cluster: general, powerFeeds: 1, drivers: [] }
  - { id: esx-5, role: host, powerFeeds: 1 }
applications:
  - id: ehr
    tier: 1
    instances:
      - { id: ehr-1, target: { cluster: clinical, host: esx-1 }, memoryGiB: 64 }
      - { id: ehr-2, target: { cluster: clinical, host: esx-2 }, memoryGiB: 32.5 }
`;

const RULE = {
  id: 'ORG-001',
  title: 'Hosts of the clinical cluster have two power feeds',
  subject: 'host',
  severity: 'high',
  when: "host.cluster == 'clinical'",
  assert: 'host.powerFeeds >= 2',
  message: '{host.powerFeeds} power feeds in {cluster.id}, at least 2',
  remedy: 'Connect it to a second feed.',
};

const FILE = 'virtready.config.yaml';

function withConfig(config: unknown, args: readonly string[]): Promise<Ran> {
  const text = typeof config === 'string' ? config : stringify(config);
  return run(args, { files: { 'estate.yaml': ESTATE, [FILE]: text } });
}

async function answers(rule: Record<string, unknown>): Promise<Record<string, string>> {
  const config = { rules: [{ ...RULE, ...rule }] };
  const { stdout, stderr } = await withConfig(config, [
    'estate.yaml',
    '-o',
    'json',
    '--only',
    'ORG-001',
  ]);
  expect(stderr).toBe('');
  const found = JSON.parse(stdout).findings as {
    subject: { id: string };
    outcome: string;
    message: string;
  }[];
  return Object.fromEntries(
    found
      .map(({ subject, outcome, message }): [string, string] => [
        subject.id,
        `${outcome}: ${message}`,
      ])
      .sort(),
  );
}

async function mistake(config: unknown): Promise<string> {
  const { exitCode, stderr } = await withConfig(config, ['estate.yaml']);
  expect(exitCode).toBe(2);
  return stderr;
}

describe('an own rule', () => {
  it('passes, fails, does not apply, or wants a fact', async () => {
    expect(await answers({})).toEqual({
      'esx-1': 'pass: 2 power feeds in clinical, at least 2',
      'esx-2': 'fail: 1 power feeds in clinical, at least 2',
      'esx-3': 'unknown: not recorded: powerFeeds',
      'esx-4': "not-applicable: not: host.cluster == 'clinical'",
      'esx-5': 'unknown: not recorded: cluster',
    });
  });

  it('asks for the list where a fact of its items is not recorded', async () => {
    const rule = { when: 'true', assert: 'host.drivers.all(d, d.certified)', message: 'drivers' };
    expect(await answers(rule)).toEqual({
      'esx-1': 'pass: drivers',
      'esx-2': 'fail: drivers',
      'esx-3': 'unknown: not recorded: drivers',
      'esx-4': 'pass: drivers',
      'esx-5': 'unknown: not recorded: drivers',
    });
  });

  it('reaches what a subject belongs to, and what belongs to it', async () => {
    const rule = {
      when: 'has(host.cluster)',
      assert: 'daysBetween(platform.lastPatched, asOf) <= 39 && instances.size() <= 1',
      message: '{instances.map(i, i.id)}; {platform.id}',
    };
    expect(await answers(rule)).toEqual({
      'esx-1': 'pass: ehr-1; vsphere',
      'esx-2': 'pass: ehr-2; vsphere',
      'esx-3': 'pass: ; vsphere',
      'esx-4': 'unknown: not recorded: platform of cluster/general',
      'esx-5': 'not-applicable: not: has(host.cluster)',
    });
  });

  it('reaches sites, and says where one is not recorded', async () => {
    const rule = { when: 'true', assert: 'site.power.generator', message: 'generator' };
    const config = { rules: [{ ...RULE, ...rule }] };
    const text =
      'sites: [{ id: north, power: { generator: true } }]\nservers: [{ id: a, role: host, site: north }, { id: b, role: host }]\n';
    const { stdout } = await run(['estate.yaml', '-o', 'json', '--only', 'ORG-001'], {
      files: { 'estate.yaml': text, [FILE]: stringify(config) },
    });
    expect(
      JSON.parse(stdout)
        .findings.map(({ message }: { message: string }) => message)
        .sort(),
    ).toEqual(['generator', 'not recorded: site']);
  });

  it('counts with whole and broken numbers', async () => {
    const rule = {
      subject: 'instance',
      when: 'application.tier <= 1',
      assert: 'instance.memoryGiB * 2 + 1 > 66 && instance.memoryGiB / 2 != 33',
      message: '{instance.memoryGiB} GiB',
    };
    expect(await answers(rule)).toEqual({
      'ehr-1': 'pass: 64 GiB',
      'ehr-2': 'fail: 32.5 GiB',
    });
  });

  it('is followed like a built-in one: in the list, the report, and its explanation', async () => {
    const config = { rules: [RULE] };
    const { stdout: list } = await withConfig(config, ['rules']);
    expect(list).toContain('ORG-001');
    const { stdout } = await withConfig(config, ['estate.yaml', '-o', 'json', '--only', 'ORG-001']);
    const report = JSON.parse(stdout);
    const failed = report.findings.find(({ outcome }: { outcome: string }) => outcome === 'fail');
    expect(failed).toMatchObject({
      severity: 'high',
      facts: { powerFeeds: 1, cluster: 'clinical' },
      location: { file: 'estate.yaml', line: 7 },
      source: [{ kind: 'team', reference: `${FILE}:2` }],
      remedy: 'Connect it to a second feed.',
    });
    expect(report.config).toEqual([
      { file: FILE, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const explained = await withConfig(config, ['explain', failed.fingerprint, 'estate.yaml']);
    expect(explained.stdout).toContain('fails           Not: host.powerFeeds >= 2');
    expect((await withConfig(config, ['explain', 'org-001'])).stdout).toContain(`${FILE}:2`);
  });
});

describe('a mistake in an expression', () => {
  const own = (rule: Record<string, unknown>) => mistake({ rules: [{ ...RULE, ...rule }] });

  it.each([
    [
      'a misspelt field',
      { assert: 'host.powerFeds >= 2' },
      'there is no field powerFeds',
      '"powerFeeds"',
    ],
    ['a misspelt variable', { when: "hst.cluster == 'a'" }, 'there is no hst', '"host"'],
    [
      'a field of an item',
      { assert: 'host.drivers.all(d, d.certfied)' },
      'certfied',
      '"certified"',
    ],
    ['a placeholder', { message: '{host.powerFeds}' }, 'ORG-001, message:', '"powerFeeds"'],
    ['a text for a number', { assert: "host.powerFeeds >= 'two'" }, 'no such overload', 'In:'],
    [
      'what is no condition',
      { assert: 'host.powerFeeds' },
      'it gives double, and must give bool',
      'In:',
    ],
    ['wrong syntax', { assert: 'host.powerFeeds >=' }, 'unexpected token', 'In:'],
    [
      'what can take for ever',
      { assert: "host.id.matches('(a+)+b')" },
      'matches is not offered',
      'In:',
    ],
    [
      'loops in loops in loops',
      { assert: 'instances.all(a, instances.all(b, instances.all(c, a.id != b.id)))' },
      'loops stand within each other 3 deep, allowed 2',
      'In:',
    ],
  ])('is told where it stands: %s', async (_what, rule, message, hint) => {
    const text = await own(rule);
    expect(text).toContain(message);
    expect(text).toContain(hint);
    expect(text).toMatch(/virtready\.config\.yaml:\d+:\d+/);
  });

  it('is told for all of them at once', async () => {
    const text = await own({ assert: 'host.a', when: 'host.b', message: '{host.c}' });
    for (const field of ['a', 'b', 'c']) expect(text).toContain(`there is no field ${field}`);
  });
});

describe('the configuration', () => {
  it.each([
    ['an unknown key', 'rule: []\n', 'unknown key "rule"', 'Did you mean "rules"?'],
    [
      'a rule without a remedy',
      { rules: [{ ...RULE, remedy: undefined }] },
      'remedy is missing',
      '',
    ],
    ['an unknown subject', { rules: [{ ...RULE, subject: 'hosts' }] }, 'found "hosts"', '"host"'],
    [
      'the id of a built-in rule',
      { rules: [{ ...RULE, id: 'AVL-001' }] },
      'AVL-001 is a built-in rule',
      '',
    ],
    [
      'two rules of one id',
      { rules: [RULE, RULE] },
      'two rules are called ORG-001',
      'the other one stands here',
    ],
    [
      'an option of no rule',
      { options: { 'AVL-01': {} } },
      'no rule is called "AVL-01"',
      '"AVL-001"',
    ],
    [
      'an unknown option',
      { options: { 'AVL-001': { maxAge: 1 } } },
      'AVL-001 has no option "maxAge"',
      'Its options: maxAgeDays.',
    ],
    [
      'a value out of range',
      { options: { 'CON-001': { warnShare: 101 } } },
      'CON-001, warnShare must be a number, 0 to 100 (%), found 101',
      '',
    ],
    [
      'a value of another type',
      { options: { 'PLT-004': { refusedLevels: ['comunity'] } } },
      'refusedLevels must be a list of',
      '',
    ],
    ['two documents', 'rules: []\n---\nrules: []\n', 'a file of configuration is one document', ''],
    ['a list', '- a\n', 'a file of configuration is a mapping', ''],
  ])('refuses %s', async (_what, config, message, hint) => {
    const text = (await mistake(config)).replace(/\n +/g, ' ');
    expect(text).toContain(message);
    expect(text).toContain(hint);
    expect(text).toContain(`${FILE}:`);
  });

  it('settles thresholds, which findings and explanations then show', async () => {
    const config = { options: { 'CLU-004': { failAfter: 30 } } };
    const files = {
      'estate.yaml':
        'assessment: { asOf: 2026-11-22 }\nclusters: [{ id: c, lastFailoverTest: 2026-10-15, lastFailoverTestResult: pass }]\n',
      [FILE]: stringify(config),
    };
    const args = ['estate.yaml', '-o', 'json', '--only', 'CLU-004'];
    const { stdout } = await run(args, { files });
    expect(JSON.parse(stdout).findings).toEqual([
      expect.objectContaining({
        outcome: 'fail',
        message: 'failover tested on 2026-10-15, 38 d ago, allowed 30 d',
        options: { warnAfter: 180, failAfter: 30 },
      }),
    ]);
    const { stdout: explained } = await run(['explain', 'CLU-004'], { files });
    expect(explained).toContain('failAfter = 30 d');
  });

  it('may be empty, absent or elsewhere, but not named in vain', async () => {
    const files = { 'estate.yaml': ESTATE, 'team.yaml': stringify({ rules: [RULE] }) };
    const config = async (world: Record<string, string>, ...args: string[]) => {
      const { stdout } = await run(['estate.yaml', '-o', 'json', ...args], {
        files: { ...files, ...world },
      });
      return JSON.parse(stdout).config[0]?.file;
    };
    expect(await config({})).toBeUndefined();
    expect(await config({ [FILE]: '' })).toBe(FILE);
    expect(await config({ [FILE]: 'options:\nrules:\n' })).toBe(FILE);
    expect(await config({ [FILE]: 'a: [' }, '--config', 'team.yaml')).toBe('team.yaml');
    const { exitCode, stderr } = await run(['estate.yaml', '--config', 'nowhere.yaml'], { files });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('nowhere.yaml: there is no such file'),
    ]);
  });

  it('has a published schema, which its examples fit', async () => {
    const schema = JSON.parse((await run(['schema', 'config'])).stdout);
    expect(schema.$id).toBe('urn:virtready:schema:config:1');
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    for (const keyword of ['x-unit', 'x-must']) ajv.addKeyword(keyword);
    ajv.addFormat('date', /^/);
    const validate = ajv.compile(schema);
    validate(parse(stringify({ rules: [RULE], options: { 'AVL-001': { maxAgeDays: 180 } } })));
    expect(validate.errors).toBeNull();
  });
});

describe('the cases of an own rule', () => {
  const host = (facts: object) => ({
    clusters: [{ id: 'clinical' }],
    servers: [{ id: 'esx-1', role: 'host', cluster: 'clinical', ...facts }],
  });
  const cases = [
    {
      name: 'two feeds are enough',
      inventory: host({ powerFeeds: 2 }),
      expect: { outcome: 'pass', message: '2 power feeds in clinical, at least 2' },
    },
    { name: 'one is not', inventory: host({ powerFeeds: 1 }), expect: { outcome: 'fail' } },
    {
      name: 'nobody has looked',
      inventory: host({ powerFeeds: null }),
      expect: { outcome: 'unknown' },
    },
  ];
  const test = (list: unknown, name = 'ORG-001.yaml', args: readonly string[] = []) =>
    run(['test', 'cases', ...args], {
      files: { [FILE]: stringify({ rules: [RULE] }), [`cases/${name}`]: stringify(list) },
    });

  it('pass where the rule answers as they say', async () => {
    expect(await test(cases)).toMatchObject({
      exitCode: 0,
      stdout:
        '✔ ORG-001 two feeds are enough\n✔ ORG-001 one is not\n✔ ORG-001 nobody has looked\n\n3 cases passed, 0 failed\n',
    });
  });

  it('fail with both answers and their place', async () => {
    const wrong = [
      { ...cases[1], expect: { outcome: 'pass' } },
      { ...cases[0], expect: { outcome: 'pass', message: '2 feeds' } },
      { ...cases[0], subject: 'host/esx-2' },
      { ...cases[0], inventory: { servers: [{ id: 'esx-1' }] } },
      { ...cases[0], inventory: { servers: ['a', 'b'].map((id) => ({ id, role: 'host' })) } },
    ];
    const { exitCode, stdout } = await test(wrong, 'ORG-001.yaml', ['-o', 'json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).map(({ found }: { found: string }) => found)).toEqual([
      'fail: 1 power feeds in clinical, at least 2',
      'pass: 2 power feeds in clinical, at least 2',
      'no answer for host/esx-2',
      expect.stringContaining('the inventory is not valid: server esx-1: role is missing'),
      'answers for host/a, host/b; name one as subject',
    ]);
    const shown = await test(wrong.slice(0, 1));
    expect(shown.stdout).toBe(
      '✖ ORG-001 one is not\n  cases/ORG-001.yaml:1:3\n  expected  pass\n  found     fail: 1 power feeds in clinical, at least 2\n\n0 cases passed, 1 failed\n',
    );
  });

  it.each([
    ['a rule that is not there', cases, 'ORG-002.yaml', 2, 'Did you mean "ORG-001"?'],
    [
      'a case without an answer',
      [{ name: 'a', inventory: {} }],
      'ORG-001.yaml',
      2,
      'expect is missing',
    ],
    [
      'a wrong answer',
      [{ ...cases[0], expect: { outcome: 'warn' } }],
      'ORG-001.yaml',
      2,
      'outcome must be pass, fail, unknown or not-applicable',
    ],
    ['no case', [], 'ORG-001.yaml', 3, 'there is no case to run'],
    ['what is no list', {}, 'ORG-001.yaml', 2, 'a file of cases is a list'],
  ])('refuse %s', async (_what, list, name, code, message) => {
    const { exitCode, stderr } = await test(list, name);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
