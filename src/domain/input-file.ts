import type { Problem } from './user-error.ts';

/** A file's content as it was given. */
export interface InputFile {
  /** As the user named it, with forward slashes. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What standard input is called where a file has a name. */
export const STDIN_FILE = '<stdin>';

const MIB = 1024 * 1024;

/** The problem of a file that is larger than allowed. */
export function fileTooLarge(file: string, bytes: number, maxMiB: number): Problem {
  return {
    code: 'file-too-large',
    message: `${file}: the file has ${Math.ceil(bytes / MIB)} MiB, allowed ${maxMiB} MiB`,
    hint: 'Raise the limit with --max-file-size.',
  };
}

export function isTooLarge(bytes: number, maxMiB: number): boolean {
  return bytes > maxMiB * MIB;
}
