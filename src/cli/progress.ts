import { type Lap, type Step, type Stopwatch, stopwatch } from '../domain/stopwatch.ts';
import type { Host } from './host.ts';

/** What is wanted to be known of a run besides its result; all of it goes to standard error. */
export interface ProgressOptions {
  readonly stats?: true;
  readonly quiet?: true;
}

/** A stopwatch that also says, on a terminal, what a long run is at. */
export interface Progress extends Stopwatch {
  /** Takes the line away, and tells how long each step took where that was asked. */
  finish(): Promise<void>;
}

/** A run shorter than this says nothing of itself. */
const SILENT_MS = 1000;

const WORDS: Readonly<Record<Step, string>> = {
  load: 'reading the inventory',
  index: 'indexing the estate',
  judge: 'judging',
  rule: 'judging',
  score: 'scoring',
  report: 'putting the report together',
  pictures: 'gathering what the pictures show',
  write: 'writing',
};

export function progressOf(host: Host, { stats, quiet }: ProgressOptions): Progress {
  const began = host.clock();
  const watch = stopwatch(() => host.clock());
  const isShown = host.stderr.isTTY && quiet !== true;
  let shown = '';
  /** The work holds the thread, so the line moves with the steps and not by itself. */
  const show = (text: string): void => {
    if (!isShown || host.clock() - began < SILENT_MS || text === shown) return;
    void host.stderr.write(`\r\u001b[K${text}`);
    shown = text;
  };
  return {
    time(step, work, part) {
      show(part === undefined ? `${WORDS[step]} ...` : `${WORDS[step]} ${part} ...`);
      return watch.time(step, work, part);
    },
    async finish() {
      if (shown !== '') await host.stderr.write('\r\u001b[K');
      if (stats === true) await host.stderr.write(statsText(watch.laps, host.clock() - began));
    },
  };
}

/** Milliseconds and share of each step, and of each rule, the slowest first. */
function statsText(laps: readonly Lap[], total: number): string {
  const line = (name: string, time: number): string =>
    `${name.padEnd(12)}${time.toFixed(1).padStart(10)} ms${((100 * time) / total).toFixed(1).padStart(7)} %\n`;
  const steps = laps.filter(({ step }) => step !== 'rule');
  const rules = laps.filter(({ step }) => step === 'rule').sort((a, b) => b.time - a.time);
  return steps
    .flatMap(({ step, time }) => [
      line(step, time),
      ...(step === 'judge' ? rules.map((rule) => line(`  ${rule.part}`, rule.time)) : []),
    ])
    .concat(line('total', total))
    .join('');
}
