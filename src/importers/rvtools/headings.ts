import type { Headings } from '../table.ts';

/*
 * The sheets of RVTools 3.x to 4.7, and of the tools that imitate it, with every spelling of their
 * headings. RVTools 3.x wrote "MB" over numbers that are MiB (2^20 bytes); 4.x renamed the headings
 * and left the numbers alone. So every size here is MiB, whatever its heading says.
 */

interface SheetKind {
  readonly headings: Headings<string>;
  /** The fact without which a row means nothing. */
  readonly required: string;
  /** Facts that only tell things apart, or stand in for another: their absence is no loss. */
  readonly helpers: readonly string[];
}

/** What ties a row to its machine. */
const OF_MACHINE = {
  name: ['VM'],
  vmId: ['VM ID'],
  uuid: ['VM UUID'],
  host: ['Host'],
  datacenter: ['Datacenter'],
  folder: ['Folder'],
  vcenter: ['VI SDK Server'],
} as const;
const MACHINE_HELPERS = ['vmId', 'uuid', 'host', 'datacenter', 'folder', 'vcenter'] as const;

/** What ties a row to its host. */
const OF_HOST = {
  host: ['Host'],
  datacenter: ['Datacenter'],
  vcenter: ['VI SDK Server'],
} as const;
const HOST_HELPERS = ['datacenter', 'vcenter'] as const;

const SECURITY = {
  promiscuous: ['Promiscuous Mode', 'Allow Promiscuous'],
  macChanges: ['Mac Changes'],
  forgedTransmits: ['Forged Transmits'],
} as const;

