import { STDIN_FILE } from '../domain/input-file.ts';

/** Absolute folders, with forward slashes. */
export interface Workspace {
  /** Where the tool was started: relative paths are from there. */
  readonly folder: string;
  /** The checkout, from which receivers count their paths. */
  readonly root: string;
}

/**
 * The path of an input as a receiver knows it: from the checkout, without `.` and `..` where that can be.
 * A file on another drive keeps its path.
 */
export function checkoutPath(file: string, { folder, root }: Workspace): string {
  if (file === STDIN_FILE) return 'stdin.yaml';
  const segments = settled(below(folder, file));
  const base = settled(root);
  if (segments[0] !== base[0]) return segments.join('/');
  const shared = base.findIndex((segment, i) => segment !== segments[i]);
  const common = shared < 0 ? base.length : shared;
  const up = base.slice(common).map(() => '..');
  return [...up, ...segments.slice(common)].join('/');
}

/** A path from the root of its system, or of its drive; a relative one is from the folder. */
export function absolutePath(file: string, folder: string): string {
  return settled(below(folder, file)).join('/');
}

/** A path as a relative URI reference. */
export function pathUri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}

function below(folder: string, path: string): string {
  return isAbsolute(path) ? path : `${folder}/${path}`;
}

function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?\//.test(path);
}

/** Drive, or nothing, and the segments below it; `..` is gone. */
function settled(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.splice(Math.max(1, kept.length - 1));
    else if (kept.length === 0 || (segment !== '' && segment !== '.')) kept.push(segment);
  }
  return kept;
}
