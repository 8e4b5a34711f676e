import type { Config } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';
import { normal, readBytes } from './inputs.ts';
import { reachOf, refuseLinkOut, repositoryRoot } from './repository.ts';

/** Where a configuration is looked for, in each folder up to the repository's. */
export const CONFIG_FILES = ['virtready.config.yaml', '.virtready.yaml'] as const;

/** The configuration that is named, or the nearest one from the working folder upward. */
export async function readConfig(
  host: Host,
  { version }: Tool,
  named: string | undefined,
): Promise<{ readonly config?: Config }> {
  const file = named === undefined ? await findConfig(host) : normal(named);
  if (file === undefined) return {};
  const reach = await reachOf(host, file);
  const read = async (path: string): Promise<InputFile> => {
    // A file that the user names may lie anywhere.
    if (path !== file || named === undefined) await refuseLinkOut(host, reach, path);
    return { file: path, bytes: await readBytes(host, path) };
  };
  const { openConfig } = await import('../app/config/open-config.ts');
  const config = await openConfig({ file: await read(file), root: reach, version, read });
  await refuseLinksOut(host, reach, config);
  return { config };
}

/** What it names beside the files that it is made of; inventories are looked at when they are found. */
async function refuseLinksOut(
  host: Host,
  reach: string,
  { baseline, outputs }: Config,
): Promise<void> {
  if (baseline !== undefined) {
    await refuseLinkOut(host, reach, baseline.value, baseline.origin.location);
  }
  for (const output of outputs?.value ?? []) {
    const equals = output.indexOf('=');
    if (equals < 0) continue;
    await refuseLinkOut(host, reach, output.slice(equals + 1), outputs?.origin.location);
  }
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

async function findConfig(host: Host): Promise<string | undefined> {
  for (const folder of foldersUpTo((await repositoryRoot(host)) ?? '.')) {
    for (const name of CONFIG_FILES) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      // What cannot be read is told of, not passed over.
      if (['file', 'other'].includes(await host.kindOf(path))) return path;
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
