import type { Instance } from '../../domain/inventory.ts';
import { isRelease } from '../../domain/version.ts';
import { type GuestOs, parseGuestOsName } from '../guest-os-name.ts';
import { recorded } from '../recorded.ts';
import type { TableRow } from '../table.ts';
import type { MachineFact } from './machines.ts';
import type { Notes } from './notes.ts';

const EXACT = ['family', 'edition', 'bits'] as const;

interface Named {
  readonly text: string;
  readonly os: GuestOs | undefined;
}

/** The guest operating system: as VMware Tools report it, else as the machine was configured. */
export function guestOsOf(row: TableRow<MachineFact>, notes: Notes): Instance['guestOs'] {
  const tools = named(row.text('osByTools'));
  const configured = named(row.text('osByConfiguration'));
  const counted = [tools, configured].find((name) => name?.os?.family !== undefined);
  if (counted === undefined) return unknownProduct(tools ?? configured, notes);
  if (counted === configured) notes.add('guest-os-from-configuration', configured.text);
  if (counted.os?.version === undefined) notes.add('guest-os-version-absent', counted.text);
  const other = counted === tools ? configured : tools;
  if (other?.os === undefined || counted.os === undefined) return counted.os;
  if (agree(counted.os, other.os)) return completed(counted.os, other.os);
  notes.add('guest-os-disagrees', `${counted.text} / ${other.text}`);
  return counted.os;
}

/**
 * Whether the guest that runs is the one that was configured: by product, word size and version.
 * Where a version is not told, a same product leaves it open.
 */
export function configuredOsMatches(row: TableRow<MachineFact>, notes: Notes): boolean | undefined {
  const tools = named(row.text('osByTools'))?.os;
  const configured = named(row.text('osByConfiguration'))?.os;
  if (tools?.family === undefined || configured?.family === undefined) return undefined;
  const same = agree(tools, configured);
  if (same && (tools.version === undefined || configured.version === undefined)) return undefined;
  notes.add('configured-os-compared');
  return same;
}

function named(text: string | undefined): Named | undefined {
  return text === undefined ? undefined : { text, os: parseGuestOsName(text) };
}

/** The name may still say the word size. */
function unknownProduct(name: Named | undefined, notes: Notes): GuestOs | undefined {
  if (name !== undefined) notes.add('guest-os-not-read', name.text);
  return name?.os;
}

function agree(a: GuestOs, b: GuestOs): boolean {
  return (
    EXACT.every((fact) => a[fact] === undefined || b[fact] === undefined || a[fact] === b[fact]) &&
    (a.version === undefined || b.version === undefined || sameRelease(a, a.version, b.version))
  );
}

/** 8.6 and 8 are one release; 2012 and 2012 R2 are two. */
function sameRelease({ family }: GuestOs, a: string, b: string): boolean {
  if (a === b) return true;
  const windows = family === 'windows-server' || family === 'windows';
  return !windows && (isRelease(a, b) || isRelease(b, a));
}

/** What Tools leave unsaid and the configuration says of the same product; never its version. */
function completed(os: GuestOs, other: GuestOs): GuestOs {
  if (os.family !== other.family) return os;
  return recorded<GuestOs>({
    ...os,
    edition: os.edition ?? other.edition,
    bits: os.bits ?? other.bits,
  });
}
