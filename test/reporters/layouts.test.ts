import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/app/render.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';
import { type Pages, terminalPages } from '../support/terminal-pages.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const HOSTILE = 'fixtures/inventories/hostile.yaml';

describe('a layout', () => {
  const pages = [
    { page: 'assess', args: [HOSPITAL, '--limit', '2'] },
    { page: 'show-application', args: ['show', 'application/ehr', HOSPITAL, '--limit', '3'] },
    { page: 'show-failure', args: ['show', 'failure', 'rack/dc-main/A-2', HOSPITAL] },
    { page: 'failures', args: ['show', 'failure', HOSPITAL] },
    { page: 'explain', args: ['explain', 'e3714a3e', HOSPITAL] },
    { page: 'rules', args: ['rules'] },
  ];
  const cases = pages.flatMap((one) => [60, 80, 160].map((columns) => ({ ...one, columns })));
  it.each(cases)('of $page for $columns columns', async ({ page, args, columns }) => {
    const { stdout, stderr } = await run(args, { columns, env: { NO_COLOR: '1' } });
    expect(stderr).toBe('');
    expectGolden(stdout, `fixtures/reports/layouts/${page}-${columns}.txt`);
  });
});

describe('no line is wider than the terminal', () => {
  /** A file far down, with names that are long, wide, or both. */
  const FAR = `${'deep/'.repeat(12)}estate with spaces.yaml`;
  const LONG = 'a-name-that-goes-on-and-on-and-on-until-nobody-reads-it-any-more';
  const WIDE = '電子カルテ'.repeat(5);
  const RACK = 'データセンター 北 3'.repeat(3);
  const NAMES = `
assessment: { name: "${WIDE} ${LONG}" }
sites: [{ id: "site-${WIDE}" }]
clusters: [{ id: "cluster-${LONG}", ha: { enabled: true, detectionSeconds: 60, parallelRestarts: 1 } }]
servers:
  - { id: "host-${LONG}", role: host, cluster: "cluster-${LONG}", site: "site-${WIDE}", rack: "${RACK}" }
  - { id: "host-${WIDE}", role: host, cluster: "cluster-${LONG}", site: "site-${WIDE}", rack: "${RACK}" }
applications:
  - { id: "${WIDE}", name: "${LONG}", owner: "${LONG}", tier: 0, availability: { rtoMinutes: 15, maxOutageMinutes: 2 }, dependsOn: [] }
  - { id: "${LONG}", owner: "${WIDE}", availability: { rtoMinutes: 600 }, dependsOn: [{ application: "${WIDE}" }] }
instances:
  - { id: "db-${WIDE}", application: "${WIDE}", target: { cluster: "cluster-${LONG}", host: "host-${LONG}" }, protection: ha-restart }
  - { id: "vm-${LONG}", application: "${LONG}", target: { cluster: "cluster-${LONG}", host: "host-${LONG}" }, protection: none }
`;

  it.each([
    ['of the hospital', () => terminalPages(HOSPITAL)],
    ['of the hostile estate', () => terminalPages(HOSTILE)],
    ['of long and wide names', () => terminalPages(FAR, NAMES)],
  ])('%s', async (_what, read) => {
    const { pages, snippets } = await read();
    const found: string[] = [];
    for (const { name, render } of pages) {
      for (const look of LOOKS) {
        const [first] = tooWide(await render(look), look.width, snippets);
        if (first !== undefined) found.push(`${name} at ${look.width}: ${first}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('but a file is as wide as ever, whatever the terminal', async () => {
    const args = [HOSPITAL, '-o', 'terminal=report.txt', '--exit-zero'];
    const narrow = await run(args, { columns: 40 });
    const wide = await run(args, { columns: 200, env: { TERM: 'xterm-kitty' } });
    const plain = await run([HOSPITAL, '--exit-zero']);
    expect([narrow.written, wide.written]).toEqual([
      { 'report.txt': plain.stdout },
      { 'report.txt': plain.stdout },
    ]);
  });
});

/** Every width where it is tight or a layout begins, then every fifth; some with colours and links, which take no room. */
const LOOKS = Array.from({ length: 161 }, (_, i) => 40 + i)
  .filter((width) => width <= 85 || Math.abs(width - 140) <= 3 || width % 5 === 0)
  .map(
    (width): Look =>
      width % 10 === 0
        ? { colorLevel: 1, width, unicode: true, links: { host: 'ward-7', folder: '/srv' } }
        : { colorLevel: 0, width, unicode: width % 2 === 0 },
  );

/** A place, an address or a line to copy is never broken: where it is too long, it stands alone. */
function tooWide(text: string, width: number, snippets: Pages['snippets']): string[] {
  return text.split('\n').filter(
    (line) =>
      // What a log would take for a command is defused at last, by an escape in place of a colon.
      stringWidth(line.replace(/^\s*\\u003a:/, '::')) > width &&
      !/^ *\S(?:.*\S)?:\d+:\d+$/.test(plain(line)) &&
      !/^ *https?:\/\/\S+$/.test(plain(line)) &&
      !snippets.has(plain(line).trim()),
  );
}

function plain(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
  return line.replace(/\u001b(?:\[[\d;]*m|\]8;;[^\u0007]*\u0007)/g, '');
}
