import type { ForeignFile } from '../app/import-estate.ts';
import { userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';
import { normal, readBytes, readHead } from './inputs.ts';
import { refuseLinksOut } from './repository.ts';

/** Archives and images of disks, of many GiB: what tells of the machine stands at their begin. */
const LARGE = /\.(ova|vmdk|vhdx?|vdi|qcow2?|img|raw|iso)$/i;
/** The descriptor that begins an archive has less. */
const HEAD_BYTES = 16 * 2 ** 20;

/**
 * The files that the paths name, and all files below folders, each once and sorted by name. Files
 * and folders whose name begins with a dot are passed over below a folder. Throws a `UserError` for
 * a path where nothing stands, and for a folder without files.
 */
export async function readForeignFiles(
  host: Host,
  paths: readonly string[],
): Promise<readonly ForeignFile[]> {
  if (paths.includes('')) throw userError('no-file', 'no file is named: the path is empty');
  const names = new Set<string>();
  for (const path of paths) for (const name of await filesAt(host, normal(path))) names.add(name);
  const files: ForeignFile[] = [];
  for (const file of [...names].sort()) files.push(await fileNamed(host, file));
  return files;
}

async function fileNamed(host: Host, file: string): Promise<ForeignFile> {
  if (!LARGE.test(file)) return { file, bytes: await readBytes(host, file) };
  const bytes = await readHead(host, file, HEAD_BYTES);
  return bytes.length < HEAD_BYTES ? { file, bytes } : { file, bytes, isHead: true };
}

async function filesAt(host: Host, path: string): Promise<readonly string[]> {
  // Reading says best why a file that is not there, or is no file, cannot be read.
  if ((await host.kindOf(path)) !== 'folder') return [path];
  const files = (await host.listFiles(path)).filter((file) => !/(^|\/)\./.test(file));
  if (files.length === 0) throw userError('folder-empty', `${path}: no file is in the folder`);
  const found = files.map((file) => (path === '.' ? file : `${path}/${file}`));
  await refuseLinksOut(host, path, found);
  return found;
}
