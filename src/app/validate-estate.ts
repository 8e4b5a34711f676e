import type { InputFile } from '../domain/input-file.ts';
import type { InputLimits } from '../domain/limits.ts';
import type { Problem } from '../domain/user-error.ts';
import { loadInventory } from '../load/load-inventory.ts';

/** What a valid estate holds. */
export interface ValidationSummary {
  readonly valid: true;
  readonly files: readonly string[];
  /** Section → number of subjects. */
  readonly subjects: Readonly<Record<string, number>>;
}

/** Loads an estate without judging it. Throws a `UserError` with every problem. */
export async function validateEstate(
  files: readonly InputFile[],
  limits: InputLimits,
  unread: readonly Problem[],
): Promise<ValidationSummary> {
  const { inventory } = await loadInventory(files, limits, unread);
  const nested = inventory.applications.flatMap(({ instances }) => instances ?? []).length;
  return {
    valid: true,
    files: files.map(({ file }) => file),
    subjects: {
      sites: inventory.sites.length,
      platforms: inventory.platforms.length,
      clusters: inventory.clusters.length,
      servers: inventory.servers.length,
      storage: inventory.storage.length,
      applications: inventory.applications.length,
      instances: inventory.instances.length + nested,
    },
  };
}
