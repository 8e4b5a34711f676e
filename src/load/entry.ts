import type { PathSegment } from '../domain/fact-path.ts';
import type { Section } from '../domain/inventory.ts';
import type { Location } from '../domain/location.ts';
import type { EntryKind } from './reference.ts';
import type { SourceText } from './source-text.ts';
import type { YamlDocument } from './yaml/yaml-document.ts';

/** A YAML document with the file that it stands in. */
export interface SourceDocument extends YamlDocument {
  readonly source: SourceText;
}

/** Plain data of an entry; its shape is checked by the schema before it is typed. */
export type Data = Readonly<Record<string, unknown>>;

/** Where one document says something about a subject. */
export interface Layer {
  readonly document: SourceDocument;
  readonly section: Section;
  readonly index: number;
  /** Index within `applications[index].instances`, for an instance that stands there. */
  readonly nested?: number;
  readonly value: Data;
}

/** A subject of the inventory with every document that adds to it. */
export interface Entry {
  readonly kind: EntryKind;
  readonly id: string;
  /** The document that declares it. */
  readonly base: Layer;
  /** Overlays, in file order. */
  readonly overlays: Layer[];
  /** All layers merged. */
  value: Data;
  /** The application that an instance stands in or names. */
  readonly parent?: Entry;
}

export const SECTION_KINDS: Readonly<Record<Section, EntryKind>> = {
  sites: 'site',
  platforms: 'platform',
  clusters: 'cluster',
  servers: 'server',
  storage: 'storage',
  applications: 'application',
  instances: 'instance',
};

export const SECTIONS = Object.keys(SECTION_KINDS) as Section[];

/** Path of a layer's subject from the root of its document. */
export function layerPath({ section, index, nested }: Layer): PathSegment[] {
  return nested === undefined ? [section, index] : [section, index, 'instances', nested];
}

/** The place of a fact within a layer, or of its nearest parent. */
export function locateInLayer(layer: Layer, path: readonly PathSegment[]): Location {
  const { document } = layer;
  return document.source.locate(document.offsetOf([...layerPath(layer), ...path]));
}

/** The place of a fact: in the last document that records it, else next to where it would be. */
export function locateInEntry({ base, overlays }: Entry, path: readonly PathSegment[]): Location {
  const layers = [...overlays].reverse().concat(base);
  const recorded = layers.find(({ value }) => depthOf(value, path) === path.length);
  if (recorded !== undefined) return locateInLayer(recorded, path);
  let nearest = base;
  for (const layer of layers) {
    if (depthOf(layer.value, path) > depthOf(nearest.value, path)) nearest = layer;
  }
  return locateInLayer(nearest, path);
}

/** Where a subject is declared. */
export function declaredAt({ base }: Entry): Location {
  return locateInLayer(base, ['id']);
}

/** How many segments of a path exist, recorded as null included. */
export function depthOf(value: unknown, path: readonly PathSegment[]): number {
  let at = value;
  for (const [depth, segment] of path.entries()) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, segment)) return depth;
    at = (at as Record<PathSegment, unknown>)[segment];
  }
  return path.length;
}

/** `server esx-01`, as problems name a subject. */
export function entryName({ kind, id }: { readonly kind: EntryKind; readonly id: string }): string {
  return `${kind} ${id}`;
}
