import type { IsoDate } from '../domain/calendar.ts';
import type { Platform } from '../domain/inventory.ts';
import { isRelease } from '../domain/version.ts';

type Product = NonNullable<Platform['product']>;

export interface MaximumSource {
  readonly title: string;
  readonly url: string;
  readonly retrievedOn: IsoDate;
  /** `verified`: the vendor's own text was read; `assumed`: from memory or another party's text. */
  readonly confidence: 'verified' | 'opening only' | 'assumed';
}

/** The largest virtual machine in one respect. */
export interface Maximum {
  readonly limit: number;
  readonly source: MaximumSource;
}

export interface PlatformMaxima {
  readonly product: Product;
  /** Releases that they hold for, with all updates of them. */
  readonly releases: readonly string[];
  readonly vcpu?: Maximum;
  readonly memoryGiB?: Maximum;
  readonly note?: string;
}

const RETRIEVED_ON = '2026-11-22';

const VSPHERE_MEMORY: MaximumSource = {
  title: 'VMware vSphere 7.0, change the memory configuration: maximum by host version',
  url: 'https://docs.vmware.com/en/VMware-vSphere/7.0/com.vmware.vsphere.vm_admin.doc/GUID-81E25CBB-16D9-416B-AD6F-5A96D7CD0A2D.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const VSPHERE_6_7_CPU: MaximumSource = {
  title: 'VMware vSphere 6.7, virtual CPU limitations',
  url: 'https://docs.vmware.com/en/VMware-vSphere/6.7/com.vmware.vsphere.vm_admin.doc/GUID-13AD347E-3B77-4A67-B3F4-4AC2230E4509.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const VSPHERE_8_CPU: MaximumSource = {
  title: 'VMware vSphere 8.0, virtual CPU limitations',
  url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/vsphere-vm-administration/GUID-3CDA4DEF-3DE0-4A64-89C7-F31BB77222CB.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'opening only',
};
const CONFIG_MAX: MaximumSource = {
  title: 'Broadcom Configuration Maximums (recalled, not read)',
  url: 'https://configmax.broadcom.com/',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};
const HYPER_V_LIMITS: MaximumSource = {
  title: 'Microsoft, Hyper-V maximum scale limits in Windows Server (2025-10-17)',
  url: 'https://github.com/MicrosoftDocs/windowsserverdocs/blob/c6d1996b1d9c2be45b6657d31bf51ea733861290/WindowsServerDocs/virtualization/hyper-v/maximum-scale-limits.md',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const HYPER_V_2012: MaximumSource = {
  title: 'Microsoft, Hyper-V scalability in Windows Server 2012 (recalled, not read)',
  url: 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/maximum-scale-limits',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};
const RHV_GUESTS: MaximumSource = {
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
    vcpu: { limit: 128, source: CONFIG_MAX },
    memoryGiB: { limit: 4080, source: VSPHERE_MEMORY },
  },
  {
    product: 'esxi',
    releases: ['6.5'],
    vcpu: { limit: 128, source: CONFIG_MAX },
    memoryGiB: { limit: 6128, source: VSPHERE_MEMORY },
  },
  {
    product: 'esxi',
    releases: ['6.7'],
    vcpu: { limit: 256, source: VSPHERE_6_7_CPU },
    memoryGiB: { limit: 6128, source: VSPHERE_MEMORY },
  },
  {
    product: 'esxi',
    releases: ['7.0'],
    vcpu: { limit: 768, source: CONFIG_MAX },
    memoryGiB: { limit: 24_560, source: VSPHERE_MEMORY },
    note: 'with Update 1 or later',
  },
  {
    product: 'esxi',
    releases: ['8.0'],
    vcpu: { limit: 768, source: VSPHERE_8_CPU },
    memoryGiB: { limit: 24_560, source: CONFIG_MAX },
  },
  {
    product: 'esxi',
    releases: ['9.0', '9.1'],
    vcpu: { limit: 768, source: CONFIG_MAX },
    memoryGiB: { limit: 24_560, source: CONFIG_MAX },
    note: 'at least, as 8.0',
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
