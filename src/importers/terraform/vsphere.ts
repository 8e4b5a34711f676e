import type { Cluster, Instance } from '../../domain/inventory.ts';
import { lookUp } from '../../domain/look-up.ts';
import type { ClusterDraft, DatastoreDraft, DiskDraft, HostDraft, MachineFacts } from '../draft.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, nameFrom } from '../machine-facts.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { type ByteUnit, inGiB, inTiB } from '../units.ts';
import { guestIdName } from '../vsphere-guest-id.ts';
import type { Notes } from './notes.ts';
import type { StateObject } from './state.ts';
import type { Machine } from './terraform.ts';

type Nic = NonNullable<Instance['nics']>[number];

const DRS_LEVELS = {
  manual: 'manual',
  partiallyautomated: 'partial',
  fullyautomated: 'full',
} as const;
const ISOLATION_RESPONSES = {
  none: 'none',
  poweroff: 'power-off',
  shutdown: 'shutdown',
} as const;
const LOCKDOWN_MODES = { disabled: 'none', normal: 'normal', strict: 'strict' } as const;

const MODES = {
  persistent: 'dependent',
  independent_persistent: 'independent-persistent',
  independent_nonpersistent: 'independent-nonpersistent',
  nonpersistent: 'independent-nonpersistent',
} as const;
const SHARING = { sharingnone: false, sharingmultiwriter: true } as const;
const BUS_SHARING = {
  nosharing: 'none',
  virtualsharing: 'virtual',
  physicalsharing: 'physical',
} as const;
const TOOLS_RUN = {
  guesttoolsrunning: 'running',
  guesttoolsexecutingscripts: 'running',
  guesttoolsnotrunning: 'stopped',
} as const;

/** Resources that describe a datastore, and the unit of their sizes. */
const DATASTORES: Readonly<Record<string, ByteUnit | undefined>> = {
  vsphere_datastore: undefined,
  vsphere_vmfs_datastore: 'MiB',
  vsphere_nas_datastore: 'MiB',
};

/** What a state knows of vSphere; things refer to each other by their ids. */
export class Vsphere {
  readonly #clusters = new Map<string, ClusterDraft>();
  readonly #pools = new Map<string, ClusterDraft>();
  readonly #hosts = new Map<string, HostDraft>();
  readonly #datastores = new Map<string, DatastoreDraft>();

  constructor(objects: readonly StateObject[], notes: Notes) {
    const of = (type: string) => objects.filter((object) => object.type === type);
    for (const object of of('vsphere_compute_cluster')) this.#addCluster(object, notes);
    for (const object of of('vsphere_host')) this.#addHost(object, notes);
    for (const type of Object.keys(DATASTORES)) {
      for (const object of of(type)) this.#addDatastore(object, notes);
    }
  }

