import { createHash } from 'node:crypto';
import { HISTORY_SCHEMA_VERSION, type History, type HistoryPoint } from '../domain/history.ts';
import type { InputFile } from '../domain/input-file.ts';
import { byText } from '../domain/order.ts';
import type { Report, Tool } from '../domain/report.ts';
import { userError } from '../domain/user-error.ts';
import { diffReports } from '../engine/diff.ts';
import { loadReport } from '../load/load-report.ts';

const DIGITS = 12;

/**
 * The name under which a report is kept: its day, and a hash of all that it was made from. Assessing
 * the same files again on the same day gives the same name, and the same report. Throws a
 * `UserError` for what is no report.
 */
export async function historyName(file: InputFile, tool: Tool): Promise<string> {
  const { asOf, inputs, config, tool: by } = await loadReport(file, tool);
  const sources = [...inputs, ...config].map(({ file, sha256 }) => `${sha256} ${file}`);
  const hash = createHash('sha256')
    .update([by.version, ...sources].join('\n'))
    .digest('hex');
  return `${asOf}-${hash.slice(0, DIGITS)}.json`;
}

/**
 * The history that the saved reports of a folder tell. Throws a `UserError` where there is none, or one
 * cannot be read.
 */
export async function readHistory(
  files: readonly InputFile[],
  tool: Tool,
  folder: string,
): Promise<History> {
  const reports: { readonly file: string; readonly report: Report }[] = [];
  for (const file of files) reports.push({ file: file.file, report: await loadReport(file, tool) });
  reports.sort((a, b) => byText(a.report.asOf, b.report.asOf) || byText(a.file, b.file));
  const [before, newest] = [reports.at(-2), reports.at(-1)];
  if (newest === undefined) {
    throw userError('history-empty', `the history holds no report: ${folder}`, {
      hint: 'virtready history add report.json keeps one; --folder names another folder.',
    });
  }
  return {
    schemaVersion: HISTORY_SCHEMA_VERSION,
    points: reports.map(pointOf),
    latest:
      before === undefined
        ? null
        : diffReports({ tool, before, after: newest, allowedDrop: undefined }),
  };
}

function pointOf({
  file,
  report,
}: {
  readonly file: string;
  readonly report: Report;
}): HistoryPoint {
  const { asOf, estate, verdict, score, counts } = report;
  const { guaranteed, possible, coverage, model } = score;
  const { fail, warn, unknown } = counts.outcomes;
  return {
    file,
    asOf,
    estate: estate.name,
    verdict,
    score: { guaranteed, possible, coverage },
    model,
    failed: fail,
    warned: warn,
    unknown,
  };
}
