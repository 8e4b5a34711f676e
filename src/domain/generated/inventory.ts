// Generated from schemas/inventory.schema.json by `npm run generate`.

/**
 * A virtready inventory, or a part of one. An absent or null fact is not recorded; 0, false, none and an empty list say that somebody looked.
 */
export interface InventoryDocument {
  /**
   * Address of this schema, for editors.
   */
  $schema?: string;
  /**
   * Version of the inventory format.
   */
  schemaVersion?: 1;
  /**
   * The document adds facts to subjects that other documents declare.
   */
  overlay?: boolean;
  assessment?: Assessment;
  /**
   * Buildings and data centres.
   */
  sites?: Site[];
  /**
   * Virtualization products, one entry for each version.
   */
  platforms?: Platform[];
  /**
   * Clusters of virtualization hosts.
   */
  clusters?: Cluster[];
  /**
   * Physical machines.
   */
  servers?: Server[];
  /**
   * Arrays and datastores.
   */
  storage?: Storage[];
  /**
   * Applications with their instances.
   */
  applications?: Application[];
  /**
   * Instances outside an application's entry; one that names no application is unassigned.
   */
  instances?: Instance[];
  operations?: Operations;
}
/**
 * What is assessed, and for which day.
 */
export interface Assessment {
  /**
   * Name of the assessment or of the estate.
   */
  name?: string;
  /**
   * Who owns the estate.
   */
  organization?: string;
  /**
   * The day that stands for today in every rule about dates, so that a report can be made again.
   */
  asOf?: string;
  /**
   * Which practice is applied; `healthcare` adds the rules that concern patient care.
   */
  profile?: 'healthcare' | 'general';
}
/**
 * A building or data centre: a failure domain.
 */
export interface Site {
  /**
   * Identifier of the site, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Name for people.
   */
  name?: string;
  /**
   * What the site is for.
   */
  role?: 'primary' | 'secondary' | 'remote';
  /**
   * Distance from the primary site.
   */
  distanceKm?: number;
  /**
   * Independent providers of its wide-area connection.
   */
  wanProviders?: number;
  /**
   * Uptime Institute tier (a topology class of the site, not of a server).
   */
  uptimeTier?: 'I' | 'II' | 'III' | 'IV';
  /**
   * What carries the site when the grid does not.
   */
  power?: {
    /**
     * How long the UPS carries the full load.
     */
    upsRuntimeMinutes?: number;
    /**
     * A generator takes over from the UPS.
     */
    generator?: boolean;
    /**
     * How long the fuel on site lasts.
     */
    generatorFuelHours?: number;
    /**
     * Day of its last successful test under load.
     */
    generatorLastTest?: string;
    /**
     * Independent feeds from the grid.
     */
    utilityFeeds?: number;
  };
}
/**
 * One virtualization product at one version.
 */
export interface Platform {
  /**
   * Identifier of the platform, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Who makes it.
   */
  vendor?: string;
  /**
   * Virtualization product.
   */
  product?:
    'esxi' | 'hyper-v' | 'proxmox-ve' | 'ahv' | 'rhel-kvm' | 'xcp-ng' | 'openshift-virt' | 'other';
  /**
   * Version as the vendor numbers it. A version is text: write it in quotes.
   */
  version?: string;
  /**
   * Licensed edition. Limits of fault tolerance are known for vSphere's `essentials`, `essentials-plus`, `standard`, `enterprise`, `enterprise-plus`, `vsphere-foundation` (`vvf`) and `cloud-foundation` (`vcf`), with spaces, capitals and `VMware vSphere` as well; any other text is kept as it is.
   */
  edition?: string;
  /**
   * `bare-metal` runs on the hardware (type 1), `hosted` on a general operating system (type 2).
   */
  hypervisorType?: 'bare-metal' | 'hosted';
  /**
   * Day of the last security update.
   */
  lastPatched?: string;
  /**
   * Support of this product and version; dates here win over the built-in life-cycle table.
   */
  support?: {
    /**
     * Last day of the vendor's general support.
     */
    generalEnd?: string;
    /**
     * Last day of the support contract.
     */
    contractEnd?: string;
    /**
     * When the contract answers.
     */
    hours?: '24x7' | 'business';
    /**
     * Contracted response time.
     */
    responseHours?: number;
  };
  /**
   * The management plane (for example vCenter).
   */
  management?: {
    /**
     * It survives the loss of its own machine.
     */
    redundant?: boolean;
    /**
     * Time between two backups of it; 0 where there is none.
     */
    backupIntervalHours?: number;
    /**
     * Day of its last restore test.
     */
    lastRestoreTest?: string;
    /**
     * It runs on the platform that it manages.
     */
    hostedOnSelf?: boolean;
    /**
     * A local account opens it, and the hosts, while the directory is down.
     */
    breakGlass?: boolean;
    /**
     * A written order exists for a start with everything down.
     */
    blackStartRunbook?: boolean;
    /**
     * Applications that must be up before it can start.
     *
     * Items: An application id.
     */
    needs?: string[];
  };
  /**
   * Configured time sources (NTP servers).
   */
  timeSources?: number;
  /**
   * Security baseline that the hosts are held to.
   */
  hardeningBaseline?: string;
  /**
   * First day of production use.
   */
  inProductionSince?: string;
  /**
   * How the platform is licensed.
   */
  licensing?: {
    /**
     * Licence metric.
     */
    metric?: 'core' | 'socket' | 'vm';
    /**
     * Licensed processor cores.
     */
    licensedCores?: number;
    /**
     * Licences owned, in the unit of the metric.
     */
    total?: number;
    /**
     * Licences in use, in the unit of the metric.
     */
    used?: number;
    /**
     * Last day of the licence.
     */
    expiresOn?: string;
    /**
     * The licence does not end.
     */
    perpetual?: boolean;
    /**
     * It runs on an evaluation licence.
     */
    evaluation?: boolean;
  };
}
/**
 * Hosts that run and restart virtual machines together.
 */
