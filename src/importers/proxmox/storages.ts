import type { Storage } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { DatastoreDraft, HostDraft } from '../draft.ts';
import { cleanName } from '../subject-ids.ts';
import type { Block } from './blocks.ts';
import type { Nodes } from './nodes.ts';
import type { Notes } from './notes.ts';

/** Types that lie on a disk of the node, unless they are marked as shared. */
const LOCAL: ReadonlySet<string> = new Set(['dir', 'lvm', 'lvmthin', 'zfspool', 'btrfs']);
/** What a type says of the way to a shared storage; Ceph may stand here or elsewhere. */
const KINDS: Readonly<Record<string, Storage['kind']>> = {
  nfs: 'nfs',
  iscsi: 'iscsi',
  iscsidirect: 'iscsi',
  zfs: 'iscsi',
};
/** Holds backups, no disks. */
const BACKUP = 'pbs';

/** The storages of storage.cfg. One on disks of a node is another one on each node. */
export class Storages {
  readonly #blocks: ReadonlyMap<string, Block>;
  readonly #nodes: Nodes;
  readonly #notes: Notes;
  readonly #drafts = new Map<string, DatastoreDraft>();

  constructor(blocks: readonly Block[], nodes: Nodes, notes: Notes) {
    this.#blocks = new Map(blocks.map((block) => [block.name, block]));
    this.#nodes = nodes;
    this.#notes = notes;
    for (const block of blocks) {
      if (!isLocal(block) && block.kind !== BACKUP) this.#shared(block);
    }
  }

  all(): DatastoreDraft[] {
    return [...this.#drafts.values()];
  }

  /** The storage that a disk of a machine on the node lies on; undefined where it is not said. */
  of(name: string, node: HostDraft | undefined): DatastoreDraft | undefined {
    const block = this.#blocks.get(name);
    if (block === undefined) this.#notes.add('storage-not-listed', name);
    if (block === undefined) return undefined;
    if (!isLocal(block)) return this.#shared(block);
    if (node === undefined) return undefined;
    this.#notes.add('storage-of-node', name);
    return this.#once(JSON.stringify([name, node.name]), () => ({
      name: cleanName(name),
      marks: [node.name],
      reachableBy: [node],
      facts: { kind: 'local', fileSystem: block.kind },
    }));
  }

  #shared(block: Block): DatastoreDraft {
    return this.#once(block.name, () => {
      const kind = lookUp(KINDS, block.kind);
      if (kind === undefined) this.#notes.add('storage-kind-absent', block.kind);
      const nodes = block.settings.get('nodes')?.split(',');
      return {
        name: cleanName(block.name),
        marks: [],
        reachableBy: nodes?.flatMap((node) => this.#nodes.of(node) ?? []),
        facts: { kind, fileSystem: block.kind },
      };
    });
  }

  #once(key: string, make: () => DatastoreDraft): DatastoreDraft {
    const draft = this.#drafts.get(key) ?? make();
    this.#drafts.set(key, draft);
    return draft;
  }
}

function isLocal({ kind, settings }: Block): boolean {
  return LOCAL.has(kind) && settings.get('shared') !== '1';
}
