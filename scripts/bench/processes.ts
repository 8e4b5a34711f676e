import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';

// A proxy certificate that Node reads at start would be timed as well.
export const env = { ...process.env, NODE_EXTRA_CA_CERTS: '' };

/** What whole processes took, from their start to their end. */
export interface Measured {
  readonly ms: number;
  readonly peakMB: number;
}

/** A process that needs longer has died, as far as a user is concerned. */
const PATIENCE_MS = 600_000;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * The medians of several runs of `node`, or undefined where it does not come to its end. `fine` are
 * exit codes of a program that has done its work.
 */
export function measure(
  runs: number,
  args: readonly string[],
  fine: readonly number[] = [0],
): Measured | undefined {
  const measured: Measured[] = [];
  for (let i = 0; i < runs; i++) {
    const one = measureOnce(args, fine);
    if (one === undefined) return undefined;
    measured.push(one);
  }
  return {
    ms: median(measured.map(({ ms }) => ms)),
    peakMB: median(measured.map(({ peakMB }) => peakMB)),
  };
}

const PEAK_FILE = 'bench-data/peak.txt';
const PEAK_TOLD = 'bench-data/peak.cjs';
const TELL_PEAK = `process.on('exit', () => require('node:fs').writeFileSync(
  ${JSON.stringify(PEAK_FILE)}, String(process.resourceUsage().maxRSS / 1024)));`;

function measureOnce(args: readonly string[], fine: readonly number[]): Measured | undefined {
  writeFileSync(PEAK_TOLD, TELL_PEAK);
  rmSync(PEAK_FILE, { force: true });
  const before = performance.now();
  const { status } = spawnSync(process.execPath, ['--require', `./${PEAK_TOLD}`, ...args], {
    env,
    stdio: 'ignore',
    timeout: PATIENCE_MS,
  });
  const ms = performance.now() - before;
  if (status === null || !fine.includes(status) || !existsSync(PEAK_FILE)) return undefined;
  return { ms, peakMB: Number(readFileSync(PEAK_FILE, 'utf8')) };
}
