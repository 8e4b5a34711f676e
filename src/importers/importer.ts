import type { InventoryDocument } from '../domain/generated/inventory.ts';

export interface ForeignFile {
  /** As the user named it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Something that an import left out, derived or could not find; nothing is dropped in silence. */
export interface ImportNote {
  /** Stable code, for example `sheet-not-used`. */
  readonly code: string;
  readonly message: string;
  /** How many rows, cells or machines it concerns. */
  readonly count?: number;
}

export interface ImportResult {
  /** A valid inventory document. A value is given, derived by a named rule, or absent. */
  readonly document: InventoryDocument;
  readonly notes: readonly ImportNote[];
}

/** Reads one kind of foreign file. Throws a `UserError` for a file that it cannot read. */
export interface Importer {
  /** The word on the command line, for example `rvtools`. */
  readonly id: string;
  readonly about: string;
  read(file: ForeignFile): Promise<ImportResult>;
}
