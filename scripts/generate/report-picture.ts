import { readFileSync } from 'node:fs';
import { assessEstate } from '../../src/app/assess-estate.ts';
import { renderReport } from '../../src/app/render.ts';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import type { Artefact } from './artefact.ts';

const ESTATE = 'fixtures/inventories/hospital.yaml';
const WIDTH = 80;
/** The answer, the applications and the first rule with its findings. */
const BLOCKS = 4;

const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
/** The terminal's colours by their SGR number, and what is dim. */
const COLORS: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const DIM = '#8b949e';

/** The picture of the terminal report in the README: what `npm run demo` begins with. */
export async function reportPicture(version: string): Promise<Artefact> {
  const { report } = await assessEstate({
    tool: { name: 'virtready', version },
    files: [{ file: ESTATE, bytes: readFileSync(ESTATE) }],
    unread: [],
    limits: DEFAULT_LIMITS,
    today: '2026-11-22',
    rules: { only: [], skip: [] },
    applications: [],
    gate: [],
    allowEmpty: false,
  });
  const look = { colorLevel: 1, width: WIDTH, unicode: true } as const;
  const shown = { groupBy: 'rule', showPasses: false, limit: 2, quiet: false } as const;
  const world = { workspace: { folder: '/', root: '/' }, inputs: [], note: () => {} };
  const options = { ...look, ...shown, ...world };
  const text = [...(await renderReport(report, 'terminal', options))].join('');
  return { path: 'docs/report.svg', text: svg(firstBlocks(text).split('\n'), report.verdict) };
}

/** Blocks are separated by blank lines; the answer holds some of its own. */
function firstBlocks(text: string): string {
  const afterAnswer = text.indexOf('\n\n', text.indexOf('Record first'));
  return [
    text.slice(0, afterAnswer),
    ...text.slice(afterAnswer + 2).split('\n\n', BLOCKS - 2),
  ].join('\n\n');
}

function svg(lines: readonly string[], verdict: string): string {
  const width = Math.ceil(WIDTH * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  const rows = lines.map((line, i) => {
    const y = MARGIN + (i + 0.75) * CELL.height;
    return line === '' ? '' : `<text y="${y}" xml:space="preserve">${spans(line)}</text>\n`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The report on the example hospital in a terminal: ${verdict}">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">`,
    `${rows.join('')}</g>`,
    '</svg>\n',
  ].join('\n');
}

/** A line in pieces of one look, each placed by its column so that no font can shift it. */
function spans(line: string): string {
  let column = 0;
  let color: string | undefined;
  let bold = false;
  let dim = false;
  let out = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
  for (const piece of line.split(/(\u001b\[\d+m)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
    const code = /^\u001b\[(\d+)m$/.exec(piece)?.[1];
    if (code !== undefined) {
      const sgr = Number(code);
      if (sgr === 1) bold = true;
      else if (sgr === 2) dim = true;
      else if (sgr === 22) bold = dim = false;
      else color = COLORS[sgr];
    } else if (piece !== '') {
      const fill = color ?? (dim ? DIM : undefined);
      const looks = [fill && ` fill="${fill}"`, bold && ' font-weight="700"'].filter(Boolean);
      const x = MARGIN + column * CELL.width;
      const length = [...piece].length;
      out += `<tspan x="${x.toFixed(1)}" textLength="${(length * CELL.width).toFixed(1)}"${looks.join('')}>${escaped(piece)}</tspan>`;
      column += length;
    }
  }
  return out;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
