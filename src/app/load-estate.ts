import type { InputFile } from '../domain/input-file.ts';
import type { InputLimits } from '../domain/limits.ts';
import { type LoadedInventory, loadInventory } from '../load/load-inventory.ts';

/** Reads, validates and merges the files of an estate. Throws a `UserError` with every problem. */
export function loadEstate(
  files: readonly InputFile[],
  limits: InputLimits,
): Promise<LoadedInventory> {
  return loadInventory(files, limits);
}
