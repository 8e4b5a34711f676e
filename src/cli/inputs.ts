import type { Config } from '../domain/config.ts';
import { fileTooLarge, type InputFile, isTooLarge } from '../domain/input-file.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';

/** The files that could be read, and what is wrong with the others. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly unread: readonly Problem[];
}

const STDIN = '-';

/** Config files lie beside inventories, but are none. */
const CONFIG = /(^|\/)virtready\.config\.ya?ml$/;

/**
 * Reads what the paths name: files, all YAML files below folders, and `-` for standard input;
 * sorted by name, each once, so that the order of the arguments does not matter. Without paths, the
 * inventory globs of the configuration. The files of the configuration itself are no inventories.
 */
export async function readInputs(
  host: Host,
  paths: readonly string[],
  maxFileMiB: number,
  config?: Config,
): Promise<Inputs> {
  if (paths.length === 0 && config?.inventory === undefined) throw noPaths();
  const names = new Set<string>();
  const files: InputFile[] = [];
  const unread: Problem[] = [];
  const attempt = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push(...error.problems);
    }
  };
  for (const path of paths) {
    await attempt(async () => {
      for (const name of await filesAt(host, path)) names.add(name);
    });
  }
  if (paths.length === 0) {
    for (const name of await filesMatching(host, config?.inventory?.value ?? [])) names.add(name);
  }
  for (const { file } of config?.files ?? []) if (!paths.includes(file)) names.delete(file);
  for (const name of [...names].sort()) {
    await attempt(async () => {
      files.push(await readOne(host, name, maxFileMiB));
    });
  }
  return { files, unread };
}

async function filesAt(host: Host, path: string): Promise<readonly string[]> {
  if (path === STDIN) return [STDIN];
  const name = normal(path);
  const kind = await host.kindOf(name);
  if (kind === 'file') return [name];
  if (kind === 'folder') {
    const files = await host.listFiles(name);
    return files
      .filter((file) => /\.ya?ml$/i.test(file) && !CONFIG.test(file))
      .map((file) => (name === '.' ? file : `${name.replace(/\/$/, '')}/${file}`));
  }
  if (kind === 'other') throw userError('unreadable', `${path} is neither a file nor a folder`);
  throw userError('no-such-file', `${path}: there is no such file or folder`, {
    hint: 'virtready --help shows the commands.',
  });
}

/** Files of globs; those that a folder lists are tried from its first part without a sign. */
async function filesMatching(host: Host, globs: readonly string[]): Promise<string[]> {
  const { default: picomatch } = await import('picomatch');
  const found: string[] = [];
  for (const glob of globs) {
    const { base, isGlob } = picomatch.scan(glob);
    if (!isGlob) {
      found.push(...(await filesAt(host, glob)));
      continue;
    }
    const folder = base === '' ? '.' : base;
    if ((await host.kindOf(folder)) !== 'folder') continue;
    const isWanted = picomatch(glob);
    found.push(...(await filesAt(host, folder)).filter((name) => isWanted(name)));
  }
  return found;
}

function noPaths(): UserError {
  return userError('no-inventory', 'no inventory is named', {
    hint: 'Name files or folders, or write inventory: into virtready.config.yaml.',
  });
}

/** Forward slashes, no `./` before and no slash behind: they would make two names of one file. */
function normal(path: string): string {
  const forward = path.replaceAll('\\', '/').replace(/^(\.\/+)+(?=.)/, '');
  return forward.replace(/(?<=.)\/+$/, '');
}

async function readOne(host: Host, name: string, maxFileMiB: number): Promise<InputFile> {
  if (name === STDIN) return { file: '<stdin>', bytes: await host.readStdin() };
  const size = await host.sizeOf(name);
  if (isTooLarge(size, maxFileMiB)) throw new UserError([fileTooLarge(name, size, maxFileMiB)]);
  return { file: name, bytes: await readBytes(host, name) };
}

/** A file's bytes; a `UserError` in plain words where it cannot be read. */
export async function readBytes(host: Host, path: string): Promise<Uint8Array> {
  try {
    return await host.readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EACCES: 'you may not read it',
      EPERM: 'you may not read it',
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      ELOOP: 'its links form a loop',
    };
    throw userError('unreadable', `${path}: ${reasons[code ?? ''] ?? String(error)}`);
  }
}
