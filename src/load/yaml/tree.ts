import type { MappingNode, PlacedNode, SequenceNode } from './graph-node.ts';
import type { ChildSlots } from './node-places.ts';
import type { OffsetTape } from './offset-tape.ts';

/** Where the places of the nodes go. */
export interface TreePlaces {
  readonly tape: OffsetTape;
  readonly childSlots: Map<object, ChildSlots>;
  /** The byte offset of an index into the text. */
  readonly toByte: (index: number) => number;
}

/**
 * The plain data that a node stands for, everything under an anchor copied; null values of
 * mappings become undefined. The slots of children are kept for some levels of collections.
 */
export function growTree({ at, node }: PlacedNode, places: TreePlaces, levels: number): unknown {
  places.tape.push(places.toByte(at));
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'sequence'
    ? growList(node, places, levels)
    : growObject(node, places, levels);
}

function growList({ items }: SequenceNode, places: TreePlaces, levels: number): unknown[] {
  const slots: number[] = [];
  const list = items.map((item) => {
    slots.push(places.tape.length);
    return growTree(item, places, levels - 1);
  });
  if (levels > 0) places.childSlots.set(list, slots);
  return list;
}

function growObject({ entries }: MappingNode, places: TreePlaces, levels: number): object {
  const object: Record<string, unknown> = {};
  for (const key of entries.keys()) defineKey(object, key);
  const slots = new Map<string, number>();
  // Keys that look like numbers come first now, and the tape follows this order.
  for (const key of Object.keys(object)) {
    if (levels > 0) slots.set(key, places.tape.length);
    const child = entries.get(key) as PlacedNode; // The keys are those of the entries.
    object[key] = growTree(child, places, levels - 1) ?? undefined;
  }
  if (levels > 0) places.childSlots.set(object, slots);
  return object;
}

/** As an own property, even where a plain assignment would reach a prototype. */
function defineKey(object: object, key: string): void {
  Object.defineProperty(object, key, {
    value: undefined,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
