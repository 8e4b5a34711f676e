import { describe, expect, it } from 'vitest';
import type { Report, ReportFinding } from '../../src/domain/report.ts';
import { plain } from '../../src/reporters/markdown/escape.ts';
import { markdown, renderErrorMarkdown } from '../../src/reporters/markdown/markdown.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import {
  madeApplication,
  madeFinding,
  madeReport,
  madeRule,
  madeWaiver,
  optionsOf,
} from '../support/made-report.ts';
import { expectTame, renderMarkdown } from '../support/rendered-markdown.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const OPTIONS = optionsOf();

function comment(report: Report, options = {}): string {
  return [...markdown(report, { ...OPTIONS, ...options })].join('');
}

const page = (report: Report, options = {}) => {
  const rendered = renderMarkdown(comment(report, options));
  expectTame(rendered);
  return rendered;
};

describe('the comment', () => {
  it('on the hospital is as it was, and fits', async () => {
    const args = [HOSPITAL, '-o', 'markdown', '--fail-on', 'high', '--min-score', '80'];
    const { stdout } = await run(args);
    expectGolden(stdout, 'fixtures/reports/hospital.md');
    const rendered = renderMarkdown(stdout);
    expectTame(rendered);
    expect(rendered.textsOf('h2')).toEqual(['Mercy Hospital: ❌ not ready']);
    expect(stdout.length).toBeLessThanOrEqual(65_536);
    expect(stdout).not.toContain('not shown');
  });

  it('begins with a mark by which a bot finds it', () => {
    expect(comment(madeReport())).toMatch(/^<!-- virtready:report -->\n/);
    expect(comment(madeReport(), { quiet: true })).toMatch(/^<!-- virtready:report -->\n/);
  });

  it('shows both numbers of each demand, the failed ones first', () => {
    const { textsOf, tables } = page(
      madeReport({
        gate: {
          passed: false,
          assertions: [
            {
              name: 'fail-on',
              scope: 'estate',
              passed: true,
              required: 'blocker',
              actual: 0,
              message: 'failed findings of severity blocker: none, allowed none',
            },
            {
              name: 'min-score',
              scope: 'application/ehr',
              passed: false,
              required: 80,
              actual: 60,
              message: 'guaranteed score of application ehr 60, required at least 80',
            },
          ],
        },
      }),
    );
    expect(textsOf('h3')[0]).toBe('❌ Gate failed');
    expect(tables[0]).toEqual([
      ['', 'about', 'demand', 'required', 'found'],
      [
        '❌',
        'application/ehr',
        'guaranteed score of application ehr 60, required at least 80',
        '80',
        '60',
      ],
      ['✅', 'estate', 'failed findings of severity blocker: none, allowed none', 'blocker', '0'],
    ]);
  });

  it('shows what is new before everything else, and what is waived with its owner and end', () => {
    const of = (id: string, given: Partial<ReportFinding>) =>
      madeFinding({ subject: { kind: 'instance', id }, message: `about ${id}`, ...given });
    const waiver = madeWaiver();
    const { textsOf, tables, text } = page(
      madeReport({
        findings: [
          of('a', { baseline: 'known' }),
          of('b', { baseline: 'new' }),
          of('c', { baseline: 'worse', outcome: 'warn' }),
          of('d', { outcome: 'waived', waiver: { ...waiver, state: 'active', outcome: 'fail' } }),
        ],
        baseline: {
          file: 'baseline.json',
          sha256: '0'.repeat(64),
          entries: 2,
          added: madeReport().counts.severities,
          mended: [],
        },
        waivers: [waiver, madeWaiver({ subject: 'instance/*', state: 'expired', ticket: null })],
        withoutWaivers: {
          verdict: 'not-ready',
          score: { guaranteed: 50, possible: 70, coverage: 75 },
        },
      }),
    );
    expect(textsOf('h3')).toEqual(
      [
        '✅ Gate passed',
        '2 findings new or worse since the baseline baseline.json',
        'Applications',
        'Waivers',
        'Failed and warned, by rule',
      ].slice(1),
    );
    expect(text).toContain('Without waivers: ❌ not ready, 50, up to 70');
    expect(tables[0]?.slice(1).map((row) => row.slice(2, 4))).toEqual([
      ['instance/b', 'about b'],
      ['instance/c', 'about c'],
    ]);
    expect(tables[2]?.slice(1)).toEqual([
      [
        'AVL-001',
        'application/ehr',
        'clinical-it',
        '2026-12-31 (active)',
        'The new cluster comes in spring. (CHG-17)',
        '0',
      ],
      [
        'AVL-001',
        'instance/*',
        'clinical-it',
        '2026-12-31 (expired)',
        'The new cluster comes in spring.',
        '0',
      ],
    ]);
  });

  it('says that nothing is new', () => {
    const { textsOf } = page(
      madeReport({
        baseline: {
          file: 'b.json',
          sha256: '0'.repeat(64),
          entries: 1,
          added: madeReport().counts.severities,
          mended: [
            {
              rule: 'AVL-001',
              subject: { kind: 'application', id: 'ehr' },
              outcome: 'fail',
              severity: 'high',
              fingerprint: '0'.repeat(64),
            },
          ],
        },
      }),
    );
    expect(textsOf('h3')[0]).toBe('Nothing new since the baseline b.json; 1 mended');
  });

  it('folds each rule, with its findings, owners, places, reason and remedy', () => {
    const findings = [
      madeFinding({ subject: { kind: 'instance', id: 'a' } }),
      madeFinding({ subject: { kind: 'instance', id: 'b' }, applications: ['ehr', 'mail'] }),
      madeFinding({ subject: { kind: 'instance', id: 'c' }, outcome: 'warn', severity: 'low' }),
      madeFinding({ subject: { kind: 'instance', id: 'd' }, outcome: 'unknown' }),
      madeFinding({ subject: { kind: 'instance', id: 'e' }, outcome: 'pass' }),
    ];
    const applications = [madeApplication(), madeApplication({ id: 'mail', owner: null })];
    const { textsOf, tables, text, links } = page(madeReport({ findings, applications }));
    expect(textsOf('summary')).toEqual([
      '❌ AVL-001 Something is as it should be (2 failed, 1 warning, −4.5 points)',
      '❔ 1 check could not be judged',
    ]);
    expect(tables[1]).toEqual([
      ['answer', 'subject', 'found', 'counts for', 'recorded in'],
      [
        '❌ high',
        'instance/a, instance/b',
        'found 1, required at least 2',
        'ehr (clinical-it), mail',
        'estate/apps.yaml:7',
      ],
      [
        '⚠️ low',
        'instance/c',
        'found 1, required at least 2',
        'ehr (clinical-it)',
        'estate/apps.yaml:7',
      ],
    ]);
    expect(tables[2]?.[1]).toEqual(['AVL-001 Something is as it should be', '1', 'instance/d']);
    expect(text).toContain('Why: Because it matters.');
    expect(text).toContain('Mend: Add another one.');
    expect(links[0]).toEqual({ text: 'estate/apps.yaml:7', href: 'estate/apps.yaml#L7' });
  });

  it('shows as many answers as the limit says, and how many findings there are beyond', () => {
    const findings = Array.from({ length: 9 }, (_, i) =>
      madeFinding({ subject: { kind: 'instance', id: `i${i}` }, message: `about ${i >> 1}` }),
    );
    const { tables, text } = page(madeReport({ findings }), { limit: 2 });
    expect(tables[1]?.slice(1).map(([, subjects]) => subjects)).toEqual([
      'instance/i0, instance/i1',
      'instance/i2, instance/i3',
    ]);
    expect(text).toContain('… and 5 more');
  });
});

