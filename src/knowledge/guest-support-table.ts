import {
  ANY,
  type GuestFamily,
  type GuestSupport,
  only,
  onwards,
  type PlatformProduct,
  type ReleaseRange,
  type SupportLevel,
  span,
  upTo,
} from './guest-support-entry.ts';
import { type Provenance, RETRIEVED_ON, readOutOf } from './provenance.ts';

/*
 * How to read it: no row means that no text was found, and the answer is "unknown". Vendors also
 * ask for the guest's last service pack, and for a guest that its own vendor still supports; the
 * life-cycle rules judge that, not this table.
 */

const HYPER_V = 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v';

const ESX_9_0_NOTES: Provenance = {
  title:
    'Broadcom: VMware Cloud Foundation 9.0 release notes, vSphere, guest compatibility for ESX',
  url: 'https://techdocs.broadcom.com/us/en/vmware-cis/vcf/vcf-9-0-and-later/9-0/release-notes/vmware-cloud-foundation-90-release-notes/platform-whats-new/whats-new-vsphere.html',
  published: '2025-06-17',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const VSPHERE_8_NOTES: Provenance = {
  title: 'VMware vSphere 8.0 release notes, deprecated and terminated guests (recalled, not read)',
  url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/rn/vmware-vsphere-80-release-notes/index.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};
const BROADCOM_GUIDE: Provenance = {
  title: 'Broadcom Compatibility Guide, guest operating systems (recalled, not read)',
  url: 'https://compatibilityguide.broadcom.com/',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};
const ESXI_6_5_COMPARISON: Provenance = {
  title: 'WhatMatrix: guest systems of vSphere 6.5, after the VMware guide',
  url: 'https://whatmatrix.com/virtual-details-popup/Virtualization/VMware/vSphere/6.5/vSphereStandard/Hypervisor/Interoperability/GuestOSSupport',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const MACOS_ON_ESXI: Provenance = {
  title: 'VMware KB 88698 on macOS guests, as others retell it',
  url: 'https://kb.vmware.com/s/article/88698',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const SLES_15_GUIDE: Provenance = {
  title: 'SUSE: SLES 15 Virtualization Guide, supported host environments',
  url: 'https://github.com/SUSE/doc-sle/blob/001e9aa2276aa6b784f31570213addb7ae513484/xml/virt_support.xml',
  published: '2024-06-10',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const SLES_12_SP5_GUIDE: Provenance = {
  title: 'SUSE: SLES 12 SP5 Virtualization Guide, host environments',
  url: 'https://documentation.suse.com/ko-kr/sles/12-SP5/html/SLES-all/cha-virt-support.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'opening only',
};

const WINDOWS_ON_HYPER_V: Provenance = {
  title: 'Microsoft: Supported Windows guest operating systems for Hyper-V',
  url: `${HYPER_V}/supported-windows-guest-operating-systems-for-hyper-v-on-windows`,
  published: '2025-04-23',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const WINDOWS_ON_2012_R2: Provenance = {
  title:
    'Microsoft: Supported Windows guests for Hyper-V in Windows Server 2012 R2, as a study guide repeats it',
  url: 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/dn792027(v=ws.11)',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const RED_HAT_2025: Provenance = {
  title: 'Microsoft: CentOS and Red Hat Enterprise Linux VMs on Hyper-V',
  url: `${HYPER_V}/supported-centos-and-red-hat-enterprise-linux-virtual-machines-on-hyper-v`,
  published: '2025-06-19',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const RED_HAT_2019: Provenance = { ...RED_HAT_2025, published: '2019-06-13' };
const ORACLE_2025: Provenance = {
  title: 'Microsoft: Supported Oracle Linux virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-oracle-linux-virtual-machines-on-hyper-v`,
  published: '2025-06-19',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const ORACLE_2023: Provenance = { ...ORACLE_2025, published: '2023-09-27' };
const SUSE_2023: Provenance = {
  title: 'Microsoft: Supported SUSE Linux Enterprise Server virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-suse-virtual-machines-on-hyper-v`,
  published: '2023-09-27',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const UBUNTU_2023: Provenance = {
  title: 'Microsoft: Supported Ubuntu virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-ubuntu-virtual-machines-on-hyper-v`,
  published: '2023-09-27',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const UBUNTU_2020: Provenance = { ...UBUNTU_2023, published: '2020-08-29' };
const DEBIAN_2023: Provenance = {
  title: 'Microsoft: Supported Debian virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-debian-virtual-machines-on-hyper-v`,
  published: '2023-09-26',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const DEBIAN_2016: Provenance = { ...DEBIAN_2023, published: '2016-10-03' };
const FREEBSD_2025: Provenance = {
  title: 'Microsoft: Supported FreeBSD virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-freebsd-virtual-machines-on-hyper-v`,
  published: '2025-06-19',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const FREEBSD_2020: Provenance = { ...FREEBSD_2025, published: '2020-04-07' };

const XCP_NG_REQUIREMENTS: Provenance = {
  title: 'XCP-ng: Requirements, supported guest OS',
  url: 'https://github.com/xcp-ng/xcp-ng-org/blob/d79879167faef2fffd3dcc4c0d475a5ed225abe4/docs/installation/requirements.md',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const PROXMOX_GUEST_TYPES: Provenance = {
  title: 'Proxmox VE: qm configuration, option ostype',
  url: 'https://pve.proxmox.com/pve-docs/qm.conf.5.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const RHEL_9_KVM: Provenance = {
  title: 'OneUptime: feature support and limits of RHEL 9 virtualization, after Red Hat',
  url: 'https://oneuptime.com/blog/post/2026-03-04-understand-feature-support-limitations-rhel-9-virtualization/view',
  published: '2026-03-04',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const RHEL_10_NESTED: Provenance = {
  title: 'Red Hat: RHEL 10, support limitations for nested virtualization',
  url: 'https://docs.redhat.com/zh-cn/documentation/red_hat_enterprise_linux/10/html/configuring_and_managing_windows_virtual_machines/support-limitations-for-nested-virtualization',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const FORKLIFT: Provenance = {
  title:
    'Forklift (Migration Toolkit for Virtualization): guests it takes to OpenShift Virtualization',
  url: 'https://github.com/kubev2v/forklift',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};

const AIX_HARDWARE: Provenance = {
  title: 'AIX Tech Blog: AIX hardware support',
  url: 'https://aixtechblog.wordpress.com/2017/02/14/aix-hardware-support-comparison/',
  published: '2017-02-14',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const HP_UX_HARDWARE: Provenance = {
  title: 'HP-UX and AIX: the difference is POWER7',
  url: 'https://dancingdinosaur.wordpress.com/2012/07/10/hp-ux-and-aix-the-difference-is-power7/',
  published: '2012-07-10',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const OPENVMS_HARDWARE: Provenance = {
  title: 'OpenNet: OpenVMS is ported to x86-64, and runs in KVM, VMware and VirtualBox',
  url: 'https://www.opennet.ru/opennews/art.shtml?num=55446',
  published: '2021-07-06',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const IBM_HARDWARE: Provenance = {
  title: 'IBM i runs on Power and z/OS on IBM Z (common knowledge)',
  retrievedOn: RETRIEVED_ON,
  confidence: 'assumed',
};

type Row = readonly [
  family: GuestFamily,
  versions: ReleaseRange,
  level: SupportLevel,
  note?: string,
];

const NOT_LISTED = "It is missing from Microsoft's list of supported Windows guests.";
const DROPPED = 'An earlier list has it, the present one no longer does.';

/** ESX: one row of the release notes after the other; who is not listed there is not judged. */
const ESX: readonly GuestSupport[] = [
  ...statements('esxi', only('9.0'), ESX_9_0_NOTES, [
    ['windows-server', span('2000', '2003 R2'), 'deprecated'],
    ['windows-server', only('2008'), 'deprecated', 'The list names 2008, and not 2008 R2.'],
    ['windows', span('XP', 'Vista'), 'deprecated'],
    ['oracle-linux', only('5'), 'deprecated'],
    ['rhel', span('4', '5'), 'deprecated'],
    ['centos', span('6', '8'), 'deprecated'],
    ['sles', span('10 SP4', '11'), 'deprecated'],
    ['ubuntu', only('22.10'), 'deprecated'],
    ['debian', span('7', '8'), 'deprecated'],
    ['photon', only('3.0'), 'deprecated'],
    ['freebsd', span('9', '11'), 'deprecated'],
    ['solaris', span('10', '11'), 'deprecated', 'The x86 edition; SPARC cannot run on ESX.'],
  ]),
  // What 9.0 has terminated does not come back in a later release.
  ...statements('esxi', onwards('9.0'), ESX_9_0_NOTES, [
    ['oracle-linux', upTo('4.9'), 'unsupported', 'Terminated.'],
    ['macos', ANY, 'unsupported', 'Every OS X and macOS release is terminated.'],
  ]),
  ...statements('esxi', only('8.0'), VSPHERE_8_NOTES, [
    ['windows-server', span('2003', '2003 R2'), 'deprecated'],
    ['windows', span('XP', 'Vista'), 'deprecated'],
    ['oracle-linux', only('5'), 'deprecated'],
    ['oracle-linux', only('4.9'), 'unsupported', 'Terminated.'],
    ['sles', only('10 SP4'), 'deprecated'],
    ['debian', span('7', '8'), 'deprecated'],
    ['debian', only('6'), 'unsupported', 'Terminated.'],
    ['freebsd', span('9', '10'), 'deprecated'],
    ['freebsd', span('7', '8'), 'unsupported', 'Terminated.'],
    ['solaris', only('10'), 'deprecated', 'The x86 edition; SPARC cannot run on ESXi.'],
  ]),
  ...statements('esxi', only('8.0'), MACOS_ON_ESXI, [
    ['macos', ANY, 'unsupported', 'ESXi 7.0 is the last release that takes macOS guests.'],
  ]),
  ...statements('esxi', only('7.0'), MACOS_ON_ESXI, [
    ['macos', ANY, 'deprecated', 'On Apple hardware only.'],
  ]),
  ...statements('esxi', span('6.5', '8.0'), SLES_15_GUIDE, [
    ['sles', only('15'), 'supported', 'Support of the guest is by SUSE, of the host by Broadcom.'],
  ]),
  ...statements('esxi', span('6.5', '6.7'), SLES_12_SP5_GUIDE, [
    [
      'sles',
      only('12 SP5'),
      'supported',
      'Support of the guest is by SUSE, of the host by VMware.',
    ],
  ]),
  ...statements('esxi', only('6.5'), ESXI_6_5_COMPARISON, [
    ['windows-server', span('2000', '2003 R2'), 'legacy', 'Listed, but its vendor had left it.'],
    ['windows-server', span('2008', '2012 R2'), 'supported'],
    ['windows', span('XP', 'Vista'), 'legacy', 'Listed, but its vendor had left it or was to.'],
    ['windows', span('7', '8.1'), 'supported'],
    ['netware', ANY, 'legacy', 'Listed, but its vendor had left it.'],
    ['dos', ANY, 'legacy', 'Listed, but its vendor had left it.'],
  ]),
  // What 9.0 calls deprecated was still offered by the releases before it.
  ...statements('esxi', span('6.0', '7.0'), readOutOf(ESX_9_0_NOTES), [
    [
      'windows-server',
      span('2003', '2003 R2'),
      'legacy',
      'ESX 9.0 calls it deprecated, so it was still offered here; Microsoft left it on 2015-07-14.',
    ],
  ]),
  // Pairs that were current together; nothing is claimed after the guest's vendor had left it.
  ...statements('esxi', span('6.0', '6.7'), BROADCOM_GUIDE, [
    ['windows-server', span('2008', '2012 R2'), 'supported'],
    ['windows', span('7', '8.1'), 'supported'],
    ['rhel', only('6'), 'supported'],
    ['centos', only('6'), 'supported'],
    ['oracle-linux', only('6'), 'supported'],
    ['ubuntu', only('14.04'), 'supported'],
    ['ubuntu', only('16.04'), 'supported'],
    ['debian', only('8'), 'supported'],
  ]),
  ...statements('esxi', span('6.0', '7.0'), BROADCOM_GUIDE, [
    ['rhel', only('7'), 'supported'],
    ['centos', only('7'), 'supported'],
    ['oracle-linux', only('7'), 'supported'],
    ['solaris', only('11'), 'supported', 'The x86 edition; SPARC cannot run on ESXi.'],
  ]),
  ...statements('esxi', span('6.0', '9'), BROADCOM_GUIDE, [
    ['windows-server', only('2016'), 'supported'],
  ]),
  ...statements('esxi', span('6.0', '8.0'), BROADCOM_GUIDE, [['windows', only('10'), 'supported']]),
  ...statements('esxi', span('6.5', '7.0'), BROADCOM_GUIDE, [
    ['ubuntu', only('18.04'), 'supported'],
    ['debian', only('9'), 'supported'],
  ]),
  ...statements('esxi', span('6.7', '9'), BROADCOM_GUIDE, [
    ['windows-server', only('2019'), 'supported'],
    ['rhel', only('8'), 'supported'],
    ['oracle-linux', only('8'), 'supported'],
  ]),
  ...statements('esxi', span('7.0', '8.0'), BROADCOM_GUIDE, [
    ['ubuntu', only('20.04'), 'supported'],
    ['debian', span('10', '11'), 'supported'],
    ['freebsd', only('13'), 'supported'],
  ]),
  ...statements('esxi', span('7.0', '9'), BROADCOM_GUIDE, [
    ['windows-server', only('2022'), 'supported'],
    ['windows', only('11'), 'supported'],
    ['rhel', only('9'), 'supported'],
    ['oracle-linux', only('9'), 'supported'],
    ['rocky-linux', span('8', '9'), 'supported'],
    ['almalinux', span('8', '9'), 'supported'],
    ['ubuntu', only('22.04'), 'supported'],
  ]),
  ...statements('esxi', span('8.0', '9'), BROADCOM_GUIDE, [
    ['windows-server', only('2025'), 'supported'],
    ['ubuntu', only('24.04'), 'supported'],
    ['debian', only('12'), 'supported'],
  ]),
];

/**
 * Hyper-V, by the host's Windows Server. The list of Windows guests is closed: what is missing is
 * refused. The lists of Linux and FreeBSD are open: what is missing is its own vendor's matter, so
 * it has no row; what an earlier list had and the present one dropped is legacy.
 */
const HYPER_V_GUESTS: readonly GuestSupport[] = [
  ...statements('hyper-v', span('2016', '2025'), WINDOWS_ON_HYPER_V, [
    ['windows-server', span('2000', '2003 R2'), 'unsupported', NOT_LISTED],
    ['windows-server', span('2008', '2008 R2'), 'supported', 'With its last service pack.'],
    ['windows-server', span('2012', '2019'), 'supported'],
    ['windows', span('2000', 'Vista'), 'unsupported', NOT_LISTED],
    ['windows', only('7'), 'supported', 'With SP1; Ultimate, Enterprise and Professional.'],
    ['windows', only('8'), 'unsupported', `${NOT_LISTED} 8.1 is on it.`],
    ['windows', span('8.1', '10'), 'supported'],
  ]),
  ...statements('hyper-v', span('2019', '2025'), WINDOWS_ON_HYPER_V, [
    ['windows-server', only('2022'), 'supported'],
    ['windows', only('11'), 'supported', 'As a generation 2 virtual machine.'],
  ]),
  ...statements('hyper-v', only('2016'), WINDOWS_ON_HYPER_V, [
    ['windows-server', only('2022'), 'unsupported', 'It needs a host of 2019 or later.'],
    ['windows', only('11'), 'unsupported', 'It needs a host of 2019 or later.'],
  ]),
  ...statements('hyper-v', span('2022', '2025'), WINDOWS_ON_HYPER_V, [
    ['windows-server', only('2025'), 'supported'],
  ]),
  ...statements('hyper-v', span('2016', '2019'), WINDOWS_ON_HYPER_V, [
    ['windows-server', only('2025'), 'unsupported', 'It needs a host of 2022 or later.'],
  ]),
  ...statements('hyper-v', only('2012 R2'), WINDOWS_ON_2012_R2, [
    ['windows-server', span('2003', '2003 R2'), 'supported', 'With SP2, two processors at most.'],
    ['windows-server', span('2008', '2012 R2'), 'supported'],
  ]),
  ...statements('hyper-v', span('2016', '2025'), RED_HAT_2025, [
    ['rhel', span('7', '10'), 'supported'],
    ['centos', span('7', '8'), 'supported'],
  ]),
  ...statements('hyper-v', only('2016'), RED_HAT_2025, [
    ['rhel', only('8.5'), 'unsupported', 'A note asks for a host of 2019 or later for 8.5.'],
  ]),
  ...statements('hyper-v', span('2016', '2025'), readOutOf(RED_HAT_2025), [
    ['centos-stream', only('9'), 'supported', 'The list says RHEL/CentOS 9.'],
  ]),
  ...statements('hyper-v', only('2012 R2'), RED_HAT_2019, [
    ['rhel', span('5.2', '8.1'), 'supported'],
    ['centos', span('5.2', '8.1'), 'supported'],
  ]),
  ...statements('hyper-v', span('2016', '2019'), readOutOf(RED_HAT_2019), [
    ['rhel', span('5.2', '6'), 'legacy', DROPPED],
    ['centos', span('5.2', '6'), 'legacy', DROPPED],
  ]),
  ...statements('hyper-v', span('2012 R2', '2025'), ORACLE_2025, [
    ['oracle-linux', span('8', '9'), 'supported', 'The rows name 8.0 to 8.5 and 9.0.'],
  ]),
  ...statements('hyper-v', only('2012 R2'), ORACLE_2023, [
    ['oracle-linux', span('6.8', '6.10'), 'supported'],
    ['oracle-linux', span('7.3', '7.8'), 'supported'],
  ]),
  ...statements('hyper-v', span('2016', '2019'), readOutOf(ORACLE_2023), [
    ['oracle-linux', span('6.8', '6.10'), 'legacy', DROPPED],
    ['oracle-linux', span('7.3', '7.8'), 'legacy', DROPPED],
  ]),
  ...statements('hyper-v', span('2012 R2', '2022'), SUSE_2023, [
    ['sles', span('11 SP3', '11 SP4'), 'supported'],
    ['sles', span('12 SP1', '12 SP5'), 'supported'],
    ['sles', span('15', '15 SP4'), 'supported'],
  ]),
  ...statements('hyper-v', span('2012 R2', '2022'), UBUNTU_2023, [
    ['ubuntu', only('16.04'), 'supported'],
    ['ubuntu', only('18.04'), 'supported'],
    ['ubuntu', only('20.04'), 'supported'],
    ['ubuntu', only('22.04'), 'supported'],
  ]),
  ...statements('hyper-v', span('2012 R2', '2019'), readOutOf(UBUNTU_2020), [
    ['ubuntu', only('14.04'), 'legacy', DROPPED],
  ]),
  ...statements('hyper-v', span('2012 R2', '2019'), DEBIAN_2023, [
    ['debian', span('10', '11'), 'supported'],
  ]),
  ...statements('hyper-v', span('2012 R2', '2019'), readOutOf(DEBIAN_2016), [
    ['debian', span('7', '9'), 'legacy', DROPPED],
  ]),
  ...statements('hyper-v', span('2012 R2', '2025'), FREEBSD_2025, [
    ['freebsd', span('11', '13'), 'supported'],
  ]),
  ...statements('hyper-v', span('2012 R2', '2019'), readOutOf(FREEBSD_2020), [
    ['freebsd', span('8.4', '10'), 'legacy', DROPPED],
  ]),
];

const WHILE_SUPPORTED = 'Official support is for guests that their own publisher still supports.';
const RUNS_UNSUPPORTED =
  'It is said to run, but official support ended with that of its publisher.';

const XCP_NG: readonly GuestSupport[] = [
  ...statements('xcp-ng', span('8.2', '8.3'), XCP_NG_REQUIREMENTS, [
    ['windows-server', span('2000', '2012 R2'), 'legacy', RUNS_UNSUPPORTED],
    ['windows-server', span('2016', '2022'), 'supported', WHILE_SUPPORTED],
    ['windows', span('XP', '8.1'), 'legacy', RUNS_UNSUPPORTED],
    ['windows', only('10'), 'supported', WHILE_SUPPORTED],
  ]),
  // The page names these systems without versions; the ones here are those their publishers support.
  ...statements('xcp-ng', span('8.2', '8.3'), readOutOf(XCP_NG_REQUIREMENTS), [
    ['rhel', span('8', '10'), 'supported', WHILE_SUPPORTED],
    ['oracle-linux', span('8', '9'), 'supported', WHILE_SUPPORTED],
    ['rocky-linux', span('8', '9'), 'supported', WHILE_SUPPORTED],
    ['almalinux', span('8', '9'), 'supported', WHILE_SUPPORTED],
    ['sles', only('15'), 'supported', WHILE_SUPPORTED],
    ['ubuntu', only('22.04'), 'supported', WHILE_SUPPORTED],
    ['ubuntu', only('24.04'), 'supported', WHILE_SUPPORTED],
    ['debian', span('12', '13'), 'supported', WHILE_SUPPORTED],
    ['freebsd', only('14'), 'supported', WHILE_SUPPORTED],
  ]),
  ...statements('xcp-ng', only('8.2'), XCP_NG_REQUIREMENTS, [
    ['windows', only('11'), 'unsupported', 'It needs XCP-ng 8.3.'],
  ]),
  ...statements('xcp-ng', only('8.3'), XCP_NG_REQUIREMENTS, [['windows', only('11'), 'supported']]),
];

const GUEST_TYPE = 'Proxmox publishes no list of supported guests; qm has a type for it.';

const KVM_PLATFORMS: readonly GuestSupport[] = [
  ...statements('proxmox-ve', span('8', '9'), PROXMOX_GUEST_TYPES, [
    ['windows-server', span('2012', '2025'), 'supported', GUEST_TYPE],
    ['windows', span('8', '11'), 'supported', GUEST_TYPE],
  ]),
  ...statements('ahv', ANY, SLES_15_GUIDE, [
    ['sles', only('15'), 'supported', 'Support of the guest is by SUSE, of the host by Nutanix.'],
  ]),
  ...statements('rhel-kvm', only('9'), RHEL_9_KVM, [
    ['rhel', span('7', '9'), 'supported'],
    ['centos-stream', span('8', '9'), 'supported'],
    ['windows-server', span('2016', '2022'), 'supported'],
    ['windows', span('10', '11'), 'supported'],
  ]),
  ...statements('rhel-kvm', only('10'), RHEL_10_NESTED, [
    ['windows-server', span('2019', '2025'), 'supported', 'The text says: 2019 and later.'],
    ['windows', span('10', '11'), 'supported', 'The text says: 10 and later.'],
  ]),
  ...statements('openshift-virt', ANY, FORKLIFT, [
    ['rhel', span('7', '10'), 'supported', 'It is about taking the guest there.'],
    ['windows-server', span('2016', '2025'), 'supported', 'It is about taking the guest there.'],
    ['windows', span('10', '11'), 'supported', 'It is about taking the guest there.'],
  ]),
];

const X86_PRODUCTS: readonly PlatformProduct[] = [
  'esxi',
  'hyper-v',
  'proxmox-ve',
  'ahv',
  'rhel-kvm',
  'xcp-ng',
  'openshift-virt',
];

/** Systems that exist for no x86 processor, so that no release of these platforms can run them. */
const OTHER_PROCESSORS: readonly GuestSupport[] = X86_PRODUCTS.flatMap((product) => [
  ...statements(product, ANY, AIX_HARDWARE, [
    ['aix', ANY, 'unsupported', 'AIX runs on IBM Power.'],
  ]),
  ...statements(product, ANY, HP_UX_HARDWARE, [
    ['hp-ux', ANY, 'unsupported', 'HP-UX runs on Itanium and PA-RISC.'],
  ]),
  // OpenVMS 9 is for x86-64 and made to run as a guest, so it is not judged here.
  ...statements(product, ANY, OPENVMS_HARDWARE, [
    ['openvms', upTo('8'), 'unsupported', 'OpenVMS through 8.4 runs on Itanium, Alpha and VAX.'],
  ]),
  ...statements(product, ANY, IBM_HARDWARE, [
    ['ibm-i', ANY, 'unsupported', 'IBM i runs on IBM Power.'],
    ['zos', ANY, 'unsupported', 'z/OS runs on IBM Z.'],
  ]),
]);

/** Which guests the platforms' vendors support, row by row. */
export const GUEST_SUPPORT: readonly GuestSupport[] = [
  ...ESX,
  ...HYPER_V_GUESTS,
  ...XCP_NG,
  ...KVM_PLATFORMS,
  ...OTHER_PROCESSORS,
];

function statements(
  product: PlatformProduct,
  releases: ReleaseRange,
  source: Provenance,
  rows: readonly Row[],
): GuestSupport[] {
  return rows.map(([family, versions, level, note]) => ({
    product,
    releases,
    family,
    versions,
    level,
    source,
    ...(note !== undefined && { note }),
  }));
}
