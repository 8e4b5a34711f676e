/** The facts that are known; a fact that is not is left out, never null. */
export function recorded<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  const known: Partial<T> = {};
  for (const fact of Object.keys(facts) as (keyof T)[]) {
    if (facts[fact] !== undefined) known[fact] = facts[fact];
  }
  return known as T; // what was left out is optional in T, or it was not undefined
}

/** The same for a group of facts, which is absent where nothing in it is known. */
export function recordedGroup<T extends object>(
  facts: {
    [K in keyof T]: T[K] | undefined;
  },
): T | undefined {
  const group = recorded<T>(facts);
  return Object.keys(group).length === 0 ? undefined : group;
}

const MIB_PER_GIB = 1024;

/** In GiB, to three decimals. */
export function gibibytes(mebibytes: number | undefined): number | undefined {
  return mebibytes === undefined ? undefined : toThreeDecimals(mebibytes / MIB_PER_GIB);
}

/** In TiB, to three decimals. */
export function tebibytes(mebibytes: number | undefined): number | undefined {
  return mebibytes === undefined ? undefined : toThreeDecimals(mebibytes / MIB_PER_GIB ** 2);
}

/** Something that is there is never rounded to nothing. */
export function toThreeDecimals(value: number): number {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? Number(value.toPrecision(1)) : rounded;
}
