import fc from 'fast-check';
import { stringify } from 'yaml';
import { changedText, changedValue } from '../changes.ts';
import type { FuzzCase } from '../fuzz-case.ts';
import { smallEstate, written } from './inventories.ts';

const RULE = {
  id: 'ORG-001',
  title: 'Two feeds',
  subject: 'host',
  severity: 'high',
  when: "host.cluster == 'a'",
  assert: 'host.powerFeeds >= 2',
  message: '{host.powerFeeds} power feeds, at least 2',
  remedy: 'Connect it to a second feed.',
};

const WAIVER = {
  rule: 'CON-001',
  subject: 'application/*',
  reason: 'The second site opens in March.',
  owner: 'clinical-it',
  until: '2027-03-31',
  ticket: 'CHG-1042',
};

/** A configuration that uses every key. */
const WHOLE = {
  requiredVersion: '>=0.0.0-0',
  extends: ['healthcare', './more/base.yaml'],
  inventory: ['estate.yaml', 'estate/**/*.yaml'],
  profile: 'healthcare',
  outputs: ['terminal', 'json=report.json'],
  severities: { 'CLU-004': 'blocker' },
  options: { 'CLU-004': { failAfter: 180 }, 'CON-001': { warnShare: 0.5 } },
  off: ['BEN-001', 'opportunity'],
  overrides: [
    { files: ['estate/lab/**'], tags: ['lab'], severities: { 'AVL-004': 'low' }, off: ['AVL-002'] },
  ],
  gate: {
    failOn: 'blocker',
    noNew: 'medium',
    minScore: { estate: 60, categories: { continuity: 50 }, tiers: { 0: 80 } },
    minCoverage: 70,
    requireVerdict: { tiers: { 0: 'ready-with-conditions' } },
    noExpiredWaivers: true,
  },
  baseline: 'known.json',
  waiverFiles: ['waivers.yaml'],
  unwaivable: ['BDR-001'],
  waivers: [WAIVER],
  rules: [RULE],
};

const BASELINE = {
  schemaVersion: 1,
  findings: [
    {
      rule: 'AVL-001',
      subject: 'application/a',
      outcome: 'fail',
      severity: 'high',
      fingerprint: 'a',
    },
  ],
};

type Part = Partial<typeof WHOLE>;

/** Some of its keys: a mistake in one would hide those in the others. */
const someKeys: fc.Arbitrary<Part> = fc
  .subarray(Object.keys(WHOLE) as (keyof typeof WHOLE)[])
  .map((keys) => Object.fromEntries(keys.map((key) => [key, WHOLE[key]])));

const BESIDE = {
  'more/base.yaml': stringify({ profile: 'general', off: ['CON-002'] }),
  'waivers.yaml': stringify([WAIVER]),
  'known.json': JSON.stringify(BASELINE),
};

const COMMANDS: fc.Arbitrary<readonly string[]> = fc.constantFrom(
  ['assess', 'estate.yaml', '-o', 'json'],
  ['assess', 'estate.yaml', '-o', 'terminal'],
  ['assess', '-o', 'json'],
  ['print-config', '-o', 'json'],
  ['rules', '-o', 'json'],
  ['list-files'],
  ['doctor', 'estate.yaml', '-o', 'json'],
  ['baseline', 'update', 'estate.yaml', '--baseline', 'known.json', '-o', 'json'],
);

/** Configurations of which a part is odd, and the files that they name. */
export const configurations: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    COMMANDS,
    fc.oneof(written(changedValue(someKeys)), changedText(written(someKeys))),
    smallEstate,
  )
  .map(([args, config, estate]) => ({
    args,
    files: { ...BESIDE, 'virtready.config.yaml': config, 'estate.yaml': JSON.stringify(estate) },
  }));

/** Sound configurations, beside which a waiver, a baseline or a base is odd. */
export const besideConfigurations: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    COMMANDS,
    someKeys,
    smallEstate,
    fc.constantFrom(...(Object.keys(BESIDE) as (keyof typeof BESIDE)[])),
    fc.oneof(
      written(changedValue(fc.constantFrom<unknown>(WHOLE, [WAIVER], BASELINE))),
      changedText(fc.constantFrom(...Object.values(BESIDE))),
    ),
  )
  .map(([args, config, estate, name, text]) => ({
    args,
    files: {
      ...BESIDE,
      [name]: text,
      'virtready.config.yaml': JSON.stringify(config),
      'estate.yaml': JSON.stringify(estate),
    },
  }));

