/** Tries cases of one target after the other in a thread of its own, which can be ended from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { FuzzCase } from './fuzz-case.ts';
import { keptCase } from './fuzz-case.ts';
import type { Batch, FromWorker, WorkerData } from './messages.ts';
import { TARGETS } from './targets/all.ts';
import { faultOf } from './verdict.ts';

/** How long a counterexample is made smaller. */
const SHRINK_MS = 30_000;

const { shared, room } = workerData as WorkerData;
const counter = new Int32Array(shared, 0, 2);
const text = new Uint8Array(shared, 8, room);
const encoder = new TextEncoder();

/** Leaves the case where the main thread finds it, should this thread never come back. */
function announce(one: FuzzCase): void {
  const { written } = encoder.encodeInto(keptCase(one, 'did not end'), text);
  Atomics.store(counter, 1, written);
  Atomics.add(counter, 0, 1);
}

async function tryBatch({ target, seed, cases }: Batch): Promise<FromWorker> {
  const found = TARGETS[target];
  if (found === undefined) throw new Error(`no target ${target}`);
  let deadline = Number.POSITIVE_INFINITY;
  let fault = '';
  const holds = async (one: FuzzCase): Promise<boolean> => {
    if (performance.now() > deadline) return true;
    announce(one);
    const now = await faultOf(one);
    if (now === undefined) return true;
    if (fault === '') deadline = performance.now() + SHRINK_MS;
    fault = now;
    return false;
  };
  const result = await fc.check(fc.asyncProperty(found.cases, holds), { seed, numRuns: cases });
  if (!result.failed) return { target, tried: cases };
  const [one] = result.counterexample ?? [];
  // The thrower is the generator where there is no case.
  if (one === undefined)
    return { target, tried: result.numRuns, fault: String(result.errorInstance) };
  fault = (await faultOf(one)) ?? fault;
  return { target, tried: result.numRuns, fault, kept: keptCase(one, fault) };
}

parentPort?.on('message', async (batch: Batch) => parentPort?.postMessage(await tryBatch(batch)));
parentPort?.postMessage({ ready: true });
