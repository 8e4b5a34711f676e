const MOST_SHAPES = 4096;
const MOST_FOLLOWERS = 16;
const WIDEST_SHARED = 64;

/** The keys that a mapping has had so far, and at its end the way to build the object. */
export interface MappingShape {
  /** Shapes with one more key that earlier mappings had here, the latest first. */
  readonly followers: readonly SharedShape[];
  /** Marks a follower as the latest. */
  prefer(index: number): void;
  /** The shape with one more key; undefined where the name is there already. */
  with(name: string, written: string): MappingShape | undefined;
  /** The object whose values stand in `values` from `first` on, in the order of the keys. */
  build(values: readonly unknown[], first: number): object;
}

/** The empty mapping, from which a tree of shapes grows as records are read. */
export function emptyShape(): SharedShape {
  return new SharedShape('', [], { size: 0 });
}

/**
 * A node of that tree. Records repeat the keys of earlier ones in the same order: so the next key
 * is recognised by its bytes before it is parsed, and is known to be no duplicate.
 */
export class SharedShape implements MappingShape {
  readonly followers: SharedShape[] = [];
  /** The bytes of the last key as it is written, quotes included. */
  readonly lastKey: Uint8Array;
  private readonly names: readonly string[];
  private readonly tree: { size: number };

  constructor(written: string, names: readonly string[], tree: { size: number }) {
    this.lastKey = Buffer.from(written);
    this.names = names;
    this.tree = tree;
  }

  prefer(index: number): void {
    const { followers } = this;
    [followers[0], followers[index]] = [
      followers[index] as SharedShape,
      followers[0] as SharedShape,
    ];
  }

  with(name: string, written: string): MappingShape | undefined {
    const { followers, names, tree } = this;
    if (names.includes(name)) return undefined;
    const full = followers.length === MOST_FOLLOWERS || tree.size === MOST_SHAPES;
    if (full || names.length === WIDEST_SHARED) return new OwnShape(names).with(name);
    const follower = new SharedShape(written, [...names, name], tree);
    followers.unshift(follower);
    tree.size++;
    return follower;
  }

  build(values: readonly unknown[], first: number): object {
    return buildObject(this.names, values, first);
  }
}

/** For keys that vary too much, or are too many, to be worth remembering. */
class OwnShape implements MappingShape {
  readonly followers: readonly SharedShape[] = [];
  private readonly names: Set<string>;

  constructor(names: readonly string[]) {
    this.names = new Set(names);
  }

  prefer(): void {}

  with(name: string): MappingShape | undefined {
    if (this.names.has(name)) return undefined;
    this.names.add(name);
    return this;
  }

  build(values: readonly unknown[], first: number): object {
    return buildObject(this.names, values, first);
  }
}

/** Every name is a plain one: the reader refuses `__proto__`. */
function buildObject(names: Iterable<string>, values: readonly unknown[], first: number): object {
  const object: Record<string, unknown> = {};
  let at = first;
  for (const name of names) object[name] = values[at++];
  return object;
}
