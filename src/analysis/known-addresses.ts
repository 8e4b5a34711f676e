import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import type { Estate } from './estate.ts';
import { withoutVirtualMachine } from './virtual-machine.ts';

/** What several virtual machines have in common and must not. */
export interface Duplicate {
  readonly value: string;
  /** Ids of the machines, sorted. */
  readonly owners: readonly string[];
  /** Where the second of them records it. */
  readonly at: FactRef;
}

export interface KnownAddresses {
  /** Virtual machines; the second copies of fault-tolerant ones are left out. */
  readonly machines: number;
  readonly macs: readonly Duplicate[];
  readonly addresses: readonly Duplicate[];
  readonly hostNames: readonly Duplicate[];
  /** What hides further addresses and names. */
  readonly missing: readonly FactRef[];
}

export const knownAddresses = memoised((estate: Estate): KnownAddresses => {
  const macs = new Owners();
  const addresses = new Owners();
  const hostNames = new Owners();
  const missing: FactRef[] = [];
  const machines = estate
    .subjectsOf('instance')
    .map(({ value }) => value as Instance)
    .filter((machine) => withoutVirtualMachine(machine) === undefined);
  for (const { id, nics, hostName } of machines) {
    const fact = (path: string) => factRef('instance', id, path);
    if (hostName === undefined) missing.push(fact('hostName'));
    else hostNames.add(hostName.toLowerCase(), id, fact('hostName'));
    if (nics === undefined) missing.push(fact('nics'));
    for (const [i, { mac, addresses: own }] of (nics ?? []).entries()) {
      if (mac === undefined) missing.push(fact(`nics[${i}].mac`));
      else macs.add(mac.toLowerCase().replaceAll('-', ':'), id, fact(`nics[${i}].mac`));
      if (own === undefined) missing.push(fact(`nics[${i}].addresses`));
      for (const address of (own ?? []).filter(isOfOneMachine)) {
        addresses.add(address.toLowerCase(), id, fact(`nics[${i}].addresses`));
      }
    }
  }
  return {
    machines: machines.length,
    macs: macs.duplicates(),
    addresses: addresses.duplicates(),
    hostNames: hostNames.duplicates(),
    missing,
  };
});

/** Not one that every machine gives itself: loopback and link-local. */
function isOfOneMachine(address: string): boolean {
  return !/^(127\.|169\.254\.|fe80:|::1$)/i.test(address);
}

class Owners {
  readonly #byValue = new Map<string, { readonly id: string; readonly at: FactRef }[]>();

  add(value: string, id: string, at: FactRef): void {
    const owners = this.#byValue.get(value);
    if (owners === undefined) this.#byValue.set(value, [{ id, at }]);
    else if (owners.at(-1)?.id !== id) owners.push({ id, at });
  }

  duplicates(): Duplicate[] {
    return [...this.#byValue].flatMap(([value, owners]) => {
      const second = owners[1];
      return second === undefined
        ? []
        : [{ value, owners: owners.map(({ id }) => id), at: second.at }];
    });
  }
}
