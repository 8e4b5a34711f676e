import { fileTooLarge, type InputFile, isTooLarge, STDIN_FILE } from '../domain/input-file.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';

/** The files that could be read, and what is wrong with the others. */
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly unread: readonly Problem[];
}

const STDIN = '-';

/** Where a configuration is looked for. */
export const CONFIG_FILE = 'virtready.config.yaml';

/** Config files lie beside inventories, but are none. */
const NOT_INVENTORIES = /(^|\/)virtready\.config\.ya?ml$/;

/**
 * Reads what the paths name: files, all YAML files below folders, and `-` for standard input;
 * sorted by name, each once, so that the order of the arguments does not matter.
 */
export async function readInputs(
  host: Host,
  paths: readonly string[],
  maxFileMiB: number,
): Promise<Inputs> {
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
  for (const name of [...names].sort()) {
    await attempt(async () => {
      files.push(await readOne(host, name, maxFileMiB));
    });
  }
  return { files, unread };
}

/** The configuration that is named, or the one in the current folder. */
export async function readConfig(
  host: Host,
  named: string | undefined,
): Promise<{ readonly config?: InputFile }> {
  const file = named ?? CONFIG_FILE;
  const isThere = named !== undefined || (await host.kindOf(file)) === 'file';
  return isThere ? { config: { file, bytes: await readBytes(host, file) } } : {};
}

/** One file, or standard input, of any size. */
export function readInput(host: Host, path: string): Promise<InputFile> {
  return readOne(host, path === STDIN ? STDIN : normal(path), Number.POSITIVE_INFINITY);
}

async function filesAt(host: Host, path: string): Promise<readonly string[]> {
  if (path === STDIN) return [STDIN];
  const name = normal(path);
  const kind = await host.kindOf(name);
  if (kind === 'file') return [name];
  if (kind === 'folder') {
    const files = await host.listFiles(name);
    return files
      .filter((file) => /\.ya?ml$/i.test(file) && !NOT_INVENTORIES.test(file))
      .map((file) => (name === '.' ? file : `${name.replace(/\/$/, '')}/${file}`));
  }
  if (kind === 'other') throw userError('unreadable', `${path} is neither a file nor a folder`);
  throw userError('no-such-file', `${path}: there is no such file or folder`, {
    hint: 'virtready --help shows the commands.',
  });
}

/** Forward slashes, no `./` before and no slash behind: they would make two names of one file. */
function normal(path: string): string {
  const forward = path.replaceAll('\\', '/').replace(/^(\.\/+)+(?=.)/, '');
  return forward.replace(/(?<=.)\/+$/, '');
}

async function readOne(host: Host, name: string, maxFileMiB: number): Promise<InputFile> {
  if (name === STDIN) return { file: STDIN_FILE, bytes: await host.readStdin() };
  if (maxFileMiB < Number.POSITIVE_INFINITY) {
    const size = await host.sizeOf(name);
    if (isTooLarge(size, maxFileMiB)) throw new UserError([fileTooLarge(name, size, maxFileMiB)]);
  }
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
      ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
    };
    throw userError('unreadable', `${path}: ${reasons[code ?? ''] ?? String(error)}`);
  }
}
