import { ANY, only, onwards, span, upTo, type WordSize } from './guest-support-entry.ts';
import { type Provenance, RETRIEVED_ON, readOutOf } from './provenance.ts';

const HYPER_V = 'https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v';

const RED_HAT_ON_HYPER_V: Provenance = {
  title: 'Microsoft: CentOS and Red Hat Enterprise Linux VMs on Hyper-V',
  url: `${HYPER_V}/supported-centos-and-red-hat-enterprise-linux-virtual-machines-on-hyper-v`,
  published: '2025-06-19',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const ORACLE_ON_HYPER_V: Provenance = {
  title: 'Microsoft: Supported Oracle Linux virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-oracle-linux-virtual-machines-on-hyper-v`,
  published: '2017-06-01',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const SUSE_ON_HYPER_V: Provenance = {
  title: 'Microsoft: Supported SUSE Linux Enterprise Server virtual machines on Hyper-V',
  url: `${HYPER_V}/supported-suse-virtual-machines-on-hyper-v`,
  published: '2023-09-27',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const WINDOWS_ON_HYPER_V: Provenance = {
  title: 'Microsoft: Supported Windows guest operating systems for Hyper-V',
  url: `${HYPER_V}/supported-windows-guest-operating-systems-for-hyper-v-on-windows`,
  published: '2025-04-23',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const SOLARIS_ON_ORACLE_VM: Provenance = {
  title: 'Oracle VM release notes, supported guest operating systems',
  url: 'https://docs.oracle.com/cd/E27300_01/E27307/html/vmrns-guest-os.html',
  retrievedOn: RETRIEVED_ON,
  confidence: 'opening only',
};
const CENTOS_7_I386: Provenance = {
  title: 'oVirt site, review of the supported guests: CentOS 7 AltArch has an i386 build',
  url: 'https://github.com/oVirt/ovirt-site/pull/1271',
  published: '2017-10-12',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};

function known(title: string): Provenance {
  return { title, retrievedOn: RETRIEVED_ON, confidence: 'assumed' };
}

/** Which releases exist as 64-bit software only, which exist as 32-bit too. */
export const WORD_SIZES: readonly WordSize[] = [
  size('windows-server', upTo('2003 R2'), false, known('Windows Server 2003 came for x86 and x64')),
  size('windows-server', only('2008'), false, WINDOWS_ON_HYPER_V),
  // The list marks 2008 and 7 as "32-bit and 64-bit", and no later server.
  size('windows-server', onwards('2008 R2'), true, readOutOf(WINDOWS_ON_HYPER_V)),
  size('windows', only('7'), false, WINDOWS_ON_HYPER_V),
  size('windows', upTo('10'), false, known('Windows through 10 came for x86 and x64')),
  size('windows', onwards('11'), true, known('Windows 11 needs a 64-bit processor')),
  size('rhel', span('5', '6'), false, { ...RED_HAT_ON_HYPER_V, published: '2019-06-13' }),
  size('rhel', onwards('7'), true, RED_HAT_ON_HYPER_V),
  size('centos', span('5', '6'), false, { ...RED_HAT_ON_HYPER_V, published: '2019-06-13' }),
  // Microsoft calls the 7 series 64-bit only, but the AltArch build makes 7 unsafe to call so.
  size('centos', only('7'), false, CENTOS_7_I386),
  size('centos', onwards('8'), true, readOutOf(RED_HAT_ON_HYPER_V)),
  size('centos-stream', ANY, true, known('CentOS Stream has no 32-bit x86 build')),
  size('oracle-linux', span('5', '6'), false, ORACLE_ON_HYPER_V),
  size('oracle-linux', onwards('7'), true, ORACLE_ON_HYPER_V),
  size('almalinux', ANY, true, known('AlmaLinux has no installable 32-bit x86 build')),
  size('rocky-linux', ANY, true, known('Rocky Linux has no 32-bit x86 build')),
  size('sles', only('11'), false, readOutOf(SUSE_ON_HYPER_V)),
  size('sles', onwards('12'), true, SUSE_ON_HYPER_V),
  size('ubuntu', upTo('16.04'), false, known('Ubuntu through 16.04 had an i386 server image')),
  size(
    'ubuntu',
    onwards('20.04'),
    true,
    known('Ubuntu 19.10 dropped i386 as an installable system'),
  ),
  size('debian', upTo('12'), false, known('Debian through 12 had an i386 installer')),
  size('debian', onwards('13'), true, known('Debian 13 dropped the i386 installer and kernel')),
  size(
    'amazon-linux',
    onwards('2'),
    true,
    known('Amazon Linux 2 and 2023 are x86-64 and ARM only'),
  ),
  size('photon', ANY, true, known('Photon OS is x86-64 and ARM only')),
  size('freebsd', upTo('14'), false, known('FreeBSD through 14 had an i386 build')),
  size('solaris', only('10'), false, SOLARIS_ON_ORACLE_VM),
  size('solaris', onwards('11'), true, SOLARIS_ON_ORACLE_VM),
  size('netware', ANY, false, known('NetWare is 32-bit')),
  size('dos', ANY, false, known('DOS is 16-bit')),
];

function size(
  family: WordSize['family'],
  versions: WordSize['versions'],
  only64Bit: boolean,
  source: Provenance,
): WordSize {
  return { family, versions, only64Bit, source };
}
