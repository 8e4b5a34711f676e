import { describe, expect, it } from 'vitest';
import {
  type CarriedProduction,
  carriesTier,
  estateHasTier,
  productionAtSite,
  productionOnHost,
  productionOnPlatform,
} from '../../src/analysis/carried-production.ts';
import type { Estate } from '../../src/analysis/estate.ts';
import { estateOf, present } from '../support/estate.ts';

/** Two sites, a cluster across both of them, a host and a standalone machine at one of them. */
const GROUND = `
sites: [{ id: north }, { id: south }]
platforms: [{ id: vsphere }, { id: other }]
clusters: [{ id: metro, platform: vsphere }]
servers:
  - { id: esx-n, role: host, cluster: metro, site: north }
  - { id: esx-s, role: host, cluster: metro, site: south }
  - { id: pve-s, role: host, platform: other, site: south }
  - { id: srv-n, role: standalone, site: north }
`;

/** The machines of an application of tier 1 that fails over to nowhere. */
async function estateWith(...vms: readonly string[]): Promise<Estate> {
  return estateOf(`${GROUND}
applications:
  - id: app
    tier: 1
    continuity: { drStrategy: none }
    instances:
${vms.map((vm, i) => `      - { id: vm-${i}, ${vm} }`).join('\n')}
`);
}

function told({ instances, perhaps, missing }: CarriedProduction) {
  return {
    here: instances.map(({ id }) => id),
    perhaps: perhaps.map((one) => `${one.instance.id}: ${one.missing.map(({ path }) => path)}`),
    missing: missing.map(({ path }) => path),
  };
}

function onSite(estate: Estate, id: string) {
  return told(productionAtSite(estate, present(estate.inventory.sites.find((s) => s.id === id))));
}

describe('the production on a subject', () => {
  it('stands on any host of its cluster, and at any site of those', async () => {
    const estate = await estateWith('target: { cluster: metro, host: esx-n }');
    const everywhere = { here: ['vm-0'], perhaps: [], missing: [] };
    expect(told(productionOnHost(estate, present(estate.server('esx-s'))))).toEqual(everywhere);
    expect(onSite(estate, 'north')).toEqual(everywhere);
    expect(onSite(estate, 'south')).toEqual(everywhere);
    expect(told(productionOnPlatform(estate, present(estate.platform('vsphere'))))).toEqual(
      everywhere,
    );
    expect(told(productionOnPlatform(estate, present(estate.platform('other'))))).toEqual({
      here: [],
      perhaps: [],
      missing: ['instances'],
    });
  });

  it('may stand anywhere without a place, and on no host where it has hardware of its own', async () => {
    const estate = await estateWith('form: virtual', 'form: physical', 'server: srv-n');
    const host = told(productionOnHost(estate, present(estate.server('pve-s'))));
    expect(host).toEqual({ here: [], perhaps: ['vm-0: target'], missing: ['instances'] });
    expect(onSite(estate, 'north')).toEqual({
      here: ['vm-2'],
      perhaps: ['vm-0: target', 'vm-1: server'],
      missing: [],
    });
  });

  it('is at the site that it moves to as well as at the one where it is', async () => {
    const estate = await estateWith('form: physical, server: srv-n, target: { host: pve-s }');
    expect(onSite(estate, 'north').here).toEqual(['vm-0']);
    expect(onSite(estate, 'south').here).toEqual(['vm-0']);
  });

  it('is no test, but where only a test stands something is known', async () => {
    const estate = await estateWith('environment: test, target: { host: pve-s }');
    const host = productionOnHost(estate, present(estate.server('pve-s')));
    expect(told(host)).toEqual({ here: [], perhaps: [], missing: [] });
    expect(carriesTier(estate, host, 1)).toBe(false);
  });
});

describe('whether one of the first tiers stands there', () => {
  it('is settled by one machine, whatever is not known of the others', async () => {
    const estate = await estateWith('target: { host: pve-s }', 'form: virtual');
    const host = productionOnHost(estate, present(estate.server('pve-s')));
    expect(carriesTier(estate, host, 1)).toBe(true);
    expect(carriesTier(estate, host, 0)).toBe(false);
  });

  it('is hidden by a machine of such a tier that may stand there', async () => {
    const estate = await estateWith('form: virtual');
    const host = productionOnHost(estate, present(estate.server('pve-s')));
    expect(carriesTier(estate, { ...host, missing: [] }, 1)).toEqual([
      { subject: { kind: 'instance', id: 'vm-0' }, path: 'target' },
    ]);
    expect(carriesTier(estate, { ...host, missing: [] }, 0)).toBe(false);
  });

  it('is asked of an estate by its applications, and of machines that have none', async () => {
    expect(estateHasTier(await estateOf('applications: [{ id: a, tier: 2 }]'), 1)).toBe(false);
    expect(estateHasTier(await estateOf('applications: [{ id: a, tier: 1 }, { id: b }]'), 1)).toBe(
      true,
    );
    expect(estateHasTier(await estateOf('instances: [{ id: vm, environment: test }]'), 1)).toEqual([
      { subject: { kind: 'estate', id: 'estate' }, path: 'applications' },
    ]);
    expect(estateHasTier(await estateOf('instances: [{ id: vm }]'), 1)).toEqual([
      { subject: { kind: 'instance', id: 'vm' }, path: 'application' },
    ]);
  });
});
