import type { Platform, Server } from '../domain/inventory.ts';

export type Architecture = NonNullable<NonNullable<Server['cpu']>['architecture']>;

/**
 * Architectures that a product's hosts can have, where its vendor ships it for those only. A guest
 * runs on the architecture of its host; a 32-bit x86 system runs on x86_64 as well.
 */
const HOST_ARCHITECTURES: Readonly<
  Partial<Record<NonNullable<Platform['product']>, readonly Architecture[]>>
> = {
  esxi: ['x86_64'],
  'hyper-v': ['x86_64'],
  ahv: ['x86_64'],
  'xcp-ng': ['x86_64'],
  'proxmox-ve': ['x86_64'],
};

/** Undefined where a product runs on several architectures or is not known. */
export function hostArchitectures(
  product: Platform['product'],
): readonly Architecture[] | undefined {
  return product === undefined ? undefined : HOST_ARCHITECTURES[product];
}

/** Whether software for `source` runs natively on a host of `target`. */
export function runsOn(source: Architecture, target: Architecture): boolean {
  return source === target || (source === 'x86' && target === 'x86_64');
}
