import semver from 'semver';

/** Whether a text is a range of versions, as npm writes them. */
export function validRange(range: string): boolean {
  return semver.validRange(range) !== null;
}

/** Whether a version is in a range; one on the way to a release counts as that release. */
export function satisfies(version: string, range: string): boolean {
  const [release = version] = version.split('-');
  return semver.satisfies(release, range);
}
