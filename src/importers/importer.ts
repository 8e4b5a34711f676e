import type { InventoryDocument } from '../domain/generated/inventory.ts';

export interface ForeignFile {
  /** As the user named it, with forward slashes; for a file of a folder, the folder before it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The bytes are only the begin of a large archive or image. */
  readonly isHead?: true;
}

/** Something that an import left out, derived or could not find; nothing is dropped in silence. */
export interface ImportNote {
  /** Stable code, for example `sheet-not-used`. */
  readonly code: string;
  readonly message: string;
  /** How many rows, cells or machines it concerns. */
  readonly count?: number;
}

/** Where a machine stands in the order that its platform's people made; what grouping goes by. */
export interface Whereabouts {
  /** Path of its folder, parts separated by `/`. */
  readonly folder?: string;
  readonly resourcePool?: string;
  readonly vApp?: string;
}

export interface ImportResult {
  /** A valid inventory document. A value is given, derived by a named rule, or absent. */
  readonly document: InventoryDocument;
  readonly notes: readonly ImportNote[];
  /** By the id of the instance; machines of which nothing is known may be left out. */
  readonly whereabouts?: ReadonlyMap<string, Whereabouts>;
}

/** Reads one kind of foreign files. */
export interface Importer {
  /** The word on the command line, for example `rvtools`. */
  readonly id: string;
  readonly about: string;
  /**
   * Whether the file is of this kind, by its name and its content. Cheap, and never throws: it is
   * asked about every file that a folder holds. Kinds that look alike exclude each other.
   */
  recognises(file: ForeignFile): boolean;
  /**
   * One inventory from all files (at least one) of an import, in the order of their names.
   * Throws a `UserError` for a file that it cannot read.
   */
  read(files: readonly ForeignFile[]): Promise<ImportResult>;
}
