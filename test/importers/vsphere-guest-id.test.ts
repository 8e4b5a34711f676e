import { expect, it } from 'vitest';
import { guestIdName } from '../../src/importers/vsphere-guest-id.ts';

it.each([
  ['rhel9_64Guest', 'Red Hat Enterprise Linux 9 (64-bit)'],
  ['rhel6Guest', 'Red Hat Enterprise Linux 6 (32-bit)'],
  ['windows9_64Guest', 'Windows 10 (64-bit)'],
  ['windows11_64Guest', 'Windows 11 (64-bit)'],
  ['windows7Server64Guest', 'Windows Server 2008 R2 (64-bit)'],
  // One identifier for 2012 and 2012 R2.
  ['windows8Server64Guest', 'Windows Server (64-bit)'],
  ['windows9Server64Guest', 'Windows Server 2016 or later (64-bit)'],
  ['windows2019srv_64Guest', 'Windows Server 2019 (64-bit)'],
  ['windows2019srvNext_64Guest', 'Windows Server 2019 or later (64-bit)'],
  ['winNetEnterprise64Guest', 'Windows Server 2003 (64-bit)'],
  ['winXPProGuest', 'Windows XP (32-bit)'],
  ['sles15_64Guest', 'SUSE Linux Enterprise Server 15 (64-bit)'],
  ['ubuntu64Guest', 'Ubuntu Linux (64-bit)'],
  ['centos64Guest', 'CentOS (64-bit)'],
  ['other5xLinux64Guest', 'Other Linux (64-bit)'],
  ['vmkernel8Guest', 'VMware ESXi'],
  ['otherGuest64', undefined],
  ['nobodyKnows', undefined],
])('%s is %s', (id, name) => {
  expect(guestIdName(id)).toBe(name);
});
