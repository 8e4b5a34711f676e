import { lookUp } from '../../domain/look-up.ts';
import type { Value } from '../value.ts';

/** `byte * 2^30`: a base unit times numbers and powers (DSP0004, programmatic units). */
const PROGRAMMATIC = /^byte((\s*\*\s*\d+(\s*\^\s*\d+)?)*)$/i;
/** No machine counts in larger units. */
const LARGEST = 2 ** 50;
/** Words of the first descriptors; all count in powers of two. */
const WORDS: Readonly<Record<string, number>> = {
  bytes: 1,
  kilobytes: 2 ** 10,
  megabytes: 2 ** 20,
  gigabytes: 2 ** 30,
};

/** Bytes of an allocation unit; one that cannot be read is reported. */
export function unitOf(units: Value): number | undefined {
  const text = units.text();
  if (text === undefined) return undefined;
  const [, factors] = PROGRAMMATIC.exec(text) ?? [];
  if (factors === undefined) return lookUp(WORDS, text.toLowerCase()) ?? units.misfit();
  const bytes = factors
    .split('*')
    .slice(1)
    .map((factor) => {
      const [base, power = 1] = factor.split('^').map(Number);
      return (base ?? 1) ** power;
    })
    .reduce((product, factor) => product * factor, 1);
  return bytes >= 1 && bytes <= LARGEST ? bytes : units.misfit();
}
