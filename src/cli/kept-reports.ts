import { posix } from 'node:path';
import type { History } from '../domain/history.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Tool } from '../domain/report.ts';
import type { Host } from './host.ts';
import { normal, readInput } from './inputs.ts';

/** The reports that a folder keeps; none where it is not there. */
export async function keptReports(host: Host, named: string): Promise<InputFile[]> {
  const folder = normal(named);
  if ((await host.kindOf(folder)) !== 'folder') return [];
  const names = (await host.listFiles(folder)).filter((name) => /^[^/]+\.json$/.test(name));
  const files: InputFile[] = [];
  for (const name of names) files.push(await readInput(host, posix.join(folder, name)));
  return files;
}

/** The history of a folder that was named. Throws a `UserError` where it holds no report. */
export async function readKept(
  host: Host,
  tool: Tool,
  folder: string | undefined,
): Promise<{ readonly history?: History }> {
  if (folder === undefined) return {};
  const { readHistory } = await import('../app/history.ts');
  return { history: await readHistory(await keptReports(host, folder), tool) };
}
