import type { Platform, Server } from '../domain/inventory.ts';
import { type Provenance, RETRIEVED_ON } from './provenance.ts';

export type Architecture = NonNullable<NonNullable<Server['cpu']>['architecture']>;

export interface ShippedArchitectures {
  readonly architectures: readonly Architecture[];
  readonly source: Provenance;
}

/**
 * Architectures that a product's hosts can have: its vendor ships it for no other. A guest runs on
 * the architecture of its host; a 32-bit x86 system runs on x86_64 as well.
 */
const HOST_ARCHITECTURES: Readonly<
  Partial<Record<NonNullable<Platform['product']>, ShippedArchitectures>>
> = {
  esxi: x86({
    title: 'VMware, ESXi 6.0 to 8.0 hardware requirements',
    url: 'https://docs.vmware.com/en/VMware-vSphere/7.0/com.vmware.esxi.install.doc/GUID-DEB8086A-306B-4239-BF76-E354679202FC.html',
    retrievedOn: RETRIEVED_ON,
    confidence: 'verified',
  }),
  'hyper-v': x86(recalled('Hyper-V in Windows Server runs on x86_64')),
  ahv: x86(recalled('AHV runs on x86_64')),
  'xcp-ng': x86({
    title: 'XCP-ng: Requirements, CPUs',
    url: 'https://github.com/xcp-ng/xcp-ng-org/blob/05d17c4369da645552290adf9787c8f2b6e6b26b/docs/installation/requirements.md',
    retrievedOn: RETRIEVED_ON,
    confidence: 'verified',
  }),
  'proxmox-ve': {
    architectures: ['x86_64', 'arm64'],
    source: {
      title: 'Proxmox VE administration guide, system requirements (arm64 since August 2026)',
      url: 'https://github.com/proxmox/pve-docs/blob/master/pve-system-requirements.adoc',
      retrievedOn: RETRIEVED_ON,
      confidence: 'opening only',
    },
  },
};

function x86(source: Provenance): ShippedArchitectures {
  return { architectures: ['x86_64'], source };
}

function recalled(title: string): Provenance {
  return { title, retrievedOn: RETRIEVED_ON, confidence: 'assumed' };
}

/** Undefined where it is not known which architectures a product runs on. */
export function hostArchitectures(product: Platform['product']): ShippedArchitectures | undefined {
  return product === undefined ? undefined : HOST_ARCHITECTURES[product];
}

/** Whether software for `source` runs natively on a host of `target`. */
export function runsOn(source: Architecture, target: Architecture): boolean {
  return source === target || (source === 'x86' && target === 'x86_64');
}
