import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import { github } from '../../src/reporters/github.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import {
  findingOf,
  HOSTILE,
  hostileReport,
  ONE_OF_EACH,
  optionsOf,
  reportOf,
} from '../support/made-report.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Commands as the runner of GitHub reads them: each line is one. */
function commandsIn(text: string): Command[] {
  if (text === '') return [];
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const end = line.indexOf('::', 2);
      const [name = '', properties = ''] = line.slice(2, end).split(/ (.*)/s);
      expect([line.slice(0, 2), name]).toEqual([
        '::',
        expect.stringMatching(/^(?:error|warning|notice)$/),
      ]);
      const pairs = properties.split(',').map((pair) => pair.split(/=(.*)/s));
      return {
        name,
        properties: Object.fromEntries(
          pairs.map(([key = '', value = '']) => [key, decoded(value)]),
        ),
        message: decoded(line.slice(end + 2)),
      };
    });
}

function decoded(text: string): string {
  const codes: Readonly<Record<string, string>> = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',' };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => codes[code] ?? '%');
}

const rendered = (report: Report) => commandsIn([...github(report, optionsOf())].join(''));

describe('GitHub annotations', () => {
  it('on the hospital are what they were', async () => {
    const { stdout } = await run(['fixtures/inventories/hospital.yaml', '-o', 'github']);
    commandsIn(stdout);
    expectGolden(stdout, 'fixtures/reports/hospital.github.txt');
  });

  it('are what crashed, failed or warned, each at its place', () => {
    const message = 'a restart takes 7 min, tolerable 4 min. Use fault tolerance.';
    const properties = {
      file: 'estate.yaml',
      line: '2',
      endLine: '2',
      col: '3',
      title: 'AVL-004 A restart is not the only protection where minutes hurt',
    };
    expect(rendered(reportOf(ONE_OF_EACH))).toEqual([
      {
        name: 'error',
        properties,
        message: 'instance/vm-0 (the rule crashed): the rule crashed: x is undefined.',
      },
      { name: 'error', properties, message: `instance/vm-1: ${message}` },
      { name: 'warning', properties, message: `instance/vm-2 (warning): ${message}` },
    ]);
  });

  it('begin with the gate, and end with the number of those that GitHub would not show', () => {
    const findings = (['high', 'medium', 'low'] as const).flatMap((severity) =>
      Array.from({ length: 12 }, () => findingOf({ severity })),
    );
    const assertion = { name: 'min-score', scope: 'estate', required: 80, actual: 50 } as const;
    const gate = {
      passed: false,
      assertions: [{ ...assertion, passed: false, message: 'guaranteed score 50, required 80' }],
    };
    const commands = rendered(reportOf(findings, { gate }));
    const numbers = ['error', 'warning', 'notice'].map(
      (name) => commands.filter((command) => command.name === name).length,
    );
    expect(numbers).toEqual([10, 10, 10]);
    expect(commands[0]).toEqual({
      name: 'error',
      properties: { title: 'Gate failed: min-score of estate' },
      message: 'guaranteed score 50, required 80.',
    });
    expect(commands.at(-1)).toEqual({
      name: 'notice',
      properties: { title: 'virtready' },
      message:
        '8 more annotations left out: GitHub shows 10 of each level in a step. The report has them all.',
    });
  });

  it('let no text of the inventory start a command', () => {
    const commands = rendered(hostileReport());
    expect(commands.map(({ name }) => name)).toEqual([
      'error',
      'warning',
      'error',
      'error',
      'warning',
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const [command, ...others] = rendered(
          reportOf([findingOf({ title: text, message: text, remedy: null })]),
        );
        expect(others).toEqual([]);
        expect(Object.keys(command?.properties ?? {})).toEqual([
          'file',
          'line',
          'endLine',
          'col',
          'title',
        ]);
      }),
    );
  });

  it('say the text as it is, but for what a terminal would obey', () => {
    const text = '100 %, a:b\r\n::c::%0A\u001b[31m';
    const [command] = rendered(reportOf([findingOf({ title: text, message: text, remedy: null })]));
    const shown = text.replace('\u001b', '\\u001b');
    expect(command?.properties['title']).toBe(`AVL-004 ${shown}`);
    expect(command?.message).toBe(`instance/ehr-db: ${shown}.`);
  });

  it('are the problems of a run that could not assess', async () => {
    const { stdout } = await run(['fixtures/invalid/many-problems.yaml', '-o', 'github']);
    const commands = commandsIn(stdout);
    expect(commands).toHaveLength(11);
    expect(commands[0]).toMatchObject({
      name: 'error',
      properties: { file: 'fixtures/invalid/many-problems.yaml', line: expect.any(String) },
    });
    expect(commands.at(-1)?.message).toMatch(/^\d+ more annotations left out/);
  });
});

describe('the summary of a step', () => {
  const files = { 'estate.yaml': 'applications: [{ id: ehr, tier: 1 }]\n' };
  const env = { GITHUB_STEP_SUMMARY: '/runner/summary.md' };

  it('has the Markdown report, beside the annotations', async () => {
    const markdown = await run(['estate.yaml', '-o', 'markdown'], { files });
    const { appended } = await run(['estate.yaml', '-o', 'github'], { files, env });
    expect(appended).toEqual({ '/runner/summary.md': markdown.stdout });
  });

  it('is left alone by other formats, and elsewhere', async () => {
    expect((await run(['estate.yaml', '-o', 'markdown'], { files, env })).appended).toEqual({});
    expect((await run(['estate.yaml', '-o', 'github'], { files })).appended).toEqual({});
  });

  it('says that nothing could be assessed', async () => {
    const { appended, exitCode } = await run(['nowhere.yaml', '-o', 'github'], { env });
    expect(exitCode).toBe(2);
    expect(appended['/runner/summary.md']).toContain('could not be assessed');
  });

  it('is left as it is where it has no room, with a note', async () => {
    const full = { ...files, '/runner/summary.md': 'x'.repeat(1024 * 1024) };
    const { appended, stderr } = await run(['estate.yaml', '-o', 'github'], { files: full, env });
    expect(appended).toEqual({});
    expect(stderr).toBe(
      'note: the summary of this step has no room for the report [summary-full]\n',
    );
  });
});

describe('the log of a run on GitHub', () => {
  it('takes no line of a terminal report for a command', async () => {
    const files = {
      'estate.yaml': `assessment: { name: "::error::forged" }\napplications: [{ id: ${JSON.stringify(HOSTILE.replace(/[^ -~]/g, ' ').trim())}, tier: 1 }]\n`,
    };
    for (const columns of [64, 65, 66, 67, 68, 69, 70, 80, 120]) {
      const world = { files, columns, env: { NO_COLOR: '1' } };
      const { stdout } = await run(['estate.yaml', '--show-passes'], world);
      expect(stdout).toContain('\\u003a:error::forged');
      expect(stdout).not.toMatch(/##\[|##vso\[|^\s*::/m);
    }
  });

  it('takes no problem for a command', async () => {
    const { stderr } = await run(['validate', '::error::##[error]forged.yaml']);
    expect(stderr).not.toMatch(/##\[|^\s*::/m);
  });
});
