import { posix } from 'node:path';
import type { CiKind } from '../../app/init/ci-kinds.ts';
import type { Tool } from '../../domain/report.ts';
import { userError } from '../../domain/user-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeText, writing } from '../outputs.ts';

export interface InitOptions {
  readonly ci?: CiKind;
}

/** Writes what a team begins with. What is there already stays as it is. */
export async function init(
  host: Host,
  { version }: Tool,
  folder: string,
  options: InitOptions,
): Promise<ExitCode> {
  const { starterFiles } = await import('../../app/init/starter-files.ts');
  if (folder === '') throw userError('no-folder', 'the folder has no name');
  const place = (path: string): string => posix.join(folder.replaceAll('\\', '/'), path);
  const ci = options.ci ?? (await ciIn(host, place));
  const told: string[] = [];
  for (const { path, text } of await starterFiles(ci, version)) {
    const file = place(path);
    const isThere = (await host.kindOf(file)) !== 'missing';
    if (!isThere) {
      const above = posix.dirname(file);
      await writing(above, () => host.makeFolder(above));
      await writeText(host, file, text);
    }
    told.push(`${isThere ? 'kept ' : 'wrote'}  ${file}\n`);
  }
  const where = folder === '.' ? 'assess' : `assess ${folder}`;
  told.push(
    `\nNext: put your own estate into ${place('inventory.yaml')}, then virtready ${where}\n`,
  );
  await writeText(host, undefined, told.join(''));
  return EXIT.ok;
}

async function ciIn(host: Host, place: (path: string) => string): Promise<CiKind> {
  if ((await host.kindOf(place('.github'))) === 'folder') return 'github';
  return (await host.kindOf(place('.gitlab-ci.yml'))) === 'file' ? 'gitlab' : 'none';
}
