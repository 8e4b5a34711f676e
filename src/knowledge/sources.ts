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
  notVirtualized: {
    kind: 'practice',
    title: 'TechRepublic, 10 things you shouldn’t virtualize',
    url: 'http://www.techrepublic.com/blog/10-things/10-things-you-shouldnt-virtualize/',
    says: 'What needs a dongle, a fax board or other special hardware is left physical or replaced; a platform must not need a directory that runs only on itself.',
    confidence: 'opening',
  },
  p2vChecklist: {
    kind: 'practice',
    title: 'vi-tips, P2V pre-migration checklist (2009-12)',
    url: 'http://www.vi-tips.com/2009/12/p2v-pre-migration-checklist-and.html',
    says: 'Dongles and other hardware are looked for before the migration: one that is found late means going back.',
    confidence: 'opening',
  },
  faxOverIp: {
    kind: 'practice',
    title: 'RightFax with SR140, a fax board in software',
    url: 'https://studylib.net/doc/18812815/',
    says: 'Fax over IP by software takes the place of a fax board.',
    confidence: 'read',
  },
  virtualDomainControllers: {
    kind: 'practice',
    title: 'Microsoft, Virtualizing domain controllers using Hyper-V',
    url: 'https://learn.microsoft.com/en-us/windows-server/identity/ad-ds/get-started/virtual-dc/virtualized-domain-controllers-hyper-v',
    says: 'Two virtual domain controllers or more on different hosts, one preferably physical; no time from the host, no snapshots; a conversion only while the server is off.',
    confidence: 'read',
  },
  irisOnVirtual: {
    kind: 'practice',
    title: 'InterSystems, data platforms and performance, part 9: VMware best practices',
    url: 'https://community.intersystems.com/post/intersystems-data-platforms-and-performance-%E2%80%93-part-9-intersystems-iris-vmware-best-practice',
    says: 'A database vendor supports virtual machines under its own conditions, a full memory reservation among them.',
    confidence: 'opening',
  },
  meditechProfile: {
    kind: 'practice',
    title: 'NetApp FlexPod for MEDITECH, workload overview',
    url: 'https://github.com/NetAppDocs/flexpod',
    says: 'MEDITECH states latencies, operations and a backup window for its hosts, by category.',
    confidence: 'read',
  },
  medicalImaging: {
    kind: 'practice',
    title: 'NetApp FlexPod for medical imaging, best practices',
    url: 'https://github.com/NetAppDocs/flexpod',
    says: 'Every virtual processor of an imaging system is backed by a core, and its memory is not overcommitted.',
    confidence: 'read',
  },
  pciPassthrough: {
    kind: 'practice',
    title: 'VMware Cloud Foundation 9.1 Security Configuration Guide, vm-9.pci-passthrough',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines',
    says: 'A machine that holds a PCI device cannot be moved, neither by hand nor by the restart after a lost host.',
    confidence: 'read',
  },
  usbPassthrough: {
    kind: 'practice',
    title: 'VMware, USB configuration from a host to a virtual machine (vSphere 7.0)',
    url: 'https://docs.vmware.com/en/VMware-vSphere/7.0/com.vmware.vsphere.vm_admin.doc/GUID-6D2A3FFF-8913-4BB4-9F41-2E1B3B78FEAC.html',
    says: 'The device stays on its host: a machine that is switched on elsewhere has lost it.',
    confidence: 'read',
  },
  forkliftConcerns: {
    kind: 'practice',
    title: 'Forklift (Migration Toolkit for Virtualization), validation policies',
    url: 'https://github.com/kubev2v/forklift',
    says: 'Passthrough is critical; raw and shared disks, CPU and NUMA affinity are warnings, snapshots are worth knowing.',
    confidence: 'read',
  },
  fdaVirtualMachines: {
    kind: 'practice',
    title: 'SoftwareCPR, an FDA perspective on virtual machines (2009-11), with IEC 80001-1',
    url: 'https://www.softwarecpr.com/2009/11/fda-perspective-on-virtual-machines',
    says: 'No objection where the manufacturer has addressed the hazards that virtual machines add; whoever runs the network shares the risk management.',
    confidence: 'read',
  },
  oraclePartitioning: {
    kind: 'practice',
    title: 'Oracle Licensing Experts, Oracle on VMware licensing',
    url: 'https://oraclelicensingexperts.com/blog/oracle-vmware-licensing-deep-dive/',
    says: 'The vendor’s policy, not contractual, takes these hypervisors for soft partitioning and counts every core that a machine could reach; a dedicated cluster contains it.',
    confidence: 'opening',
  },
  oracleReach: {
    kind: 'practice',
    title: 'ServiceNow, Oracle licensing in virtual environments',
    url: 'https://www.servicenow.com/docs/r/cCCsnXLy_7vD00AGlASipQ/aT1QZXkykEaCpwwNo5Kd9w',
    says: 'What is counted grew with the product: the host, then the cluster, then beyond it.',
    confidence: 'opening',
  },
  vmwareCores: {
    kind: 'practice',
    title: 'Renewal Intel, VMware by Broadcom: per-core minimum',
    url: 'https://www.renewalintel.com/blog/vmware-broadcom-per-core-minimum',
    says: 'Subscriptions count the cores of each processor, sixteen at least.',
    confidence: 'read',
  },
  windowsCores: {
    kind: 'practice',
    title: 'Miro Consulting, Windows Server licensing of virtual machines',
    url: 'https://miroconsulting.com/?p=7552',
    says: 'All cores of a host, eight a processor and sixteen a host at least; or by machine, eight each and sixteen in total at least.',
    confidence: 'read',
  },
  sqlServerCores: {
    kind: 'practice',
    title: 'SoftTrader, SQL Server 2022 in virtual machines',
    url: 'https://softtrader.eu/virtual-machines-sql-server-2022/',
    says: 'Four core licences a machine at least; licensing by machine needs Software Assurance or a subscription.',
    confidence: 'read',
  },
  licenceMobility: {
    kind: 'practice',
    title: 'Redress Compliance, Microsoft SQL Server audit defence',
    url: 'https://redresscompliance.com/microsoft-sql-server-audit-defense',
    says: 'Without mobility rights a licence moves to another host once in 90 days.',
    confidence: 'opening',
  },
} as const satisfies Readonly<Record<string, TextSource>>;
