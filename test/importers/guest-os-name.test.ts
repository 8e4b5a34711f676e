import { describe, expect, it } from 'vitest';
import { type GuestOs, parseGuestOsName } from '../../src/importers/guest-os-name.ts';

type Case = readonly [name: string, os: GuestOs | undefined];

const WINDOWS: readonly Case[] = [
  [
    'Microsoft Windows Server 2003 Standard (32-bit)',
    { family: 'windows-server', version: '2003', edition: 'standard', bits: 32 },
  ],
  [
    'Microsoft Windows Server 2003, Enterprise Edition (64 bit)',
    { family: 'windows-server', version: '2003', edition: 'enterprise', bits: 64 },
  ],
  [
    'Microsoft Windows Server 2003 R2 (32-bit)',
    { family: 'windows-server', version: '2003 R2', bits: 32 },
  ],
  [
    'Microsoft Windows Server 2008 R2 (64-bit)',
    { family: 'windows-server', version: '2008 R2', bits: 64 },
  ],
  [
    'Microsoft Windows Server 2008 (32-bit)',
    { family: 'windows-server', version: '2008', bits: 32 },
  ],
  [
    'Microsoft Windows Server 2012 (64-bit)',
    { family: 'windows-server', version: '2012', bits: 64 },
  ],
  [
    'Windows Server 2012 R2 Datacenter',
    { family: 'windows-server', version: '2012 R2', edition: 'datacenter' },
  ],
  [
    'Microsoft Windows Server 2016 (64-bit)',
    { family: 'windows-server', version: '2016', bits: 64 },
  ],
  ['Microsoft Windows Server 2016 or later (64-bit)', { family: 'windows-server', bits: 64 }],
  ['Microsoft Windows Server 2022', { family: 'windows-server', version: '2022' }],
  [
    'Microsoft Windows Server 2025 (64-bit)',
    { family: 'windows-server', version: '2025', bits: 64 },
  ],
  ['Microsoft Windows Server Threshold (64-bit)', { family: 'windows-server', bits: 64 }],
  [
    'Microsoft Small Business Server 2003',
    { family: 'windows-server', version: '2003', edition: 'small business' },
  ],
  [
    'Microsoft Windows 2000 Advanced Server',
    { family: 'windows-server', version: '2000', edition: 'advanced' },
  ],
  [
    'Microsoft Windows 2000 Professional',
    { family: 'windows', version: '2000', edition: 'professional' },
  ],
  // Server or workstation: the name does not say.
  ['Microsoft Windows 2000', undefined],
  ['Microsoft Windows NT 4', undefined],
  [
    'Microsoft Windows XP Professional (32-bit)',
    { family: 'windows', version: 'XP', edition: 'professional', bits: 32 },
  ],
  ['Microsoft Windows Vista (64-bit)', { family: 'windows', version: 'Vista', bits: 64 }],
  ['Microsoft Windows 7 (64-bit)', { family: 'windows', version: '7', bits: 64 }],
  ['Microsoft Windows 8 (32-bit)', { family: 'windows', version: '8', bits: 32 }],
  ['Microsoft Windows 8.x (64-bit)', { family: 'windows', bits: 64 }],
  ['Microsoft Windows 10 (64-bit)', { family: 'windows', version: '10', bits: 64 }],
  ['Microsoft Windows 11 (64-bit)', { family: 'windows', version: '11', bits: 64 }],
  ['Microsoft Windows 98', { family: 'windows', version: '98' }],
  ['Microsoft Windows 3.1', { family: 'windows', version: '3.1' }],
  ['Microsoft MS-DOS', { family: 'dos' }],
  ['Microsoft Windows Hyper-V', { family: 'other' }],
];

