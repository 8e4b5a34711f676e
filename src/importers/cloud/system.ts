import { type GuestOs, parseGuestOsName } from '../guest-os-name.ts';
import type { NoteBook } from '../note-book.ts';

/** What a name and a version of an operating system can leave open. */
export const SYSTEM_SENTENCES = {
  'guest-os-not-read': 'Guest operating systems whose names say no product that is known here',
  'guest-os-version-absent':
    'Guest operating systems of which no version is said, several, or only that of a kernel or build: it is absent',
} as const;

export type SystemNotes = Pick<NoteBook<keyof typeof SYSTEM_SENTENCES>, 'add'>;

/** Kernels are numbered in three parts from 2 to 6; distributions that far back are none to import. */
const KERNEL = /^[2-6]\.\d+\.\d+/;

/** An operating system whose version may stand in a column of its own. */
export function systemOf(
  name: string | undefined,
  version: string | undefined,
  notes: SystemNotes,
): GuestOs | undefined {
  if (name === undefined || name === '') return undefined;
  const named = parseGuestOsName(name);
  if (named?.family === undefined) {
    notes.add('guest-os-not-read', name);
    return named;
  }
  const whole = named.version === undefined ? withVersion(name, named, version) : named;
  if (whole.version === undefined)
    notes.add('guest-os-version-absent', `${name} ${version ?? ''}`.trim());
  return whole;
}

function withVersion(name: string, named: GuestOs, version: string | undefined): GuestOs {
  if (version === undefined || KERNEL.test(version)) return named;
  const both = parseGuestOsName(`${name} ${version}`);
  return both?.version !== undefined && both.family === named.family ? both : named;
}
