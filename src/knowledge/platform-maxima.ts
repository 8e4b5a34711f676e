import type { Platform } from '../domain/inventory.ts';
import { isRelease } from '../domain/version.ts';
import { type Provenance, RETRIEVED_ON } from './provenance.ts';

type Product = NonNullable<Platform['product']>;

/** The largest virtual machine in one respect. */
export interface Maximum {
  readonly limit: number;
  readonly source: Provenance;
}

export interface PlatformMaxima {
  readonly product: Product;
  /** Releases that they hold for, with all updates of them. */
  readonly releases: readonly string[];
  readonly vcpu?: Maximum;
  readonly memoryGiB?: Maximum;
  readonly note?: string;
}

const VSPHERE_7_HARDWARE: Provenance = {
  title: 'VMware vSphere 7.0, hardware features by compatibility of the machine (German text)',
  url: 'https://docs.vmware.com/de/VMware-vSphere/7.0/com.vmware.vsphere.vm_admin.doc/GUID-789C3913-1053-4850-A0F0-E29C3D32B6DA.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const VSPHERE_8_HARDWARE: Provenance = {
  title: 'VMware vSphere 8.0, hardware features by compatibility of the machine (German text)',
  url: 'https://docs.vmware.com/de/VMware-vSphere/8.0/vsphere-vm-administration/GUID-789C3913-1053-4850-A0F0-E29C3D32B6DA.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const HARDWARE_22: Provenance = {
  title: 'vInfrastructure, virtual hardware version 22 of vSphere 9.0',
  url: 'https://vinfrastructure.it/it/?p=39307',
  published: '2025-06-20',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const CONFIG_MAX: Provenance = {
  title: 'Broadcom Configuration Maximums (recalled, not read)',
  url: 'https://configmax.broadcom.com/',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};
const HYPER_V_LIMITS: Provenance = {
  title: 'Microsoft, Hyper-V maximum scale limits in Windows Server (2025-10-17)',
  url: 'https://github.com/MicrosoftDocs/windowsserverdocs/blob/c6d1996b1d9c2be45b6657d31bf51ea733861290/WindowsServerDocs/virtualization/hyper-v/maximum-scale-limits.md',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const HYPER_V_2012: Provenance = {
  title: 'Microsoft, Hyper-V scalability in Windows Server 2012 and 2012 R2',
  url: 'https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/jj680093(v=ws.11)',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const XCP_NG_LIMITS: Provenance = {
  title: 'XCP-ng: Requirements, limits of virtual machines',
  url: 'https://github.com/xcp-ng/xcp-ng-org/blob/05d17c4369da645552290adf9787c8f2b6e6b26b/docs/installation/requirements.md',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const RHV_GUESTS: Provenance = {
  title: 'Red Hat Virtualization 4.0, guest requirements and support limits',
  url: 'https://access.redhat.com/documentation/en-us/red_hat_virtualization/4.0/html/technical_reference/guest_requirements_and_support_limits',
  retrievedOn: RETRIEVED_ON,
  confidence: 'opening only',
};

const GENERATION_2 = 'of generation 2; generation 1 has at most 64 vCPUs and 1024 GiB';

/** No row means that no text was found; a row without a respect, that the text does not give it. */
export const PLATFORM_MAXIMA: readonly PlatformMaxima[] = [
  {
    product: 'esxi',
    releases: ['6.0'],
    vcpu: { limit: 128, source: VSPHERE_7_HARDWARE },
    memoryGiB: { limit: 4080, source: VSPHERE_7_HARDWARE },
  },
  {
    product: 'esxi',
    releases: ['6.5'],
    vcpu: { limit: 128, source: VSPHERE_7_HARDWARE },
    memoryGiB: { limit: 6128, source: VSPHERE_7_HARDWARE },
  },
  {
    product: 'esxi',
    releases: ['6.7'],
    vcpu: { limit: 256, source: VSPHERE_7_HARDWARE },
    memoryGiB: { limit: 6128, source: VSPHERE_7_HARDWARE },
    note: 'with Update 2 or later',
  },
  {
    product: 'esxi',
    releases: ['7.0'],
    vcpu: { limit: 768, source: VSPHERE_7_HARDWARE },
    memoryGiB: { limit: 24_560, source: VSPHERE_7_HARDWARE },
    note: 'with Update 1 or later',
  },
  {
    product: 'esxi',
    releases: ['8.0'],
    vcpu: { limit: 768, source: VSPHERE_8_HARDWARE },
    memoryGiB: { limit: 24_560, source: VSPHERE_8_HARDWARE },
  },
  {
    product: 'esxi',
    releases: ['9.0', '9.1'],
    vcpu: { limit: 960, source: HARDWARE_22 },
    memoryGiB: { limit: 24_560, source: CONFIG_MAX },
  },
  {
    product: 'hyper-v',
    releases: ['2012'],
    vcpu: { limit: 64, source: HYPER_V_2012 },
    memoryGiB: { limit: 1024, source: HYPER_V_2012 },
  },
  {
    product: 'hyper-v',
    releases: ['2016', '2019'],
    vcpu: { limit: 240, source: HYPER_V_LIMITS },
    memoryGiB: { limit: 12_288, source: HYPER_V_LIMITS },
    note: GENERATION_2,
  },
  {
    product: 'hyper-v',
    releases: ['2022'],
    vcpu: { limit: 1024, source: HYPER_V_LIMITS },
    memoryGiB: { limit: 245_760, source: HYPER_V_LIMITS },
    note: GENERATION_2,
  },
  {
    product: 'hyper-v',
    releases: ['2025'],
    vcpu: { limit: 2048, source: HYPER_V_LIMITS },
    memoryGiB: { limit: 245_760, source: HYPER_V_LIMITS },
    note: GENERATION_2,
  },
  {
    product: 'xcp-ng',
    releases: ['8.2'],
    vcpu: { limit: 32, source: XCP_NG_LIMITS },
    memoryGiB: { limit: 1536, source: XCP_NG_LIMITS },
  },
  {
    product: 'xcp-ng',
    releases: ['8.3'],
    vcpu: { limit: 128, source: XCP_NG_LIMITS },
    memoryGiB: { limit: 8192, source: XCP_NG_LIMITS },
    note: 'for trusted machines, with BIOS, without snapshots of memory',
  },
  {
    product: 'rhel-kvm',
    releases: ['7'],
    vcpu: { limit: 240, source: RHV_GUESTS },
  },
];

/** The maxima of a virtual machine on a product at a version; undefined where none is known. */
export function platformMaxima(product: Product, version: string): PlatformMaxima | undefined {
  return PLATFORM_MAXIMA.find(
    (row) => row.product === product && row.releases.some((release) => isRelease(version, release)),
  );
}
