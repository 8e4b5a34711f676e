/** What headings often call a subject and its fields, in lower case and without units or marks. */
interface Synonyms {
  /** The column that names the subject, the likeliest first. */
  readonly id: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const SYSTEM = ['os', 'operating system', 'os name', 'guest os', 'betriebssystem'];
const MEMORY = ['memory', 'ram', 'memory size', 'arbeitsspeicher', 'hauptspeicher'];

/** Kinds of subjects for which a table is likely, the likeliest first. */
export const SUGGESTED_KINDS = ['instance', 'server', 'application', 'storage'] as const;

type SuggestedKind = (typeof SUGGESTED_KINDS)[number];

export const SYNONYMS: Readonly<Record<SuggestedKind, Synonyms>> = {
  instance: {
    id: [
      'vm name',
      'vm',
      'machine name',
      'server name',
      'host name',
      'hostname',
      'machine',
      'server',
      'computer name',
      'device name',
      'ci name',
      'name',
      'servername',
      'rechnername',
    ],
    fields: {
      hostName: ['host name', 'hostname', 'fqdn', 'dns name', 'computer name', 'rechnername'],
      application: [
        'application',
        'application name',
        'app',
        'business application',
        'business service',
        'anwendung',
      ],
      role: ['role', 'server role', 'rolle'],
      environment: ['environment', 'env', 'stage', 'umgebung'],
      form: ['physical virtual', 'form', 'is virtual', 'machine type'],
      'target.cluster': ['cluster', 'cluster name', 'vm cluster'],
      'target.host': ['esx host', 'esxi host', 'vm host', 'hypervisor host'],
      vcpu: ['vcpu', 'vcpus', 'cpu', 'cpus', 'cpu count', 'num cpu', 'number of cpus', 'cores'],
      memoryGiB: MEMORY,
      guestOs: SYSTEM,
      'guestOs.version': ['os version', 'operating system version'],
      powerState: ['power state', 'powerstate', 'power', 'power status'],
      owner: ['owner', 'contact', 'responsible', 'system owner', 'verantwortlich'],
      created: ['created', 'creation date', 'created on', 'install date'],
      tags: ['tags', 'labels'],
    },
  },
  server: {
    id: ['server name', 'server', 'host name', 'hostname', 'host', 'name', 'asset name'],
    fields: {
      role: ['server role', 'role'],
      site: ['site', 'location', 'data center', 'datacenter', 'building', 'standort'],
      rack: ['rack', 'rack name', 'schrank'],
      model: ['model', 'hardware model', 'modell'],
      platform: ['platform', 'hypervisor'],
      cluster: ['cluster', 'cluster name'],
      'cpu.sockets': ['sockets', 'cpu sockets', 'processors', 'number of processors'],
      'cpu.coresPerSocket': ['cores per socket', 'cores per cpu'],
      'cpu.baseMHz': ['cpu speed', 'clock', 'base clock'],
      memoryGiB: MEMORY,
      os: SYSTEM,
      powerSupplies: ['power supplies', 'psus'],
      'hardwareSupport.end': ['warranty end', 'end of support', 'support end', 'warranty expires'],
    },
  },
  application: {
    id: ['application id', 'app id', 'application', 'application name', 'app', 'name', 'anwendung'],
    fields: {
      name: ['application name', 'name', 'title'],
      vendor: ['vendor', 'manufacturer', 'supplier', 'hersteller'],
      version: ['version', 'release'],
      owner: ['owner', 'business owner', 'application owner', 'verantwortlich'],
      tier: ['tier', 'dr tier', 'business continuity tier'],
      phi: ['phi', 'contains phi'],
      patientCare: ['patient care', 'clinical'],
      'availability.rtoMinutes': ['rto', 'recovery time objective'],
      'availability.rpoMinutes': ['rpo', 'recovery point objective'],
      'availability.maxOutageMinutes': ['max outage', 'tolerable outage', 'mtd', 'mtpd'],
    },
  },
  storage: {
    id: ['datastore', 'datastore name', 'lun', 'volume', 'storage', 'array', 'name'],
    fields: {
      site: ['site', 'location'],
      kind: ['type', 'kind', 'protocol'],
      capacityTiB: ['capacity', 'total capacity', 'size'],
      freePercent: ['free', 'free space'],
      protection: ['raid', 'raid level'],
    },
  },
};
