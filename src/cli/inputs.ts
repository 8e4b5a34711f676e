import type { Config, Origin } from '../domain/config.ts';
import { fileTooLarge, type InputFile, isTooLarge, STDIN_FILE } from '../domain/input-file.ts';
import { type Problem, placedAt, UserError, userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';
import { reachOf, refuseLinkOut, withoutLinksOut } from './repository.ts';

/** The files that could be read, and what is wrong with the others. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly unread: readonly Problem[];
}

const STDIN = '-';

/** Config files lie beside inventories, but are none. */
const CONFIG = /(^|\/)virtready\.config\.ya?ml$/;

/** What the paths name, by name: each file once, so that their order does not matter. */
interface FoundInputs {
  readonly names: readonly string[];
  readonly unread: readonly Problem[];
}

/**
 * Finds what the paths name: files, all YAML files below folders, and `-` for standard input.
 * Without paths, the inventory globs of the configuration. The files of the configuration itself
 * are no inventories. Throws a `UserError` where nothing is named.
 */
export async function findInputs(
  host: Host,
  paths: readonly string[],
  config: Config | undefined,
): Promise<FoundInputs> {
  const globs = config?.inventory?.value;
  if (paths.length === 0 && globs === undefined) throw noPaths();
  const names = new Set<string>();
  const unread: Problem[] = [];
  const finders =
    paths.length > 0
      ? paths.map((path) => () => filesNamed(host, path, unread))
      : (globs ?? []).map((glob) => () => filesMatching(host, glob, config?.inventory?.origin));
  for (const find of finders) {
    for (const name of (await attempt(find, unread)) ?? []) names.add(name);
  }
  for (const { file } of config?.files ?? []) if (!paths.includes(file)) names.delete(file);
  return { names: [...names].sort(), unread };
}

/** Finds and reads the files; one that cannot be read does not hide the others. */
export async function readInputs(
  host: Host,
  paths: readonly string[],
  maxFileMiB: number,
  config?: Config,
): Promise<Inputs> {
  const found = await findInputs(host, paths, config);
  const unread = [...found.unread];
  const files: InputFile[] = [];
  for (const name of found.names) {
    const file = await attempt(() => readOne(host, name, maxFileMiB), unread);
    if (file !== undefined) files.push(file);
  }
  return { files, unread };
}

/** The result, or undefined with the problems put to the others. */
async function attempt<T>(step: () => Promise<T>, problems: Problem[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** One file, or standard input, of any size. */
export function readInput(host: Host, path: string): Promise<InputFile> {
  return readOne(host, path === STDIN ? STDIN : normal(path), Number.POSITIVE_INFINITY);
}

/** A file that is named, wherever it lies, or those of a folder that do not lead out of it. */
async function filesNamed(
  host: Host,
  path: string,
  problems: Problem[],
): Promise<readonly string[]> {
  const name = normal(path);
  const files = await filesAt(host, path);
  if (files.length === 1 && files[0] === name) return files;
  const found = await withoutLinksOut(host, name, files);
  problems.push(...found.problems);
  return found.within;
}

async function filesAt(host: Host, path: string): Promise<readonly string[]> {
  if (path === STDIN) return [STDIN];
  if (path === '') throw noFile();
  const name = normal(path);
  const kind = await host.kindOf(name);
  if (kind === 'file') return [name];
  if (kind === 'folder') {
    const files = await host.listFiles(name);
    return files
      .filter((file) => /\.ya?ml$/i.test(file) && !CONFIG.test(file))
      .map((file) => (name === '.' ? file : `${name.replace(/\/$/, '')}/${file}`));
  }
  if (kind === 'other') {
    await readBytes(host, name);
    throw userError('unreadable', `${path} is neither a file nor a folder`);
  }
  throw userError('no-such-file', `${path}: there is no such file or folder`, {
    hint: 'virtready --help shows the commands.',
  });
}

/** The files of a configuration's glob. Throws a `UserError` for one outside of its repository. */
async function filesMatching(
  host: Host,
  glob: string,
  origin: Origin | undefined,
): Promise<readonly string[]> {
  const location = origin?.location;
  const names = await namesMatching(host, glob).catch((error: unknown) => {
    throw placedAt(error, location);
  });
  const reach = await reachOf(host, location?.file ?? '.');
  for (const name of names) await refuseLinkOut(host, reach, name, location);
  return names;
}

/** Those of the folder before the first sign of the glob are tried. */
async function namesMatching(host: Host, glob: string): Promise<readonly string[]> {
  const { default: picomatch } = await import('picomatch');
  const { base, isGlob } = picomatch.scan(glob);
  if (!isGlob) return filesAt(host, glob);
  const folder = base === '' ? '.' : base;
  if ((await host.kindOf(folder)) !== 'folder') return [];
  const isWanted = picomatch(glob);
  return (await filesAt(host, folder)).filter((name) => isWanted(name));
}

function noFile(): UserError {
  return userError('no-file', 'no file is named: the path is empty');
}

function noPaths(): UserError {
  return userError('no-inventory', 'no inventory is named', {
    hint: 'Name files or folders, or write inventory: into virtready.config.yaml.',
  });
}

/** Forward slashes, no `./` before and no slash behind: they would make two names of one file. */
export function normal(path: string): string {
  const forward = path.replaceAll('\\', '/').replace(/^(\.\/+)+(?=.)/, '');
  return forward.replace(/(?<=.)\/+$/, '');
}

async function readOne(host: Host, name: string, maxFileMiB: number): Promise<InputFile> {
  if (name === '') throw noFile();
  if (name === STDIN) return { file: STDIN_FILE, bytes: await host.readStdin() };
  if (maxFileMiB < Number.POSITIVE_INFINITY) {
    const size = await reading(name, () => host.sizeOf(name));
    if (isTooLarge(size, maxFileMiB)) throw new UserError([fileTooLarge(name, size, maxFileMiB)]);
  }
  return { file: name, bytes: await readBytes(host, name) };
}

/** A file's bytes; a `UserError` in plain words where it cannot be read. */
export function readBytes(host: Host, path: string): Promise<Uint8Array> {
  return reading(path, () => host.readFile(path));
}

/** The first bytes of a file; a `UserError` in plain words where it cannot be read. */
export function readHead(host: Host, path: string, bytes: number): Promise<Uint8Array> {
  return reading(path, () => host.readHead(path, bytes));
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EACCES: 'you may not read it',
      EPERM: 'you may not read it',
      ENOENT: 'there is no such file',
      ENXIO: 'it is neither a file nor a folder',
      EISDIR: 'it is a folder',
      ELOOP: 'its links form a loop',
      ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
    };
    throw userError('unreadable', `${path}: ${reasons[code ?? ''] ?? String(error)}`);
  }
}
