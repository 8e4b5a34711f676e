import type { Storage } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { DatastoreDraft } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { nameFrom, withoutRepeats } from '../machine-facts.ts';
import { cleanName } from '../subject-ids.ts';
import { inTiB } from '../units.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { type References, referencesTo, referenceValue } from './references.ts';

interface Datastore extends DatastoreDraft {
  readonly reference: string | undefined;
  readonly uuid: string | undefined;
}

/** What a type says of the way to the datastore; one of VMFS may be reached by several. */
const KINDS: Readonly<Record<string, Storage['kind']>> = {
  nfs: 'nfs',
  nfs41: 'nfs',
  vsan: 'hci',
  vsand: 'hci',
};

/** `[datastore] folder/machine.vmdk` */
const FILE = /^\[([^\]]+)\]/;

/** The datastores that the files describe, and those that only the files of disks name. */
export class Datastores {
  readonly #described: readonly Datastore[];
  readonly #byReference: References<Datastore>;
  readonly #named = new Map<string, Datastore>();
  readonly #notes: Notes;

  constructor(nodes: readonly JsonNode[], hosts: References<Host>, notes: Notes) {
    const found = nodes.flatMap((node) => datastoreOf(node, hosts, notes) ?? []);
    this.#described = withoutRepeats(found, notes);
    this.#byReference = referencesTo(this.#described);
    this.#notes = notes;
  }

  /** The datastore that a disk lies on. */
  of(backing: JsonNode): DatastoreDraft | undefined {
    const reference = referenceValue(backing.at('datastore'));
    const file = backing.at('fileName').text();
    const described = this.#byReference.get(reference, this.#notes);
    if (described !== undefined) return described;
    const name = cleanName(FILE.exec(file ?? '')?.[1] ?? '');
    return name === '' ? undefined : this.#declare(name, reference);
  }

  all(): DatastoreDraft[] {
    return [...this.#described, ...this.#named.values()];
  }

  #declare(name: string, reference: string | undefined): Datastore {
    const key = JSON.stringify([name, reference]);
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    this.#notes.add('datastore-from-file-name', name);
    const datastore = {
      name,
      reference,
      uuid: reference,
      marks: [reference],
      reachableBy: undefined,
      facts: {},
    };
    this.#named.set(key, datastore);
    return datastore;
  }
}

function datastoreOf(node: JsonNode, hosts: References<Host>, notes: Notes): Datastore | undefined {
  const summary = node.at('summary');
  const own = node.at('name');
  const name = nameFrom(own.isAbsent ? summary.at('name') : own, notes);
  if (name === undefined) return undefined;
  const reference = referenceValue(node.at('self'));
  const type = summary.at('type').text();
  const kind = lookUp(KINDS, type?.toLowerCase() ?? '');
  if (kind === undefined) notes.add('storage-kind-absent', type === undefined ? name : type);
  const capacity = summary.at('capacity').size();
  return {
    name,
    reference,
    uuid: summary.at('url').text() ?? reference,
    marks: [reference, summary.at('url').text()],
    reachableBy: reachersOf(node.at('host'), hosts, notes),
    facts: {
      kind,
      accessible: summary.at('accessible').flag(),
      fileSystem: fileSystemOf(node, type),
      capacityTiB: inTiB(capacity, 'B'),
      freePercent: freePercentOf(summary, { name, capacity }, notes),
      ioControl: node.at('iormConfiguration', 'enabled').flag(),
    },
  };
}

function fileSystemOf(node: JsonNode, type: string | undefined): string | undefined {
  const version = node.at('info', 'vmfs', 'version').text();
  return version === undefined || type !== 'VMFS' ? type : `VMFS ${version}`;
}

function freePercentOf(
  summary: JsonNode,
  { name, capacity }: { readonly name: string; readonly capacity: number | undefined },
  notes: Notes,
): number | undefined {
  const free = summary.at('freeSpace').amount();
  if (free === undefined || capacity === undefined || free > capacity) return undefined;
  notes.add('free-percent-derived', name);
  return Math.round((free / capacity) * 1000) / 10;
}

/** Only where all its hosts are listed: some of them would say that the others do not see it. */
function reachersOf(
  mounts: JsonNode,
  hosts: References<Host>,
  notes: Notes,
): readonly Host[] | undefined {
  const found = mounts.list()?.map((mount) => hosts.get(referenceValue(mount.at('key')), notes));
  if (found === undefined || found.includes(undefined)) return undefined;
  return found.filter((host) => host !== undefined);
}
