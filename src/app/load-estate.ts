import type { InputFile } from '../domain/input-file.ts';
import { type LoadedInventory, loadInventory } from '../load/load-inventory.ts';

/** Reads, validates and merges the files of an estate. Throws a `UserError` with every problem. */
export function loadEstate(
  files: readonly InputFile[],
  maxFileMiB: number,
): Promise<LoadedInventory> {
  return loadInventory(files, maxFileMiB);
}
