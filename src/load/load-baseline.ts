import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import type { BaselineEntry } from '../domain/report.ts';
import { baseline } from './generated/config-validators.js';
import { BASELINE } from './load-config.ts';
import { readValid } from './read-valid.ts';

/** A baseline as it is written. */
interface WrittenBaseline {
  readonly schemaVersion: 1;
  readonly findings: readonly BaselineEntry[];
}

/**
 * Reads a baseline. It is JSON, and read as YAML where it is not in order, for the places of what is
 * wrong. Throws a `UserError`.
 */
export async function loadBaseline(file: InputFile): Promise<readonly BaselineEntry[]> {
  const value = parsed(file) ?? (await readValid(file, BASELINE)).value;
  return (value as WrittenBaseline).findings;
}

/** The place of an entry of a baseline that was read. */
export async function entryLocation(file: InputFile, index: number): Promise<Location> {
  const { locate } = await readValid(file, BASELINE);
  return locate(['findings', index, 'fingerprint']);
}

/** Undefined where it is not valid. */
function parsed({ bytes }: InputFile): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return baseline(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
