import semver from 'semver';

/** Whether a text is a range of versions, as npm writes them. */
export function validRange(range: string): boolean {
  return semver.validRange(range) !== null;
}

/** Whether a version is in a range; one before a release counts as that release. */
export function satisfies(version: string, range: string): boolean {
  return semver.satisfies(version, range, { includePrerelease: true });
}
