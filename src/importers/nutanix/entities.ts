import type { JsonHead, JsonNode } from '../json.ts';
import type { Notes } from './notes.ts';

/** What is read of Prism; all else that it lists is counted. */
export type Kind = 'vm' | 'host' | 'cluster';

/** A machine, host or cluster of a list, by the version of the API that gave it. */
export interface Entity {
  readonly kind: Kind;
  readonly api: 'v3' | 'v4';
  readonly node: JsonNode;
}

const KINDS: ReadonlySet<string> = new Set(['vm', 'host', 'cluster'] satisfies Kind[]);
/** `vmm.v4.ahv.config.Vm`, `clustermgmt.v4.config.Host`, with a release between in some. */
const OBJECT_TYPE = /^(?:vmm|clustermgmt)\.v4\.(.*)$/;
const OBJECT_KINDS: readonly { readonly pattern: RegExp; readonly kind: Kind }[] = [
  { pattern: /(?:^|\.)ahv\.config\.Vm$/, kind: 'vm' },
  { pattern: /(?:^|\.)config\.Host$/, kind: 'host' },
  { pattern: /(?:^|\.)config\.Cluster$/, kind: 'cluster' },
];

/** Whether a document begins as a list of Prism, or a list of its pages. */
export function isList(head: JsonHead): boolean {
  return ['', '[].'].some((page) => {
    const at = (path: string) => head.get(`${page}${path}`);
    const isV3 =
      at('entities') === '[' &&
      at('entities[].status') === '{' &&
      KINDS.has(at('entities[].metadata.kind') ?? at('metadata.kind') ?? '');
    const type = at('data[].$objectType');
    const isTyped = type !== undefined && OBJECT_TYPE.test(type);
    return isV3 || (at('data') === '[' && (isTyped || isUntyped(at)));
  });
}

/** Tools that print a list without the types of its objects leave its names as they are. */
function isUntyped(at: (path: string) => string | undefined): boolean {
  const has = (...names: string[]) => names.every((name) => at(`data[].${name}`) !== undefined);
  return (
    has('extId', 'numSockets', 'memorySizeBytes') ||
    has('extId', 'hypervisor', 'numberOfCpuSockets') ||
    has('extId', 'config.redundancyFactor', 'nodes')
  );
}

/** All entities of the documents that are read, the others counted. */
export function entitiesIn(roots: readonly JsonNode[], notes: Notes): Entity[] {
  const listed = new Map<string, { count: number; total: number }>();
  const entities = roots
    .flatMap((root) => root.list() ?? [root])
    .flatMap((page) => [...v3Entities(page, listed), ...v4Entities(page, listed)])
    .flatMap(({ kind, shown, ...entity }) => {
      if (isKind(kind)) return { ...entity, kind };
      notes.add('entity-not-used', shown);
      return [];
    });
  for (const [kind, { count, total }] of listed) {
    if (total > count) notes.add('list-incomplete', `${kind}: ${count} of ${total}`);
  }
  return entities;
}

interface Found extends Omit<Entity, 'kind'> {
  readonly kind: string | undefined;
  readonly shown: string;
}

type Listed = Map<string, { count: number; total: number }>;

function v3Entities(page: JsonNode, listed: Listed): Found[] {
  const list = page.at('entities').list() ?? [];
  const listKind = page.at('metadata', 'kind').text();
  const total = page.at('metadata', 'total_matches').whole();
  countPage(listed, `v3 ${listKind ?? 'entities'}`, list.length, total);
  return list.map((node) => {
    const kind = node.at('metadata', 'kind').text() ?? listKind;
    return { api: 'v3', kind, shown: kind ?? node.place, node };
  });
}

function v4Entities(page: JsonNode, listed: Listed): Found[] {
  const list = page.at('data').list() ?? [];
  const total = page.at('metadata', 'totalAvailableResults').whole();
  const found = list.map((node): Found => {
    const type = node.at('$objectType').text();
    return { api: 'v4', kind: v4Kind(type, node), shown: type ?? node.place, node };
  });
  countPage(listed, `v4 ${found[0]?.kind ?? 'data'}`, list.length, total);
  return found;
}

function v4Kind(type: string | undefined, node: JsonNode): Kind | undefined {
  if (type !== undefined) return OBJECT_KINDS.find(({ pattern }) => pattern.test(type))?.kind;
  if (!node.at('numSockets').isAbsent) return 'vm';
  if (!node.at('numberOfCpuSockets').isAbsent) return 'host';
  return node.at('config', 'redundancyFactor').isAbsent ? undefined : 'cluster';
}

/** Pages of one list say the same total. */
function countPage(listed: Listed, kind: string, count: number, total: number | undefined): void {
  if (total === undefined) return;
  const known = listed.get(kind) ?? { count: 0, total: 0 };
  listed.set(kind, { count: known.count + count, total: Math.max(known.total, total) });
}

function isKind(kind: string | undefined): kind is Kind {
  return kind !== undefined && KINDS.has(kind);
}
