import type { MachineFacts } from '../draft.ts';
import { parseGuestOsName } from '../guest-os-name.ts';
import { configuredGuestOs } from '../machine-facts.ts';
import { guestIdName } from '../vsphere-guest-id.ts';
import type { XmlElement } from '../xml.ts';
import type { Notes } from './notes.ts';

/** Values of CIM_OperatingSystem.OSType (DMTF) that name one product. */
const CIM_TYPES: Readonly<Record<string, string>> = {
  '36': 'Linux',
  '42': 'FreeBSD',
  '64': 'OpenBSD',
  '65': 'NetBSD',
  '67': 'Windows XP',
  '69': 'Windows Server 2003',
  '70': 'Windows Server 2003 (64-bit)',
  '73': 'Windows Vista',
  '76': 'Windows Server 2008',
  '77': 'Windows Server 2008 (64-bit)',
  '78': 'FreeBSD (64-bit)',
  '79': 'Red Hat Enterprise Linux',
  '80': 'Red Hat Enterprise Linux (64-bit)',
  '84': 'SUSE Linux Enterprise Server',
  '85': 'SUSE Linux Enterprise Server (64-bit)',
  '93': 'Ubuntu',
  '94': 'Ubuntu (64-bit)',
  '95': 'Debian',
  '96': 'Debian (64-bit)',
  '101': 'Linux (64-bit)',
  '103': 'Windows Server 2008 R2',
  '105': 'Windows 7',
  '106': 'CentOS',
  '107': 'CentOS (64-bit)',
  '108': 'Oracle Linux',
  '109': 'Oracle Linux (64-bit)',
  '113': 'Windows Server 2012',
};

/**
 * The guest operating system: VMware's identifier says most, then the words for people, then the
 * number of the standard.
 */
export function guestOsOf(section: XmlElement | undefined, notes: Notes): MachineFacts['guestOs'] {
  if (section === undefined) return undefined;
  const id = section.attribute('osType').text();
  const number = section.attribute('id').text() ?? '';
  const names = [
    section.first('Description')?.value.text(),
    id === undefined ? undefined : guestIdName(id),
    CIM_TYPES[number],
  ].filter((name) => name !== undefined);
  const known = names.filter((name) => parseGuestOsName(name)?.family !== undefined);
  const exact = known.find((name) => parseGuestOsName(name)?.version !== undefined);
  return configuredGuestOs(exact ?? known[0] ?? names[0] ?? id, notes);
}