export interface Cluster {
  /**
   * Identifier of the cluster, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Its platform.
   */
  platform?: string;
  /**
   * Its hosts stand at two sites.
   */
  stretched?: boolean;
  /**
   * Running machines can move between its hosts.
   */
  liveMigration?: boolean;
  /**
   * CPU feature level that all hosts present, under the name that the platform gives it: an EVC mode such as `intel-broadwell` or `amd-zen2`, a CPU model of QEMU such as `x86-64-v2-AES`, `on` where Hyper-V's processor compatibility is; `none` says that none is set.
   */
  cpuCompatibilityBaseline?: string;
  /**
   * Balancing of load over the hosts.
   */
  drs?: {
    /**
     * It is switched on.
     */
    enabled?: boolean;
    /**
     * Whether it advises, places at start, or moves by itself.
     */
    automation?: 'manual' | 'partial' | 'full';
  };
  /**
   * Hosts are switched off to save power while load is low.
   */
  powerManagement?: boolean;
  /**
   * Distributed virtual switches that its hosts share; an empty list means that there are none.
   *
   * Items: A virtual switch.
   */
  virtualSwitches?: {
    /**
     * Its name.
     */
    name: string;
    /**
     * Whether it is made on one host (standard) or shared by many (distributed).
     */
    kind?: 'standard' | 'distributed';
    /**
     * Largest frame that it carries.
     */
    mtu?: number;
    /**
     * Ports that no machine uses.
     */
    freePorts?: number;
    /**
     * A machine on it may read the traffic of others (promiscuous mode).
     */
    promiscuous?: boolean;
    /**
     * A machine on it may change its hardware address.
     */
    macChanges?: boolean;
    /**
     * A machine on it may send under a foreign hardware address.
     */
    forgedTransmits?: boolean;
  }[];
  /**
   * Port groups of its distributed virtual switches; an empty list means that there are none.
   *
   * Items: A port group: the network that a machine is connected to.
   */
  portGroups?: {
    /**
     * Its name.
     */
    name: string;
    /**
     * The virtual switch that it belongs to.
     */
    switch?: string;
    /**
     * VLAN; 0 means untagged, 4095 all.
     */
    vlan?: number;
    /**
     * Its ports are made only while a machine runs (ephemeral binding).
     */
    ephemeral?: boolean;
    /**
     * A machine on it may read the traffic of others (promiscuous mode).
     */
    promiscuous?: boolean;
    /**
     * A machine on it may change its hardware address.
     */
    macChanges?: boolean;
    /**
     * A machine on it may send under a foreign hardware address.
     */
    forgedTransmits?: boolean;
  }[];
  /**
   * Automatic restart after the loss of a host.
   */
  ha?: {
    /**
     * Restart after a lost host is on.
     */
    enabled?: boolean;
    /**
     * Host failures that the reserve is sized for.
     */
    failuresToTolerate?: number;
    /**
     * What is kept free for a restart.
     */
    admissionControl?: {
      /**
       * Starting a machine is refused when it would use the reserve.
       */
      enabled?: boolean;
      /**
       * CPU capacity kept free.
       */
      cpuReservePercent?: number;
      /**
       * Memory kept free.
       */
      memoryReservePercent?: number;
    };
    /**
     * Time until a lost host is declared failed.
     */
    detectionSeconds?: number;
    /**
     * Machines that a surviving cluster starts at a time.
     */
    parallelRestarts?: number;
    /**
     * What an isolated host does with its machines.
     */
    isolationResponse?: string;
    /**
     * A failed host is cut off before its machines start elsewhere.
     */
    fencing?: boolean;
  };
  /**
   * How the cluster decides which part lives on.
   */
  quorum?: {
    /**
     * Votes in the quorum, without the witness.
     */
    votes?: number;
    /**
     * Kind of the tie-breaker.
     */
    witness?: 'none' | 'disk' | 'share' | 'cloud' | 'node';
    /**
     * Site of the tie-breaker.
     */
    witnessSite?: string;
  };
  /**
   * Network for fault-tolerant machines.
   */
  ft?: {
    /**
     * Speed of the fault-tolerance logging network.
     */
    loggingGbps?: number;
    /**
     * That network carries nothing else.
     */
    dedicatedNetwork?: boolean;
  };
  /**
   * Day of the last failover test.
   */
  lastFailoverTest?: string;
  /**
   * How that test ended.
   */
  lastFailoverTestResult?: 'pass' | 'fail';
  /**
   * A written procedure for its failover exists.
   */
  runbook?: boolean;
}
/**
 * A physical machine: a virtualization host, or a machine that may be virtualized.
 */
