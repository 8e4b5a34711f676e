import type { Noter } from './common-notes.ts';
import { type GuestOs, parseGuestOsName } from './guest-os-name.ts';
import { cleanName, type NamedSubject } from './subject-ids.ts';
import type { Value } from './value.ts';

/** A name fit for an id; an entry without one is noted, and undefined. */
export function nameFrom(value: Value, notes: Noter): string | undefined {
  const text = value.text();
  const name = cleanName(text ?? '');
  if (name === '') {
    notes.add('entry-without-name', value.place);
    return undefined;
  }
  if (name !== text) notes.add('name-cleaned', name);
  return name;
}

/** A name that refers to something else, in the form that `nameFrom` gives it. */
export function referenceFrom(value: Value): string | undefined {
  const name = cleanName(value.text() ?? '');
  return name === '' ? undefined : name;
}

/** Each thing once: of those that agree in name and lasting mark, the first. */
export function withoutRepeats<Thing extends NamedSubject & { readonly uuid: string | undefined }>(
  things: readonly Thing[],
  notes: Noter,
): Thing[] {
  const seen = new Set<string>();
  return things.filter(({ name, uuid }) => {
    // Without a mark, things of one name may well be two.
    if (uuid === undefined) return true;
    const key = JSON.stringify([name, uuid.toLowerCase()]);
    if (seen.has(key)) notes.add('entry-repeated', name);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** A guest operating system that a machine is set up for, by its name. */
export function configuredGuestOs(name: string | undefined, notes: Noter): GuestOs | undefined {
  return guestOsFrom(name, { isConfigured: true }, notes);
}

/** A guest operating system that the guest itself reports, by its name. */
export function reportedGuestOs(name: string | undefined, notes: Noter): GuestOs | undefined {
  return guestOsFrom(name, { isConfigured: false }, notes);
}

function guestOsFrom(
  name: string | undefined,
  { isConfigured }: { readonly isConfigured: boolean },
  notes: Noter,
): GuestOs | undefined {
  if (name === undefined) return undefined;
  const os = parseGuestOsName(name);
  if (os?.family === undefined) notes.add('guest-os-not-read', name);
  else {
    if (isConfigured) notes.add('guest-os-from-configuration', name);
    if (os.version === undefined) notes.add('guest-os-version-absent', name);
  }
  return os;
}
