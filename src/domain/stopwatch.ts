/**
 * Times the steps of an assessment. The rooms read no clock: whoever wants to know brings a stopwatch
 * that has one, and everybody else the one that stands still.
 */
export interface Stopwatch {
  /** Does the work of a step, `part` being one of many in it. */
  time<T>(step: Step, work: () => T, part?: string): T;
}

/** `judge` holds the steps of its rules, whose part is the rule's id. */
export type Step = 'load' | 'index' | 'judge' | 'rule' | 'score' | 'report' | 'pictures' | 'write';

/** For whoever does not want to know. */
export const STANDING_STILL: Stopwatch = { time: (_step, work) => work() };

/** A step that was timed, in the unit of the clock. */
export interface Lap {
  readonly step: Step;
  readonly part: string | undefined;
  readonly time: number;
}

/** A stopwatch by a clock, with its laps in the order in which they ended. */
export function stopwatch(clock: () => number): Stopwatch & { readonly laps: readonly Lap[] } {
  const laps: Lap[] = [];
  return {
    laps,
    time(step, work, part) {
      const from = clock();
      const end = (): void => void laps.push({ step, part, time: clock() - from });
      const result = work();
      if (result instanceof Promise) void result.then(end, end);
      else end();
      return result;
    },
  };
}