export interface Server {
  /**
   * Identifier of the server, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * `host` runs virtual machines, `standalone` runs one operating system of its own. Every server needs it in the document that declares it.
   */
  role?: 'host' | 'standalone';
  /**
   * Where it stands.
   */
  site?: string;
  /**
   * Its rack.
   */
  rack?: string;
  /**
   * Make and model.
   */
  model?: string;
  /**
   * Its virtualization platform (hosts only; a host in a cluster has the cluster's).
   */
  platform?: string;
  /**
   * Its cluster (hosts only).
   */
  cluster?: string;
  /**
   * Processors.
   */
  cpu?: {
    /**
     * Instruction set. `x86` is 32-bit only.
     */
    architecture?: 'x86_64' | 'x86' | 'arm64' | 'power' | 'sparc' | 'ia64' | 'pa-risc' | 's390x';
    /**
     * Populated processor sockets.
     */
    sockets?: number;
    /**
     * Physical cores in each socket.
     */
    coresPerSocket?: number;
    /**
     * Hardware threads of a core.
     */
    threadsPerCore?: number;
    /**
     * Base clock of a core.
     */
    baseMHz?: number;
    /**
     * VT-x, AMD-V or its like is present and switched on.
     */
    hwVirtualization?: boolean;
    /**
     * Second-level address translation (EPT, RVI) is present.
     */
    slat?: boolean;
    /**
     * I/O address translation (VT-d, AMD-Vi) is switched on.
     */
    iommu?: boolean;
    /**
     * Processor generation.
     */
    generation?: string;
  };
  /**
   * Installed memory.
   */
  memoryGiB?: number;
  /**
   * Its memory corrects single-bit errors.
   */
  ecc?: boolean;
  /**
   * NUMA nodes.
   */
  numaNodes?: number;
  /**
   * Installed power supplies.
   */
  powerSupplies?: number;
  /**
   * Independent power feeds that they hang on.
   */
  powerFeeds?: number;
  /**
   * It boots from mirrored or otherwise redundant media.
   */
  bootMediaRedundant?: boolean;
  /**
   * A management controller answers when the system is down (iLO, iDRAC, IPMI).
   */
  outOfBand?: boolean;
  /**
   * How the platform sees the host.
   */
  connectionState?: 'connected' | 'disconnected' | 'not-responding';
  /**
   * It is in maintenance mode: nothing runs or restarts on it.
   */
  maintenance?: boolean;
  /**
   * Day of its last start.
   */
  bootedOn?: string;
  /**
   * Time servers that it is set up to follow.
   */
  timeServers?: number;
  /**
   * Its time service runs.
   */
  timeService?: boolean;
  /**
   * Last day of its certificate.
   */
  certificateEnd?: string;
  /**
   * How it trades speed for power.
   */
  powerPolicy?: 'high-performance' | 'balanced' | 'low-power' | 'custom';
  /**
   * Whether it may be managed past the management server (none), or not.
   */
  lockdown?: 'none' | 'normal' | 'strict';
  /**
   * Its shell or SSH is open.
   */
  shellEnabled?: boolean;
  /**
   * Network ports; an empty list means that there are none.
   *
   * Items: A network port.
   */
  nics?: {
    /**
     * Line speed.
     */
    speedGbps?: number;
    /**
     * The switch that it is cabled to.
     */
    switch?: string;
    /**
     * What it carries.
     */
    roles?: ('management' | 'vm' | 'migration' | 'storage' | 'ft')[];
    /**
     * What it carries is kept apart in network segments (VLANs) of their own.
     */
    segmented?: boolean;
    /**
     * Name of the port on the host.
     */
    device?: string;
    /**
     * Its link is up.
     */
    linked?: boolean;
  }[];
  /**
   * Standard virtual switches of the host; an empty list means that there are none.
   *
   * Items: A virtual switch.
   */
  virtualSwitches?: {
    /**
     * Its name.
     */
    name: string;
    /**
     * Whether it is made on one host (standard) or shared by many (distributed).
     */
    kind?: 'standard' | 'distributed';
    /**
     * Largest frame that it carries.
     */
    mtu?: number;
    /**
     * Ports that no machine uses.
     */
    freePorts?: number;
    /**
     * A machine on it may read the traffic of others (promiscuous mode).
     */
    promiscuous?: boolean;
    /**
     * A machine on it may change its hardware address.
     */
    macChanges?: boolean;
    /**
     * A machine on it may send under a foreign hardware address.
     */
    forgedTransmits?: boolean;
  }[];
  /**
   * Port groups of its standard virtual switches; an empty list means that there are none.
   *
   * Items: A port group: the network that a machine is connected to.
   */
  portGroups?: {
    /**
     * Its name.
     */
    name: string;
    /**
     * The virtual switch that it belongs to.
     */
    switch?: string;
    /**
     * VLAN; 0 means untagged, 4095 all.
     */
    vlan?: number;
    /**
     * Its ports are made only while a machine runs (ephemeral binding).
     */
    ephemeral?: boolean;
    /**
     * A machine on it may read the traffic of others (promiscuous mode).
     */
    promiscuous?: boolean;
    /**
     * A machine on it may change its hardware address.
     */
    macChanges?: boolean;
    /**
     * A machine on it may send under a foreign hardware address.
     */
    forgedTransmits?: boolean;
  }[];
  /**
   * Ports of the hypervisor itself; an empty list means that there are none.
   *
   * Items: A port of the hypervisor (VMkernel adapter).
   */
  kernelPorts?: {
    /**
     * Its name.
     */
    device: string;
    /**
     * The port group that it is connected to.
     */
    portGroup?: string;
    /**
     * The virtual switch that it is connected to.
     */
    switch?: string;
    /**
     * Largest frame that it sends.
     */
    mtu?: number;
  }[];
  /**
   * Storage adapters (HBAs).
   */
  storageAdapters?: number;
  /**
   * Local disks; an empty list means that there are none.
   *
   * Items: A local disk.
   */
  disks?: {
    /**
     * Size.
     */
    GiB?: number;
    /**
     * Kind of the disk.
     */
    kind?: string;
  }[];
  /**
   * What the hypervisor vendor's compatibility list says of this machine.
   */
  hclStatus?: 'compatible' | 'incompatible' | 'unknown';
  /**
   * Drivers and firmware of its devices.
   *
   * Items: A driver with its firmware.
   */
  drivers?: {
    /**
     * The device that it drives.
     */
    component: string;
    /**
     * Version of the driver, or `none` for firmware without one. A version is text: write it in quotes.
     */
    driverVersion?: string;
    /**
     * Version of the firmware. A version is text: write it in quotes.
     */
    firmwareVersion?: string;
    /**
     * The pair is on the vendor's list.
     */
    certified?: boolean;
    /**
     * Who vouches for the driver package.
     */
    acceptanceLevel?: 'vmware-certified' | 'vmware-accepted' | 'partner' | 'community';
  }[];
  /**
   * Maintenance contract of the machine.
   */
  hardwareSupport?: {
    /**
     * Last day of the contract.
     */
    end?: string;
    /**
     * When it answers.
     */
    hours?: '24x7' | 'business';
    /**
     * Contracted response time.
     */
    responseHours?: number;
    /**
     * A spare machine or spare parts stand ready.
     */
    spareOnSite?: boolean;
  };
  /**
   * How often it fails and how long a repair takes.
   */
  reliability?: {
    /**
     * Mean up time between two failures (MTTF).
     */
    mtbfHours?: number;
    /**
     * Mean time to repair.
     */
    mttrHours?: number;
    /**
     * Where these figures are from.
     */
    source?: 'vendor' | 'measured' | 'assumed';
  };
  /**
   * Operating system (standalone servers only).
   */
  os?: {
    /**
     * Operating-system product. `linux` is a distribution without an entry of its own; `other` is a system that is none of these.
     */
    family?:
      | 'windows-server'
      | 'windows'
      | 'rhel'
      | 'centos'
      | 'centos-stream'
      | 'oracle-linux'
      | 'almalinux'
      | 'rocky-linux'
      | 'sles'
      | 'ubuntu'
      | 'debian'
      | 'amazon-linux'
      | 'photon'
      | 'linux'
      | 'freebsd'
      | 'openbsd'
      | 'netbsd'
      | 'aix'
      | 'solaris'
      | 'hp-ux'
      | 'ibm-i'
      | 'openvms'
      | 'zos'
      | 'macos'
      | 'netware'
      | 'dos'
      | 'other';
    /**
     * Version as its vendor names it. A version is text: write it in quotes.
     */
    version?: string;
    /**
     * Edition.
     */
    edition?: string;
    /**
     * Word size.
     */
    bits?: 32 | 64;
    /**
     * Paid extended support is in force.
     */
    extendedSupport?: boolean;
  };
  /**
   * Special devices; an empty list means that there are none.
   *
   * Items: A device that ties a workload to its machine.
   */
  devices?: {
    /**
     * Kind of the device.
     */
    kind:
      | 'usb-dongle'
      | 'usb-device'
      | 'pci-card'
      | 'fax-board'
      | 'modem'
      | 'serial'
      | 'parallel'
      | 'gpu'
      | 'hsm'
      | 'tape'
      | 'san-hba'
      | 'other';
    /**
     * What it is for.
     */
    purpose?: string;
    /**
     * What happens to it: `none` means that nothing is decided.
     */
    resolution?: 'none' | 'eliminate' | 'network-attached' | 'passthrough' | 'stay-physical';
  }[];
  /**
   * Measured load.
   */
  performance?: {
    /**
     * Average CPU load.
     */
    cpuAvgPercent?: number;
    /**
     * 95th percentile of the CPU load.
     */
    cpuP95Percent?: number;
    /**
     * Highest CPU load.
     */
    cpuPeakPercent?: number;
    /**
     * 95th percentile of the memory in use.
     */
    memoryP95Percent?: number;
    /**
     * 99th percentile of the memory in use.
     */
    memoryP99GiB?: number;
    /**
     * 95th percentile of disk operations.
     */
    diskIopsP95?: number;
    /**
     * 95th percentile of disk throughput (10^6 byte/s).
     */
    diskMBpsP95?: number;
    /**
     * 95th percentile of network throughput (10^6 byte/s).
     */
    netMBpsP95?: number;
    /**
     * The window holds a month's end, with its closing runs.
     */
    includesMonthEnd?: boolean;
    window?: Window;
  };
  /**
   * Servers that it forms an operating-system or application cluster with.
   *
   * Items: A server id.
   */
  clusteredWith?: string[];
}
/**
 * When and how finely a measurement was taken.
 */
