import type { JsonNode } from '../json.ts';
import type { Notes } from './notes.ts';

/** Things by the value of their managed object reference, for example `host-21`. */
export class References<Thing extends { readonly name: string }> {
  readonly #things = new Map<string, Thing | 'several'>();

  add(reference: string | undefined, thing: Thing): void {
    if (reference === undefined) return;
    this.#things.set(reference, this.#things.has(reference) ? 'several' : thing);
  }

  get(reference: string | undefined, notes: Notes): Thing | undefined {
    const found = reference === undefined ? undefined : this.#things.get(reference);
    if (found === 'several') notes.add('reference-ambiguous', reference);
    return found === 'several' ? undefined : found;
  }
}

export function referencesTo<
  Thing extends { readonly name: string; readonly reference: string | undefined },
>(things: readonly Thing[]): References<Thing> {
  const references = new References<Thing>();
  for (const thing of things) references.add(thing.reference, thing);
  return references;
}

/** `host-21` of a reference `{"type": "HostSystem", "value": "host-21"}`. */
export function referenceValue(node: JsonNode): string | undefined {
  if (node.isAbsent) return undefined;
  node.at('type').text();
  return node.at('value').text();
}
