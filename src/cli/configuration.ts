import type { Config } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';
import { readBytes } from './inputs.ts';

/** Where a configuration is looked for, in each folder up to the repository's. */
export const CONFIG_FILES = ['virtready.config.yaml', '.virtready.yaml'] as const;

/** The configuration that is named, or the nearest one from the working folder upward. */
export async function readConfig(
  host: Host,
  { version }: Tool,
  named: string | undefined,
): Promise<{ readonly config?: Config }> {
  const root = await repositoryRoot(host);
  const file = named ?? (await findConfig(host, root));
  if (file === undefined) return {};
  const { openConfig } = await import('../app/config/open-config.ts');
  const read = async (path: string): Promise<InputFile> => ({
    file: path,
    bytes: await readBytes(host, path),
  });
  return { config: await openConfig({ file: await read(file), root: root ?? '.', version, read }) };
}

/** The baseline that is named, or that of the configuration. */
export async function readBaseline(
  host: Host,
  named: string | undefined,
  config: Config | undefined,
): Promise<{ readonly baseline?: InputFile }> {
  const file = named ?? config?.baseline?.value;
  if (file === undefined) return {};
  if ((await host.kindOf(file)) === 'missing') {
    const location = named === undefined ? config?.baseline?.origin.location : undefined;
    throw userError('no-such-file', `the baseline ${file} does not exist`, {
      hint: 'virtready baseline create writes it.',
      ...(location !== undefined && { location }),
    });
  }
  return { baseline: { file, bytes: await readBytes(host, file) } };
}

async function findConfig(host: Host, root: string | undefined): Promise<string | undefined> {
  for (const folder of foldersUpTo(root ?? '.')) {
    for (const name of CONFIG_FILES) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      if ((await host.kindOf(path)) === 'file') return path;
    }
  }
  return undefined;
}

/** `.`, `..`, `../..` and so on, up to a folder above. */
function foldersUpTo(root: string): string[] {
  if (root === '.') return ['.'];
  const levels = root.split('/').length;
  return [
    '.',
    ...Array.from({ length: levels }, (_, i) =>
      Array(i + 1)
        .fill('..')
        .join('/'),
    ),
  ];
}

/** The folder of the repository, relative to the working folder; undefined outside of any. */
async function repositoryRoot(host: Host): Promise<string | undefined> {
  let folder = '.';
  const depth = host.cwd.split(/[\\/]+/).filter((part) => part !== '').length;
  for (let level = 0; level <= depth; level++) {
    if ((await host.kindOf(`${folder}/.git`)) !== 'missing') return folder;
    folder = folder === '.' ? '..' : `${folder}/..`;
  }
  return undefined;
}
