import { createHmac } from 'node:crypto';
import { byText } from '../domain/order.ts';

/** A name and what stands for it. */
export interface Replacement {
  /** What it names: `instance`, `network`, `person` … */
  readonly kind: string;
  readonly original: string;
  readonly pseudonym: string;
}

/** Digits of a pseudonym; two names in ten thousand million share ten of them. */
const DIGITS = 10;
const LONGEST_LABEL = 63;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Names for names: the same seed gives the same pseudonym for a name, in every run and every estate,
 * and nobody without the seed can try names out. What rules see in a name stays: whether it is a
 * label of RFC 1123 and whether it is too long for one.
 */
export class Pseudonyms {
  readonly #seed: string;
  readonly #known = new Map<string, Replacement>();
  readonly #taken = new Set<string>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The pseudonym of a name of a kind; equal names of one kind have one. */
  of(kind: string, original: string): string {
    const key = `${kind}\n${original}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known.pseudonym;
    const pseudonym = this.#free(kind, original);
    this.#known.set(key, { kind, original, pseudonym });
    return pseudonym;
  }

  /** All of them, by kind and name. */
  list(): Replacement[] {
    return [...this.#known.values()].sort(
      (a, b) => byText(a.kind, b.kind) || byText(a.original, b.original),
    );
  }

  /** Bytes that only the seed and the name decide. */
  bytes(kind: string, original: string): Buffer {
    return createHmac('sha256', this.#seed).update(`${kind}\n${original}`).digest();
  }

  #free(kind: string, original: string): string {
    const hex = this.bytes(kind, original).toString('hex');
    for (let digits = DIGITS; digits < hex.length; digits++) {
      const name = shaped(kind, hex.slice(0, digits), original);
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
    return hex;
  }
}

/** Kinds whose names no rule looks at. */
const SHAPELESS: readonly string[] = ['text', 'person', 'tag', 'path'];

function shaped(kind: string, digits: string, original: string): string {
  if (SHAPELESS.includes(kind)) return `${kind}-${digits}`;
  const join = LABEL.test(original.slice(0, LONGEST_LABEL)) ? '-' : '_';
  const name = `${kind}${join}${digits}`;
  return original.length > LONGEST_LABEL ? name.padEnd(LONGEST_LABEL + 1, 'x') : name;
}
