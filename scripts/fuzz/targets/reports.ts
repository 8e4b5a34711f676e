import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { run } from '../../../test/support/fake-host.ts';
import { changedBytes, changedText, changedValue } from '../changes.ts';
import type { FuzzCase } from '../fuzz-case.ts';
import { anyFormat } from './inventories.ts';

/** Reports as the program itself saves them. */
async function savedReports(): Promise<readonly string[]> {
  const estates = [
    'servers: [{ id: a, role: host }]\n',
    'applications: [{ id: a, tier: 0 }]\ninstances: [{ id: b, application: a, vcpu: 2 }]\n',
    'clusters: [{ id: c, lastFailoverTest: 2026-10-15, lastFailoverTestResult: pass }]\n',
  ];
  const ran = estates.map((stdin) => run(['assess', '-', '-o', 'json'], { stdin, sealed: true }));
  return (await Promise.all(ran)).map(({ stdout }) => stdout);
}

const REPORTS = await savedReports();
const HOSTILE = readFileSync('fixtures/inventories/hostile.yaml', 'utf8');
const hostile = await run(['assess', '-', '-o', 'json'], { stdin: HOSTILE, sealed: true });

const report = fc.constantFrom(...REPORTS);

const changedReport: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  {
    weight: 4,
    arbitrary: changedValue(report.map((text) => JSON.parse(text) as unknown)).map((value) =>
      JSON.stringify(value ?? null, null, 2),
    ),
  },
  // In the layout in which findings are read line by line.
  { weight: 3, arbitrary: changedText(report) },
  { weight: 2, arbitrary: changedBytes(report.map((text) => Buffer.from(text))) },
  { weight: 1, arbitrary: changedText(fc.constant(hostile.stdout.slice(0, 60_000))) },
);

const COMMANDS: fc.Arbitrary<readonly string[]> = fc.oneof(
  anyFormat.map((format) => ['convert', 'a.json', '-o', format]),
  anyFormat.map((format) => ['convert', 'a.json', '-o', format, '--fail-on', 'low']),
  fc
    .constantFrom('json', 'markdown', 'terminal')
    .map((format) => ['diff', 'old.json', 'a.json', '-o', format, '--fail-on-drop', '0.5']),
  fc.constant(['diff', 'a.json', 'old.json', '-o', 'json']),
  fc.constant(['history', 'add', 'a.json', '--folder', 'kept']),
  fc.constant(['history', 'show', '--folder', '.', '-o', 'json']),
  fc.constant(['convert', 'old.json', '-o', 'html', '--history', '.']),
);

/** Saved reports that other programs, other versions or broken disks have changed. */
export const reports: fc.Arbitrary<FuzzCase> = fc
  .tuple(COMMANDS, changedReport, report)
  .map(([args, changed, old]) => ({ args, files: { 'a.json': changed, 'old.json': old } }));
