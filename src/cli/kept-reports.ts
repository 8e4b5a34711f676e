import { posix } from 'node:path';
import type { History } from '../domain/history.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import type { Host } from './host.ts';
import { normal, readInput } from './inputs.ts';
import { refuseLinksOut } from './repository.ts';

/** None where the folder is not there. */
async function keptReports(host: Host, folder: string): Promise<InputFile[]> {
  if ((await host.kindOf(folder)) !== 'folder') return [];
  const names = (await host.listFiles(folder)).filter((name) => /^[^/]+\.json$/.test(name));
  const paths = names.map((name) => posix.join(folder, name));
  await refuseLinksOut(host, folder, paths);
  const files: InputFile[] = [];
  for (const path of paths) files.push(await readInput(host, path));
  return files;
}

/** The history of a folder. Throws a `UserError` where it holds no report. */
export async function readKept(host: Host, tool: Tool, named: string): Promise<History> {
  const folder = normal(named);
  const { readHistory } = await import('../app/history.ts');
  return readHistory(await keptReports(host, folder), tool, folder);
}

/** The same where a folder is named. */
export async function historyIn(
  host: Host,
  tool: Tool,
  named: string | undefined,
): Promise<{ readonly history?: History }> {
  return named === undefined ? {} : { history: await readKept(host, tool, named) };
}
