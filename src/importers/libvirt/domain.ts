import type { Instance } from '../../domain/inventory.ts';
import type { MachineDraft, MachineFacts } from '../draft.ts';
import { configuredGuestOs, nameFrom } from '../machine-facts.ts';
import { recordedGroup } from '../recorded.ts';
import { type ByteUnit, inGiB } from '../units.ts';
import type { Value } from '../value.ts';
import type { XmlElement } from '../xml.ts';
import { deviceFacts } from './devices.ts';
import type { Notes } from './notes.ts';
import { osNameOf } from './os-id.ts';

export interface Domain extends MachineDraft {
  readonly uuid: string | undefined;
}

/** Drivers of containers: LXC, OpenVZ and Virtuozzo. */
const CONTAINERS: ReadonlySet<string> = new Set(['lxc', 'openvz']);
const CONTAINER_OS = 'exe';

/** virDomainState of libvirt's API. One that is paused stands still in memory. */
const STATES = {
  running: 'on',
  shutdown: 'on',
  shutoff: 'off',
  crashed: 'off',
  paused: 'other',
  pmsuspended: 'other',
  blocked: 'on',
  nostate: 'other',
} as const;

/** Units of libvirt's sizes; one without a unit counts KiB. */
const UNITS: Readonly<Record<string, ByteUnit>> = {
  b: 'B',
  bytes: 'B',
  byte: 'B',
  kb: 'KB',
  k: 'KiB',
  kib: 'KiB',
  mb: 'MB',
  m: 'MiB',
  mib: 'MiB',
  gb: 'GB',
  g: 'GiB',
  gib: 'GiB',
  tb: 'TB',
  t: 'TiB',
  tib: 'TiB',
};

const X86 = /^(x86_64|i[3-6]86)$/;

/** The machine of one domain; undefined for a container, and for one without a name. */
export function domainOf(
  domain: XmlElement,
  state: Value | undefined,
  notes: Notes,
): Domain | undefined {
  const name = nameFrom(domain.first('name')?.value ?? domain.value, notes);
  if (name === undefined) return undefined;
  const driver = domain.attribute('type').text();
  if (isContainer(domain, driver)) {
    notes.add('container-left-out', name);
    return undefined;
  }
  const uuid = domain.first('uuid')?.value.text();
  return { name, uuid, marks: [uuid], facts: factsOf(domain, { name, state }, notes) };
}

function isContainer(domain: XmlElement, driver: string | undefined): boolean {
  const kind = domain.first('os', 'type')?.value.text();
  return (driver !== undefined && CONTAINERS.has(driver)) || kind === CONTAINER_OS;
}

interface Known {
  readonly name: string;
  readonly state: Value | undefined;
}

function factsOf(domain: XmlElement, known: Known, notes: Notes): MachineFacts {
  const { name } = known;
  const memory = memoryOf(domain, name, notes);
  const { firmware, secureBoot } = bootOf(domain, name, notes);
  const { disks, ...devices } = deviceFacts(domain.first('devices'), name, notes);
  return {
    ...processorsOf(domain, name, notes),
    memoryGiB: memory,
    limits: limitsOf(domain, memory),
    hotAdd: hotAddOf(domain),
    cpuAffinity: cpuAffinityOf(domain),
    numaPinned: isNumaPinned(domain),
    guestOs: guestOsOf(domain, notes),
    firmware,
    secureBoot,
    ...devices,
    disks,
    powerState: powerStateOf(domain, known, notes),
    'x-machineType': domain.first('os', 'type')?.attribute('machine').text(),
  };
}

function processorsOf(
  domain: XmlElement,
  name: string,
  notes: Notes,
): Pick<MachineFacts, 'vcpu' | 'coresPerSocket'> {
  const { current, maximum } = vcpusOf(domain);
  if (current !== undefined && maximum !== undefined && current < maximum) {
    notes.add('vcpu-below-maximum', name);
  }
  const topology = domain.first('cpu', 'topology');
  const parts = ['dies', 'clusters', 'cores'].map((part) => topology?.attribute(part).whole(1));
  const coresPerSocket = parts[2] === undefined ? undefined : product(parts);
  return { vcpu: current ?? maximum, coresPerSocket };
}

function product(factors: readonly (number | undefined)[]): number {
  return factors.reduce<number>((result, factor) => result * (factor ?? 1), 1);
}

function vcpusOf(domain: XmlElement): {
  readonly current: number | undefined;
  readonly maximum: number | undefined;
} {
  const vcpu = domain.first('vcpu');
  return { current: vcpu?.attribute('current').whole(1), maximum: vcpu?.value.whole(1) };
}

function memoryOf(domain: XmlElement, name: string, notes: Notes): number | undefined {
  const memory = sizeOf(domain.first('memory'));
  const current = sizeOf(domain.first('currentMemory'));
  if (memory !== undefined && current !== undefined && current < memory) {
    notes.add('memory-ballooned', name);
  }
  return memory;
}

