import { type Estate, indexEstate } from '../../src/analysis/estate.ts';
import { loadInventory } from '../../src/load/load-inventory.ts';

/** An indexed estate from YAML, through the real loader. */
export async function estateOf(yaml: string, asOf = '2026-11-22'): Promise<Estate> {
  const { inventory } = await loadInventory([{ file: 'estate.yaml', bytes: Buffer.from(yaml) }]);
  return indexEstate(inventory, asOf);
}

/** Something that a test knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}
