import type { Platform } from '../domain/inventory.ts';

/**
 * Seconds until a product declares a silent host failed, where its vendor documents a default:
 * `TEXTS.vsphereDetection`; `TEXTS.haManager` (detection and failover together).
 */
const DETECTION_SECONDS: Readonly<Partial<Record<NonNullable<Platform['product']>, number>>> = {
  esxi: 15,
  'proxmox-ve': 120,
};

/** The documented default in seconds, or undefined where none is known. */
export function defaultDetectionSeconds(product: Platform['product']): number | undefined {
  return product === undefined ? undefined : DETECTION_SECONDS[product];
}