function sizeOf(element: XmlElement | undefined): number | undefined {
  if (element === undefined) return undefined;
  const unit = element.attribute('unit');
  const bytes = unit.isAbsent ? 'KiB' : unit.choice(UNITS);
  return bytes === undefined ? undefined : inGiB(element.value.size(), bytes);
}

function limitsOf(domain: XmlElement, memory: number | undefined): Instance['limits'] {
  const hard = sizeOf(domain.first('memtune', 'hard_limit'));
  const quotas = ['quota', 'global_quota'].map((name) =>
    Number(domain.first('cputune', name)?.value.text() ?? 0),
  );
  return {
    // 0 and below mean that there is none.
    cpu: quotas.some((quota) => quota > 0),
    // "None" is written as the largest number that there is.
    memory: hard !== undefined && memory !== undefined && hard < memory,
  };
}

function hotAddOf(domain: XmlElement): Instance['hotAdd'] {
  const { current, maximum } = vcpusOf(domain);
  const slots = domain.first('maxMemory')?.attribute('slots').whole();
  return recordedGroup<NonNullable<Instance['hotAdd']>>({
    cpu: current !== undefined && maximum !== undefined && current < maximum ? true : undefined,
    memory: slots === undefined ? undefined : slots > 0,
  });
}

function cpuAffinityOf(domain: XmlElement): boolean | undefined {
  const vcpu = domain.first('vcpu');
  if (vcpu === undefined) return undefined;
  const pins = domain.first('cputune')?.all('vcpupin') ?? [];
  return pins.length > 0 || !vcpu.attribute('cpuset').isAbsent;
}

/** Memory of a node that is only preferred may come from any other. */
function isNumaPinned(domain: XmlElement): boolean {
  const tune = domain.first('numatune');
  const memory = tune?.first('memory');
  const isAutomatic = [memory, domain.first('vcpu')].some(
    (element) => element?.attribute('placement').text() === 'auto',
  );
  const isBound = memory?.attribute('mode').text() !== 'preferred' && memory !== undefined;
  return isAutomatic || isBound || tune?.has('memnode') === true;
}

function guestOsOf(domain: XmlElement, notes: Notes): Instance['guestOs'] {
  const id = domain.first('metadata', 'libosinfo', 'os')?.attribute('id').text();
  return configuredGuestOs(id === undefined ? undefined : osNameOf(id), notes);
}

function bootOf(
  domain: XmlElement,
  name: string,
  notes: Notes,
): Pick<MachineFacts, 'firmware' | 'secureBoot'> {
  const firmware = firmwareOf(domain, name, notes);
  return { firmware, secureBoot: firmware && secureBootOf(domain, { name, firmware }, notes) };
}

function firmwareOf(domain: XmlElement, name: string, notes: Notes): Instance['firmware'] {
  const os = domain.first('os');
  const given = os?.attribute('firmware').choice({ efi: 'uefi', bios: 'bios' } as const);
  if (os === undefined || given !== undefined) return given;
  const loader = os.first('loader');
  const isFlash = loader?.attribute('type').text() === 'pflash';
  const isPlain =
    loader === undefined && X86.test(os.first('type')?.attribute('arch').text() ?? '');
  if (!isFlash && !isPlain) return undefined;
  notes.add('firmware-derived', name);
  return isFlash ? 'uefi' : 'bios';
}

function secureBootOf(
  domain: XmlElement,
  { name, firmware }: { readonly name: string; readonly firmware: Instance['firmware'] },
  notes: Notes,
): boolean | undefined {
  if (firmware === 'bios') return false;
  const os = domain.first('os');
  const isCapable = featureOf(os, 'secure-boot') ?? os?.first('loader')?.attribute('secure').flag();
  const hasKeys = featureOf(os, 'enrolled-keys');
  if (isCapable === false || hasKeys === false) return false;
  if (isCapable === true && hasKeys === true) return true;
  if (isCapable === true) notes.add('secure-boot-not-known', name);
  return undefined;
}

function featureOf(os: XmlElement | undefined, name: string): boolean | undefined {
  const features = os?.first('firmware')?.all('feature') ?? [];
  return features
    .find((feature) => feature.attribute('name').text() === name)
    ?.attribute('enabled')
    .flag();
}

function powerStateOf(
  domain: XmlElement,
  { name, state }: Known,
  notes: Notes,
): Instance['powerState'] {
  const known = state?.choice(STATES);
  if (known === 'other') notes.add('power-state-other', name);
  if (state !== undefined) return known === 'other' ? undefined : known;
  if (domain.attribute('id').isAbsent) return undefined;
  notes.add('power-state-derived', name);
  return 'on';
}
