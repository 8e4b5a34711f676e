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
  guestClusterPlacement: {
    kind: 'practice',
    title: 'Broadcom, guest clustering with Windows Server Failover Clustering (KB 313230, 313472)',
    url: 'https://knowledge.broadcom.com/external/article?articleNumber=313230',
    says: 'Nodes of one cluster are kept on different hosts by an anti-affinity rule; all of them on one host is not for production.',
    confidence: 'read',
  },
  virtualDomainControllers: {
    kind: 'practice',
    title: 'Microsoft, Virtualizing domain controllers using Hyper-V',
    url: 'https://github.com/MicrosoftDocs/windowsserverdocs',
    says: 'Two domain controllers or more run on different hosts, better on diverse hardware, so that no host is a single point of failure.',
    confidence: 'read',
  },
  vsphereFtAndPaths: {
    kind: 'practice',
    title: 'VMware, vSphere 6.0 documentation on fault tolerance',
    url: 'https://docs.vmware.com/en/VMware-vSphere/6.0/com.vmware.vsphere.hostclient.doc/GUID-52F1BC6A-CC0D-4B1A-BDD7-5063B3AED1CE.html',
    says: 'Fault tolerance answers the death of a host; the loss of a network or storage path alone may trigger no failover, so these paths stay redundant.',
    confidence: 'read',
  },
  failoverTargetSize: {
    kind: 'sibling',
    title: 'R. Sanford (Stratus) in ReadWrite, 2011, on high availability',
    url: 'http://readwrite.com/2011/10/07/for-high-availability-look-tow',
    says: 'A machine from a host with 64 GB will likely not cope on one with 8 GB: the target of a failover must be large enough.',
    confidence: 'opening',
  },
  spareHosts: {
    kind: 'practice',
    title: 'OneNeck, sizing a cluster',
    url: 'https://insights.oneneck.com/i/1437687/31',
    says: 'One spare host always and two for higher service levels; hosts stay below 80 % of use.',
    confidence: 'read',
  },
  notToVirtualize: {
    kind: 'practice',
    title: 'TechRepublic, 10 things you should not virtualize',
    url: 'http://www.techrepublic.com/blog/10-things/10-things-you-shouldnt-virtualize/',
    says: 'A management server that needs a directory whose every server is one of its own virtual machines cannot be started.',
    confidence: 'opening',
  },
  blackStart: {
    kind: 'practice',
    title: '35x.de, Black start',
    url: 'https://35x.de/en/wp-json/wp/v2/posts/2822',
    says: 'A start with everything down is planned: its order is written down, and circles in it are broken beforehand.',
    confidence: 'opening',
  },
  saferWarmSite: {
    kind: 'practice',
    title: 'ONC SAFER guide, contingency planning',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8136246/table/T2',
    says: 'An organization that works around the clock has a warm site far away that can take over the record system within eight hours.',
    confidence: 'read',
  },
  epicPools: {
    kind: 'practice',
    title: 'NetApp, Epic on ONTAP: performance and storage layout',
    url: 'https://github.com/NetAppDocs/ontap-apps-dbs',
    says: 'Storage pools stand on separate hardware or are shielded from each other.',
    confidence: 'read',
  },
} as const satisfies Readonly<Record<string, TextSource>>;
