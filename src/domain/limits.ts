/**
 * What an estate may hold at most, so that hostile or broken input ends with words and not with the memory
 * of the machine. Each has a flag of the command line; none is a setting, because a configuration can be
 * as hostile as what it would let through.
 */
export interface InputLimits {
  /** Of one file. */
  readonly maxFileMiB: number;
  /** In one file. */
  readonly maxDocuments: number;
  /** Values of one file, those of aliases included each time. */
  readonly maxNodes: number;
  /** Lists and mappings within each other. */
  readonly maxDepth: number;
}

export const DEFAULT_LIMITS: InputLimits = {
  maxFileMiB: 256,
  maxDocuments: 10_000,
  maxNodes: 64_000_000,
  maxDepth: 200,
};

/** The readers go down by themselves, and have a stack for so many levels. */
export const MOST_DEPTH = 500;

/** The same for the judging of an estate. */
export interface JudgingLimits {
  /** Answers of all rules about all subjects. */
  readonly maxFindings: number;
  /** All own rules together. */
  readonly maxRuleSeconds: number;
  /** Milliseconds that only ever grow. */
  clock(): number;
}

export const DEFAULT_MAX_FINDINGS = 200_000_000;
export const DEFAULT_MAX_RULE_SECONDS = 60;
