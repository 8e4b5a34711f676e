// The library as a program uses it; prints what it got as JSON.
import { readFileSync } from 'node:fs';
import { assess, loadInventory, loadReport, render, renderParts, UserError } from 'virtready';

const content = readFileSync(process.argv[2]);
const estate = await loadInventory([{ file: 'estate.yaml', content }]);
const report = await assess(estate, { asOf: '2026-11-22' });
const json = await render(report, 'json');
const saved = await loadReport({ file: 'report.json', content: json });
let parts = 0;
for await (const part of renderParts(saved, 'jsonl')) parts += part.length;
const refused = await loadInventory([{ file: 'bad.yaml', content: 'servers:\n  - id: 1' }]).catch(
  (error) => error instanceof UserError && error.problems[0].location.line,
);
console.log(
  JSON.stringify({
    servers: estate.inventory.servers.length,
    verdict: report.verdict,
    sameJson: (await render(saved, 'json')) === json,
    hasParts: parts > 0,
    hasPage: (await render(report, 'html')).startsWith('<!doctype html>'),
    refusedAtLine: refused,
  }),
);
