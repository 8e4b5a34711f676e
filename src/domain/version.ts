/** The numbers of a version, in order: `8.0 U3` is 8, 0, 3; `2012 R2` is 2012, 2. */
export function versionNumbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Negative where `a` is the older version, positive where it is the newer one; never as text. */
export function compareVersions(a: string, b: string): number {
  const left = versionNumbers(a);
  const right = versionNumbers(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` belongs to `release`: 8.0.3 belongs to 8.0, but not to 8.01 or 80. */
export function isRelease(version: string, release: string): boolean {
  const numbers = versionNumbers(version);
  const wanted = versionNumbers(release);
  return wanted.length > 0 && wanted.every((number, i) => numbers[i] === number);
}
