/**
 * Names for the values of VirtualMachineGuestOsIdentifier (vSphere Web Services API), in the wording of
 * its guest descriptors. The first that fits counts.
 */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^win2000(Adv)?Serv/, 'Windows 2000 Server'],
  [/^win2000Pro/, 'Windows 2000 Professional'],
  [/^winNet(Standard|Enterprise|Datacenter|Web|Business)?/, 'Windows Server 2003'],
  [/^winLonghorn/, 'Windows Server 2008'],
  [/^winXP/, 'Windows XP'],
  [/^winVista/, 'Windows Vista'],
  [/^windows7Server/, 'Windows Server 2008 R2'],
  // 2012 and 2012 R2 have one identifier.
  [/^windows8Server/, 'Windows Server'],
  [/^windows9Server/, 'Windows Server 2016 or later'],
  [/^windows(20\d\d)srvNext/, 'Windows Server $1 or later'],
  [/^windows(20\d\d)(srv|server)/, 'Windows Server $1'],
  [/^windows9/, 'Windows 10'],
  [/^windows12/, 'Windows 12'],
  [/^windows(7|8|11)/, 'Windows $1'],
  [/^rhel(\d+)/, 'Red Hat Enterprise Linux $1'],
  [/^centos(\d+)?/, 'CentOS $1'],
  [/^oracleLinux(\d+)?/, 'Oracle Linux $1'],
  [/^almalinux/, 'AlmaLinux'],
  [/^rockylinux/, 'Rocky Linux'],
  [/^sles(\d+)?/, 'SUSE Linux Enterprise Server $1'],
  [/^ubuntu/, 'Ubuntu Linux'],
  [/^debian(\d+)?/, 'Debian GNU/Linux $1'],
  [/^amazonlinux(\d+)?/, 'Amazon Linux $1'],
  [/^vmwarePhoton/, 'VMware Photon OS'],
  [/^freebsd(\d+)?/, 'FreeBSD $1'],
  [/^solaris(\d+)?/, 'Oracle Solaris $1'],
  [/^darwin/, 'Mac OS X'],
  [/^netware(\d)?/, 'Novell NetWare $1'],
  [/^vmkernel/, 'VMware ESXi'],
  [/^(os2|eComStation|openServer|unixWare)/, 'OS/2'],
  [/^dos/, 'MS-DOS'],
  [
    /^(other.*Linux|fedora|opensuse|mandr|asianux|coreos|debian|redhat|suse|turboLinux|oes|sjds|genericLinux|crxSys|crxPod|nld9)/,
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
  for (const [pattern, name] of NAMES) {
    const found = new RegExp(pattern.source, 'i').exec(id);
    if (found !== null) return name.replace('$1', found[1] ?? '').trim();
  }
  return undefined;
}