/** Each sheet that is read, under its name without the `tab` of old releases. */
export const SHEETS = {
  /** A row for each virtual machine. */
  vInfo: {
    required: 'name',
    helpers: [
      'disks',
      'nics',
      'ftRole',
      'datacenter',
      'folder',
      'vmId',
      'uuid',
      'vcenter',
      'path',
      'resourcePool',
      'vApp',
    ],
    headings: {
      name: ['VM'],
      powerState: ['Powerstate'],
      template: ['Template'],
      placeholder: ['SRM Placeholder'],
      hostName: ['DNS Name'],
      connectionState: ['Connection state'],
      consolidationNeeded: ['Consolidation Needed'],
      created: ['Creation date'],
      vcpu: ['CPUs'],
      memoryMiB: ['Memory', 'Memory MiB', 'Memory MB', 'Size MiB', 'Size MB'],
      nics: ['NICs'],
      disks: ['Disks'],
      changeTracking: ['CBT'],
      resourcePool: ['Resource pool'],
      vApp: ['vApp'],
      haProtected: ['DAS protection'],
      restartPriority: ['HA Restart Priority'],
      ftState: ['FT State'],
      ftRole: ['FT Role'],
      secureBoot: ['EFI Secure boot'],
      firmware: ['Firmware'],
      hardwareVersion: ['HW version'],
      path: ['Path'],
      annotation: ['Annotation'],
      datacenter: ['Datacenter'],
      cluster: ['Cluster'],
      host: ['Host'],
      folder: ['Folder'],
      osByTools: ['OS according to the VMware Tools'],
      osByConfiguration: ['OS according to the configuration file'],
      vmId: ['VM ID'],
      uuid: ['VM UUID'],
      vcenter: ['VI SDK Server'],
    },
  },
  vCPU: {
    required: 'name',
    helpers: [...MACHINE_HELPERS, 'hotRemove'],
    headings: {
      ...OF_MACHINE,
      coresPerSocket: ['Cores p/s', 'Cores per Socket'],
      reservationMHz: ['Reservation', 'Reservation MHz'],
      limitMHz: ['Limit', 'Limit MHz'],
      hotAdd: ['Hot Add'],
      hotRemove: ['Hot Remove'],
    },
  },
  vMemory: {
    required: 'name',
    helpers: [...MACHINE_HELPERS, 'sizeMiB'],
    headings: {
      ...OF_MACHINE,
      sizeMiB: ['Size MiB', 'Size MB'],
      reservationMiB: ['Reservation', 'Reservation MiB', 'Reservation MB'],
      reservedInFull: ['Memory Reservation Locked To Max'],
      limitMiB: ['Limit', 'Limit MiB', 'Limit MB'],
      hotAdd: ['Hot Add'],
      swappedMiB: ['Swapped', 'Swapped MiB', 'Swapped MB'],
      balloonedMiB: ['Ballooned', 'Ballooned MiB', 'Ballooned MB'],
    },
  },
  /** A row for each virtual disk. */
  vDisk: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: {
      ...OF_MACHINE,
      label: ['Disk'],
      capacityMiB: ['Capacity MiB', 'Capacity MB'],
      raw: ['Raw'],
      rawMode: ['Raw Comp. Mode', 'Raw Com. Mode'],
      mode: ['Disk Mode'],
      sharing: ['Sharing mode'],
      busSharing: ['Shared Bus'],
      thin: ['Thin'],
      path: ['Path', 'Disk Path'],
    },
  },
  /** A row for each file system that VMware Tools report. */
  vPartition: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: {
      ...OF_MACHINE,
      path: ['Disk'],
      capacityMiB: ['Capacity MiB', 'Capacity MB'],
      freeMiB: ['Free MiB', 'Free MB'],
    },
  },
  /** A row for each virtual network card. */
  vNetwork: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: {
      ...OF_MACHINE,
      adapter: ['Adapter'],
      network: ['Network'],
      connected: ['Connected'],
      mac: ['Mac Address'],
      ipv4: ['IPv4 Address', 'IP Address'],
      ipv6: ['IPv6 Address'],
    },
  },
  /** A row for each drive. */
  vCD: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: { ...OF_MACHINE, connected: ['Connected'] },
  },
  /** A row for each USB device or controller. */
  vUSB: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: { ...OF_MACHINE, type: ['Device Type'] },
  },
  /** A row for each snapshot. */
  vSnapshot: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: {
      ...OF_MACHINE,
      taken: ['Date / time'],
      sizeMiB: ['Size MiB (total)', 'Size MB (total)'],
    },
  },
  vTools: {
    required: 'name',
    helpers: MACHINE_HELPERS,
    headings: {
      ...OF_MACHINE,
      state: ['Tools'],
      upgradeable: ['Upgradeable'],
      timeSync: ['Sync time'],
    },
  },
  /** A row for each cluster. It does not say which datacenter the cluster is in. */
  vCluster: {
    required: 'name',
    helpers: ['vcenter'],
    headings: {
      name: ['Name', 'Cluster'],
      haEnabled: ['HA enabled'],
      failoverLevel: ['Failover Level', 'HA Failover Level', 'Configured Failover Level'],
      admissionControl: ['AdmissionControlEnabled', 'Admission Control Enabled'],
      isolationResponse: ['Isolation Response'],
      drsEnabled: ['DRS enabled'],
      drsAutomation: ['DRS default VM behavior'],
      powerManagement: ['DPM enabled'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each ESX host. */
  vHost: {
    required: 'name',
    helpers: ['datacenter', 'nics', 'vcenter'],
    headings: {
      name: ['Host'],
      datacenter: ['Datacenter'],
      cluster: ['Cluster'],
      maintenance: ['in Maintenance Mode'],
      cpuModel: ['CPU Model'],
      speedMHz: ['Speed', 'Speed MHz'],
      htActive: ['HT Active'],
      sockets: ['# CPU'],
      coresPerSocket: ['Cores per CPU'],
      memoryMiB: ['# Memory', '# Memory MiB', '# Memory MB', 'Memory', 'Memory MiB', 'Memory MB'],
      nics: ['# NICs'],
      storageAdapters: ['# HBAs'],
      evcMode: ['Current EVC'],
      powerPolicy: ['Host Power Policy', 'Current CPU power man. policy'],
      esxVersion: ['ESX Version'],
      bootedOn: ['Boot time'],
      timeServers: ['NTP Server(s)'],
      timeService: ['NTPD running'],
      vendor: ['Vendor'],
      model: ['Model'],
      certificateEnd: ['Certificate Expiry Date'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each storage adapter of a host. */
  vHBA: {
    required: 'host',
    helpers: HOST_HELPERS,
    headings: { ...OF_HOST, device: ['Device'], type: ['Type'] },
  },
  /** A row for each network port of a host. */
  vNIC: {
    required: 'host',
    helpers: HOST_HELPERS,
    headings: { ...OF_HOST, device: ['Network Device'], speedMbps: ['Speed'] },
  },
  /** A row for each standard switch of a host. */
  vSwitch: {
    required: 'host',
    helpers: HOST_HELPERS,
    headings: {
      ...OF_HOST,
      name: ['Switch'],
      freePorts: ['Free Ports', 'Ports Available'],
      ...SECURITY,
      mtu: ['MTU'],
    },
  },
  /** A row for each port group of a standard switch. */
  vPort: {
    required: 'host',
    helpers: HOST_HELPERS,
    headings: {
      ...OF_HOST,
      name: ['Port Group'],
      switch: ['Switch'],
      vlan: ['VLAN'],
      ...SECURITY,
    },
  },
  /** A row for each distributed switch. */
  dvSwitch: {
    required: 'name',
    helpers: ['datacenter', 'vcenter'],
    headings: {
      name: ['Switch', 'Name'],
      datacenter: ['Datacenter'],
      hosts: ['Host members'],
      mtu: ['Max MTU'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each port group of a distributed switch. */
  dvPort: {
    required: 'switch',
    helpers: ['vcenter'],
    headings: {
      name: ['Port', 'Port Group'],
      switch: ['Switch'],
      binding: ['Type'],
      vlan: ['VLAN'],
      ...SECURITY,
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each port of a host's own. */
  vSC_VMK: {
    required: 'host',
    helpers: HOST_HELPERS,
    headings: {
      ...OF_HOST,
      portGroup: ['Port Group'],
      device: ['Device'],
      mtu: ['MTU'],
    },
  },
  /**
   * A row for each datastore. Its "Cluster name" is the datastore cluster, not a cluster of hosts,
   * and so no fact here; "Cluster" is written by imitators only.
   */
  vDatastore: {
    required: 'name',
    helpers: ['freeMiB', 'hostCount', 'cluster', 'url', 'objectId', 'version', 'vcenter'],
    headings: {
      name: ['Name'],
      accessible: ['Accessible'],
      type: ['Type'],
      capacityMiB: ['Capacity MiB', 'Capacity MB'],
      provisionedMiB: ['Provisioned MiB', 'Provisioned MB'],
      freeMiB: ['Free MiB', 'Free MB'],
      freePercent: ['Free %'],
      ioControl: ['SIOC enabled'],
      hostCount: ['# Hosts'],
      hosts: ['Hosts'],
      cluster: ['Cluster'],
      version: ['Version', 'Major Version'],
      url: ['URL'],
      objectId: ['Object ID'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each disk of a datastore on each host, with up to eight paths. */
  vMultiPath: {
    required: 'datastore',
    helpers: [
      ...HOST_HELPERS,
      'disk',
      'path2',
      'path3',
      'path4',
      'path5',
      'path6',
      'path7',
      'path8',
      'state2',
      'state3',
      'state4',
      'state5',
      'state6',
      'state7',
      'state8',
    ],
    headings: {
      ...OF_HOST,
      datastore: ['Datastore'],
      disk: ['Disk'],
      policy: ['Policy'],
      path1: ['Path 1'],
      path2: ['Path 2'],
      path3: ['Path 3'],
      path4: ['Path 4'],
      path5: ['Path 5'],
      path6: ['Path 6'],
      path7: ['Path 7'],
      path8: ['Path 8'],
      state1: ['Path 1 state'],
      state2: ['Path 2 state'],
      state3: ['Path 3 state'],
      state4: ['Path 4 state'],
      state5: ['Path 5 state'],
      state6: ['Path 6 state'],
      state7: ['Path 7 state'],
      state8: ['Path 8 state'],
    },
  },
  /** A row for each licence. Its key is never read. */
  vLicense: {
    required: 'name',
    helpers: ['vcenter'],
    headings: {
      name: ['Name'],
      unit: ['Cost Unit'],
      total: ['Total'],
      used: ['Used'],
      expires: ['Expiration Date'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** A row for each thing that RVTools found wanting. */
  vHealth: {
    required: 'name',
    helpers: ['message', 'vcenter'],
    headings: {
      name: ['Name'],
      message: ['Message'],
      type: ['Message type'],
      vcenter: ['VI SDK Server'],
    },
  },
  /** When the file was written, and from which vCenter. */
  vMetaData: {
    required: 'writtenOn',
    helpers: ['vcenter'],
    headings: {
      writtenOn: [
        'xlsx creation datetime',
        'csv creation datetime',
        'creation datetime',
        'Generated',
      ],
      vcenter: ['Server'],
    },
  },
} as const satisfies Readonly<Record<string, SheetKind>>;

export type SheetName = keyof typeof SHEETS;
export type FactOf<Name extends SheetName> = keyof (typeof SHEETS)[Name]['headings'] & string;
export const SHEET_NAMES = Object.keys(SHEETS) as readonly SheetName[]; // the keys of the record

/** Facts that tie a row to a machine, in every sheet that lists something of machines. */
export type MachineKey = keyof typeof OF_MACHINE;
export type HostKey = keyof typeof OF_HOST;

/** Sheets of RVTools that hold nothing that the inventory has a field for. */
export const OTHER_SHEETS: readonly string[] = ['vRP', 'vSource', 'vFileInfo', 'vFloppy', 'vRPool'];

/** Columns that every sheet of machines repeats from vInfo. */
export const REPEATED_OF_VINFO: ReadonlySet<string> = new Set(
  [
    'Powerstate',
    'Template',
    'SRM Placeholder',
    'Annotation',
    'Cluster',
    'OS according to the configuration file',
    'OS according to the VMware Tools',
    'CPUs',
    'Sockets',
    'VMRef',
  ].map((heading) => heading.toLowerCase()),
);

/** Columns that are personal, secret or name a machine to its maker: never read, in no sheet. */
export const PRIVATE: ReadonlySet<string> = new Set(
  [
    'Annotation',
    'Key',
    'Contact',
    'Admin Name',
    'Description',
    'Serial number',
    'Serial #',
    'Service tag',
    'OEM specific string',
    'Assigned License(s)',
    'Certificate Subject',
    'Certificate Issuer',
    'AutoDeploy.MachineIdentity',
    'WWN',
  ].map((heading) => heading.toLowerCase()),
);
