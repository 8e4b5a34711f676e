import { lookUp } from '../../domain/look-up.ts';

/** How the makers' parts of an osinfo-db identifier are called in plain names. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'redhat.com/rhel': 'Red Hat Enterprise Linux',
  'centos.org/centos': 'CentOS',
  'centos.org/centos-stream': 'CentOS Stream',
  'oracle.com/ol': 'Oracle Linux',
  'oracle.com/solaris': 'Oracle Solaris',
  'almalinux.org/almalinux': 'AlmaLinux',
  'rockylinux.org/rocky': 'Rocky Linux',
  'suse.com/sles': 'SUSE Linux Enterprise Server',
  'suse.com/sle': 'SUSE Linux Enterprise Server',
  'ubuntu.com/ubuntu': 'Ubuntu',
  'debian.org/debian': 'Debian GNU/Linux',
  'freebsd.org/freebsd': 'FreeBSD',
  'openbsd.org/openbsd': 'OpenBSD',
  'netbsd.org/netbsd': 'NetBSD',
  'fedoraproject.org/fedora': 'Fedora',
  'opensuse.org/opensuse': 'openSUSE',
  'amazon.com/amazonlinux': 'Amazon Linux',
  'apple.com/macosx': 'Mac OS X',
};

/** Windows has a word for each release. */
const WINDOWS: Readonly<Record<string, string>> = {
  '2k3': 'Windows Server 2003',
  '2k3r2': 'Windows Server 2003 R2',
  '2k8': 'Windows Server 2008',
  '2k8r2': 'Windows Server 2008 R2',
  '2k12': 'Windows Server 2012',
  '2k12r2': 'Windows Server 2012 R2',
  '2k16': 'Windows Server 2016',
  '2k19': 'Windows Server 2019',
  '2k22': 'Windows Server 2022',
  '2k25': 'Windows Server 2025',
  xp: 'Windows XP',
  vista: 'Windows Vista',
  '7': 'Windows 7',
  '8': 'Windows 8',
  '8.1': 'Windows 8.1',
  '10': 'Windows 10',
  '11': 'Windows 11',
};

const ID = /^https?:\/\/([^/]+\/[^/]+)\/([^/]+)\/?$/;
/** Releases whose number is left open (`unknown`, `rawhide`). */
const NUMBERED = /^\d/;

/**
 * The plain name of an identifier of osinfo-db, for example `http://redhat.com/rhel/9.2`: virt-install
 * and virt-manager write it into the metadata of a domain. One that is not known stays as it is.
 */
export function osNameOf(id: string): string {
  const [, product = '', release = ''] = ID.exec(id) ?? [];
  if (product === 'microsoft.com/win') return lookUp(WINDOWS, release) ?? id;
  const name = lookUp(PRODUCTS, product);
  if (name === undefined) return id;
  if (name.startsWith('SUSE')) return `${name} ${release.replace('.', ' SP')}`;
  return NUMBERED.test(release) ? `${name} ${release}` : name;
}
