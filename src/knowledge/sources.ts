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
  stratusReliability: {
    kind: 'sibling',
    title: 'P. Riccio (Stratus) on MSDN, June 2010, on system reliability under virtualization',
    url: 'https://msdn.microsoft.com/en-us/ff803572.aspx',
    says: 'Application owners take part: how the weaknesses of virtualization are answered decides whether their service levels are still met.',
    confidence: 'opening',
  },
  availabilityFormulas: {
    kind: 'practice',
    title: 'Availability of series and parallel systems',
    url: 'https://tickerdossier.com/wiki/general-availability',
    says: 'Availability is the mean up time over the sum of up time and repair time; components in series multiply, redundant ones multiply their unavailability.',
    confidence: 'read',
  },
  betaFactor: {
    kind: 'practice',
    title: 'FTA Studio, glossary, beta factor',
    url: 'https://fta-studio.pages.dev/glossary/beta-factor-ccf',
    says: 'A share of failures strikes all redundant parts at once: about 10 % for identical ones, 5 % for partly diverse ones, 1 % for diverse and separated ones.',
    confidence: 'read',
  },
  hardeningUpdates: {
    kind: 'practice',
    title: 'VMware Cloud Foundation 9.1 Security Configuration Guide, esx-9.updates',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/security-configuration-hardening-guide/cloud-foundation/9.1',
    says: 'Every host has all available updates and patches (first priority), the management server before the hosts.',
    confidence: 'read',
  },
  nistPatching: {
    kind: 'practice',
    title:
      'NIST SP 800-125A, Security Recommendations for Hypervisor Deployment (2014 draft numbering), HY-SR-18',
    url: 'https://csrc.nist.gov/News/2018/NIST-Publishes-SP-800-125A-Rev-1',
    says: 'Hypervisors are under patch management.',
    confidence: 'opening',
  },
  hardeningTime: {
    kind: 'practice',
    title:
      'VMware Cloud Foundation 9.1 Security Configuration Guide, esx-9.time and esx-9.hardware-management-time',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/security-configuration-hardening-guide/cloud-foundation/9.1',
    says: 'Hosts and their management controllers have one time source, or three or more: two cannot outvote each other.',
    confidence: 'read',
  },
  saferPower: {
    kind: 'practice',
    title: 'ONC SAFER guide, Contingency Planning (examples of its practices)',
    url: 'https://www.healthit.gov/safer/guide/sg003',
    says: 'A UPS carries the health record for ten minutes or more; a generator on site carries results, orders and documentation.',
    confidence: 'opening',
  },
  generatorExercise: {
    kind: 'practice',
    title:
      'Health Facilities Management, Complying with inspection, testing and maintenance for electrical systems',
    url: 'https://www.hfmmagazine.com/articles/4461-complying-with-inspection-testing-and-maintenance-for-electrical-systems',
    says: 'NFPA 110, on which the Joint Commission (EC.02.05.07) rests, has generators exercised under load every month.',
    confidence: 'opening',
  },
  stratusPowerFailure: {
    kind: 'sibling',
    title: 'Information Management on a Stratus customer, Spotlight on servers',
    url: 'https://www.information-management.com/news/spotlight-on-servers',
    says: "A fault-tolerant server's only day of outage was a power failure of the city; a generator was added.",
    confidence: 'opening',
  },
  managementBackup: {
    kind: 'practice',
    title: 'VCF 9.1 companion to HIPAA and NIST SP 800-66r2',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'The management servers are backed up to files every day, and are restored with exactly the same version.',
    confidence: 'read',
  },
  stratusVendorAgreements: {
    kind: 'sibling',
    title: 'Stratus, Shining a light on the costs of EMR system downtime',
    url: 'https://www.stratus.com/stratus-blog/shining-a-light-on-the-costs-of-emr-system-downtime-to-healthcare-practitioners/',
    says: 'Records need 99.99 % and more, yet most practices pass over what their vendors promise in service levels.',
    confidence: 'opening',
  },
  virtualizationSkills: {
    kind: 'practice',
    title:
      'About.com on the CDW-G virtualization report, More virtualization training needed (2009-06-19)',
    url: 'http://certification.about.com/b/2009/06/19/report-more-virtualization-training-needed.htm',
    says: 'Fewer than half of those who want to virtualize have succeeded; staff without the training is a main reason.',
    confidence: 'read',
  },
  contingencyPeople: {
    kind: 'practice',
    title: 'NIST SP 800-66, contingency plan considerations',
    url: 'https://1library.net/article/contingency-plan-considerations-applying-hipaa-security-rule.q7l7p1oy',
    says: 'The treatment of patients goes on without disruption; it is settled which services are needed in what time.',
    confidence: 'opening',
  },
  saferMonitoring: {
    kind: 'practice',
    title: 'Contingency Planning SAFER guide, sample recommendations (2017)',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8136246/table/T2',
    says: 'The organization watches, and reports on, downtime and response time as a routine.',
    confidence: 'read',
  },
  stratusEndToEnd: {
    kind: 'sibling',
    title: 'A. Gilbert (Stratus) in HISTechReport, January 2008',
    url: 'http://histechreport.com/2008/01/23/stratus-technologies-the-availability-experts-provides-high-availability-architecture-for-mission-critical-healthcare-applications/',
    says: 'Availability is looked at across the whole infrastructure and along the process that it serves, end to end.',
    confidence: 'opening',
  },
  machineSprawl: {
    kind: 'practice',
    title: 'Security Scientist, How can organizations prevent sprawl?',
    url: 'https://answers.securityscientist.net/q/19399/how-can-organizations-prevent-sprawl',
    says: 'Every machine has an owner, a purpose and a day on which it expires; one that idles for thirty days is looked at.',
    confidence: 'read',
  },
  machineSprawlProof: {
    kind: 'practice',
    title: 'TechGenix, Taking control of VM sprawl (part 3)',
    url: 'https://techgenix.com/taking-control-vm-sprawl-part3/',
    says: 'A machine that is seldom used may still be needed: prove that it is not before it is deleted.',
    confidence: 'opening',
  },
  vCheckSnapshots: {
    kind: 'practice',
    title: 'vCheck-vSphere, defaults of its checks',
    url: 'https://github.com/alanrenouf/vCheck-vSphere',
    says: 'Snapshots older than 14 days are reported.',
    confidence: 'read',
  },
  hipaaBackup: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.308(a)(7)(ii)(A), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'Exact copies of health information can be retrieved (required).',
    confidence: 'read',
  },
  hipaaRecoveryPlan: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.308(a)(7)(ii)(B), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'There is a plan to restore lost data after a disaster (required).',
    confidence: 'read',
  },
  hipaaEmergencyMode: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.308(a)(7)(ii)(C), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'There is a plan to go on with critical work in an emergency (required).',
    confidence: 'read',
  },
  hipaaEmergencyAccess: {
    kind: 'practice',
    title:
      'HIPAA Security Rule, 45 CFR 164.312(a)(2)(ii), as quoted in the VCF 9.1 HIPAA companion',
    url: 'https://github.com/vmware/vcf-security-and-compliance-guidelines/tree/main/regulatory-compliance/cloud-foundation/9.1',
    says: 'There is a procedure to get at health information in an emergency (required).',
    confidence: 'read',
  },
  hipaaProposed: {
    kind: 'practice',
    title: 'HIPAA Security Rule, proposed changes of 6 January 2025 (90 FR): fact sheet',
    url: 'https://coephi.org/resource/hipaa-security-rule-nprm-fact-sheet',
    says: 'Proposed, not known to be in force: procedures that restore critical systems within 72 hours.',
    confidence: 'read',
  },
  saferContingency: {
    kind: 'practice',
    title: 'ONC SAFER guide, Contingency Planning: recommended practices (2021 table)',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8136246/table/T2',
    says: 'Paper forms for 8 hours, a read-only copy, a remote warm site live within 8 hours around the clock, a complete backup off site every day.',
    confidence: 'read',
  },
  jointCommission: {
    kind: 'practice',
    title: 'Joint Commission IM.01.01.03 (July 2021), continuity of information management',
    url: 'https://www.sweetstudy.com/amp/files/question2attach-pdf',
    says: 'Interruptions have a written plan, staff know the alternative procedures, backups are regular and their restore is tested.',
    confidence: 'read',
  },
  threeTwoOne: {
    kind: 'practice',
    title: 'KDG, Data backup: the 3-2-1-1-0 rule',
    url: 'https://kdg-web.pages.dev/en/blog/data-backup/',
    says: 'Three copies, two media, one off site, one immutable or offline, none with errors; databases are restored each quarter and the disaster plan is exercised each year.',
    confidence: 'read',
  },
  epicThreeTwoOne: {
    kind: 'practice',
    title: 'NetApp, Epic on ONTAP: storage architecture, copies',
    url: 'https://github.com/NetAppDocs/ontap-apps-dbs',
    says: 'Three copies, one of them on another storage platform; replication from array to array does not count.',
    confidence: 'read',
  },
  vmwareSnapshots: {
    kind: 'practice',
    title: 'California State University San Bernardino, VMware snapshot practice',
    url: 'https://www.csusb.edu/its/support/knowledge-base/222831',
    says: 'Snapshots are no backup: 72 hours at most, two or three in a chain for speed, 32 as a limit.',
    confidence: 'read',
  },
  stratusFaultTolerant: {
    kind: 'sibling',
    title: 'Stratus, press release of 12 November 2009 on the term fault tolerant',
    url: 'http://www.marketwired.com/press-release/Stratus-Technologies-Takes-Zero-Tolerance-Stance-on-Misuse-of-Term-Fault-Tolerant-1174565.htm',
    says: 'Fault tolerance loses no data and no time; failover, replication, mirroring and recovery are something else.',
    confidence: 'opening',
  },
  stratusEmrDowntime: {
    kind: 'sibling',
    title: 'Stratus blog, Shining a light on the costs of EMR system downtime',
    url: 'https://www.stratus.com/stratus-blog/shining-a-light-on-the-costs-of-emr-system-downtime-to-healthcare-practitioners/',
    says: 'Medical records need 99.99 %: less than an hour of unplanned downtime a year.',
    confidence: 'opening',
  },
  stratusRecords: {
    kind: 'sibling',
    title: 'Stratus, Electronic Health Records That Make the Grade (April 2009)',
    url: 'https://www.yumpu.com/en/document/view/4199814/draft-august-7-2008-stratus-technologies',
    says: 'What happens to patients when records cannot be reached, or when data is lost, is assessed.',
    confidence: 'opening',
  },
  nistContingency: {
    kind: 'practice',
    title: 'NIST SP 800-66, contingency planning (section 4.7)',
    url: 'https://1library.net/article/contingency-plan-considerations-applying-hipaa-security-rule.q7l7p1oy',
    says: 'Dependencies between functions are identified, and what each of them tolerates.',
    confidence: 'opening',
  },
  vCheckMachines: {
    kind: 'practice',
    title: 'vCheck-vSphere, defaults of its checks of machines',
    url: 'https://github.com/alanrenouf/vCheck-vSphere',
    says: 'Snapshots older than 14 days and machines that have been off for 7 days are reported.',
    confidence: 'read',
  },
  sprawlControl: {
    kind: 'practice',
    title: 'TechGenix, Taking control of VM sprawl, part 3',
    url: 'https://techgenix.com/taking-control-vm-sprawl-part3/',
    says: 'A machine that is seldom used may still be needed: that it is not is proved before it is deleted.',
    confidence: 'opening',
  },
  sprawlPrevention: {
    kind: 'practice',
    title: 'SecurityScientist, How can organizations prevent virtual machine sprawl',
    url: 'https://answers.securityscientist.net/q/19399/how-can-organizations-prevent-sprawl',
    says: 'Every machine has an owner, a purpose and an end; one that is idle for 30 days is flagged.',
    confidence: 'read',
  },
  haNetworking: {
    kind: 'practice',
    title: 'VMware vSphere 8.0, Best Practices for Networking (vSphere HA)',
    url: 'https://docs.vmware.com/en/VMware-vSphere/8.0/vsphere-availability/GUID-B1906BCD-E538-4FFF-AAE9-5403FE253F38.html',
    says: 'The management network stands on two ports that lead to different physical switches.',
    confidence: 'opening',
  },
  hostUplinks: {
    kind: 'practice',
    title: 'VMware Cloud Provider Stack 1.1, physical network design',
    url: 'https://docs.vmware.com/en/VMware-Cloud-Provider-Stack/1.1/com.vmware.vcps.archoverview.doc/GUID-9BDD0248-CB78-4816-8DF5-DD30D1BA47A9.html',
    says: 'Four uplinks or more for each host, to a pair of switches, make all of its networks redundant.',
    confidence: 'read',
  },
  nistNetwork: {
    kind: 'practice',
    title:
      'NIST SP 800-125A, Security Recommendations for Hypervisor Deployment (2014 draft numbering)',
    url: 'https://csrc.nist.gov/News/2018/NIST-Publishes-SP-800-125A-Rev-1',
    says: 'Management has a segment of its own (HY-SR-21); machines reach the network on several ways (HY-SR-22).',
    confidence: 'opening',
  },
} as const satisfies Readonly<Record<string, TextSource>>;
