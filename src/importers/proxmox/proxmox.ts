import { misfitNoter } from '../common-notes.ts';
import { assembled, type MachineDraft } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { withoutRepeats } from '../machine-facts.ts';
import { headOf } from '../text-file.ts';
import { type Block, blocksOf } from './blocks.ts';
import { machineOf } from './machine.ts';
import { Nodes } from './nodes.ts';
import { type Notes, newNotes } from './notes.ts';
import { Settings } from './settings.ts';
import { Storages } from './storages.ts';

const HEAD_BYTES = 2 ** 13;
/** /etc/pve/nodes/<node>/qemu-server/<number>.conf, or a part of that path. */
const MACHINE = /(?:^|\/)(?:(?:nodes\/([^/]+)\/)?(qemu-server|lxc)\/)?(\d+)\.conf$/;
/** Settings that only machines and containers of Proxmox VE have. */
const MACHINE_SETTING =
  /^(memory|cores|sockets|ostype|vmgenid|smbios1|scsihw|rootfs|unprivileged|bootdisk|net0|scsi0|virtio0):\s/m;
const CONTAINER_SETTING = /^(rootfs|unprivileged|lxc\.\S+):\s/m;
const STORAGE =
  /^(dir|lvm|lvmthin|zfspool|zfs|nfs|cifs|iscsi|iscsidirect|rbd|cephfs|btrfs|pbs|glusterfs|esxi):\s*\S+\s*$/m;
const RESOURCE = /^(vm|ct):\s*\d+\s*$/m;

type Kind = 'machine' | 'container' | 'storages' | 'resources';

/** Settings of Proxmox VE: /etc/pve, or its folder qemu-server alone. */
export const proxmox: Importer = {
  id: 'proxmox',
  about: 'Proxmox VE settings (/etc/pve: qemu-server/*.conf, storage.cfg, ha/resources.cfg)',
  recognises: (file) => kindOf(file) !== undefined,
  read: async (files) => read(files),
};

function kindOf(file: ForeignFile): Kind | undefined {
  const path = MACHINE.exec(file.file);
  if (path === null && !/(^|\/)(storage|resources)\.cfg$/.test(file.file)) return undefined;
  const head = headOf(file, HEAD_BYTES);
  if (path === null) {
    if (/storage\.cfg$/.test(file.file)) return STORAGE.test(head) ? 'storages' : undefined;
    return RESOURCE.test(head) ? 'resources' : undefined;
  }
  if (path[2] === 'lxc' || CONTAINER_SETTING.test(head)) {
    return MACHINE_SETTING.test(head) ? 'container' : undefined;
  }
  return MACHINE_SETTING.test(head) ? 'machine' : undefined;
}

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  // One that nobody recognises, but whose kind was named, is read as a machine.
  const of = (kind: Kind) => files.filter((file) => (kindOf(file) ?? 'machine') === kind);
  const onStray = (place: string) => notes.add('line-not-read', place);
  const blocks = (kind: Kind) => of(kind).flatMap((file) => blocksOf(file, onStray));
  const nodes = new Nodes();
  const storages = new Storages(blocks('storages'), nodes, notes);
  const restarted = restartedIn(blocks('resources'));
  for (const { file } of of('container')) notes.add('container-left-out', file);
  const machines = withoutRepeats(
    machinesIn(of('machine'), { nodes, storages, restarted }, notes),
    notes,
  );
  if (machines.length > 0) notes.add('power-state-absent');
  if (machines.length > 0) notes.add('version-unknown');
  const draft = { machines, hosts: nodes.all(), datastores: storages.all() };
  return { ...assembled(draft, notes), notes: notes.notes() };
}

interface World {
  readonly nodes: Nodes;
  readonly storages: Storages;
  readonly restarted: ReadonlySet<string>;
}

function machinesIn(
  files: readonly ForeignFile[],
  { nodes, storages, restarted }: World,
  notes: Notes,
): (MachineDraft & { readonly uuid: string | undefined })[] {
  const onMisfit = misfitNoter(notes);
  const unused = new Set<string>();
  const machines = files.flatMap((file) => {
    const settings = new Settings(file, {
      onMisfit,
      onStray: (place) => notes.add('line-not-read', place),
      onRepeated: (place) => notes.add('setting-repeated', place),
    });
    const [, nodeName, , number = ''] = MACHINE.exec(file.file) ?? [];
    const node = nodeName === undefined ? undefined : nodes.of(nodeName);
    notes.add(node === undefined ? 'node-unknown' : 'node-from-folder', node?.name ?? file.file);
    const isRestarted = restarted.has(number);
    const machine = machineOf(settings, { number, node, storages, isRestarted }, notes);
    if (machine !== undefined) for (const key of settings.unused()) unused.add(key);
    return machine ?? [];
  });
  for (const key of unused) notes.add('key-not-used', key);
  return machines;
}

/** Numbers of the machines that the high availability keeps running. */
function restartedIn(blocks: readonly Block[]): ReadonlySet<string> {
  const kept = blocks.filter(
    ({ kind, settings }) =>
      kind === 'vm' && ['started', 'enabled'].includes(settings.get('state') ?? 'started'),
  );
  return new Set(kept.map(({ name }) => name));
}