/** Comments that waive, between the lines of an estate. */
export const waiverComments: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    smallEstate,
    changedText(
      fc.constantFrom(
        'virtready-waive AVL-001 until=2027-03-31 owner=a reason="b"',
        'virtready-waive CON-001 until=2020-03-31 owner=a reason=b ticket=c',
        'virtready-waive',
      ),
    ),
    fc.nat(),
  )
  .map(([estate, words, at]) => {
    const lines = stringify(estate).split('\n');
    lines.splice(at % lines.length, 0, `# ${words.replaceAll('\n', ' ')}`);
    return { args: ['assess', '-', '-o', 'json'], files: {}, stdin: lines.join('\n') };
  });

const SUBJECTS = 'site storage platform cluster host server application instance'.split(' ');
const ATOMS =
  "true¦false¦null¦1¦2.5¦-1¦0¦'x'¦\"\"¦b'x'¦[]¦{}¦[1, 2]¦{'a': 1}¦host.id¦host.cpu.cores¦host.powerFeeds¦cluster.id¦instances¦hosts¦instances.size()¦application.tier¦instance.vcpu¦instance.disks¦server.id¦asOf¦platform.version¦site.id¦storage.kind¦x¦host¦has(host.ecc)¦host.cluster¦9223372036854775807¦1e308¦i.id¦d.GiB¦timestamp('x')¦duration('1s')".split(
    '¦',
  );
const BINARY = '+ - * / % == != < <= > >= && || in'.split(' ');

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'cel', withCrossShrink: true },
      fc.constantFrom(...ATOMS),
      fc.tuple(inner, fc.constantFrom(...BINARY), inner).map((parts) => parts.join(' ')),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a}) ? ${b} : ${c}`),
      inner.map((a) => `!(${a})`),
      inner.map((a) => `-(${a})`),
      fc
        .tuple(
          fc.constantFrom('instances', 'hosts', 'host.drivers', 'instance.disks', '[1, 2]'),
          fc.constantFrom('all', 'exists', 'exists_one', 'map', 'filter'),
          inner,
        )
        .map(([list, loop, body]) => `${list}.${loop}(i, ${body})`),
      fc
        .tuple(
          fc.constantFrom('size', 'string', 'int', 'double', 'type', 'dyn', 'daysBetween', 'bool'),
          inner,
          inner,
        )
        .map(([name, a, b]) => (name === 'daysBetween' ? `${name}(${a}, ${b})` : `${name}(${a})`)),
      fc
        .tuple(
          inner,
          fc.constantFrom('startsWith', 'contains', 'endsWith', 'matches', 'split', 'size', 'join'),
          inner,
        )
        .map(([a, name, b]) => `${a}.${name}(${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `${a}[${b}]`),
    ),
  };
});

const ownRule = fc
  .record({
    subject: fc.constantFrom(...SUBJECTS),
    assert: fc.oneof(expression, changedText(expression)),
    when: fc.option(expression, { nil: undefined }),
    message: fc.oneof(
      fc.constant('x'),
      expression.map((text) => `a {${text}} b`),
      changedText(fc.constant('{host.id} and {asOf}')),
    ),
  })
  .map((parts) => ({ ...RULE, ...parts }));

/** Rules of a team's own with expressions that are typed wrongly, or do what nobody meant. */
export const ownRules: fc.Arbitrary<FuzzCase> = fc
  .tuple(
    ownRule,
    smallEstate,
    fc.constantFrom(
      ['assess', 'estate.yaml', '-o', 'json', '--only', 'ORG-001'],
      ['test', 'cases'],
    ),
    changedValue(
      fc.constant([
        { name: 'a', inventory: { servers: [{ id: 'a' }] }, expect: { outcome: 'pass' } },
      ]),
    ),
  )
  .map(([rule, estate, args, cases]) => ({
    args,
    files: {
      'virtready.config.yaml': JSON.stringify({ rules: [rule] }),
      'estate.yaml': JSON.stringify(estate),
      'cases/ORG-001.yaml': JSON.stringify(cases ?? null),
    },
  }));
