/**
 * Names for the values of VirtualMachineGuestOsIdentifier (vSphere Web Services API), in the wording of
 * its guest descriptors. The first that fits counts.
 */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^win2000(Adv)?Serv/i, 'Windows 2000 Server'],
  [/^win2000Pro/i, 'Windows 2000 Professional'],
  [/^winNet(Standard|Enterprise|Datacenter|Web|Business)?/i, 'Windows Server 2003'],
  [/^winLonghorn/i, 'Windows Server 2008'],
  [/^winXP/i, 'Windows XP'],
  [/^winVista/i, 'Windows Vista'],
  [/^windows7Server/i, 'Windows Server 2008 R2'],
  // 2012 and 2012 R2 have one identifier.
  [/^windows8Server/i, 'Windows Server'],
  [/^windows9Server/i, 'Windows Server 2016 or later'],
  [/^windows(20\d\d)srvNext/i, 'Windows Server $1 or later'],
  [/^windows(20\d\d)(srv|server)/i, 'Windows Server $1'],
  [/^windows9/i, 'Windows 10'],
  [/^windows12/i, 'Windows 12'],
  [/^windows(7|8|11)/i, 'Windows $1'],
  [/^rhel(\d+)/i, 'Red Hat Enterprise Linux $1'],
  [/^centos(\d+)?/i, 'CentOS $1'],
  [/^oracleLinux(\d+)?/i, 'Oracle Linux $1'],
  [/^almalinux/i, 'AlmaLinux'],
  [/^rockylinux/i, 'Rocky Linux'],
  [/^sles(\d+)?/i, 'SUSE Linux Enterprise Server $1'],
  [/^ubuntu/i, 'Ubuntu Linux'],
  [/^debian(\d+)?/i, 'Debian GNU/Linux $1'],
  [/^amazonlinux(\d+)?/i, 'Amazon Linux $1'],
  [/^vmwarePhoton/i, 'VMware Photon OS'],
  [/^freebsd(\d+)?/i, 'FreeBSD $1'],
  [/^solaris(\d+)?/i, 'Oracle Solaris $1'],
  [/^darwin/i, 'Mac OS X'],
  [/^netware(\d)?/i, 'Novell NetWare $1'],
  [/^vmkernel/i, 'VMware ESXi'],
  [/^(os2|eComStation|openServer|unixWare)/i, 'OS/2'],
  [/^dos/i, 'MS-DOS'],
  [
    /^(other.*Linux|fedora|opensuse|mandr|asianux|coreos|debian|redhat|suse|turboLinux|oes|sjds|genericLinux|crxSys|crxPod|nld9)/i,
    'Other Linux',
  ],
];

const BITS_64 = /64_?guest$|_64$/i;
const BITS_32 = /^(win(?!dows2)|rhel\d|centos|sles|ubuntu|debian|oracleLinux|solaris|freebsd)/i;

/**
 * The name of a guest identifier such as `rhel9_64Guest`, with its word size; undefined for one that
 * names no product. FreeBSD 10 and before have one identifier, and so have all releases of Ubuntu.
 */
export function guestIdName(id: string): string | undefined {
  const product = named(id);
  if (product === undefined) return undefined;
  if (BITS_64.test(id)) return `${product} (64-bit)`;
  return BITS_32.test(id) ? `${product} (32-bit)` : product;
}

function named(id: string): string | undefined {
  // The word size of `centos64Guest` is no release.
  const product = id.replace(/_?(64)?_?guest$/i, '');
  for (const [pattern, name] of NAMES) {
    const found = pattern.exec(product);
    if (found !== null) return name.replace('$1', found[1] ?? '').trim();
  }
  return undefined;
}
