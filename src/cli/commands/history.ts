import { posix } from 'node:path';
import type { HistoryAction } from '../../domain/history.ts';
import type { Tool } from '../../domain/report.ts';
import type { AnswerFormat } from '../../domain/report-format.ts';
import { userError } from '../../domain/user-error.ts';
import { appearanceOf, type LookChoices } from '../appearance.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { normal, readInput } from '../inputs.ts';
import { readKept } from '../kept-reports.ts';
import { type Output, streamFor, writeText } from '../outputs.ts';

export interface HistoryOptions extends LookChoices {
  readonly folder: string;
  readonly output: Output<AnswerFormat>;
  readonly limit: number;
  readonly quiet?: true;
}

/** Keeps a report in a folder, or shows what the kept ones tell. */
export async function history(
  host: Host,
  tool: Tool,
  action: HistoryAction,
  report: string | undefined,
  options: HistoryOptions,
): Promise<ExitCode> {
  if (action === 'add') return add(host, tool, report, options);
  if (report !== undefined) {
    throw userError('report-with-show', `history show takes no report, found "${report}"`, {
      hint: 'It shows those of a folder: --folder <folder>. virtready diff compares two reports.',
    });
  }
  const { folder, output, limit, quiet = false } = options;
  const found = await readKept(host, tool, folder);
  const { renderHistory } = await import('../../app/render.ts');
  const look = appearanceOf(host, streamFor(host, output.file), options);
  const text = await renderHistory(found, output.format, { ...look, limit, quiet });
  await writeText(host, output.file, text);
  return EXIT.ok;
}

async function add(
  host: Host,
  tool: Tool,
  report: string | undefined,
  { folder, quiet }: HistoryOptions,
): Promise<ExitCode> {
  if (report === undefined) {
    throw userError('no-file', 'no report is named', {
      hint: 'Name a file that -o json=report.json has written, or - for standard input.',
    });
  }
  const file = await readInput(host, report);
  const { historyName } = await import('../../app/history.ts');
  const place = posix.join(normal(folder), await historyName(file, tool));
  const isThere = (await host.kindOf(place)) !== 'missing';
  await host.makeFolder(normal(folder));
  await writeText(host, place, Buffer.from(file.bytes).toString('utf8'));
  if (quiet !== true) {
    await host.stderr.write(isThere ? `kept again as ${place}\n` : `kept as ${place}\n`);
  }
  return EXIT.ok;
}
