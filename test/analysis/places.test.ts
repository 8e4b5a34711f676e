import { describe, expect, it } from 'vitest';
import { estateOf, present } from '../support/estate.ts';

/** A cluster of one platform, one of two, one of a single host, one without hosts; and more. */
const ESTATE = `
platforms: [{ id: vsphere }, { id: hyperv }]
clusters: [{ id: clinical, platform: vsphere }, { id: mixed }, { id: single }, { id: empty }]
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: esx-2, role: host, cluster: clinical }
  - { id: mix-1, role: host, cluster: mixed, platform: vsphere }
  - { id: mix-2, role: host, cluster: mixed, platform: hyperv }
  - { id: one-1, role: host, cluster: single, platform: hyperv }
  - { id: alone, role: host, platform: hyperv }
  - { id: bare, role: host }
  - { id: old-1, role: standalone }
applications:
  - { id: ehr, name: Health record, tier: 1 }
  - { id: lis, availability: { rtoMinutes: 15 }, instances: [{ id: b-host, target: { host: esx-1 } }, { id: a-cluster, target: { cluster: clinical } }] }
  - { id: pacs }
instances:
  - { id: c-both, application: ehr, target: { cluster: clinical, host: esx-2 } }
  - { id: d-mixed, application: ehr, target: { cluster: mixed } }
  - { id: e-mix-2, target: { host: mix-2 } }
  - { id: f-single, target: { cluster: single } }
  - { id: g-empty, target: { cluster: empty } }
  - { id: h-alone, target: { host: alone } }
  - { id: i-bare, target: { host: bare } }
  - { id: j-old, application: lis, server: old-1 }
  - { id: k-nowhere }
`;

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).join(' ');

describe('the places of an estate', () => {
  it('are host, cluster and platforms of each machine, as far as they are certain', async () => {
    const estate = await estateOf(ESTATE);
    const found = estate.instances.map((instance) => [
      instance.id,
      estate.hostOfInstance(instance)?.id,
      estate.clusterOfInstance(instance)?.id,
      estate.platformOfInstance(instance)?.id,
      ids(estate.platformsOfInstance(instance)),
    ]);
    expect(found).toEqual([
      ['a-cluster', undefined, 'clinical', 'vsphere', 'vsphere'],
      ['b-host', 'esx-1', 'clinical', 'vsphere', 'vsphere'],
      ['c-both', 'esx-2', 'clinical', 'vsphere', 'vsphere'],
      ['d-mixed', undefined, 'mixed', undefined, 'vsphere hyperv'],
      ['e-mix-2', 'mix-2', 'mixed', 'hyperv', 'vsphere hyperv'],
      ['f-single', 'one-1', 'single', undefined, 'hyperv'],
      ['g-empty', undefined, 'empty', undefined, ''],
      ['h-alone', 'alone', undefined, 'hyperv', 'hyperv'],
      ['i-bare', 'bare', undefined, undefined, ''],
      ['j-old', undefined, undefined, undefined, ''],
      ['k-nowhere', undefined, undefined, undefined, ''],
    ]);
  });

  it('hold the same machines the other way round', async () => {
    const estate = await estateOf(ESTATE);
    const { clusters, platforms, servers } = estate.inventory;
    expect(clusters.map((one) => [one.id, ids(estate.hostsOf(one))])).toEqual([
      ['clinical', 'esx-1 esx-2'],
      ['empty', ''],
      ['mixed', 'mix-1 mix-2'],
      ['single', 'one-1'],
    ]);
    expect(
      clusters.map((one) => [
        ids(estate.instancesInCluster(one)),
        ids(estate.unplacedInCluster(one)),
      ]),
    ).toEqual([
      ['a-cluster b-host c-both', 'a-cluster'],
      ['g-empty', 'g-empty'],
      ['d-mixed e-mix-2', 'd-mixed'],
      ['f-single', ''],
    ]);
    expect(platforms.map((one) => [one.id, ids(estate.instancesOnPlatform(one))])).toEqual([
      ['hyperv', 'd-mixed e-mix-2 f-single h-alone'],
      ['vsphere', 'a-cluster b-host c-both d-mixed e-mix-2'],
    ]);
    expect(
      servers.map((one) => [
        one.id,
        ids(estate.instancesOnHost(one)),
        ids(estate.instancesOnServer(one)),
      ]),
    ).toEqual([
      ['alone', 'h-alone', ''],
      ['bare', 'i-bare', ''],
      ['esx-1', 'b-host', ''],
      ['esx-2', 'c-both', ''],
      ['mix-1', '', ''],
      ['mix-2', 'e-mix-2', ''],
      ['old-1', '', 'j-old'],
      ['one-1', 'f-single', ''],
    ]);
  });

  it('give a host the platform of its cluster, unless it has its own', async () => {
    const estate = await estateOf(ESTATE);
    const platforms = estate.hosts.map((host) => `${host.id} ${estate.platformOf(host)?.id}`);
    expect(platforms).toEqual([
      'alone hyperv',
      'bare undefined',
      'esx-1 vsphere',
      'esx-2 vsphere',
      'mix-1 vsphere',
      'mix-2 hyperv',
      'one-1 hyperv',
    ]);
    expect(estate.platformOf(present(estate.cluster('clinical')))?.id).toBe('vsphere');
    expect(estate.platformOf(present(estate.cluster('mixed')))).toBeUndefined();
  });
});