  get clusters(): readonly ClusterDraft[] {
    return [...this.#clusters.values()];
  }

  get hosts(): readonly HostDraft[] {
    return [...this.#hosts.values()];
  }

  get datastores(): readonly DatastoreDraft[] {
    return [...this.#datastores.values()];
  }

  machineOf(object: StateObject, notes: Notes): Machine | undefined {
    const name = nameFrom(object.get('name'), notes);
    if (name === undefined) return undefined;
    const uuid = object.get('uuid').text();
    const hostId = object.get('host_system_id').text();
    const host = this.#hosts.get(hostId ?? '');
    if (host === undefined && hostId !== undefined) notes.add('host-not-listed', name);
    const folder = object.get('folder').text();
    return {
      name,
      uuid,
      marks: [uuid, object.address],
      host,
      cluster: host?.cluster ?? this.#pools.get(object.get('resource_pool_id').text() ?? ''),
      facts: {
        ...factsOf(object, name, notes),
        disks: object
          .get('disk')
          .list()
          ?.map((disk) => this.#diskOf(disk, object, notes)),
      },
      whereabouts: folder === undefined ? undefined : { folder },
    };
  }

  #addCluster(object: StateObject, notes: Notes): void {
    const id = object.get('id').text();
    const name = nameFrom(object.get('name'), notes);
    if (id === undefined || name === undefined || this.#knows(this.#clusters, id, object)) return;
    const cluster = { name, marks: [id], facts: clusterFacts(object) };
    this.#clusters.set(id, cluster);
    const pool = object.get('resource_pool_id').text();
    if (pool !== undefined) this.#pools.set(pool, cluster);
  }

  #addHost(object: StateObject, notes: Notes): void {
    const id = object.get('id').text();
    const own = object.get('hostname');
    const name = nameFrom(own.isAbsent ? object.get('name') : own, notes);
    if (id === undefined || name === undefined || this.#knows(this.#hosts, id, object)) return;
    this.#hosts.set(id, {
      name,
      marks: [id],
      product: undefined,
      cluster: this.#clusters.get(object.get('cluster').text() ?? ''),
      facts: {
        maintenance: object.get('maintenance').flag(),
        lockdown: object.get('lockdown').choice(LOCKDOWN_MODES),
        connectionState: object.get('connected').flag() === true ? 'connected' : undefined,
      },
    });
  }

  #addDatastore(object: StateObject, notes: Notes): void {
    const id = object.get('id').text();
    const name = nameFrom(object.get('name'), notes);
    if (id === undefined || name === undefined || this.#knows(this.#datastores, id, object)) return;
    const unit = lookUp(DATASTORES, object.type);
    const capacity = unit === undefined ? undefined : object.get('capacity').size();
    const free = unit === undefined ? undefined : object.get('free_space').amount();
    const isKnown = capacity !== undefined && free !== undefined && free <= capacity;
    if (isKnown) notes.add('free-percent-derived', name);
    this.#datastores.set(id, {
      name,
      marks: [id],
      reachableBy: undefined,
      facts: {
        kind: object.type === 'vsphere_nas_datastore' ? 'nfs' : undefined,
        accessible: object.get('accessible').flag(),
        capacityTiB: unit === undefined ? undefined : inTiB(capacity, unit),
        freePercent: isKnown ? Math.round((free / capacity) * 1000) / 10 : undefined,
      },
    });
  }

  /** A data source says less than the resource that it reads; whichever comes second is passed over. */
  #knows(known: Map<string, unknown>, id: string, object: StateObject): boolean {
    return known.has(id) && object.isData;
  }

  #diskOf(disk: JsonNode, object: StateObject, notes: Notes): DiskDraft {
    const id = disk.at('datastore_id').text() ?? object.get('datastore_id').text();
    const datastore = this.#datastores.get(id ?? '');
    if (datastore === undefined && id !== undefined) notes.add('datastore-not-listed', id);
    return {
      // Called GB, and counted in GiB.
      GiB: disk.at('size').amount(),
      datastore,
      kind: 'virtual',
      label: disk.at('label').text(),
      mode: disk.at('disk_mode').choice(MODES),
      shared: disk.at('disk_sharing').choice(SHARING),
      busSharing:
        disk.at('controller_type').text() === 'scsi'
          ? object.get('scsi_bus_sharing').choice(BUS_SHARING)
          : undefined,
      thin: disk.at('thin_provisioned').flag(),
    };
  }
}

function clusterFacts(object: StateObject): ClusterDraft['facts'] {
  const isOn = object.get('ha_enabled').flag();
  return {
    drs: recordedGroup<NonNullable<Cluster['drs']>>({
      enabled: object.get('drs_enabled').flag(),
      automation: object.get('drs_automation_level').choice(DRS_LEVELS),
    }),
    powerManagement: object.get('dpm_enabled').flag(),
    // What is set up while HA is off is not in force.
    ha:
      isOn === true
        ? haFacts(object)
        : recordedGroup<NonNullable<Cluster['ha']>>({ enabled: isOn }),
  };
}