describe('the length of a comment', () => {
  const rules = Array.from({ length: 60 }, (_, i) => `AVL-${String(i + 100)}`);
  const many = madeReport({
    rules: rules.map((id) => madeRule({ id })),
    findings: rules.flatMap((rule) =>
      Array.from({ length: 30 }, (_, i) =>
        madeFinding({
          rule,
          subject: { kind: 'instance', id: `i${i}` },
          message: `${i} of ${rule}`,
        }),
      ),
    ),
    applications: Array.from({ length: 300 }, (_, i) => madeApplication({ id: `app-${i}` })),
  });

  it.each([0, 10, 30])('is never beyond what GitHub takes, with a limit of %i', (limit) => {
    const text = comment(many, { limit });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(60_000);
    const rendered = page(many, { limit });
    expect(rendered.text).toMatch(
      /Cut to the 65536 characters of a comment; not shown: \d+ rules with \d+ findings/,
    );
    // Every finding is shown, or counted as not shown.
    const shown = rendered.tables.slice(1).reduce((sum, table) => sum + table.length - 1, 0);
    const counted = [...rendered.text.matchAll(/… and (\d+) more/g)].slice(1);
    const left = Number(/with (\d+) findings/.exec(rendered.text)?.[1]);
    expect(shown + counted.reduce((sum, [, number]) => sum + Number(number), 0) + left).toBe(1800);
  });

  it('is kept where the very first parts are too long', () => {
    const assertions = Array.from({ length: 2000 }, (_, i) => ({
      name: 'min-score' as const,
      scope: `application/a${i}`,
      passed: false,
      required: 80,
      actual: 60,
      message: 'guaranteed score 60, required at least 80',
    }));
    const report = madeReport({ gate: { passed: false, assertions }, waivers: [madeWaiver()] });
    expect(comment(report).length).toBeLessThanOrEqual(65_536);
    expect(page(report).text).toMatch(/not shown: .*1 application, 1 waiver/);
  });
});

