import type { Instance } from '../../domain/inventory.ts';
import type { MachineDraft, MachineFacts } from '../draft.ts';
import { parseGuestOsName } from '../guest-os-name.ts';
import type { JsonNode } from '../json.ts';
import { configuredGuestOs, nameFrom, reportedGuestOs } from '../machine-facts.ts';
import { recorded, recordedGroup } from '../recorded.ts';
import { inGiB } from '../units.ts';
import { guestIdName } from '../vsphere-guest-id.ts';
import type { Datastores } from './datastores.ts';
import { deviceFacts } from './devices.ts';
import { extraConfigOf } from './extra-config.ts';
import type { Host } from './hosts.ts';
import type { Notes } from './notes.ts';
import { type References, referenceValue } from './references.ts';

export interface Machine extends MachineDraft {
  readonly reference: string | undefined;
  readonly uuid: string | undefined;
}

interface World {
  readonly hosts: References<Host>;
  readonly machines: References<Machine>;
  readonly datastores: Datastores;
}

type Volume = NonNullable<Instance['guestVolumes']>[number];

const PLACEHOLDER = 'placeholderVm';
const PRIMARY = 1;
const SECONDARY_NAME = / \(secondary\)$/i;
const HARDWARE_VERSION = /^vmx-0*(\d+)$/;
/** Before vSphere 6.7 the day was not kept; the API gives the origin of its clock instead. */
const NO_DAY = /^1970-/;

const POWER_STATES = { poweredon: 'on', poweredoff: 'off', suspended: 'suspended' } as const;
const CONNECTION_STATES = {
  connected: 'connected',
  disconnected: 'disconnected',
  inaccessible: 'inaccessible',
  orphaned: 'orphaned',
  invalid: 'invalid',
} as const;

/** VirtualMachineFaultToleranceState: whether a secondary stands ready. */
const FT_STATES = {
  notconfigured: 'none',
  disabled: 'none',
  enabled: 'protecting',
  running: 'protecting',
  needsecondary: 'not-protecting',
  starting: 'not-protecting',
} as const;

const TOOLS_RUN = {
  guesttoolsrunning: true,
  guesttoolsexecutingscripts: true,
  guesttoolsnotrunning: false,
} as const;

/** VirtualMachineToolsVersionStatus. Those that the guest brings itself are not judged. */
const TOOLS_VERSIONS = {
  guesttoolscurrent: 'current',
  guesttoolssupportednew: 'current',
  guesttoolsneedupgrade: 'old',
  guesttoolssupportedold: 'old',
  guesttoolstooold: 'old',
  guesttoolstoonew: 'other',
  guesttoolsblacklisted: 'other',
  guesttoolsunmanaged: 'other',
  guesttoolsnotinstalled: 'none',
} as const;

/** A machine of `vm.info -json`; undefined for what cannot be started here, or has no name. */
export function machineOf(node: JsonNode, world: World, notes: Notes): Machine | undefined {
  const config = node.at('config');
  const own = nameFrom(firstOf(node.at('name'), config.at('name')), notes);
  if (own === undefined) return undefined;
  const role = config.at('ftInfo', 'role').whole();
  const name = role === undefined || role === PRIMARY ? own : secondaryName(own, notes);
  if (isLeftOut(config, name, notes)) return undefined;
  const reference = referenceValue(node.at('self'));
  const uuid = config.at('instanceUuid').text() ?? config.at('uuid').text();
  const hostReference = referenceValue(node.at('runtime', 'host'));
  const host = world.hosts.get(hostReference, notes);
  if (host === undefined && hostReference !== undefined) notes.add('host-not-listed', name);
  const primary = config.at('ftInfo', 'primaryVM');
  return {
    name,
    reference,
    uuid: uuid ?? reference,
    marks: [config.at('uuid').text(), uuid, reference],
    host,
    cluster: host?.cluster,
    ftPrimary: primary.isAbsent
      ? undefined
      : () => world.machines.get(referenceValue(primary), notes),
    facts: {
      ...configuredFacts(config, { name, host }, notes),
      ...guestFacts(node, notes),
      ...deviceFacts(node, { name, datastores: world.datastores }, notes),
      ...stateFacts(node, name, notes),
    },
  };
}

function firstOf(...nodes: readonly JsonNode[]): JsonNode {
  const [first] = nodes;
  const found = nodes.find((node) => !node.isAbsent) ?? first;
  if (found === undefined) throw new Error('nothing was handed over');
  return found;
}

/** Both halves of a fault-tolerant pair have one name; the vSphere Client tells them apart so. */
function secondaryName(name: string, notes: Notes): string {
  const secondary = SECONDARY_NAME.test(name) ? name : `${name} (secondary)`;
  notes.add('ft-secondary', secondary);
  return secondary;
}

