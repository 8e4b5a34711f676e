/** One assessment in a process of its own, with the time of each phase and the peak of its memory. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { indexEstate } from '../../src/analysis/estate.ts';
import { judgeEstate } from '../../src/engine/judge.ts';
import { scoreEstate } from '../../src/engine/score.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';

const [mode = '', file = ''] = process.argv.slice(2);
const started = performance.now();
const bytes = readFileSync(file);
const times: Record<string, number> = {};
let last = performance.now();
const lap = (name: string): void => {
  const now = performance.now();
  times[name] = now - last;
  last = now;
};

if (mode === 'json') {
  JSON.parse(bytes.toString('utf8'));
  lap('load');
} else {
  const { inventory } = await loadInventory([{ file, bytes }], 4096);
  lap('load');
  const estate = indexEstate(inventory, '2026-11-22');
  const judgements = judgeEstate(CATALOGUE, estate);
  lap('judge');
  scoreEstate(judgements, estate);
  lap('score');
  times['findings'] = judgements.length;
}
times['total'] = performance.now() - started;
times['peakMB'] = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify(times));
