import type { Instance, Server } from '../../domain/inventory.ts';
import { byId } from '../../domain/order.ts';
import type { GuestOs } from '../guest-os-name.ts';
import type { NoteBook } from '../note-book.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { assignIds, type NamedSubject } from '../subject-ids.ts';

/** What a table of machines can leave open. */
export const MACHINE_SENTENCES = {
  'form-absent': 'Machines of which the file does not say whether they are physical or virtual',
  'cores-of-physical':
    'Cores of machines that are physical or may be: how they are spread over sockets is not said; x-cores keeps their number',
  'id-suffixed': 'Machines that share a name: their ids got a suffix',
  'id-prefixed': 'Subjects that have the name of another one got a prefix',
} as const;

export type MachineNotes = Pick<NoteBook<keyof typeof MACHINE_SENTENCES>, 'add'>;

type Metrics = NonNullable<Instance['metrics']>;

/** A machine of a table, physical or virtual. */
export interface Machine extends NamedSubject {
  readonly form: Instance['form'] | undefined;
  readonly tags?: string[] | undefined;
  /** One of the others that get their ids with the machines. */
  readonly application?: NamedSubject | undefined;
  readonly hostName?: string | undefined;
  readonly cores?: number | undefined;
  readonly memoryGiB?: number | undefined;
  readonly os?: GuestOs | undefined;
  readonly firmware?: Instance['firmware'] | undefined;
  readonly guestVolumes?: Instance['guestVolumes'] | undefined;
  readonly nics?: Instance['nics'] | undefined;
  /** What is known of the server, where the machine is physical. */
  readonly hardware?: Pick<Server, 'model' | 'cpu'> | undefined;
  readonly disks?: Instance['disks'] | undefined;
  readonly powerState?: Instance['powerState'] | undefined;
  readonly created?: string | undefined;
  readonly metrics?: Metrics | undefined;
}

type WithCores<T> = T & { 'x-cores'?: number };

interface Entries {
  readonly servers: Server[] | undefined;
  readonly instances: Instance[];
}

/**
 * An instance for each machine, and a standalone server under each that is physical. `others` are
 * subjects that get their ids after the machines, such as applications.
 */
export function machineEntries(
  machines: readonly Machine[],
  others: readonly NamedSubject[],
  notes: MachineNotes,
): Entries & { readonly idOf: (subject: NamedSubject) => string } {
  const physical = machines.filter(({ form }) => form === 'physical');
  const hardware = new Map(physical.map((machine) => [machine, { ...machine }]));
  const ids = assignIds<NamedSubject>(
    [
      { prefix: 'vm', subjects: machines },
      { prefix: 'application', subjects: others },
      { prefix: 'server', subjects: [...hardware.values()] },
    ],
    (change, id) => {
      // A server stands under every physical machine, and has its name: that is no loss.
      if (change === 'suffixed') notes.add('id-suffixed', id);
      else if (!id.startsWith('server:')) notes.add('id-prefixed', id);
    },
  );
  const idOf = (subject: NamedSubject) => ids.get(subject) ?? subject.name;
  const servers = physical.map((machine) =>
    serverOf(machine, idOf(hardware.get(machine) ?? machine)),
  );
  const instances = machines.map((machine) => {
    const below = hardware.get(machine);
    const links = {
      application: machine.application && idOf(machine.application),
      server: below && idOf(below),
    };
    return instanceOf(machine, idOf(machine), links, notes);
  });
  return {
    idOf,
    servers: servers.length === 0 ? undefined : servers.sort(byId),
    instances: instances.sort(byId),
  };
}

function serverOf(machine: Machine, id: string): Server {
  const { memoryGiB, os, cores, metrics, hardware } = machine;
  return recorded<WithCores<Server>>({
    id,
    role: 'standalone',
    model: hardware?.model,
    cpu: hardware?.cpu,
    memoryGiB,
    os,
    performance: recordedGroup<NonNullable<Server['performance']>>({
      cpuAvgPercent: metrics?.cpuAvgPercent,
      cpuP95Percent: metrics?.cpuP95Percent,
      cpuPeakPercent: metrics?.cpuPeakPercent,
      memoryP99GiB: metrics?.memoryP99GiB,
      diskIopsP95: metrics?.iopsP95,
      window: metrics?.window,
    }),
    'x-cores': cores,
  });
}

function instanceOf(
  machine: Machine,
  id: string,
  links: Record<'application' | 'server', string | undefined>,
  notes: MachineNotes,
): Instance {
  const { form, cores, memoryGiB, os, metrics } = machine;
  if (form === undefined) notes.add('form-absent', id);
  if (form !== 'virtual' && cores !== undefined) notes.add('cores-of-physical', id);
  return recorded<WithCores<Instance>>({
    id,
    tags: machine.tags,
    application: links.application,
    form,
    server: links.server,
    vcpu: form === 'virtual' ? cores : undefined,
    memoryGiB: form === 'physical' ? undefined : memoryGiB,
    guestOs: os,
    hostName: machine.hostName,
    firmware: machine.firmware,
    disks: machine.disks,
    guestVolumes: machine.guestVolumes,
    nics: machine.nics,
    metrics: form === 'physical' ? undefined : metrics,
    created: machine.created,
    powerState: machine.powerState,
    'x-cores': form === undefined ? cores : undefined,
  });
}