export interface Window {
  /**
   * First day of the measurement.
   */
  from?: string;
  /**
   * Last day of the measurement.
   */
  to?: string;
  /**
   * Time between two samples.
   */
  intervalSeconds?: number;
  /**
   * Share of the expected samples that were collected.
   */
  samplesPercent?: number;
}
/**
 * A storage array or datastore.
 */
export interface Storage {
  /**
   * Identifier of the array or datastore, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Where it stands.
   */
  site?: string;
  /**
   * How hosts reach it.
   */
  kind?: 'fc' | 'iscsi' | 'nfs' | 'nvme' | 'hci' | 'local';
  /**
   * What it stores on.
   */
  media?: 'flash' | 'hybrid' | 'disk';
  /**
   * Servers and clusters that see it.
   *
   * Items: A server or cluster id.
   */
  reachableBy?: string[];
  /**
   * Storage controllers.
   */
  controllers?: number;
  /**
   * Independent fabrics or storage networks.
   */
  fabrics?: number;
  /**
   * Paths from a host to a volume.
   */
  pathsPerHost?: number;
  /**
   * Paths that are dead now, over all hosts.
   */
  deadPaths?: number;
  /**
   * How hosts choose among the paths.
   */
  pathPolicy?: 'fixed' | 'most-recently-used' | 'round-robin' | 'other';
  /**
   * The hosts can reach it.
   */
  accessible?: boolean;
  /**
   * Its load is shared out by priority while it is congested (storage I/O control).
   */
  ioControl?: boolean;
  /**
   * Its file system and version.
   */
  fileSystem?: string;
  /**
   * How it survives a lost disk or node.
   */
  protection?: 'none' | 'raid1' | 'raid5' | 'raid6' | 'raid10' | 'raid-tec' | 'rf2' | 'rf3';
  /**
   * Usable capacity.
   */
  capacityTiB?: number;
  /**
   * Free share of the capacity.
   */
  freePercent?: number;
  /**
   * Capacity promised to machines (thin provisioning counts in full).
   */
  provisionedTiB?: number;
  /**
   * Sustained operations that it was sized for.
   */
  iopsCapacity?: number;
  /**
   * Measured at the array.
   */
  observed?: {
    /**
     * Average read latency.
     */
    readMs?: number;
    /**
     * Average write latency.
     */
    writeMs?: number;
    /**
     * Average time in the hypervisor's queue.
     */
    kernelMs?: number;
    /**
     * 95th percentile of operations.
     */
    iopsP95?: number;
    window?: Window;
  };
  /**
   * Copying to another array.
   */
  replication?: {
    /**
     * When a write counts as done: at both ends, at this end, or no replication.
     */
    mode?: 'sync' | 'async' | 'none';
    /**
     * The other array.
     */
    target?: string;
    /**
     * Largest loss of data that it allows.
     */
    rpoMinutes?: number;
  };
}
/**
 * An application, as those who use it know it.
 */
