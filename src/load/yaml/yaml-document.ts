import type { PathSegment } from '../../domain/fact-path.ts';
import { DEFAULT_LIMITS, type InputLimits } from '../../domain/limits.ts';
import type { Problem } from '../../domain/user-error.ts';

/** One document of a YAML stream as plain data, with the place of every node. */
export interface YamlDocument {
  /**
   * Plain data, always a tree. A null mapping value is an own property with the value `undefined`
   * (not recorded); a null sequence item stays null. No key touches a prototype. An empty document
   * is `undefined`.
   */
  readonly value: unknown;
  /**
   * Byte offset of the node at a path from the document's root, or of its nearest parent that
   * exists. The place of a mapping entry is its key, that of a sequence item its first byte of
   * content. Through an alias or merge key, it is where the key is written, at the anchor.
   */
  offsetOf(path: readonly PathSegment[]): number;
}

/** What a file holds; with problems, the documents are not to be used. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
}

/** Bounds for hostile input. */
export type YamlLimits = Pick<InputLimits, 'maxNodes' | 'maxDepth'>;

export const DEFAULT_YAML_LIMITS: YamlLimits = DEFAULT_LIMITS;
