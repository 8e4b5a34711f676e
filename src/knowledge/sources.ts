import type { PaperSource, ProjectSource, TextSource } from '../domain/rule.ts';

/**
 * "Best Practices for Server Virtualization in Mission-Critical Healthcare IT", Stratus
 * Technologies, June 2008: short quotes from the part of it that can be had. It gives no numbers.
 */
const PAPER = {
  P1: "evaluating and addressing an application's availability requirements is important",
  P2: 'Virtualization that supports patient care applications puts the technology into the mission-critical realm',
  P3: 'service interruptions are unacceptable',
  P4: 'outage of only a few minutes can be devastating',
  P5: 'underlying platform (including hardware, virtualization software layer and drivers)',
  P6: 'could cause downtime or performance issues for all the applications',
  P7: 'followed by a long recovery time',
  P8: 'Using server clustering to provide a robust platform presents another challenge',
  P9: 'complexity of configuring, testing and maintaining multiple applications',
  P10: 'began with applications deemed less critical',
  P11: 'characterized by lower processing requirements',
  P12: 'tolerant of limited service outages',
  P13: 'avoiding missteps that could affect the availability and performance',
  P14: 'consolidating a number of applications on the same physical server',
  P15: 'addressing application lifecycle management issues',
  P16: 'an instance of an operating system known as a guest operating system',
  P17: 'virtualization today involves Windows and Linux computer servers',
  P18: 'thin, low-overhead layer',
} as const;

export type PaperPassage = keyof typeof PAPER;

/** A passage of the paper, in its own words. */
export function paper(passage: PaperPassage): PaperSource {
  return { kind: 'paper', passage, quote: PAPER[passage] };
}

/** A threshold or reading of this project's own, for want of a source. */
export function projectDefault(says: string): ProjectSource {
  return { kind: 'project', says };
}

