import { CommanderError } from 'commander';
import { isIsoDate, toIsoDate } from '../domain/calendar.ts';
import type { Tool } from '../domain/report.ts';
import { FORMATS } from '../domain/report-format.ts';
import { UserError, userError } from '../domain/user-error.ts';
import { appearanceOf, WHEN, type When } from './appearance.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { type Output, parseOutput, workspaceOf, writeText } from './outputs.ts';
import { program, type Session } from './program.ts';
import { addStepSummary } from './step-summary.ts';

/** Runs the command line and returns the exit code; it never ends the process. */
export async function main(host: Host, tool: Tool, args: readonly string[]): Promise<ExitCode> {
  try {
    return await runProgram(host, tool, args);
  } catch (error) {
    if (isReaderGone(error)) return EXIT.readerGone;
    if (error instanceof UserError) return refused(host, tool, args, error);
    return crashed(host, tool, error);
  }
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

async function runProgram(host: Host, tool: Tool, args: readonly string[]): Promise<ExitCode> {
  let written = '';
  const say = (text: string): void => {
    written += text;
  };
  const session: Session = { host, tool, today: todayOf(host), say, exitCode: undefined };
  const root = program(session, args);
  if (args.length === 0) {
    await host.stderr.write(root.helpInformation());
    return EXIT.couldNotAssess;
  }
  try {
    await root.parseAsync([...args], { from: 'user' });
    return session.exitCode ?? EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return usage(host, error, written);
    throw error;
  }
}

/** `SOURCE_DATE_EPOCH` stands for the clock where a build wants the same bytes every day. */
function todayOf({ env, now }: Host): string {
  const epoch = env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return toIsoDate(now);
  const date = new Date(Number(epoch) * 1000);
  const day = Number.isNaN(date.getTime()) ? '' : toIsoDate(date);
  if (isIsoDate(day)) return day;
  throw userError(
    'bad-environment',
    `SOURCE_DATE_EPOCH must be seconds since 1970, found "${epoch}"`,
  );
}

/** Help and version go to standard output, a mistake in the command line to standard error. */
async function usage(host: Host, error: CommanderError, written: string): Promise<ExitCode> {
  if (error.exitCode === 0) {
    await writeText(host, undefined, written);
    return EXIT.ok;
  }
  const { renderUsage } = await import('../app/render.ts');
  await host.stderr.write(renderUsage(written === '' ? `${error.message}\n` : written));
  return EXIT.couldNotAssess;
}

/** A mistake of ours keeps its stack, and never looks like a failed gate. */
async function crashed(host: Host, { name, version }: Tool, error: unknown): Promise<ExitCode> {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await host.stderr.write(
    `${name} ${version} crashed; this is a bug, please report it:\n${stack}\n`,
  );
  return EXIT.couldNotAssess;
}

/** Problems for people on standard error, and the envelope where a machine waits for a document. */
async function refused(
  host: Host,
  tool: Tool,
  args: readonly string[],
  error: UserError,
): Promise<ExitCode> {
  const { errorReport } = await import('../app/error-report.ts');
  const { renderErrorReport, renderUserError } = await import('../app/render.ts');
  const look = appearanceOf(host, host.stderr, {
    color: choiceIn(args, '--color'),
    hyperlinks: choiceIn(args, '--hyperlinks'),
  });
  await host.stderr.write(renderUserError(error.problems, error.more, look));
  const document = errorReport(tool, error);
  const workspace = workspaceOf(host);
  for (const output of outputsIn(args)) {
    const text = await renderErrorReport(document, output.format, workspace);
    // The failure that is being reported may be that this very place takes nothing.
    if (text !== '') await writeText(host, output.file, text).catch(() => {});
    if (output.format !== 'github') continue;
    const summary = await renderErrorReport(document, 'markdown', workspace);
    await addStepSummary(host, summary).catch(() => {});
  }
  return document.error.code === 'nothing-to-assess' ? EXIT.nothingToAssess : EXIT.couldNotAssess;
}

/**
 * The outputs that were asked for, one for each place, read again here because the command itself
 * has failed.
 */
function outputsIn(args: readonly string[]): Output[] {
  const outputs = args.flatMap((arg, i) => {
    const text = /^(?:-o|--output)$/.test(arg)
      ? args[i + 1]
      : /^(?:-o|--output=)(.+)$/.exec(arg)?.[1];
    try {
      return text === undefined ? [] : [parseOutput(text, FORMATS)];
    } catch {
      return [];
    }
  });
  return outputs.filter(({ file }, i) => outputs.findIndex((one) => one.file === file) === i);
}

function choiceIn(args: readonly string[], option: string): When {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  const word = args[at] === option ? args[at + 1] : args[at]?.slice(option.length + 1);
  return WHEN.find((choice) => choice === word) ?? 'auto';
}
