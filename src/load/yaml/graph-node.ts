/**
 * A node of a document whose aliases and merge keys have been followed. A node with an anchor may
 * stand in several places.
 */
export type GraphNode = ScalarNode | SequenceNode | MappingNode;

/** Of the tree that comes of a node: its nodes, itself included, and its nested collections. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}

export interface ScalarNode extends Extent {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes and escapes. */
  readonly text: string;
}

export interface SequenceNode extends Extent {
  readonly kind: 'sequence';
  readonly items: readonly PlacedNode[];
}

export interface MappingNode extends Extent {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, PlacedNode>;
}

/** A child, with the index in the text of its key, or of its content in a sequence. */
export interface PlacedNode {
  readonly at: number;
  readonly node: GraphNode;
}

export function scalarNode(value: ScalarNode['value'], text: string): ScalarNode {
  return { kind: 'scalar', value, text, size: 1, depth: 0 };
}

export function sequenceNode(items: readonly PlacedNode[]): SequenceNode {
  return { kind: 'sequence', items, ...extentAround(items) };
}

export function mappingNode(entries: ReadonlyMap<string, PlacedNode>): MappingNode {
  return { kind: 'mapping', entries, ...extentAround(entries.values()) };
}

function extentAround(children: Iterable<PlacedNode>): Extent {
  let size = 1;
  let depth = 0;
  for (const { node } of children) {
    size += node.size;
    depth = Math.max(depth, node.depth);
  }
  return { size, depth: depth + 1 };
}
