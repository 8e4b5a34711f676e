import { posix } from 'node:path';
import type { Location } from '../domain/location.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';
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
  if (await leadsWithin(host, await placeOf(host, reach), path)) return;
  throw userError('outside', `"${path}" leads out of the configuration's repository by a link`, {
    hint: 'Put the file itself there.',
    ...(location !== undefined && { location }),
  });
}

/**
 * Of the files below a folder those that do not lead out of its repository (or out of the folder, where
 * it stands in none) by a link, and what is wrong with the others: who names a folder need not know
 * each file in it, and links come with a stranger's pull request.
 */
export async function withoutLinksOut(
  host: Host,
  folder: string,
  paths: readonly string[],
): Promise<{ readonly within: readonly string[]; readonly problems: readonly Problem[] }> {
  const root = await placeOf(host, (await repositoryRoot(host, folder)) ?? folder);
  const within: string[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    if (await leadsWithin(host, root, path)) within.push(path);
    else problems.push(linkOut(path));
  }
  return { within, problems };
}

/** Throws a `UserError` that names each of the files below a folder that leads out of it so. */
export async function refuseLinksOut(
  host: Host,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const { problems } = await withoutLinksOut(host, folder, paths);
  if (problems.length > 0) throw new UserError(problems);
}

function linkOut(path: string): Problem {
  return {
    code: 'outside',
    message: `${path} leads out of the folder's repository by a link`,
    hint: 'Put the file itself there, or name it.',
  };
}

/** Where a path leads to, with forward slashes. */
async function placeOf(host: Host, path: string): Promise<string> {
  return forward(await host.realPath(path));
}

async function leadsWithin(host: Host, root: string, path: string): Promise<boolean> {
  const place = await placeOf(host, path);
  return place === root || place.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function partsOf(path: string): number {
  return forward(path)
    .split('/')
    .filter((part) => part !== '').length;
}

function forward(path: string): string {
  return path.replaceAll('\\', '/');
}