function isLeftOut(config: JsonNode, name: string, notes: Notes): boolean {
  const isTemplate = config.at('template').flag() === true;
  const isPlaceholder = config.at('managedBy', 'type').text() === PLACEHOLDER;
  if (isTemplate) notes.add('template-left-out', name);
  else if (isPlaceholder) notes.add('placeholder-left-out', name);
  return isTemplate || isPlaceholder;
}

interface Known {
  readonly name: string;
  readonly host: Host | undefined;
}

function configuredFacts(config: JsonNode, known: Known, notes: Notes): MachineFacts {
  const hardware = config.at('hardware');
  const vcpu = hardware.at('numCPU').whole(1);
  const memoryMiB = hardware.at('memoryMB').size();
  const extra = extraConfigOf(config);
  const created = config.at('createDate').day();
  if (created !== undefined && NO_DAY.test(created)) notes.add('creation-date-unknown', known.name);
  return {
    vcpu,
    memoryGiB: inGiB(memoryMiB, 'MiB'),
    coresPerSocket: hardware.at('numCoresPerSocket').whole(1),
    limits: limitsOf(config, { ...known, memoryMiB }, notes),
    hotAdd: hotAddOf(config),
    cpuAffinity: cpuAffinityOf(config, extra),
    memoryReservationPercent: memoryReservationOf(config, { ...known, memoryMiB }, notes),
    cpuReservationPercent: cpuReservationOf(config, { ...known, vcpu }, notes),
    numaPinned: extra === undefined ? undefined : (extra.get('numa.nodeAffinity') ?? '') !== '',
    timeSyncWithHost: config.at('tools', 'syncTimeWithHost').flag(),
    hardwareVersion: hardwareVersionOf(config),
    firmware: config.at('firmware').choice({ bios: 'bios', efi: 'uefi' } as const),
    secureBoot: config.at('bootOptions', 'efiSecureBootEnabled').flag(),
    encrypted: config.isAbsent ? undefined : !config.at('keyId').isAbsent,
    changeTracking: config.at('changeTrackingEnabled').flag(),
    created: created === undefined || NO_DAY.test(created) ? undefined : created,
  };
}

function cpuAffinityOf(
  config: JsonNode,
  extra: ReadonlyMap<string, string> | undefined,
): boolean | undefined {
  const set = config.at('cpuAffinity', 'affinitySet').list();
  const setting = extra?.get('sched.cpu.affinity') ?? 'all';
  if (set !== undefined && set.length > 0) return true;
  if (config.isAbsent) return undefined;
  return setting !== '' && setting.toLowerCase() !== 'all';
}

function hotAddOf(config: JsonNode): Instance['hotAdd'] {
  const add = config.at('cpuHotAddEnabled').flag();
  const remove = config.at('cpuHotRemoveEnabled').flag();
  return recordedGroup<NonNullable<Instance['hotAdd']>>({
    cpu: add === true || remove === true ? true : (add ?? remove),
    memory: config.at('memoryHotAddEnabled').flag(),
  });
}

function hardwareVersionOf(config: JsonNode): number | undefined {
  const version = config.at('version');
  const text = version.text();
  if (text === undefined) return undefined;
  const number = HARDWARE_VERSION.exec(text)?.[1];
  return number === undefined ? version.misfit() : Number(number);
}

/** -1 is no limit. */
function limitsOf(
  config: JsonNode,
  { name, memoryMiB }: Known & { readonly memoryMiB: number | undefined },
  notes: Notes,
): Instance['limits'] {
  const cpu = config.at('cpuAllocation', 'limit').signed();
  const memory = config.at('memoryAllocation', 'limit').signed();
  if ((cpu ?? -1) > 0 || (memory ?? -1) > 0) notes.add('limit-derived', name);
  return recordedGroup<NonNullable<Instance['limits']>>({
    cpu: cpu === undefined ? undefined : cpu > 0,
    memory:
      memory === undefined || memoryMiB === undefined
        ? undefined
        : memory >= 0 && memory < memoryMiB,
  });
}

function memoryReservationOf(
  config: JsonNode,
  { name, memoryMiB }: Known & { readonly memoryMiB: number | undefined },
  notes: Notes,
): number | undefined {
  if (config.at('memoryReservationLockedToMax').flag() === true) return 100;
  const reserved = config.at('memoryAllocation', 'reservation').amount();
  if (reserved === undefined || memoryMiB === undefined) return undefined;
  if (reserved > 0) notes.add('reservation-derived', name);
  return percent(reserved, memoryMiB);
}