export interface Application {
  /**
   * Identifier of the application, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Name for people.
   */
  name?: string;
  /**
   * Who makes it.
   */
  vendor?: string;
  /**
   * Version as the vendor numbers it. A version is text: write it in quotes.
   */
  version?: string;
  /**
   * Who answers for it (a role or a person).
   */
  owner?: string;
  /**
   * What it does.
   */
  function?:
    | 'ehr'
    | 'cpoe'
    | 'emar'
    | 'pharmacy'
    | 'lis'
    | 'ris'
    | 'pacs'
    | 'monitoring'
    | 'interface-engine'
    | 'directory'
    | 'dns'
    | 'erp'
    | 'billing'
    | 'email'
    | 'file'
    | 'other';
  /**
   * Published vendor profile that it is held to.
   */
  workloadProfile?:
    | 'epic-odb'
    | 'meditech-expanse'
    | 'meditech-6x'
    | 'meditech-cs5'
    | 'meditech-magic'
    | 'pacs'
    | 'sql'
    | 'iris'
    | 'none';
  /**
   * Category within the vendor profile.
   */
  workloadCategory?: number;
  /**
   * An outage can touch the care of a patient.
   */
  patientCare?: boolean;
  /**
   * It holds protected health information.
   */
  phi?: boolean;
  /**
   * It is, or drives, a regulated medical device.
   */
  regulatedDevice?: boolean;
  /**
   * Business-continuity tier: 0 returns within 15 minutes, 1 within 6 hours, 2 within 24 hours, 3 within 5 days, 4 within 30 days. Derived from rtoMinutes where it is absent.
   */
  tier?: number;
  /**
   * How available it must be.
   */
  availability?: {
    /**
     * Day of the business-impact analysis.
     */
    assessedOn?: string;
    /**
     * Who held it.
     */
    assessedBy?: string;
    /**
     * Availability target.
     */
    targetPercent?: number;
    /**
     * When it is needed.
     */
    serviceHours?: '24x7' | 'business';
    /**
     * Longest single outage that can be tolerated.
     */
    maxOutageMinutes?: number;
    /**
     * Recovery time objective.
     */
    rtoMinutes?: number;
    /**
     * Recovery point objective.
     */
    rpoMinutes?: number;
    /**
     * Work that is not yet stored may be lost in a failure.
     */
    inFlightLossOk?: boolean;
    /**
     * Failures of the software itself.
     */
    failuresPerYear?: number;
  };
  /**
   * What its vendor says about running it virtually.
   */
  vendorSupport?: {
    /**
     * The vendor's stand.
     */
    virtualized?: 'supported' | 'conditional' | 'not-supported';
    /**
     * Products and versions that the vendor names.
     *
     * Items: A supported product.
     */
    platforms?: {
      /**
       * Virtualization product.
       */
      product:
        | 'esxi'
        | 'hyper-v'
        | 'proxmox-ve'
        | 'ahv'
        | 'rhel-kvm'
        | 'xcp-ng'
        | 'openshift-virt'
        | 'other';
      /**
       * Supported versions.
       */
      versions?: string[];
    }[];
    /**
     * Where that is written.
     */
    reference?: string;
    /**
     * Its date.
     */
    date?: string;
    /**
     * What the vendor asks for.
     *
     * Items: A condition.
     */
    conditions?: {
      /**
       * The condition.
       */
      text: string;
      /**
       * It is met.
       */
      met?: boolean;
    }[];
  };
  /**
   * How its software is licensed.
   */
  licensing?: {
    /**
     * Licence metric.
     */
    metric?: 'core' | 'vcpu' | 'socket' | 'named' | 'server' | 'dongle';
    /**
     * Licensed product with partitioning rules of its own.
     */
    product?: 'oracle-db' | 'sql-server' | 'windows' | 'other';
    /**
     * Licensed cores.
     */
    licensedCores?: number;
    /**
     * The licence may follow the machine to another host.
     */
    mobility?: boolean;
    /**
     * Its cluster runs nothing else of that licence.
     */
    scopeClusterDedicated?: boolean;
  };
  /**
   * Applications that it needs; an empty list means that it needs none.
   *
   * Items: A dependency.
   */
  dependsOn?: {
    /**
     * The application that it needs.
     */
    application: string;
    /**
     * `hard`: it cannot work without; `soft`: it works with less.
     */
    kind?: 'hard' | 'soft';
    /**
     * The application is outside this inventory.
     */
    external?: boolean;
  }[];
  /**
   * How care goes on without it.
   */
  continuity?: {
    /**
     * A written downtime procedure exists.
     */
    downtimeProcedure?: boolean;
    /**
     * How long the paper forms last.
     */
    paperHours?: number;
    /**
     * A read-only copy can be used meanwhile.
     */
    readOnlyCopy?: boolean;
    /**
     * An emergency access procedure exists.
     */
    emergencyAccess?: boolean;
    /**
     * Day of the last downtime drill.
     */
    lastDrill?: string;
    /**
     * Disaster-recovery strategy.
     */
    drStrategy?: 'none' | 'backup' | 'cold' | 'warm' | 'hot' | 'active-active';
    /**
     * Disaster-recovery site.
     */
    drSite?: string;
    /**
     * Recovery time of the disaster plan.
     */
    drRtoMinutes?: number;
    /**
     * Day of its last exercise.
     */
    drLastTest?: string;
    /**
     * How it ended.
     */
    drResult?: 'pass' | 'fail';
  };
  /**
   * How faithful its test environment is.
   */
  testEnvironment?: 'none' | 'partial' | 'full';
  /**
   * Its operating-system instances.
   */
  instances?: Instance[];
}
/**
 * One operating-system instance, physical or virtual.
 */
