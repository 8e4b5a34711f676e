import type { Report, Tool } from '../../domain/report.ts';
import { UserError, userError } from '../../domain/user-error.ts';
import { appearanceOf } from '../appearance.ts';
import { type Assessed, type AssessOptions, assessOnce } from '../assess-once.ts';
import { readConfig } from '../configuration.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { findInputs } from '../inputs.ts';
import { writeReport } from '../report-outputs.ts';

/** Short enough to seem at once, long enough for an editor to have written all. */
const BETWEEN_LOOKS_MS = 300;
/** Clears the screen and what was scrolled away, as people expect of a page that is drawn anew. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Assesses, and again whenever a file that it reads changes, comes or goes; it ends when it is
 * interrupted. A file with a mistake is told of, and waited for.
 */
export async function watchEstate(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: AssessOptions,
): Promise<ExitCode> {
  checkOptions(paths, options);
  let last: Assessed | undefined;
  for (;;) {
    const seen = await stampsOf(host, tool, paths, options, last);
    if (host.stdout.isTTY) await host.stdout.write(CLEAR);
    last = (await round(host, tool, today, paths, options, last?.assessed.report)) ?? last;
    await host.stderr.write('watching; Ctrl+C ends it\n');
    while ((await stampsOf(host, tool, paths, options, last)) === seen) {
      await host.pause(BETWEEN_LOOKS_MS);
    }
  }
}

function checkOptions(paths: readonly string[], { output }: AssessOptions): void {
  const other = output.find(({ format, file }) => format !== 'terminal' || file !== undefined);
  if (other !== undefined) {
    throw userError('watch-output', `--watch writes to the terminal, not ${other.format}`, {
      hint: 'Leave -o out, or leave --watch out.',
    });
  }
  if (paths.includes('-')) {
    throw userError('watch-input', '--watch cannot watch standard input', { hint: 'Name files.' });
  }
}

/** One assessment; undefined where it could not be made. */
async function round(
  host: Host,
  tool: Tool,
  today: string,
  paths: readonly string[],
  options: AssessOptions,
  before: Report | undefined,
): Promise<Assessed | undefined> {
  const look = appearanceOf(host, host.stdout, options);
  try {
    const made = await assessOnce(host, tool, today, paths, options);
    const { report } = made.assessed;
    const quiet = before !== undefined || options.quiet === true;
    const output = [{ format: 'terminal', file: undefined }] as const;
    const shown = { ...options, output, ...(quiet && { quiet: true as const }) };
    await writeReport(host, report, { inputs: made.inputs.files }, shown);
    if (before !== undefined) {
      const { renderChange } = await import('../../app/render.ts');
      const more = { ...look, limit: options.limit, quiet: false };
      await host.stdout.write(`\n${await renderChange(tool, before, report, more)}`);
    }
    return made;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { renderUserError } = await import('../../app/render.ts');
    await host.stderr.write(renderUserError(error.problems, error.more, look));
    return undefined;
  }
}

/** What tells whether any file has changed: the inventories of now, and what was read the last time. */
async function stampsOf(
  host: Host,
  tool: Tool,
  paths: readonly string[],
  options: AssessOptions,
  last: Assessed | undefined,
): Promise<string> {
  const names = new Set(last?.files);
  try {
    const { config } = await readConfig(host, tool, options.config);
    for (const name of (await findInputs(host, paths, config)).names) names.add(name);
    for (const { file } of config?.files ?? []) names.add(file);
  } catch (error) {
    // The assessment tells what is wrong with the configuration; only its change counts here.
    if (!(error instanceof UserError)) throw error;
    for (const { location } of error.problems) if (location !== undefined) names.add(location.file);
  }
  const stamps: string[] = [];
  for (const name of [...names].sort()) stamps.push(`${name} ${await host.stampOf(name)}`);
  return stamps.join('\n');
}
