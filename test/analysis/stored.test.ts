import { describe, expect, it } from 'vitest';
import { criticalityOn } from '../../src/analysis/criticality.ts';
import type { Estate } from '../../src/analysis/estate.ts';
import { storageNamed, storedOn } from '../../src/analysis/stored.ts';
import { estateOf, present } from '../support/estate.ts';

const SKELETON = `
clusters: [{ id: clinical }, { id: general }]
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: esx-2, role: host, cluster: clinical }
  - { id: old-1, role: standalone }
storage:
  - { id: array, reachableBy: [clinical] }
  - { id: local-1, reachableBy: [esx-1] }
  - { id: open }
`;

async function estateWith(instance: string, tier = 1): Promise<Estate> {
  return estateOf(`${SKELETON}
applications: [{ id: lis, tier: ${tier}, instances: [${instance}] }]`);
}

/** Who lies on a storage for sure, and what hides whether anybody else does. */
async function told(storage: string, instance: string) {
  const estate = await estateWith(instance);
  const { settled, maybe } = storedOn(estate, present(storageNamed(estate, storage)));
  return [settled.map(({ id }) => id), maybe.map(({ missing }) => missing.path)];
}

const IN_CLUSTER = 'id: vm, target: { cluster: clinical }';
const ON_HOST_2 = 'id: vm, target: { cluster: clinical, host: esx-2 }';

describe('storedOn', () => {
  it.each([
    ['array', `{ ${IN_CLUSTER}, disks: [{ storage: array }] }`, [['vm'], []]],
    ['array', `{ ${IN_CLUSTER}, disks: [{ storage: array }, { GiB: 4 }] }`, [['vm'], []]],
    ['open', `{ ${IN_CLUSTER}, disks: [{ storage: array }] }`, [[], []]],
    ['array', `{ ${IN_CLUSTER} }`, [[], ['disks']]],
    ['array', `{ ${IN_CLUSTER}, disks: [] }`, [[], []]],
    ['local-1', `{ ${IN_CLUSTER}, disks: [{ GiB: 4 }] }`, [[], ['disks[0].storage']]],
    ['local-1', `{ ${ON_HOST_2} }`, [[], []]],
    ['array', `{ ${ON_HOST_2} }`, [[], ['disks']]],
    ['array', '{ id: vm, target: { cluster: general } }', [[], []]],
    ['open', '{ id: vm, target: { cluster: general } }', [[], ['disks']]],
    ['array', '{ id: vm }', [[], ['disks']]],
    ['array', '{ id: vm, server: old-1 }', [[], []]],
    ['array', '{ id: vm, server: old-1, target: { cluster: clinical } }', [[], ['disks']]],
  ])('of %s, with %s', async (storage, instance, expected) => {
    expect(await told(storage, instance)).toEqual(expected);
  });
});

describe('criticalityOn', () => {
  it.each([
    [1, `{ ${IN_CLUSTER}, disks: [{ storage: array }] }`, { critical: true }],
    [2, `{ ${IN_CLUSTER}, disks: [{ storage: array }] }`, { critical: false }],
    [0, `{ ${IN_CLUSTER}, environment: test, disks: [{ storage: array }] }`, { critical: false }],
    [2, `{ ${IN_CLUSTER} }`, { critical: false }],
    [1, `{ ${IN_CLUSTER} }`, { missing: [expect.objectContaining({ path: 'disks' })] }],
  ])('at tier %i, with %s', async (tier, instance, expected) => {
    const estate = await estateWith(instance, tier);
    expect(criticalityOn(estate, present(storageNamed(estate, 'array')))).toEqual(expected);
  });
});