function haFacts(object: StateObject): NonNullable<Cluster['ha']> {
  const policy = object.get('ha_admission_control_policy').text();
  const isPercentage = policy === 'resourcePercentage';
  const percent = (name: string) => (isPercentage ? object.get(name).amount() : undefined);
  const tolerated = object.get('ha_admission_control_host_failure_tolerance').whole(1);
  type Control = NonNullable<NonNullable<Cluster['ha']>['admissionControl']>;
  return recorded<NonNullable<Cluster['ha']>>({
    enabled: true,
    failuresToTolerate: policy === undefined || policy === 'disabled' ? undefined : tolerated,
    admissionControl: recordedGroup<Control>({
      enabled: policy === undefined ? undefined : policy !== 'disabled',
      cpuReservePercent: percent('ha_admission_control_resource_percentage_cpu'),
      memoryReservePercent: percent('ha_admission_control_resource_percentage_memory'),
    }),
    isolationResponse: object.get('ha_host_isolation_response').choice(ISOLATION_RESPONSES),
  });
}

function factsOf(object: StateObject, name: string, notes: Notes): MachineFacts {
  const memoryMiB = object.get('memory').size();
  const guestId = object.get('guest_id').text();
  const nics = object.get('network_interface').list();
  return {
    vcpu: object.get('num_cpus').whole(1),
    memoryGiB: inGiB(memoryMiB, 'MiB'),
    coresPerSocket: object.get('num_cores_per_socket').whole(1),
    limits: limitsOf(object, { name, memoryMiB }, notes),
    hotAdd: hotAddOf(object),
    memoryReservationPercent: reservationOf(object, { name, memoryMiB }, notes),
    guestOs: configuredGuestOs(
      guestId === undefined ? undefined : (guestIdName(guestId) ?? guestId),
      notes,
    ),
    toolsState: object.get('vmware_tools_status').choice(TOOLS_RUN),
    timeSyncWithHost: object.get('sync_time_with_host').flag(),
    hardwareVersion: object.get('hardware_version').whole(1),
    firmware: object.get('firmware').choice({ bios: 'bios', efi: 'uefi' } as const),
    secureBoot: object.get('efi_secure_boot_enabled').flag(),
    tpm: isListed(object.get('vtpm')),
    passthrough: object
      .get('pci_device_id')
      .list()
      ?.map(() => 'pci-card' as const),
    nicPassthrough: nics?.some((nic) => nic.at('adapter_type').text() === 'sriov'),
    nics: nics?.map(nicOf),
    removableMedia: object
      .get('cdrom')
      .list()
      ?.map(() => ({ kind: 'cd' }) as const),
    powerState: object.get('power_state').choice({ on: 'on', off: 'off' } as const),
  };
}

function isListed(list: JsonNode): boolean | undefined {
  const items = list.list();
  return items === undefined ? undefined : items.length > 0;
}

interface Memory {
  readonly name: string;
  readonly memoryMiB: number | undefined;
}

/** -1 is no limit. */
function limitsOf(
  object: StateObject,
  { name, memoryMiB }: Memory,
  notes: Notes,
): Instance['limits'] {
  const cpu = object.get('cpu_limit').signed();
  const memory = object.get('memory_limit').signed();
  if ((cpu ?? -1) > 0 || (memory ?? -1) > 0) notes.add('limit-derived', name);
  return recordedGroup<NonNullable<Instance['limits']>>({
    cpu: cpu === undefined ? undefined : cpu > 0,
    memory:
      memory === undefined || memoryMiB === undefined
        ? undefined
        : memory >= 0 && memory < memoryMiB,
  });
}

function reservationOf(
  object: StateObject,
  { name, memoryMiB }: Memory,
  notes: Notes,
): number | undefined {
  const reserved = object.get('memory_reservation').amount();
  if (reserved === undefined || memoryMiB === undefined) return undefined;
  if (reserved > 0) notes.add('reservation-derived', name);
  return Math.min(100, Math.round((reserved / memoryMiB) * 1000) / 10);
}

function hotAddOf(object: StateObject): Instance['hotAdd'] {
  const add = object.get('cpu_hot_add_enabled').flag();
  const remove = object.get('cpu_hot_remove_enabled').flag();
  return recordedGroup<NonNullable<Instance['hotAdd']>>({
    cpu: add === true || remove === true ? true : (add ?? remove),
    memory: object.get('memory_hot_add_enabled').flag(),
  });
}

function nicOf(nic: JsonNode): Nic {
  return recorded<Nic>({
    adapter: nic.at('adapter_type').text(),
    mac: nic.at('mac_address').text(),
  });
}
