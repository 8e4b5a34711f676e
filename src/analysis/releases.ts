import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Platform } from '../domain/inventory.ts';
import { compareVersions } from '../domain/version.ts';

/** Whether two platforms are one product at one version, or the facts that hide it. */
export function isSameRelease(a: Platform, b: Platform): boolean | readonly FactRef[] {
  // An entry is one product at one version, whether or not they are recorded.
  if (a === b) return true;
  if (a.product !== undefined && b.product !== undefined && a.product !== b.product) return false;
  if (a.version !== undefined && b.version !== undefined && compareVersions(a.version, b.version)) {
    return false;
  }
  const missing = [a, b].flatMap(({ id, product, version }) => [
    ...(product === undefined ? [factRef('platform', id, 'product')] : []),
    ...(version === undefined ? [factRef('platform', id, 'version')] : []),
  ]);
  return missing.length > 0 ? missing : true;
}

/** A platform as people name it. */
export function releaseName({ id, product, version }: Platform): string {
  return [product ?? id, version].filter((part) => part !== undefined).join(' ');
}