describe('text from outside', () => {
  it.each([
    'a|b',
    '`code` and ``more``',
    '**bold** _it_ ~~gone~~ ***',
    '<script>alert(1)</script>',
    '</details></summary><img src=x onerror=alert(1)>',
    '<!-- virtready:report -->',
    '-->',
    '&lt;b&gt; &amp; &#60;',
    '[text](https://example.org)',
    '![picture](https://example.org/a.png)',
    '[ref]: https://example.org',
    'https://example.org/x www.example.org mailto:a@example.org a@example.org',
    '@octocat and @org/team',
    '#123 and GH-123 and org/repo#12 and gh-4',
    ':tada: :+1:',
    '# title',
    '- list',
    '+ list',
    '1. list',
    '12) list',
    '=====',
    '---',
    '> quote',
    '    code',
    '$a^2$ and $$b$$',
    'back\\slash \\| \\`',
    '[^1] [ ] - [x] done',
    'a\nb\r\n\nc\u2028d',
    '\u202egnp.exe\u001b[31m\u0007',
    'ends with a backslash\\',
    '"double" \'single\'',
    '😀 👩‍⚕️',
  ])('reads as it is: %j', (text) => {
    const shown = text.replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      /[\u0000-\u001f\u2028\u202e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const rendered = renderMarkdown(
      [
        plain(text),
        `- ${plain(text)}`,
        `| a |\n| --- |\n| ${plain(text)} |`,
        `<details><summary>${plain(text)}</summary>\n\nx\n\n</details>`,
      ].join('\n\n'),
    );
    expectTame(rendered);
    const texts = ['p', 'li', 'td', 'summary'].map((tag) => rendered.textsOf(tag)[0]);
    for (const found of texts) expect(found?.replaceAll('\u200b', '')).toBe(shown);
  });

  it('is cut where it is longer than anybody reads', () => {
    const { tables } = page(
      madeReport({ applications: [madeApplication({ name: `${'x'.repeat(399)}😀y` })] }),
    );
    expect(tables[0]?.[1]?.[1]).toBe(`${'x'.repeat(399)}…`);
  });

  it.each([
    ['apps with space (1).yaml', 'apps%20with%20space%20%281%29.yaml#L7'],
    ['javascript:alert(1)/a.yaml', 'javascript%3Aalert%281%29/a.yaml#L7'],
    ['../up/ü.yaml', '../up/%C3%BC.yaml#L7'],
    ['a/javascript:x', 'a/javascript%3Ax#L7'],
    ['/etc/estate.yaml', undefined],
    ['C:/estate.yaml', undefined],
    ['<stdin>', undefined],
    ['a](x)[b.yaml', 'a%5D%28x%29%5Bb.yaml#L7'],
    ['half \ud800.yaml', 'half%20%EF%BF%BD.yaml#L7'],
  ])('of the file name %j makes no other link', (file, href) => {
    const { location, ...finding } = madeFinding();
    const { links } = page(
      madeReport({ findings: [{ ...finding, location: { ...location, file } }] }),
    );
    expect(links.map((link) => link.href)).toEqual(href === undefined ? [] : [href]);
  });
});

describe('in the place of a comment', () => {
  it('stands what went wrong', async () => {
    const { stdout, exitCode } = await run(['fixtures/invalid/unknown-key.yaml', '-o', 'markdown']);
    expect(exitCode).toBe(2);
    const rendered = renderMarkdown(stdout);
    expectTame(rendered);
    expect(stdout).toMatch(/^<!-- virtready:report -->\n/);
    expect(rendered.textsOf('h2')).toEqual(['💥 The estate could not be assessed']);
    expect(rendered.links.length).toBeGreaterThan(0);
  });

  it('stands as much as fits', () => {
    const problem = {
      code: 'x',
      message: 'something is wrong with @somebody '.repeat(8),
      location: null,
      related: [],
      hint: 'Mend it.',
    };
    const text = renderErrorMarkdown({
      schemaVersion: 1,
      tool: { name: 'virtready', version: '1' },
      error: { code: 'x', message: 'm', problems: Array(1000).fill(problem), more: 5 },
    });
    expect(text.length).toBeLessThanOrEqual(65_536);
    const rendered = renderMarkdown(text);
    expectTame(rendered);
    const items = rendered.textsOf('li');
    expect(items.at(-1)).toBe(`… and ${1005 - (items.length - 1)} more`);
  });
});
