import type { Workspace } from '../app/render.ts';
import type { Config } from '../domain/config.ts';
import { FORMATS, type Format } from '../domain/report-format.ts';
import { placedAt, userError } from '../domain/user-error.ts';
import { listWords } from '../domain/wording.ts';
import type { Host, OutputStream } from './host.ts';

/** A format, and the file that it goes to; standard output where there is none. */
export interface Output<F extends Format = Format> {
  readonly format: F;
  readonly file: string | undefined;
}

export const TO_TERMINAL: Output<'terminal'> = { format: 'terminal', file: undefined };

/** Reads `json` or `json=report.json`. Throws a `UserError` for a format that is not one of these. */
export function parseOutput<F extends Format>(text: string, formats: readonly F[]): Output<F> {
  const equals = text.indexOf('=');
  const word = equals < 0 ? text : text.slice(0, equals);
  const format = formats.find((one) => one === word);
  if (format === undefined) {
    throw userError('unknown-format', `no format is called "${word}"`, {
      hint: `Formats: ${formats.join(', ')}.`,
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
    return value.map((text) => harmless(parseOutput(text, FORMATS)));
  } catch (error) {
    throw placedAt(error, origin?.location);
  }
}

/** How files of a format end, where a configuration names them. */
const ENDINGS: Readonly<Record<Format, readonly string[]>> = {
  terminal: ['.txt'],
  json: ['.json'],
  jsonl: ['.jsonl', '.ndjson'],
  markdown: ['.md'],
  csv: ['.csv'],
  sarif: ['.sarif', '.json'],
  gitlab: ['.json'],
  junit: ['.xml'],
  github: ['.txt'],
  html: ['.html'],
};

/** What other programs read by these names would be lost. */
const TAKEN =
  /(^|\/)(\.[^./][^/]*|node_modules|(package|tsconfig)[^/]*\.json|[^/]*-lock\.json)(\/|$)/i;

/**
 * An output that a configuration may ask for: a configuration can be a stranger's, who could have it
 * write over what CI runs. Throws a `UserError` for any other.
 */
function harmless(output: Output): Output {
  const { format, file } = output;
  if (file === undefined) return output;
  const endings = ENDINGS[format];
  const isReport = endings.some((ending) => file.toLowerCase().endsWith(ending));
  if (isReport && !TAKEN.test(file)) return output;
  throw userError('outside', `a configuration may not have ${format} written to ${file}`, {
    hint: `Name a file that ends in ${listWords(endings)}, in no hidden folder; -o on the command line takes any.`,
  });
}

/** Throws a `UserError` where two outputs want standard output, or one file. */
export function checkOutputs(outputs: readonly Output[]): void {
  const places = outputs.map(({ file }) => file ?? 'standard output');
  const twice = places.find((place, i) => places.indexOf(place) !== i);
  if (twice === undefined) return;
  throw userError('output-twice', `two outputs go to ${twice}`, {
    hint: 'Give each a file of its own: -o json=report.json',
  });
}

/** The stream that an output looks like: a file is plain and of the usual width, whatever the terminal can show. */
export function streamFor(host: Host, file: string | undefined): OutputStream {
  return file === undefined ? host.stdout : { ...host.stdout, isTTY: false, columns: undefined };
}

/** CI says where its checkout is; elsewhere it is the working folder. */
export function workspaceOf({ cwd, env }: Host): Workspace {
  return {
    folder: forward(cwd),
    root: forward(env['GITHUB_WORKSPACE'] || env['CI_PROJECT_DIR'] || cwd),
  };
}

function forward(path: string): string {
  return path.replaceAll('\\', '/');
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
  await writing(file ?? 'standard output', async () => {
    if (file !== undefined) await host.writeFile(file, parts);
    else for (const part of parts) await host.stdout.write(part);
  });
}

/** Runs what writes to a place. Throws a `UserError` where the place does not take it. */
export async function writing(place: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The parts are made while they are written, and a mistake in that is ours; a reader that has
    // gone away is nobody's.
    if (code === undefined || code === 'EPIPE') throw error;
    throw userError('cannot-write', `cannot write ${place}: ${WRITE_FAILURES[code] ?? message}`);
  }
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  EEXIST: 'a file is called so',
  ENOTDIR: 'a part of the path is a file',
};