export interface Instance {
  /**
   * Identifier of the instance, unique over the whole estate.
   */
  id: string;
  /**
   * Words by which a team's configuration can single it out.
   */
  tags?: string[];
  /**
   * Its application; for entries of the top-level list.
   */
  application?: string;
  /**
   * What it does within the application.
   */
  role?: string;
  /**
   * Instances of one group stand in for each other: while one of them runs, what they do goes on.
   */
  redundancyGroup?: string;
  /**
   * What it is used for.
   */
  environment?: 'production' | 'test' | 'dev' | 'training';
  /**
   * What it runs as today.
   */
  form?: 'physical' | 'virtual';
  /**
   * The physical machine that it runs on today.
   */
  server?: string;
  /**
   * Where it runs, or shall run, as a virtual machine.
   */
  target?: {
    /**
     * Cluster.
     */
    cluster?: string;
    /**
     * Host.
     */
    host?: string;
    /**
     * Host of its second copy, where it is fault tolerant.
     */
    secondaryHost?: string;
  };
  /**
   * `anti-affinity:<group>` keeps the members of a group on different hosts, `pin:<server>` keeps it on one.
   */
  placementRules?: string[];
  /**
   * Virtual processors.
   */
  vcpu?: number;
  /**
   * Memory.
   */
  memoryGiB?: number;
  /**
   * Virtual cores in each virtual socket.
   */
  coresPerSocket?: number;
  /**
   * Limits below what is configured: they throttle it even where the host has room.
   */
  limits?: {
    /**
     * Its CPU time is limited.
     */
    cpu?: boolean;
    /**
     * Its memory is limited.
     */
    memory?: boolean;
  };
  /**
   * What can be added while it runs.
   */
  hotAdd?: {
    /**
     * CPUs can be added or removed.
     */
    cpu?: boolean;
    /**
     * Memory can be added.
     */
    memory?: boolean;
  };
  /**
   * It is bound to certain cores of its host.
   */
  cpuAffinity?: boolean;
  /**
   * Share of its memory that is reserved.
   */
  memoryReservationPercent?: number;
  /**
   * Share of its CPU that is reserved.
   */
  cpuReservationPercent?: number;
  /**
   * It is bound to NUMA nodes.
   */
  numaPinned?: boolean;
  /**
   * Its operating system.
   */
  guestOs?: {
    /**
     * Operating-system product. `linux` is a distribution without an entry of its own; `other` is a system that is none of these.
     */
    family?:
      | 'windows-server'
      | 'windows'
      | 'rhel'
      | 'centos'
      | 'centos-stream'
      | 'oracle-linux'
      | 'almalinux'
      | 'rocky-linux'
      | 'sles'
      | 'ubuntu'
      | 'debian'
      | 'amazon-linux'
      | 'photon'
      | 'linux'
      | 'freebsd'
      | 'openbsd'
      | 'netbsd'
      | 'aix'
      | 'solaris'
      | 'hp-ux'
      | 'ibm-i'
      | 'openvms'
      | 'zos'
      | 'macos'
      | 'netware'
      | 'dos'
      | 'other';
    /**
     * Version as its vendor names it. A version is text: write it in quotes.
     */
    version?: string;
    /**
     * Edition.
     */
    edition?: string;
    /**
     * Word size.
     */
    bits?: 32 | 64;
    /**
     * Paid extended support is in force.
     */
    extendedSupport?: boolean;
    /**
     * Last day of its vendor's general support, where the built-in life-cycle table has no entry or another day.
     */
    generalEnd?: string;
  };
  /**
   * The guest that runs is the one that the machine is configured for.
   */
  configuredOsMatches?: boolean;
  /**
   * Host name that the guest reports.
   */
  hostName?: string;
  /**
   * Database systems that run in it; an empty list means that there are none.
   *
   * Items: A database system.
   */
  databases?: {
    /**
     * Database product.
     */
    product?: 'sql-server' | 'oracle-db' | 'postgresql' | 'mysql' | 'mariadb' | 'other';
    /**
     * Version as its vendor names it. A version is text: write it in quotes.
     */
    version?: string;
    /**
     * Paid extended support is in force.
     */
    extendedSupport?: boolean;
    /**
     * Last day of its vendor's general support, where the built-in life-cycle table has no entry or another day.
     */
    generalEnd?: string;
  }[];
  /**
   * Guest tools or integration services are current.
   */
  toolsCurrent?: boolean;
  /**
   * Guest tools or integration services: not installed, installed but stopped, or running.
   */
  toolsState?: 'none' | 'stopped' | 'running';
  /**
   * Its clock follows the host's.
   */
  timeSyncWithHost?: boolean;
  /**
   * Version of its virtual hardware; for VMware, the number behind vmx-.
   */
  hardwareVersion?: number;
  /**
   * What it boots by.
   */
  firmware?: 'bios' | 'uefi';
  /**
   * It boots signed code only.
   */
  secureBoot?: boolean;
  /**
   * It has a virtual Trusted Platform Module.
   */
  tpm?: boolean;
  /**
   * The platform encrypts its files.
   */
  encrypted?: boolean;
  /**
   * Its disks; an empty list means that there are none.
   *
   * Items: A disk.
   */
  disks?: {
    /**
     * Size.
     */
    GiB?: number;
    /**
     * Where it lies.
     */
    storage?: string;
    /**
     * How it is attached.
     */
    kind?: 'virtual' | 'rdm-virtual' | 'rdm-physical' | 'shared' | 'passthrough';
    /**
     * Its name within the machine.
     */
    label?: string;
    /**
     * Whether snapshots hold it (dependent), leave it out (independent-persistent), or it forgets at power-off (independent-nonpersistent).
     */
    mode?: 'dependent' | 'independent-persistent' | 'independent-nonpersistent';
    /**
     * Several machines may write to it (multi-writer).
     */
    shared?: boolean;
    /**
     * Whether its controller is shared with machines of the same host (virtual) or of others (physical).
     */
    busSharing?: 'none' | 'virtual' | 'physical';
    /**
     * Its space is taken from the storage only as it is written.
     */
    thin?: boolean;
    /**
     * Changed blocks are tracked, so that a backup reads only these.
     */
    changeTracking?: boolean;
  }[];
  /**
   * Changed blocks of its disks are tracked, so that a backup reads only these.
   */
  changeTracking?: boolean;
  /**
   * The platform asks for its disks to be consolidated.
   */
  consolidationNeeded?: boolean;
  /**
   * File systems inside the guest; an empty list means that there are none.
   *
   * Items: A file system inside the guest.
   */
  guestVolumes?: {
    /**
     * Where it is mounted.
     */
    path: string;
    /**
     * Size.
     */
    capacityGiB?: number;
    /**
     * Free space.
     */
    freeGiB?: number;
  }[];
  /**
   * Devices handed through to it; an empty list means none.
   */
  passthrough?: (
    | 'usb-dongle'
    | 'usb-device'
    | 'pci-card'
    | 'fax-board'
    | 'modem'
    | 'serial'
    | 'parallel'
    | 'gpu'
    | 'hsm'
    | 'tape'
    | 'san-hba'
    | 'other'
  )[];
  /**
   * A network port is handed through to it.
   */
  nicPassthrough?: boolean;
  /**
   * Its virtual network cards; an empty list means that there are none.
   *
   * Items: A virtual network card.
   */
  nics?: {
    /**
     * The port group or network that it is connected to.
     */
    network?: string;
    /**
     * The card that the guest sees, as the platform names it.
     */
    adapter?: string;
    /**
     * It is connected now.
     */
    connected?: boolean;
    /**
     * Hardware address.
     */
    mac?: string;
    /**
     * Network addresses that the guest reports; an empty list means none.
     */
    addresses?: string[];
  }[];
  /**
   * It has a virtual USB controller.
   */
  usbController?: boolean;
  /**
   * Its drives for removable media; an empty list means that there are none.
   *
   * Items: A drive for removable media.
   */
  removableMedia?: {
    /**
     * What drive it is.
     */
    kind?: 'cd' | 'floppy';
    /**
     * It is connected, to a device or an image.
     */
    connected?: boolean;
  }[];
  /**
   * What brings it back after a lost host, weakest first.
   */
  protection?: 'none' | 'backup-restore' | 'dr-failover' | 'ha-restart' | 'app-cluster' | 'ft';
  /**
   * The fault-tolerant machine that this one is the second copy of, where an import lists both copies.
   */
  ftSecondaryOf?: string;
  /**
   * Clustering software inside the guest.
   */
  guestCluster?:
    'none' | 'wsfc' | 'pacemaker' | 'oracle-rac' | 'always-on-ag' | 'iris-mirror' | 'other';
  /**
   * Its place in the restart order; `none` is restarted last.
   */
  restartPriority?: 'high' | 'medium' | 'low' | 'none';
  /**
   * Measured time from power-on to a running operating system.
   */
  bootMinutes?: number;
  /**
   * Measured time from there to a usable application.
   */
  appStartMinutes?: number;
  /**
   * How it is backed up.
   */
  backup?: {
    /**
     * Product or method; `none` where there is no backup.
     */
    method?: string;
    /**
     * Backups are consistent for the application.
     */
    appConsistent?: boolean;
    /**
     * Time between two backups.
     */
    intervalMinutes?: number;
    /**
     * Copies of the data, the original included.
     */
    copies?: number;
    /**
     * Kinds of media or platforms that hold them.
     */
    media?: number;
    /**
     * One copy is off site.
     */
    offsite?: boolean;
    /**
     * Age of the newest copy off site.
     */
    offsiteAgeHours?: number;
    /**
     * One copy cannot be changed.
     */
    immutable?: boolean;
    /**
     * Day of the last restore test.
     */
    lastRestoreTest?: string;
    /**
     * How long that restore took.
     */
    lastRestoreMinutes?: number;
  };
  /**
   * Copying of its data to another machine or site, by the application, the guest or the hypervisor.
   */
  replication?: {
    /**
     * When a write counts as done: at both ends, at this end, or no replication.
     */
    mode?: 'sync' | 'async' | 'none';
    /**
     * Largest loss of data that it allows.
     */
    rpoMinutes?: number;
  };
  /**
   * Its snapshots.
   */
  snapshots?: {
    /**
     * Snapshots in the chain.
     */
    count?: number;
    /**
     * Age of the oldest.
     */
    oldestHours?: number;
    /**
     * Space that they take.
     */
    sizeGiB?: number;
    /**
     * Files of snapshots lie there that the platform does not know of.
     */
    unknownFiles?: boolean;
  };
  /**
   * Measured load.
   */
  metrics?: {
    /**
     * CPU ready time of a vCPU.
     */
    cpuReadyPercent?: number;
    /**
     * Co-stop time.
     */
    costopPercent?: number;
    /**
     * Ballooned memory.
     */
    balloonMiB?: number;
    /**
     * Swapped memory.
     */
    swapMiB?: number;
    /**
     * Average CPU load.
     */
    cpuAvgPercent?: number;
    /**
     * 95th percentile of the CPU load.
     */
    cpuP95Percent?: number;
    /**
     * Highest CPU load.
     */
    cpuPeakPercent?: number;
    /**
     * 99th percentile of the memory in use.
     */
    memoryP99GiB?: number;
    /**
     * 95th percentile of disk operations.
     */
    iopsP95?: number;
    /**
     * Average read latency in the guest.
     */
    readMs?: number;
    /**
     * Average write latency in the guest.
     */
    writeMs?: number;
    /**
     * The window holds a month's end, with its closing runs.
     */
    includesMonthEnd?: boolean;
    window?: Window;
  };
  /**
   * How it gets to the platform.
   */
  migration?: {
    /**
     * Way of the migration; `stay-physical` decides against one.
     */
    method?: 'rebuild' | 'p2v-online' | 'p2v-offline' | 'v2v' | 'replication' | 'stay-physical';
    /**
     * A way back is written down.
     */
    rollbackPlan?: boolean;
  };
  /**
   * Who answers for it.
   */
  owner?: string;
  /**
   * Its notes hold what looks like a password.
   */
  secretInNotes?: boolean;
  /**
   * Day that it was made.
   */
  created?: string;
  /**
   * Day of the last failover test of a machine that stands outside the platform.
   */
  lastFailoverTest?: string;
  /**
   * How that test ended.
   */
  lastFailoverTestResult?: 'pass' | 'fail';
  /**
   * Day that it should be removed, or that its need is to be reviewed.
   */
  expiresOn?: string;
  /**
   * Whether it runs; a suspended machine keeps its memory on disk.
   */
  powerState?: 'on' | 'off' | 'suspended';
  /**
   * How the platform sees it.
   */
  connectionState?: 'connected' | 'disconnected' | 'inaccessible' | 'orphaned' | 'invalid';
  /**
   * Day that it was switched off.
   */
  poweredOffSince?: string;
}
/**
 * How the estate is run.
 */
export interface Operations {
  /**
   * People trained on the platform.
   */
  adminsTrained?: number;
  /**
   * One of them can be reached at any hour.
   */
  onCall24x7?: boolean;
  /**
   * Changes pass a change-control procedure.
   */
  changeControl?: boolean;
  /**
   * Time within which security updates are applied.
   */
  patchWindowDays?: number;
  /**
   * A host is emptied before maintenance.
   */
  maintenanceEvacuates?: boolean;
  /**
   * Layers that are monitored; an empty list means none.
   */
  monitoring?: ('host' | 'hypervisor' | 'guest' | 'application' | 'storage')[];
  /**
   * Downtime is recorded and reported.
   */
  downtimeReported?: boolean;
  /**
   * Runbooks that exist.
   */
  runbooks?: string[];
  /**
   * A pilot on the platform.
   */
  pilot?: {
    /**
     * The pilot machine.
     */
    instance?: string;
    /**
     * First day of the pilot.
     */
    since?: string;
  };
}
