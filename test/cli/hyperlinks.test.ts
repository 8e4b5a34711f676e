import { describe, expect, it } from 'vitest';
import { type FakeWorld, run } from '../support/fake-host.ts';

const ESTATE = 'applications: [{ id: a, tier: 1, patientCare: true }]\n';
const files = { 'estate.yaml': ESTATE };
const LINK = '\u001b]8;;';
const ASK = ['estate.yaml', '--only', 'AVL-001', '--fail-on', 'none'];

async function shown(world: FakeWorld, ...args: readonly string[]): Promise<string> {
  return (await run([...ASK, ...args], { files, ...world })).stdout;
}

/** The addresses of the links in a text, in order. */
function linksIn(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
  return [...text.matchAll(/\u001b\]8;;([^\u0007]+)\u0007/g)].map(([, url]) => url ?? '');
}

/** The text without any sequence of a terminal. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
  return text.replace(/\u001b(?:\[[\d;]*m|\]8;;[^\u0007]*\u0007)/g, '');
}

describe('hyperlinks', () => {
  it('lead from a place to its file and line, and change nothing that is read', async () => {
    const linked = await shown({ columns: 80, env: { TERM: 'xterm-kitty' } });
    expect(new Set(linksIn(linked))).toEqual(new Set(['file://ward-7/srv/estate/estate.yaml#1']));
    expect(linked).toContain(
      `${LINK}file://ward-7/srv/estate/estate.yaml#1\u0007estate.yaml:1:16${LINK}\u0007`,
    );
    expect(plain(linked)).toBe(await shown({ columns: 80, env: { NO_COLOR: '1' } }));
  });

  it('lead to the sources of a rule', async () => {
    const { stdout } = await run(['explain', 'AVL-003', '--hyperlinks', 'always']);
    expect(linksIn(stdout)).toEqual([
      'https://paperzz.com/doc/7849377/hrg---harvard-research-group',
    ]);
  });

  it('are in what is told of mistakes', async () => {
    const world = { files: { 'estate.yaml': 'applications: [{ id: 1 }]\n' } };
    const { stderr } = await run(['validate', 'estate.yaml', '--hyperlinks=always'], world);
    expect(linksIn(stderr)[0]).toBe('file://ward-7/srv/estate/estate.yaml#1');
  });

  it.each<[boolean, Record<string, string>]>([
    [true, { TERM: 'xterm-kitty' }],
    [true, { TERM: 'xterm-ghostty' }],
    [true, { TERM: 'alacritty' }],
    [true, { WT_SESSION: 'a guid' }],
    [true, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.2' }],
    [false, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15' }],
    [true, { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' }],
    [true, { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.72.0' }],
    [false, { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.71.2' }],
    [true, { VTE_VERSION: '7600' }],
    [false, { VTE_VERSION: '5000' }],
    [false, { TERM_PROGRAM: 'Apple_Terminal', TERM_PROGRAM_VERSION: '455' }],
    [false, { TERM: 'xterm-256color' }],
    [false, {}],
    [false, { TERM_PROGRAM: 'constructor', TERM_PROGRAM_VERSION: '9.9' }],
    [true, { TMUX: '/tmp/x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }],
    [true, { TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.5a' }],
    [false, { TMUX: '/tmp/x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }],
    [false, { TMUX: '/tmp/x', VTE_VERSION: '7600' }],
    [false, { STY: '1.pts', TERM: 'screen', WT_SESSION: 'a guid' }],
    [false, { TERM: 'xterm-kitty', CI: 'true' }],
    [false, { TERM: 'xterm-kitty', NO_COLOR: '1' }],
    [false, { TERM: 'dumb', VTE_VERSION: '7600' }],
    [false, { TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }],
    [true, { FORCE_HYPERLINK: '1' }],
  ])('are %s for %j', async (expected, env) => {
    expect((await shown({ columns: 80, env })).includes(LINK)).toBe(expected);
  });

  it('are by --hyperlinks before FORCE_HYPERLINK before what the stream is', async () => {
    const kitty = { TERM: 'xterm-kitty' };
    const has = async (world: FakeWorld, ...args: string[]) =>
      (await shown(world, ...args)).includes(LINK);
    expect(await has({ env: kitty })).toBe(false);
    expect(await has({ env: { FORCE_HYPERLINK: '1' } })).toBe(true);
    expect(await has({ env: { FORCE_HYPERLINK: '1' } }, '--hyperlinks', 'never')).toBe(false);
    expect(await has({ env: { FORCE_HYPERLINK: '0' } }, '--hyperlinks=always')).toBe(true);
    expect(await has({ columns: 80, env: kitty }, '--color', 'never')).toBe(false);
    const world = { files, columns: 80, env: kitty };
    const { written } = await run([...ASK, '-o', 'terminal=r.txt'], world);
    expect(written['r.txt']).not.toContain('\u001b');
  });

  it('name no machine where the editor itself is the terminal', async () => {
    const env = { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.90.0' };
    expect(linksIn(await shown({ columns: 80, env }))[0]).toBe('file:///srv/estate/estate.yaml#1');
  });

  it('lead nowhere from standard input', async () => {
    const args = ['-', ...ASK.slice(1), '--hyperlinks', 'always'];
    const { stdout } = await run(args, { stdin: ESTATE });
    expect(stdout).toContain('<stdin>:1:16');
    expect(linksIn(stdout)).toEqual([]);
  });

  it.each([
    ['a\u001bb\u0007c\u009c;d e#f%g.yaml', 'a%1Bb%07c%C2%9C%3Bd%20e%23f%25g.yaml'],
    ['\u001b]8;;https://evil.example\u0007.yaml', '%1B%5D8%3B%3Bhttps%3A/evil.example%07.yaml'],
    ['电子\u202e.yaml', '%E7%94%B5%E5%AD%90%E2%80%AE.yaml'],
    ['half\ud800.yaml', 'half%EF%BF%BD.yaml'],
    ['../else/./x.yaml', undefined],
  ])('do not end where a file is called %j', async (name, path) => {
    const args = [name, ...ASK.slice(1), '--hyperlinks', 'always', '--color', 'never'];
    const { stdout } = await run(args, { files: { [name]: ESTATE } });
    const url = `file://ward-7/srv/${path === undefined ? 'else/x.yaml' : `estate/${path}`}#1`;
    expect(new Set(linksIn(stdout))).toEqual(new Set([url]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(plain(stdout)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('are closed at the end of a line, and opened again on the next one', async () => {
    const name = `${'far/'.repeat(30)}estate with words.yaml`;
    const bad = { [name]: 'applications: [{ id: a, tier: 1, extra: 1 }]\n' };
    const { stderr } = await run(['validate', name, '--hyperlinks', 'always'], {
      files: bad,
      columns: 40,
    });
    for (const line of stderr.split('\n')) {
      expect(line.split(LINK).length % 2, line).toBe(1);
    }
  });
});

describe('a link to a file', () => {
  it('counts a drive of Windows as the root', async () => {
    const { stdout } = await run([...ASK, '--hyperlinks', 'always'], { files, cwd: 'C:\\estate' });
    expect(linksIn(stdout)[0]).toBe('file://ward-7/C:/estate/estate.yaml#1');
  });
});
