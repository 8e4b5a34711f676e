import { describe, expect, it } from 'vitest';
import { type SoftwareProduct, softwareReleases } from '../../src/knowledge/software-lifecycle.ts';

function cycles(product: SoftwareProduct, version: string, edition?: string) {
  return softwareReleases({ product, version, edition })?.releases.map(({ cycle }) => cycle);
}

describe('the releases that a version may be', () => {
  it.each([
    ['windows-server', '2012 R2', ['2012-r2']],
    ['windows-server', 'Windows Server 2008', ['2008-sp2']],
    ['sql-server', '2008 R2', ['2008 R2 SP3']],
    ['sql-server', '2008', ['2008 SP4']],
    ['sql-server', '2014 SP1', ['2014 SP1']],
    ['sql-server', '13.0.6500.1', undefined],
    ['oracle-db', '12.2.0.1', ['12.2']],
    ['oracle-db', '11gR2', ['11.2']],
    ['mariadb', '10.1.48', ['10.1']],
    ['mariadb', '10.11.6', ['10.11']],
    ['mysql', '8.0.36', ['8.0']],
    ['postgresql', '9.6.24', ['9.6']],
    ['sles', '15 SP6', ['15.6']],
    ['ubuntu', '22.04.4 LTS', ['22.04']],
    ['aix', '7.3.2', ['7.3.2']],
    ['freebsd', '13.2-RELEASE-p9', ['13.2']],
    ['amazon-linux', '2', ['2']],
    ['windows', '7 SP1', ['7-sp1']],
    ['windows', 'Windows XP', ['5-sp3']],
    ['windows', 'Vista', ['6-sp2']],
    ['windows', '8.1', ['8.1']],
    ['windows', '10 22H2', ['10-22h2']],
    ['windows', '10 1809 LTSC', ['10-1809-e-lts']],
    ['windows', '12', undefined],
    ['linux', '6.1', undefined],
  ] as const)('%s %s', (product, version, expected) => {
    expect(cycles(product, version)).toEqual(expected);
  });

  it('lets the edition of a Windows decide', () => {
    expect(cycles('windows', '11 25H2', 'enterprise')).toEqual(['11-25h2-e']);
    expect(cycles('windows', '11 25H2', 'professional')).toEqual(['11-25h2-w']);
    expect(cycles('windows', '11 25H2')).toEqual(['11-25h2-e', '11-25h2-w']);
  });
});
