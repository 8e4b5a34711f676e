import { toThreeDecimals } from './recorded.ts';

/** Bytes of each unit: the decimal ones end with B, the binary ones with iB. */
const BYTES = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
} as const;

export type ByteUnit = keyof typeof BYTES;

/** An amount in GiB, to three decimals. */
export function inGiB(amount: number, unit: ByteUnit): number;
export function inGiB(amount: number | undefined, unit: ByteUnit): number | undefined;
export function inGiB(amount: number | undefined, unit: ByteUnit): number | undefined {
  return amount === undefined ? undefined : scaled(amount * (BYTES[unit] / BYTES.GiB));
}

/** An amount in TiB, to three decimals. */
export function inTiB(amount: number | undefined, unit: ByteUnit): number | undefined {
  return amount === undefined ? undefined : scaled(amount * (BYTES[unit] / BYTES.TiB));
}

/** A size of 0 is one that is given. */
function scaled(amount: number): number {
  return amount === 0 ? 0 : toThreeDecimals(amount);
}
