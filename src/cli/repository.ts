import { posix } from 'node:path';
import type { Location } from '../domain/location.ts';
import { userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';

/** The folder of the repository that a folder stands in, as a path; undefined outside of any. */
export async function repositoryRoot(host: Host, folder = '.'): Promise<string | undefined> {
  const depth = partsOf(host.cwd) + partsOf(folder);
  let above = folder;
  for (let level = 0; level <= depth; level++) {
    if (['file', 'folder'].includes(await host.kindOf(`${above}/.git`))) return above;
    above = posix.join(above, '..');
  }
  return undefined;
}

/** What the paths of a configuration stay in: its repository, or else the working folder or its own. */
export async function reachOf(host: Host, configFile: string): Promise<string> {
  const folder = posix.dirname(configFile);
  const isBelow = !posix.isAbsolute(folder) && !/^\.\.(\/|$)/.test(posix.normalize(folder));
  return (await repositoryRoot(host, folder)) ?? (isBelow ? '.' : folder);
}

/**
 * Throws a `UserError` for a path that a configuration names, and that leads out of its reach by a
 * link: links come with a stranger's pull request as configurations do.
 */
export async function refuseLinkOut(
  host: Host,
  reach: string,
  path: string,
  location?: Location,
): Promise<void> {
  const root = forward(await host.realPath(reach));
  const place = forward(await host.realPath(path));
  if (place === root || place.startsWith(root.endsWith('/') ? root : `${root}/`)) return;
  throw userError('outside', `"${path}" leads out of the configuration's repository by a link`, {
    hint: 'Put the file itself there.',
    ...(location !== undefined && { location }),
  });
}

function partsOf(path: string): number {
  return forward(path)
    .split('/')
    .filter((part) => part !== '').length;
}

function forward(path: string): string {
  return path.replaceAll('\\', '/');
}
