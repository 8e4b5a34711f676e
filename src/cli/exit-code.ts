/** What a shell, CI and a pipe can rely on; the same in every format. */
export const EXIT = {
  /** Assessed, and the gate passed. */
  ok: 0,
  /** Assessed, and the gate failed. */
  gateFailed: 1,
  /** Could not assess: usage, input, or a rule that crashed. */
  couldNotAssess: 2,
  /** Nothing to assess. */
  nothingToAssess: 3,
  /** The reader has seen enough, such as `head`: what a shell says of a program that SIGPIPE ends. */
  readerGone: 141,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
