/** Sizes of the package in bytes. */
export interface Sizes {
  /** What is downloaded, with schemas and rule pages. */
  readonly tarball: number;
  /** All JavaScript, unpacked: every command, importer and format. */
  readonly code: number;
  /** The JavaScript that `--version` loads. */
  readonly start: number;
  /** The JavaScript that an assessment of the example hospital loads. */
  readonly assessment: number;
}

/** What each may be at most; docs/decisions/0030 says why these four. */
export const BUDGETS: Sizes = {
  tarball: 1_000_000,
  code: 2_600_000,
  start: 100_000,
  assessment: 1_100_000,
};

/** What is larger than it may be, in words. */
export function overBudget(sizes: Sizes): string[] {
  return (Object.keys(BUDGETS) as (keyof Sizes)[])
    .filter((name) => sizes[name] > BUDGETS[name])
    .map((name) => `${name} has ${sizes[name]} bytes, allowed ${BUDGETS[name]}`);
}
