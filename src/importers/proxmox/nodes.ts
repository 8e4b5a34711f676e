import type { HostDraft } from '../draft.ts';
import { cleanName } from '../subject-ids.ts';

/** The nodes that folders and settings name; nothing else is known of them. */
export class Nodes {
  readonly #nodes = new Map<string, HostDraft>();

  of(folder: string): HostDraft | undefined {
    const name = cleanName(folder);
    if (name === '') return undefined;
    const node = this.#nodes.get(name) ?? {
      name,
      marks: [],
      product: undefined,
      cluster: undefined,
      facts: {},
    };
    this.#nodes.set(name, node);
    return node;
  }

  all(): HostDraft[] {
    return [...this.#nodes.values()];
  }
}
