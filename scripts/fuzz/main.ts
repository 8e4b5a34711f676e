/**
 * Tries the command line with made-up and broken inputs, in a world of its own. `npm run fuzz` tries a
 * million cases; `npm run fuzz -- 10000 --target yaml --seed 7` so many of one kind; `--jobs 2` in so many
 * threads. What fails is made smaller and written below test/fuzz/failures, where a test tries it again
 * for ever. A case that does not end in time is a failure as well.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { Batch, FromWorker, WorkerData } from './messages.ts';

const FAILURES = 'test/fuzz/failures';
const MOST_CASES = 1_000_000;
const BATCH = 500;
/** A case that takes longer hangs: the slowest take a tenth of a second. */
const LIMIT_MS = 20_000;
const LOOK_MS = 500;
const ROOM = 4 * 2 ** 20;
const HEAP_MIB = 2048;
/** So many faults of one target are one fault. */
const MOST_FAULTS = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    target: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
});

/** The worker and all that it runs as one file: threads that load TypeScript take seconds to begin. */
async function bundled(folder: string): Promise<{ worker: URL; weights: Map<string, number> }> {
  await build({
    entryPoints: ['scripts/fuzz/worker.ts', 'scripts/fuzz/targets/all.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  const { TARGETS } = (await import(
    pathToFileURL(join(folder, 'targets/all.mjs')).href
  )) as typeof import('./targets/all.ts');
  const weights = Object.entries(TARGETS).map(([name, { weight }]) => [name, weight] as const);
  return { worker: pathToFileURL(join(folder, 'worker.mjs')), weights: new Map(weights) };
}

/** Batches of all targets in turn, each with a seed of its own. */
function batchesOf(weights: ReadonlyMap<string, number>, count: number, seed: number): Batch[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const perTarget = [...weights].map(([target, weight]) => {
    const cases = Math.ceil((count * weight) / total);
    return Array.from({ length: Math.ceil(cases / BATCH) }, (_, i) => ({
      target,
      seed: (seed * 1_000_003 + i * 7919) | 0,
      cases: Math.min(BATCH, cases - i * BATCH),
      // Where it stands in its target, so that all are tried from the begin on.
      at: i / Math.ceil(cases / BATCH),
    }));
  });
  return perTarget.flat().sort((a, b) => a.at - b.at);
}

/** A thread, and what it is at. */
class Thread {
  readonly #shared = new SharedArrayBuffer(8 + ROOM);
  readonly #counter = new Int32Array(this.#shared, 0, 2);
  #worker: Worker | undefined;
  readonly #file: URL;

  constructor(file: URL) {
    this.#file = file;
  }

  /** The result of a batch; a case that does not end, or ends the thread, is a fault. */
  async try(batch: Batch): Promise<FromWorker> {
    this.#worker ??= await this.#begun();
    const worker = this.#worker;
    const first = Atomics.load(this.#counter, 0);
    return new Promise((resolve) => {
      let last = { count: first, since: performance.now() };
      const end = (result: FromWorker, isOver: boolean): void => {
        clearInterval(watchdog);
        worker.off('message', done);
        worker.off('error', ended);
        if (isOver) {
          worker.on('error', () => {});
          void worker.terminate();
          this.#worker = undefined;
        }
        resolve(result);
      };
      const lost = (why: string): void => {
        const bytes = Buffer.from(this.#shared, 8, Atomics.load(this.#counter, 1));
        const tried = Atomics.load(this.#counter, 0) - first;
        end({ target: batch.target, tried, fault: why, kept: bytes.toString() }, true);
      };
      const done = (result: FromWorker): void => end(result, false);
      const ended = (error: Error): void =>
        lost(`the thread ended: ${error.stack ?? error.message}`);
      const watchdog = setInterval(() => {
        const count = Atomics.load(this.#counter, 0);
        if (count !== last.count) last = { count, since: performance.now() };
        else if (performance.now() - last.since > LIMIT_MS) lost('a case did not end in time');
      }, LOOK_MS);
      worker.on('message', done);
      worker.on('error', ended);
      worker.postMessage(batch);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #begun(): Promise<Worker> {
    const workerData: WorkerData = { shared: this.#shared, room: ROOM };
    const worker = new Worker(this.#file, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    return worker;
  }
}

function keep(target: string, kept: string): string {
  const hash = createHash('sha256').update(kept).digest('hex').slice(0, 10);
  const file = join(FAILURES, `${target}-${hash}.json`);
  writeFileSync(file, kept);
  return file;
}

async function main(): Promise<number> {
  // Beside the packages that it needs, and not where the tests look.
  const folder = mkdtempSync('.fuzz-');
  try {
    const { worker, weights } = await bundled(folder);
    const wanted = values.target ?? [...weights.keys()];
    const unknown = wanted.filter((name) => !weights.has(name));
    if (unknown.length > 0) {
      console.error(`no target ${unknown.join(', ')}; targets: ${[...weights.keys()].join(', ')}`);
      return 2;
    }
    const chosen = new Map([...weights].filter(([name]) => wanted.includes(name)));
    const count = Number(positionals[0] ?? MOST_CASES);
    return await tryAll(worker, batchesOf(chosen, count, Number(values.seed)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryAll(worker: URL, batches: readonly Batch[]): Promise<number> {
  const faults = new Map<string, number>();
  const counts = new Map<string, number>();
  const began = performance.now();
  const left = batches.values();
  const work = async (): Promise<void> => {
    const thread = new Thread(worker);
    for (const batch of left) {
      if ((faults.get(batch.target) ?? 0) >= MOST_FAULTS) continue;
      const { target, tried, fault, kept } = await thread.try(batch);
      counts.set(target, (counts.get(target) ?? 0) + tried);
      if (fault !== undefined) {
        faults.set(target, (faults.get(target) ?? 0) + 1);
        const where = kept === undefined ? 'no case' : keep(target, kept);
        console.log(
          `\n✖ ${target} (seed ${batch.seed}), kept as ${where}:\n${fault.slice(0, 1500)}`,
        );
      }
      progress(counts, began);
    }
    await thread.end();
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  const sum = [...counts.values()].reduce((all, one) => all + one, 0);
  const failures = [...faults.values()].reduce((all, one) => all + one, 0);
  const each = [...counts].map(([target, tried]) => `${target} ${tried}`).join(', ');
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`\n${each}`);
  console.log(
    `fuzz: ${sum} cases in ${minutes} min, seed ${values.seed}, ${failures} failures; ${readdirSync(FAILURES).length} kept`,
  );
  return failures === 0 ? 0 : 1;
}

let shown = 0;

function progress(counts: ReadonlyMap<string, number>, began: number): void {
  if (performance.now() - shown < 5000) return;
  shown = performance.now();
  const sum = [...counts.values()].reduce((all, one) => all + one, 0);
  const rate = (sum / (performance.now() - began)) * 1000;
  process.stdout.write(
    `${process.stdout.isTTY ? '\r' : ''}${sum} cases, ${rate.toFixed(0)} a second${process.stdout.isTTY ? '' : '\n'}`,
  );
}

process.exitCode = await main();
