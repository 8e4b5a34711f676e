import type { Config } from '../domain/config.ts';
import { FORMATS, type Format } from '../domain/report-format.ts';
import { UserError, userError } from '../domain/user-error.ts';
import type { Host } from './host.ts';

/** A format, and the file that it goes to; standard output where there is none. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

export const TO_TERMINAL: Output = { format: 'terminal', file: undefined };

/** Reads `json` or `json=report.json`. Throws a `UserError` for an unknown format. */
export function parseOutput(text: string): Output {
  const equals = text.indexOf('=');
  const word = equals < 0 ? text : text.slice(0, equals);
  const format = FORMATS.find((one) => one === word);
  if (format === undefined) {
    throw userError('unknown-format', `no format is called "${word}"`, {
      hint: `Formats: ${FORMATS.join(', ')}.`,
    });
  }
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  if (file === '') throw userError('no-file', `-o ${text} names no file`);
  return { format, file };
}

/**
 * The outputs of the command line, else those of the configuration, else the terminal. Throws a
 * `UserError` for a format that does not exist, and for two that want one place.
 */
export function outputsOf(asked: readonly Output[], config: Config | undefined): readonly Output[] {
  const outputs = asked.length > 0 ? asked : configured(config);
  checkOutputs(outputs);
  return outputs;
}

function configured(config: Config | undefined): readonly Output[] {
  const { value = [], origin } = config?.outputs ?? {};
  if (value.length === 0) return [TO_TERMINAL];
  try {
    return value.map(parseOutput);
  } catch (error) {
    const location = origin?.location;
    if (!(error instanceof UserError) || location === undefined) throw error;
    throw new UserError(error.problems.map((problem) => ({ location, ...problem })));
  }
}

/** Throws a `UserError` where two outputs want standard output, or one file. */
function checkOutputs(outputs: readonly Output[]): void {
  const places = outputs.map(({ file }) => file ?? 'standard output');
  const twice = places.find((place, i) => places.indexOf(place) !== i);
  if (twice === undefined) return;
  throw userError('output-twice', `two outputs go to ${twice}`, {
    hint: 'Give each a file of its own: -o json=report.json',
  });
}

/**
 * Hands a text to a file, which is written whole or not at all, or else to standard output. Throws
 * a `UserError` where the place does not take it.
 */
export async function writeText(
  host: Host,
  file: string | undefined,
  text: string | Iterable<string>,
): Promise<void> {
  const parts = typeof text === 'string' ? [text] : text;
  try {
    if (file !== undefined) await host.writeFile(file, parts);
    else for (const part of parts) await host.stdout.write(part);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The parts are made while they are written, and a mistake in that is ours.
    if (code === undefined) throw error;
    const place = file ?? 'standard output';
    throw userError('cannot-write', `cannot write ${place}: ${WRITE_FAILURES[code] ?? message}`);
  }
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};
