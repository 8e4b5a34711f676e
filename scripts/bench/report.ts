import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import process from 'node:process';

type Table = readonly (readonly string[])[];

export interface Benchmarks {
  readonly startUp: Table;
  readonly estates: Table;
  readonly readings: Table;
  readonly peers: Table;
  readonly imports: Table;
}

/** Writes what a bench has measured, with the machine and the versions that it was measured on. */
export function writeBenchmarks(
  { startUp, estates, readings, peers, imports }: Benchmarks,
  runs: number,
): void {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  writeFileSync(
    'docs/benchmarks.md',
    `# Benchmarks

Written by \`npm run bench -- --report\`. Absolute times move with the machine and with what else it
does; the ratios of one run are what counts. No test measures time.

- Machine: ${cpus().length} x ${cpu?.model ?? 'unknown processor'}, ${memory} GiB; ${process.platform} ${process.arch}
- Node.js ${process.versions.node} (V8 ${process.versions.v8})
- Medians of ${runs} runs, each in a process of its own.

## Start-up

${markdown(startUp)}
## Estates

\`10000x4\` is 10,000 servers with four instances each, \`:one-cluster\` puts all hosts into one place.
The steps are measured within one process, \`total\` is their sum with the reading of the file. \`process\`
is the whole of \`virtready -q\`, \`parse\` a whole process that only reads the same data as JSON
(\`JSON.parse\`), \`/ parse\` the one by the other.

${markdown(estates)}
## Reading alone

\`virtready validate\`: YAML, schema, references and contradictions, with the place of every fact.
\`JSON.parse\` dies where the file is longer than a text may be.

${markdown(readings)}
## Twenty rules, and Spectral

The same schema, and 20 rules that ask for the same facts, by \`virtready --only …\` and by Spectral
(\`@stoplight/spectral-cli\`). \`times\` and \`memory\` are what Spectral takes for one of ours.

${markdown(peers)}
## Imports

RVTools exports of version 4.7 with all sheets filled, from reading the workbook to the inventory as YAML.

${markdown(imports)}`,
  );
}

function markdown([heads = [], ...rows]: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rule = heads.map((_, i) => (i === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map(line).join('');
}