const LINUX: readonly Case[] = [
  ['Red Hat Enterprise Linux 6 (64-bit)', { family: 'rhel', version: '6', bits: 64 }],
  ['Red Hat Enterprise Linux 8.6 (Ootpa)', { family: 'rhel', version: '8.6' }],
  ['Red Hat Fedora (32-bit)', { family: 'linux', bits: 32 }],
  ['Red Hat Linux 2.1 (32-bit)', { family: 'linux', bits: 32 }],
  ['CentOS 4/5 or later (64-bit)', { family: 'centos', bits: 64 }],
  ['CentOS 4/5/6/7 (64-bit)', { family: 'centos', bits: 64 }],
  ['CentOS 7 (64-bit)', { family: 'centos', version: '7', bits: 64 }],
  ['CentOS 9 (64-bit)', { family: 'centos-stream', version: '9', bits: 64 }],
  ['CentOS Stream 8', { family: 'centos-stream', version: '8' }],
  ['Oracle Linux 4/5 or later (64-bit)', { family: 'oracle-linux', bits: 64 }],
  ['Oracle Linux 8 (64-bit)', { family: 'oracle-linux', version: '8', bits: 64 }],
  ['Oracle Linux Server 7.9', { family: 'oracle-linux', version: '7.9' }],
  ['AlmaLinux (64-bit)', { family: 'almalinux', bits: 64 }],
  ['AlmaLinux 9.2', { family: 'almalinux', version: '9.2' }],
  ['Rocky Linux 9 (64-bit)', { family: 'rocky-linux', version: '9', bits: 64 }],
  ['SUSE Linux Enterprise 11 (64-bit)', { family: 'sles', version: '11', bits: 64 }],
  ['SUSE Linux Enterprise 8/9 (32-bit)', { family: 'sles', bits: 32 }],
  ['SUSE Linux Enterprise Server 12 SP5', { family: 'sles', version: '12 SP5' }],
  ['SUSE Linux Enterprise Desktop 15', { family: 'linux' }],
  ['SUSE openSUSE (64-bit)', { family: 'linux', bits: 64 }],
  ['Ubuntu Linux (64-bit)', { family: 'ubuntu', bits: 64 }],
  ['Ubuntu 22.04.3 LTS', { family: 'ubuntu', version: '22.04.3' }],
  ['Debian GNU/Linux 9 (64-bit)', { family: 'debian', version: '9', bits: 64 }],
  ['Amazon Linux 2 (64-bit)', { family: 'amazon-linux', version: '2', bits: 64 }],
  ['VMware Photon OS (64-bit)', { family: 'photon', bits: 64 }],
  ['Other 2.6.x Linux (64-bit)', { family: 'linux', bits: 64 }],
  ['Other 3.x or later Linux (64-bit)', { family: 'linux', bits: 64 }],
  ['Asianux 3 (32-bit)', { family: 'linux', bits: 32 }],
  ['CoreOS Linux (64-bit)', { family: 'linux', bits: 64 }],
];

const OTHERS: readonly Case[] = [
  ['Oracle Solaris 10 (64-bit)', { family: 'solaris', version: '10', bits: 64 }],
  ['Sun Microsystems Solaris 9', { family: 'solaris', version: '9' }],
  ['FreeBSD (64-bit)', { family: 'freebsd', bits: 64 }],
  ['FreeBSD 12 (64-bit)', { family: 'freebsd', version: '12', bits: 64 }],
  ['FreeBSD Pre-11 versions (32-bit)', { family: 'freebsd', bits: 32 }],
  ['FreeBSD 14 or later versions (64-bit)', { family: 'freebsd', bits: 64 }],
  ['Novell NetWare 5.1', { family: 'netware', version: '5.1' }],
  ['Novell NetWare 6.x', { family: 'netware' }],
  ['Apple Mac OS X 10.7 (64-bit)', { family: 'macos', version: '10.7', bits: 64 }],
  ['Apple macOS 12 (64-bit)', { family: 'macos', version: '12', bits: 64 }],
  ['VMware ESXi 6.5 or later', { family: 'other' }],
  ['VMware ESX 4.x', { family: 'other' }],
  ['IBM OS/2', { family: 'other' }],
  ['SCO UnixWare 7', { family: 'other' }],
  // "Other" is what a machine is set to when its system is in no list: it may be any.
  ['Other (64-bit)', { bits: 64 }],
  ['Other', undefined],
  ['', undefined],
  ['The doctors’ own appliance', undefined],
];

describe('parseGuestOsName', () => {
  it.each([...WINDOWS, ...LINUX, ...OTHERS])('%s', (name, os) => {
    expect(parseGuestOsName(name)).toEqual(os);
  });

  it('reads a name whatever its case, marks and spaces', () => {
    expect(
      parseGuestOsName('  MICROSOFT® Windows(R)  server 2019,  Datacenter (64 bits) '),
    ).toEqual({ family: 'windows-server', version: '2019', edition: 'datacenter', bits: 64 });
  });
});
