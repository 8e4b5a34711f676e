import type { JsonNode } from '../json.ts';
import type { Notes } from './notes.ts';

const PROVIDERS = ['vsphere', 'ovirt', 'openstack', 'ova', 'hyperv'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** `providers/vsphere/<uid>/vms/vm-123`, with a namespace before it in old releases. */
const SELF_LINK = new RegExp(`(?:^|/)providers/(${PROVIDERS.join('|')})/([^/]+)/([a-z]+)/`);

export interface Resource {
  readonly provider: Provider;
  /** The provider's own id: two of them may have machines of one id. */
  readonly owner: string;
  /** `vms`, `hosts`, … */
  readonly collection: string;
  readonly node: JsonNode;
}

export function isSelfLink(text: string | undefined): boolean {
  return text !== undefined && SELF_LINK.test(text);
}

/** The resources of a document: a list, or one. What has no link to itself is left out. */
export function resourcesIn(root: JsonNode, notes: Notes): Resource[] {
  return (root.list() ?? [root]).flatMap((node) => {
    const link = node.at('selfLink');
    const [, provider, owner, collection] = SELF_LINK.exec(link.text() ?? '') ?? [];
    if (provider === undefined || owner === undefined || collection === undefined) {
      notes.add('entry-without-name', link.place);
      return [];
    }
    // The pattern allows no other word.
    return [{ provider: provider as Provider, owner, collection, node }];
  });
}
