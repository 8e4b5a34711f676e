import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

async function report(text: string, args: readonly string[] = [], world = {}): Promise<string> {
  const files = { 'estate.yaml': text };
  return (await run(['estate.yaml', ...args], { files, ...world })).stdout;
}

/** Everything but lines of a report that nothing may break: places, tables and bars. */
function tooWide(text: string, width: number): string[] {
  return text
    .split('\n')
    .filter((line) => stringWidth(line) > width && !/^ {2}\S+:\d+:\d+( {2}\w{8})?$/.test(line));
}

describe('the width', () => {
  it.each([64, 80, 100, 200])('of %i columns is kept', async (columns) => {
    for (const groupBy of ['rule', 'application', 'severity']) {
      const args = [HOSPITAL, '--group-by', groupBy, '--show-passes', '--limit', '0'];
      const { stdout } = await run(args, { columns, env: { NO_COLOR: '1' } });
      expect(tooWide(stdout, columns)).toEqual([]);
    }
  });

  it('counts wide characters as two columns', async () => {
    const text = await report(
      'applications:\n  - { id: 電子カルテ, name: 電子カルテ, tier: 0, instances: [{ id: データベース, protection: none }] }\n  - { id: mail, tier: 3 }\n',
      ['--show-passes'],
      { columns: 80, env: { NO_COLOR: '1' } },
    );
    expect(tooWide(text, 80)).toEqual([]);
    const rows = text.split('\n').filter((line) => /^ (?:電子カルテ|mail) /.test(line));
    const columnOfVerdict = rows.map((row) => stringWidth(row.slice(0, row.search(/[?✖✔▲]/))));
    expect(new Set(columnOfVerdict).size).toBe(1);
  });
});

describe('without colours and symbols', () => {
  it('the report says the same in ASCII', async () => {
    const { stdout } = await run([HOSPITAL], { env: { LANG: 'C' } });
    expectGolden(stdout, 'fixtures/reports/hospital-ascii.txt');
  });

  it('colours only repeat what words and symbols say', async () => {
    const plain = await run([HOSPITAL], { columns: 80, env: { NO_COLOR: '1' } });
    const colored = await run([HOSPITAL], { columns: 80, env: { FORCE_COLOR: '3' } });
    expect(colored.stdout).not.toBe(plain.stdout);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
    expect(colored.stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
  });
});

describe('hostile text', () => {
  const ESCAPE = '\u001b[2J\u001b[31m';
  const ENDS_LINE = '\u2028forged: line';
  const TURNS = '\u202eevil';
  const hostile = JSON.stringify(`a${ESCAPE}${ENDS_LINE}${TURNS}\u0007`);

  it.each([
    ['as an id', `applications: [{ id: ${hostile}, tier: 1 }]\n`],
    ['as a name', `assessment: { name: ${hostile} }\napplications: [{ id: a, tier: 1 }]\n`],
    [
      'as a fact',
      `platforms: [{ id: p, product: esxi, version: ${hostile} }]\napplications: [{ id: a, owner: ${hostile}, tier: 1, availability: { maxOutageMinutes: 2 }, instances: [{ id: ${hostile}, protection: none }] }]\n`,
    ],
    [
      'in a line that is shown',
      `applications: [{ id: a, tier: 1, patientCare: true }] # \u001b[31m\u202e\n`,
    ],
    ['as an unknown key', `applications: [{ id: a, ${hostile}: 1 }]\n`],
    ['as a wrong value', `applications: [{ id: a, tier: ${hostile} }]\n`],
    ['as a reference', `instances: [{ id: i, application: ${hostile} }]\n`],
    [
      'in YAML that is none',
      `applications: [{ id: "${ESCAPE.replaceAll('\u001b', '\u009b')}" \n - : ]\n`,
    ],
  ])('%s reaches no terminal', async (_where, text) => {
    const files = { 'estate.yaml': text };
    const world = { files, columns: 80, env: { NO_COLOR: '1' } };
    for (const args of [
      ['estate.yaml', '--show-passes'],
      ['validate', 'estate.yaml'],
    ]) {
      const { stdout, stderr } = await run(args, world);
      expect(stdout + stderr).not.toBe('');
      expect(stdout + stderr).not.toMatch(
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
      );
    }
  });

  it('in a file name reaches no terminal', async () => {
    const name = `a${ESCAPE}.yaml`;
    const files = { [name]: 'applications: [{ id: a, tier: 1 }]\n' };
    const { stdout } = await run([name], { files, columns: 80, env: { NO_COLOR: '1' } });
    expect(stdout).not.toContain('\u001b');
    const { stderr } = await run([`b${ESCAPE}`], { files, columns: 80, env: { NO_COLOR: '1' } });
    expect(stderr).not.toContain('\u001b');
  });
});

describe('groups', () => {
  const many = `servers:\n${Array.from({ length: 15 }, (_, i) => `  - { id: esx-${i}, role: host, powerSupplies: ${i} }\n`).join('')}`;

  it('put the subjects of one answer together', async () => {
    const text = await report(many, ['--only', 'PLT-003', '--fail-on', 'none']);
    // Fifteen shares of 100 points are 100 points.
    expect(text).toContain('compatibility list −100\n');
    expect(text).toContain(
      '? 15 hosts esx-0, esx-1, esx-10, esx-11, esx-12, esx-13 and 9 more: not\n  recorded: hclStatus\n',
    );
  });

  it('show as many answers as the limit says, and how many more there are', async () => {
    const args = ['--only', 'PLT-001', '--fail-on', 'none', '--limit', '2'];
    const text = await report(many, args);
    expect(text.match(/^[✖▲?] /gm)).toHaveLength(2);
    expect(text).toMatch(/– \d+ more \(--limit 0 shows all\)/);
    expect(await report(many, [...args.slice(0, -1), '0'])).not.toContain('--limit 0 shows all');
  });
});