function cpuReservationOf(
  config: JsonNode,
  { name, host, vcpu }: Known & { readonly vcpu: number | undefined },
  notes: Notes,
): number | undefined {
  const reserved = config.at('cpuAllocation', 'reservation').amount();
  if (reserved === undefined || reserved === 0) return reserved;
  if (host?.coreMHz === undefined || vcpu === undefined) {
    notes.add('cpu-reservation-unknown', name);
    return undefined;
  }
  notes.add('reservation-derived', name);
  return percent(reserved, vcpu * host.coreMHz);
}

function percent(part: number, whole: number): number {
  return Math.min(100, Math.round((part / whole) * 1000) / 10);
}

function guestFacts(node: JsonNode, notes: Notes): MachineFacts {
  const guest = node.at('guest');
  const config = node.at('config');
  return {
    ...guestOsFacts(config, guest, notes),
    hostName: guest.at('hostName').text(),
    ...toolsFacts(guest),
    guestVolumes: guest.at('disk').list()?.flatMap(volumeOf),
  };
}

/** As VMware Tools report it, else as the machine is set up. */
function guestOsFacts(
  config: JsonNode,
  guest: JsonNode,
  notes: Notes,
): Pick<MachineFacts, 'guestOs' | 'configuredOsMatches'> {
  const configured = osNameIn(config, 'guestFullName');
  const reported = osNameIn(guest, 'guestFullName');
  const family = (name: string | undefined) =>
    name === undefined ? undefined : parseGuestOsName(name)?.family;
  const [ours, theirs] = [family(reported), family(configured)];
  if (ours === undefined) return { guestOs: configuredGuestOs(configured ?? reported, notes) };
  const isSame = ours === theirs && config.at('guestId').text() === guest.at('guestId').text();
  const differs = theirs !== undefined && ours !== theirs;
  if (differs) notes.add('guest-os-disagrees', `${reported} / ${configured}`);
  return {
    guestOs: reportedGuestOs(reported, notes),
    configuredOsMatches: isSame ? true : differs ? false : undefined,
  };
}

function osNameIn(node: JsonNode, key: string): string | undefined {
  const id = node.at('guestId').text();
  return node.at(key).text() ?? (id === undefined ? undefined : (guestIdName(id) ?? id));
}

function toolsFacts(guest: JsonNode): Pick<MachineFacts, 'toolsCurrent' | 'toolsState'> {
  const runs = guest.at('toolsRunningStatus').choice(TOOLS_RUN);
  const version = guest.at('toolsVersionStatus2').choice(TOOLS_VERSIONS);
  const isAbsent = version === 'none';
  return {
    toolsCurrent: version === 'current' ? true : version === 'old' ? false : undefined,
    toolsState: isAbsent ? 'none' : runs === undefined ? undefined : runs ? 'running' : 'stopped',
  };
}

function volumeOf(node: JsonNode): Volume[] {
  const path = node.at('diskPath').text();
  if (path === undefined) return [];
  return [
    recorded<Volume>({
      path,
      capacityGiB: inGiB(node.at('capacity').amount(), 'B'),
      freeGiB: inGiB(node.at('freeSpace').amount(), 'B'),
    }),
  ];
}

function stateFacts(node: JsonNode, name: string, notes: Notes): MachineFacts {
  const runtime = node.at('runtime');
  return {
    consolidationNeeded: runtime.at('consolidationNeeded').flag(),
    snapshots: snapshotsOf(node, name, notes),
    protection: protectionOf(runtime, name, notes),
    powerState: runtime.at('powerState').choice(POWER_STATES),
    connectionState: runtime.at('connectionState').choice(CONNECTION_STATES),
  };
}

/** `vm.info -json` gives all properties; without this one there are no snapshots. */
function snapshotsOf(node: JsonNode, name: string, notes: Notes): Instance['snapshots'] {
  const count = treeSize(node.at('snapshot', 'rootSnapshotList').items());
  if (count > 0) notes.add('snapshot-age-unknown', name);
  return node.at('config').isAbsent ? undefined : { count };
}

function treeSize(roots: readonly JsonNode[]): number {
  let size = 0;
  for (const open = [...roots]; open.length > 0; ) {
    const snapshot = open.pop();
    size += 1;
    open.push(...(snapshot?.at('childSnapshotList').items() ?? []));
  }
  return size;
}

function protectionOf(runtime: JsonNode, name: string, notes: Notes): Instance['protection'] {
  const ft = runtime.at('faultToleranceState').choice(FT_STATES);
  const isProtected = runtime.at('dasVmProtection', 'dasProtected').flag();
  if (ft === 'protecting') return 'ft';
  if (ft === 'not-protecting') notes.add('ft-not-protecting', name);
  if (isProtected === false) notes.add('ha-protection-off', name);
  return isProtected === true ? 'ha-restart' : undefined;
}
