import { lookUp } from '../domain/look-up.ts';

/** `ostype` of Proxmox VE, where it stands for one product: from `win7` on it stands for several. */
const OS_TYPES: Readonly<Record<string, string>> = {
  wxp: 'Windows XP',
  w2k3: 'Windows Server 2003',
  w2k8: 'Windows Server 2008',
  wvista: 'Windows Vista',
  l24: 'Linux',
  l26: 'Linux',
  solaris: 'Oracle Solaris',
};

/** The plain name of an `ostype`, or the word itself; undefined where it says nothing. */
export function osTypeName(type: string): string | undefined {
  return type === 'other' ? undefined : (lookUp(OS_TYPES, type) ?? type);
}
