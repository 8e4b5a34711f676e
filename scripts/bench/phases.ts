/**
 * One assessment in a process of its own, as JSON on standard output: the milliseconds of each step
 * and of each rule, the number of findings, and the peak of memory. Modes: `json` parses the same
 * data, `assess` ends with the report, `write` writes its findings to nowhere as well; `import` reads
 * an export and ends with its inventory as YAML.
 */

import { openSync, readFileSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import process from 'node:process';
import { assessEstate } from '../../src/app/assess-estate.ts';
import { importEstate } from '../../src/app/import-estate.ts';
import { type ReporterOptions, renderReport } from '../../src/app/render.ts';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import { stopwatch } from '../../src/domain/stopwatch.ts';

const PLAIN: ReporterOptions = {
  colorLevel: 0,
  width: 80,
  unicode: false,
  groupBy: 'rule',
  limit: 0,
  showPasses: true,
  quiet: false,
  workspace: { folder: '/', root: '/' },
  inputs: [],
  note: () => {},
};

const [mode = '', file = ''] = process.argv.slice(2);
const steps: Record<string, number> = {};
const rules: Record<string, number> = {};
let findings = 0;
const started = performance.now();
const bytes = readFileSync(file);
if (mode === 'json') JSON.parse(bytes.toString('utf8'));
else if (mode === 'import') await importEstate({ name: 'virtready', version: '0' }, sourceOf(file));
else await assess();
steps['total'] = performance.now() - started;
const peakMB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ steps, rules, findings, peakMB }));

function sourceOf(file: string) {
  return { kind: undefined, files: [{ file, bytes }] };
}

async function assess(): Promise<void> {
  const watch = stopwatch(() => performance.now());
  const { report } = await assessEstate({
    tool: { name: 'virtready', version: '0.0.0' },
    files: [{ file, bytes }],
    unread: [],
    limits: { ...DEFAULT_LIMITS, maxFileMiB: 4096, maxNodes: 1e9 },
    today: '2026-11-22',
    rules: { only: [], skip: [] },
    applications: [],
    gate: [],
    allowEmpty: false,
    watch,
  });
  for (const { step, part, time } of watch.laps) {
    if (part === undefined) steps[step] = time;
    else rules[part] = time;
  }
  findings = Object.values(report.counts.outcomes).reduce((sum, number) => sum + number, 0);
  if (mode === 'write') {
    const writing = performance.now();
    const sink = openSync(devNull, 'w');
    for (const part of await renderReport(report, 'json', PLAIN)) writeSync(sink, part);
    steps['write'] = performance.now() - writing;
  }
}