/** Texts that rules rest on beside the paper, told apart by who wrote them. */
export const TEXTS = {
  ucsfTiers: {
    kind: 'practice',
    title: 'UCSF IT, impact tiers',
    url: 'https://it.ucsf.edu/explaining-impact-tiers',
    says: 'Recovery within 15 minutes, 6 hours, 24 hours, 5 days or 30 days makes the tier; a system without an analysis is pending.',
    confidence: 'read',
  },
  hipaaCriticality: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.308(a)(7)(ii)(E), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'The relative criticality of applications and data is assessed (addressable).',
    confidence: 'read',
  },
  hipaaTesting: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.308(a)(7)(ii)(D), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'Contingency plans are tested and revised periodically (addressable).',
    confidence: 'read',
  },
  stratusDownside: {
    kind: 'sibling',
    title: 'F. Hill (Stratus) in IndustryWeek, The downside of lean',
    url: 'http://www.industryweek.com/automation/downside-lean?page=5',
    says: 'A restart elsewhere takes a few minutes to an hour and grows with the number of applications; data not yet on disk is lost.',
    confidence: 'read',
  },
  stratusCatalyst: {
    kind: 'sibling',
    title: 'D. Lane (Stratus), Business Continuity: The Catalyst that Makes Virtualization Work',
    url: 'http://virtualization.sys-con.com/node/718553',
    says: 'Five, six, seven or more critical applications on one machine are a larger exposure than before.',
    confidence: 'opening',
  },
  stratusModes: {
    kind: 'sibling',
    title: 'Stratus everRun documentation, modes of operation',
    url: 'https://everrundoc.stratus.com/8.0.0.0/en-us/Content/Help/P01_Users/C01_EES/S02_ModesOfOp/N_ModesOfOp.htm',
    says: 'High availability by restart suits applications that tolerate occasional interruptions of a few minutes; fault tolerance is chosen for each machine.',
    confidence: 'read',
  },
  stratusComparison: {
    kind: 'sibling',
    title: 'Comparison of VMware vSphere HA/FT and Stratus ftServer',
    url: 'https://docplayer.net/amp/8731564-Comparison-of-vmware-vshpere-ha-ft-vs-stratus.html',
    says: 'Recovering from downtime is not preventing it; clusters need two nodes or more and are complex.',
    confidence: 'opening',
  },
  availabilityClasses: {
    kind: 'practice',
    title: 'Harvard Research Group, availability environment classes AE0 to AE4',
    url: 'https://paperzz.com/doc/7849377/hrg---harvard-research-group',
    says: 'From "may be interrupted" to "the failure is transparent to the user".',
    confidence: 'opening',
  },
  vsphereDetection: {
    kind: 'practice',
    title: 'VMware, Failure Detection and Host Network Isolation',
    url: 'https://vdc-repo.vmware.com/vmwb-repository/dcr-public/97a70553-ab7e-47fb-b797-3f380c7577d7/d71b7555-424e-41bb-a4c2-c5b9b7d7cdef/GUID-8CB28754-837E-446F-94FD-26F2DC09D3EA.html',
    says: 'A host that is silent for 15 seconds and cannot be pinged is declared failed.',
    confidence: 'read',
  },
  vsphereRestartOrder: {
    kind: 'practice',
    title: 'Broadcom, vSphere API: ClusterOrchestrationInfo',
    url: 'https://developer.broadcom.com/xapis/virtual-infrastructure-json-api/8.0.3/data-structures/ClusterOrchestrationInfo',
    says: 'Machines restart by priority; one that depends on others restarts when all of those are ready.',
    confidence: 'read',
  },
  haManager: {
    kind: 'practice',
    title: 'Proxmox VE administration guide, High Availability',
    url: 'https://pve.proxmox.com/pve-docs/chapter-ha-manager.html',
    says: 'Redundancy everywhere (power, network, ECC memory); error detection and failover take about two minutes.',
    confidence: 'read',
  },
  lifecycle: {
    kind: 'practice',
    title: "endoflife.date, vendors' life-cycle dates",
    url: 'https://github.com/endoflife-date/endoflife.date',
    says: 'End of general support by product and release; technical guidance brings no security patches.',
    confidence: 'read',
  },
  compatibilityGuide: {
    kind: 'practice',
    title: 'vSphere Lifecycle Manager, hardware compatibility checks',
    url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/vsphere-lifecycle-manager/GUID-925A5711-F2CE-47FF-82CE-A2E100A1F8BC.html',
    says: 'Hardware is compatible, incompatible or unknown; the host check does not validate firmware.',
    confidence: 'read',
  },
  nistHypervisor: {
    kind: 'practice',
    title:
      'NIST SP 800-125A, Security Recommendations for Hypervisor Deployment (2014 draft numbering)',
    url: 'https://csrc.nist.gov/News/2018/NIST-Publishes-SP-800-125A-Rev-1',
    says: 'A bare-metal hypervisor (HY-SR-1) with hardware-assisted virtualization (HY-SR-2) and certified drivers only (HY-SR-5).',
    confidence: 'opening',
  },
  hardeningGuide: {
    kind: 'practice',
    title: 'VMware Cloud Foundation 9.1 Security Configuration Guide',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines',
    says: 'Firmware is kept current; driver packages are at least PartnerSupported, CommunitySupported is refused.',
    confidence: 'read',
  },
  hyperVRequirements: {
    kind: 'practice',
    title: 'Microsoft, System requirements for Hyper-V on Windows and Windows Server (2025-06-26)',
    url: 'https://github.com/MicrosoftDocs/windowsserverdocs/blob/main/WindowsServerDocs/virtualization/hyper-v/System-requirements-for-Hyper-V-on-Windows.md',
    says: 'Hardware-assisted virtualization and second-level address translation are required; device assignment needs an I/O MMU.',
    confidence: 'read',
  },
  mapToolkit: {
    kind: 'practice',
    title: 'Microsoft Assessment and Planning Toolkit, performance data',
    url: 'https://social.technet.microsoft.com/wiki/contents/articles/13467.map-performance-data.aspx',
    says: "Two days before statistics mean anything, seven or more and a month's end recommended, samples every five minutes.",
    confidence: 'read',
  },
  azureMigrate: {
    kind: 'practice',
    title: 'Azure Migrate, assessment calculation',
    url: 'https://github.com/MicrosoftDocs/azure-docs',
    says: 'Ready, ready with conditions, not ready or readiness unknown, by operating system among others.',
    confidence: 'read',
  },
  startSmall: {
    kind: 'practice',
    title: 'TechTarget, guidelines and best practices for virtual systems in health care IT',
    url: 'https://searchhealthit.techtarget.com/tip/Guidelines-and-best-practices-for-virtual-systems-in-health-care-IT',
    says: "Start small and with what is not critical; get the vendor's approval for every application.",
    confidence: 'opening',
  },
  epicCopies: {
    kind: 'practice',
    title: 'NetApp, Epic on ONTAP: storage architecture',
    url: 'https://github.com/NetAppDocs/ontap-apps-dbs',
    says: 'Test copies are cloned from a replica, not from production.',
    confidence: 'read',
  },
  vCheck: {
    kind: 'practice',
    title: 'vCheck-vSphere, defaults of its checks',
    url: 'https://github.com/alanrenouf/vCheck-vSphere',
    says: 'It reports less than 15 % free space, more than 50 % over-allocation, fewer than two paths, storage that one host alone reaches, and CPU ready above 10 %.',
    confidence: 'read',
  },
  imagingPractices: {
    kind: 'practice',
    title: 'NetApp, FlexPod for medical imaging: architecture and best practices (2021)',
    url: 'https://github.com/NetAppDocs/flexpod/tree/main/healthcare',
    says: 'At least 10 % of the storage stay free; PACS reads within 1 to 5 ms; every vCPU has a core of its own; memory is not overcommitted.',
    confidence: 'read',
  },
  cpuReady: {
    kind: 'practice',
    title: 'sclabs, ESXi VM CPU ready (December 2019, after VMware KB 2002181)',
    url: 'https://sclabs.blogspot.com/2019/12/esxi-vm-cpu-ready.html',
    says: 'Up to 5 % of ready time for each vCPU is good, above 10 % is bad; a production server at 2.5 % is watched at its peak.',
    confidence: 'read',
  },
  oneNeckSizing: {
    kind: 'practice',
    title: 'OneNeck, hybrid cloud sizing guide',
    url: 'https://insights.oneneck.com/i/1437687/31',
    says: 'A cluster is sized for the loss of a host, and a host is never planned above 80 % of its capacity.',
    confidence: 'read',
  },
  ontapSan: {
    kind: 'practice',
    title: 'NetApp, VMware vSphere with ONTAP: datastores on a SAN',
    url: 'https://github.com/NetAppDocs/ontap-apps-dbs/blob/main/vmware/vmware-vsphere-datastores-san.adoc',
    says: 'Each controller has two ports or more, one in each of two separate fabrics, and hosts use several paths.',
    confidence: 'read',
  },
  okdStorage: {
    kind: 'practice',
    title: 'OKD 4.9, storage features of virtual machines',
    url: 'https://docs.okd.io/4.9/virt/virtual_machines/virtual_disks/virt-features-for-storage.html',
    says: 'A machine moves between hosts only where its disks can be reached from both.',
    confidence: 'read',
  },
  nutanixRatio: {
    kind: 'practice',
    title: 'Nutanix community, answer of staff on CPU over-subscription',
    url: 'https://next.nutanix.com/ahv-virtualization-27/determining-appropriate-methodology-for-cpu-over-subscription-39112',
    says: 'One vCPU for each core where the load is critical, up to three in general, three to five for light load; beyond that it is felt.',
    confidence: 'read',
  },
  rhelOvercommit: {
    kind: 'practice',
    title: 'Red Hat Enterprise Linux 10, optimizing the CPU performance of virtual machines',
    url: 'https://docs.redhat.com/ja/documentation/red_hat_enterprise_linux/10/html/configuring_and_managing_linux_virtual_machines/optimizing-virtual-machine-cpu-performance',
    says: 'Five vCPUs for each core are mostly safe while they are not fully loaded, more than ten are not recommended; neither CPU nor memory is overcommitted in production without extensive tests.',
    confidence: 'read',
  },
  broadcomRatio: {
    kind: 'practice',
    title: 'Broadcom, vCPU-to-pCPU ratio guidelines (2025-06-04)',
    url: 'https://blogs.vmware.com/cloud-foundation/2025/06/04/vcpu-to-pcpu-ratio-guidelines',
    says: 'No ratio fits all loads: it is measured contention that counts.',
    confidence: 'opening',
  },
  irisOnVmware: {
    kind: 'practice',
    title:
      'InterSystems, Data Platforms and Performance part 9: IRIS on VMware (updated January 2026)',
    url: 'https://community.intersystems.com/post/intersystems-data-platforms-and-performance-%E2%80%93-part-9-intersystems-iris-vmware-best-practice',
    says: 'The memory of a production database is reserved, so that nothing of it is ballooned or swapped.',
    confidence: 'opening',
  },
  wsfcOnVsphere: {
    kind: 'practice',
    title: 'VMware vSphere 8.0, limitations of Windows Server Failover Clustering',
    url: 'https://docs.vmware.com/it/VMware-vSphere/8.0/vsphere-windows-server-failover/GUID-6BD834AE-69BB-4D0E-B0B6-7E176907E0C7.html',
    says: 'A clustered machine does not run on a host whose memory is overcommitted.',
    confidence: 'read',
  },
  deviceLatency: {
    kind: 'practice',
    title: 'Broadcom KB 318927, storage device latency',
    url: 'https://knowledge.broadcom.com/external/article/318927/',
    says: 'More than 10 ms at the device holds machines up; on flash anything above 1 to 2 ms deserves a look.',
    confidence: 'read',
  },
  kernelLatency: {
    kind: 'practice',
    title: 'Heroix, VMware disk latency',
    url: 'https://blog.heroix.com/blog/vmware-disk-latency',
    says: 'The hypervisor itself adds no more than 2 ms; 10 to 15 ms at the device are a limit for service levels.',
    confidence: 'read',
  },
  meditechStorage: {
    kind: 'practice',
    title: 'NetApp, FlexPod for MEDITECH: workload overview and deployment (2021)',
    url: 'https://github.com/NetAppDocs/flexpod/blob/main/healthcare/ehr-meditech-sizing_meditech_workload_overview.adoc',
    says: 'Random writes below 1 ms, random reads below 7 ms in category 1 and below 5 ms in 2 to 6, on average; 750, 600 or 400 IOPS for each host, by version.',
    confidence: 'read',
  },
  epicStorage: {
    kind: 'practice',
    title: 'NetApp, Epic on ONTAP: storage performance',
    url: 'https://github.com/NetAppDocs/ontap-apps-dbs/blob/main/epic/epic-ontap-performance.adoc',
    says: 'The operational database has to lie on flash since 2020; it needs 1,000 to 2,000 IOPS for each TB.',
    confidence: 'read',
  },
  vcatSizing: {
    kind: 'practice',
    title: 'VMware vCloud Architecture Toolkit, sizing of virtual machines (5.9)',
    url: 'http://download3.vmware.com/vcat/',
    says: 'A machine has no more vCPUs than one processor has cores, and no more memory than one NUMA node.',
    confidence: 'read',
  },
  numaSizing: {
    kind: 'practice',
    title: 'mosnotes, CPU configuration of virtual machines (2019-07-13)',
    url: 'https://mosnotes.com/2019/07/13/vm-cpu-configuration-best-practices/',
    says: 'Beyond one node a machine is split evenly over the fewest nodes, without an odd number of vCPUs.',
    confidence: 'read',
  },
  nistVcpuBound: {
    kind: 'practice',
    title:
      'NIST SP 800-125A, Security Recommendations for Hypervisor Deployment, HY-SR-8 (2014 draft numbering)',
    url: 'https://csrc.nist.gov/News/2018/NIST-Publishes-SP-800-125A-Rev-1',
    says: 'The vCPUs of any one machine are strictly fewer than the cores of its host.',
    confidence: 'opening',
  },
  hyperVLimits: {
    kind: 'practice',
    title: 'Microsoft, Hyper-V maximum scale limits in Windows Server (2025-10-17)',
    url: 'https://github.com/MicrosoftDocs/windowsserverdocs/blob/main/WindowsServerDocs/virtualization/hyper-v/maximum-scale-limits.md',
    says: 'Largest virtual machine by version of Windows Server; no ratio of vCPUs to processors is imposed.',
    confidence: 'read',
  },
  vsphereCpuLimits: {
    kind: 'practice',
    title: 'VMware vSphere 8.0, virtual CPU limitations',
    url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/vsphere-vm-administration/GUID-3CDA4DEF-3DE0-4A64-89C7-F31BB77222CB.html',
    says: 'At most 768 vCPUs, and no more than the host has logical processors.',
    confidence: 'opening',
  },
} as const satisfies Readonly<Record<string, TextSource>>;
