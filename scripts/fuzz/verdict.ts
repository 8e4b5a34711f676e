import { STDIN_FILE } from '../../src/domain/input-file.ts';
import type { ErrorReport, ReportProblem } from '../../src/domain/report.ts';
import { safeText } from '../../src/reporters/safe-text.ts';
import { type Ran, run } from '../../test/support/fake-host.ts';
import type { FuzzCase } from './fuzz-case.ts';

/** What a run must never show, in words; undefined where all is well. */
export async function faultOf(one: FuzzCase): Promise<string | undefined> {
  let ran: Ran;
  try {
    ran = await run(one.args, { ...one, sealed: true });
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
  return faultIn(one, ran);
}

/** The same of a run that has ended. */
export function faultIn(one: FuzzCase, ran: Ran): string | undefined {
  return (
    crash(ran) ??
    strayWrite(one, ran) ??
    unsafeText(ran) ??
    wrongDocument(ran) ??
    (ran.exitCode === 2 ? placelessError(one, ran) : undefined)
  );
}

function crash({ exitCode, stderr }: Ran): string | undefined {
  if (stderr.includes('crashed; this is a bug')) return stderr;
  return [0, 1, 2, 3].includes(exitCode) ? undefined : `ended with exit code ${exitCode}`;
}

/** Files are written where a word of the command names them or their folder, and nowhere else. */
function strayWrite({ args }: FuzzCase, { written, appended }: Ran): string | undefined {
  // It is asked to write whatever a team begins with.
  if (args[0] === 'init') return undefined;
  const stray = [...Object.keys(written), ...Object.keys(appended)].find(
    (file) => !args.some((arg) => isNamedBy(file, arg)),
  );
  return stray === undefined ? undefined : `wrote ${stray}, which nobody asked for`;
}

function isNamedBy(file: string, arg: string): boolean {
  const place = arg
    .replace(/^.*=/, '')
    .replace(/^-o(?=.)/, '')
    .replace(/^\.\//, '');
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
  // An import into a folder also writes an overlay beside that folder.
  return place === file || place === folder || place.startsWith(`${folder}/`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

function unsafeText({ stderr }: Ran): string | undefined {
  const found = OBEYED.exec(stderr);
  if (found !== null) return `standard error holds ${JSON.stringify(found[0])}`;
  if (/^\s*::[a-z]/m.test(stderr)) return 'standard error holds a command of GitHub';
  return undefined;
}

/** Whatever looks like JSON is whole. */
function wrongDocument({ stdout, exitCode }: Ran): string | undefined {
  if (!/^[[{]/.test(stdout)) return undefined;
  const texts = stdout.startsWith('{"') ? stdout.trimEnd().split('\n') : [stdout];
  for (const text of texts) {
    try {
      const fault = wrongReport(JSON.parse(text), exitCode);
      if (fault !== undefined) return fault;
    } catch {
      return `is no JSON: ${text.slice(0, 200)}`;
    }
  }
  return undefined;
}

interface AnyReport {
  readonly score?: { readonly guaranteed: number | null; readonly possible: number | null };
  readonly gate?: { readonly passed: boolean };
  readonly counts?: { readonly outcomes: { readonly error: number } };
}

function wrongReport(document: AnyReport | null, exitCode: number): string | undefined {
  const { score, counts } = document ?? {};
  if (counts !== undefined && (counts.outcomes?.error ?? 0) > 0 && exitCode !== 2) {
    return 'a rule crashed, and the exit code does not say so';
  }
  const { guaranteed, possible } = score ?? {};
  if (typeof guaranteed !== 'number' || typeof possible !== 'number') return undefined;
  return guaranteed <= possible ? undefined : `${guaranteed} is more than ${possible}`;
}

/** Mistakes that stand in no file: in the words of the command, or in all files together. */
const PLACELESS = new Set([
  'cannot-write',
  'file-exists',
  'input-twice',
  'no-file',
  'no-inventory',
  'not-recognised',
  'nothing-to-assess',
  'output-twice',
  'several-kinds',
  'unknown-importer',
  'unknown-rule',
]);

/** The same where people read: mistakes in the words, and that there is nothing. */
const OF_NO_FILE =
  /(?:^error:|^Usage:|^✖ (?:no|the folder has no|the history holds no|there is no|two outputs go to) |no file is named)/m;

/** An error names the file, and the line and column wherever the report of it says a place. */
function placelessError(
  { files, args }: FuzzCase,
  { stdout, stderr, written }: Ran,
): string | undefined {
  const names = [...Object.keys(files), STDIN_FILE, ...args]
    .filter((name) => name !== '')
    .map((name) => safeText(name).normalize());
  if (stdout.startsWith('{')) {
    const { error } = JSON.parse(stdout) as Partial<ErrorReport>;
    for (const problem of error?.problems ?? []) {
      const fault = misplaced(problem, files, names);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  // `doctor` tells in a file where it is asked to; who wraps a text puts its characters together.
  const told = [stdout, stderr, ...Object.values(written)].join('\n').normalize();
  const isNamed = names.some((name) => told.includes(name));
  return isNamed || OF_NO_FILE.test(told) ? undefined : `names no file: ${stderr}`;
}

function misplaced(
  { code, message, location }: ReportProblem,
  files: FuzzCase['files'],
  names: readonly string[],
): string | undefined {
  if (location === null) {
    const isNamed =
      PLACELESS.has(code) || names.some((name) => safeText(message).normalize().includes(name));
    return isNamed ? undefined : `${code} has no place: ${message}`;
  }
  const content = files[location.file];
  if (content === undefined) {
    return location.file === STDIN_FILE ? undefined : `${code} is in ${location.file}`;
  }
  const text = Buffer.from(content).toString();
  const line = text.split('\n')[location.line - 1] ?? (location.line === 1 ? '' : undefined);
  if (line === undefined) return `${code} is on line ${location.line}, which is not there`;
  return location.column <= [...line].length * 2 + 2
    ? undefined
    : `${code} is at ${location.line}:${location.column}, behind its line`;
}
