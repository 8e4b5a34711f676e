import type { PathSegment } from '../../domain/fact-path.ts';
import type { YamlDocument } from './yaml-document.ts';

/** Slots in the tape of the children of a collection, by index or by key. */
export type ChildSlots = readonly number[] | ReadonlyMap<string, number>;

/** Where the nodes of a document stand in the file. */
export interface NodePlaces {
  /**
   * A byte offset for each node, the root first. A node's descendants follow it, in the order of
   * `for…in`, unless `childSlots` tells where its children are.
   */
  readonly tape: Uint32Array;
  readonly childSlots: ReadonlyMap<object, ChildSlots>;
}

type Collection = Readonly<Record<PathSegment, unknown>>;

const WIDE = 64;

/** Finds the place of a node by counting the nodes before it. */
export function placedDocument(value: unknown, { tape, childSlots }: NodePlaces): YamlDocument {
  const known = new Map(childSlots);

  function offsetOf(path: readonly PathSegment[]): number {
    let node = value;
    let slot = 0;
    for (const segment of path) {
      if (!hasChild(node, segment)) break;
      slot = slotOfChild(node, slot, segment);
      node = node[segment];
    }
    return tape[slot] as number; // Every node has a slot.
  }

  function slotOfChild(parent: Collection, parentSlot: number, segment: PathSegment): number {
    const slots = known.get(parent);
    if (slots !== undefined) return lookUp(slots, segment);
    let slot = parentSlot + 1;
    let passed = 0;
    for (const key in parent) {
      if (key === String(segment)) break;
      if (passed++ === WIDE) return lookUp(remember(parent, parentSlot), segment);
      slot += countNodes(parent[key]);
    }
    return slot;
  }

  /** Spares the next look-ups in a wide collection the count. */
  function remember(parent: Collection, parentSlot: number): ChildSlots {
    let slot = parentSlot + 1;
    const slots = new Map<string, number>();
    for (const [key, child] of Object.entries(parent)) {
      slots.set(key, slot);
      slot += countNodes(child);
    }
    known.set(parent, slots);
    return slots;
  }

  return { value, offsetOf };
}

function hasChild(node: unknown, segment: PathSegment): node is Collection {
  if (typeof node !== 'object' || node === null) return false;
  return Object.hasOwn(node, segment) && !(segment === 'length' && Array.isArray(node));
}

function lookUp(slots: ChildSlots, segment: PathSegment): number {
  const slot =
    slots instanceof Map
      ? slots.get(String(segment))
      : (slots as readonly number[])[Number(segment)];
  return slot as number; // The caller has seen that the child exists.
}

function countNodes(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  let count = 1;
  if (Array.isArray(node)) for (const item of node) count += countNodes(item);
  else for (const key in node) count += countNodes((node as Collection)[key]);
  return count;
}
