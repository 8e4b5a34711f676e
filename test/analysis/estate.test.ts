import { describe, expect, it } from 'vitest';
import { estateOf } from '../support/estate.ts';

const ESTATE = `
clusters: [{ id: clinical }]
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: old-1, role: standalone }
applications:
  - { id: ehr, name: Health record, tier: 1 }
  - { id: lis, availability: { rtoMinutes: 15 }, instances: [{ id: b-host, target: { host: esx-1 } }, { id: a-cluster, target: { cluster: clinical } }] }
  - { id: pacs }
instances:
  - { id: d-old, application: lis, server: old-1 }
  - { id: c-host, application: ehr, target: { host: esx-1 } }
  - { id: e-nowhere }
`;

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).join(' ');

describe('the estate', () => {
  it('knows the machines of an application, wherever they are recorded, by id', async () => {
    const estate = await estateOf(ESTATE);
    expect(
      estate.inventory.applications.map((one) => [one.id, ids(estate.instancesOf(one))]),
    ).toEqual([
      ['ehr', 'c-host'],
      ['lis', 'a-cluster b-host d-old'],
      ['pacs', ''],
    ]);
    expect(estate.instances.map((one) => estate.applicationOf(one)?.id)).toEqual([
      'lis',
      'lis',
      'ehr',
      'lis',
      undefined,
    ]);
  });

  it('tells a recorded tier from one that the recovery time asks for', async () => {
    const estate = await estateOf(ESTATE);
    expect(estate.applications).toEqual([
      { id: 'ehr', name: 'Health record', tier: 1, tierBasis: 'recorded' },
      { id: 'lis', name: undefined, tier: 0, tierBasis: 'recovery-time' },
      { id: 'pacs', name: undefined, tier: undefined, tierBasis: undefined },
    ]);
  });

  it('tells hosts from standalone servers, and is a subject itself', async () => {
    const estate = await estateOf(
      `${ESTATE}\nassessment: { asOf: 2026-11-01 }\nsites: [{ id: north }]`,
    );
    expect(ids(estate.standaloneServers)).toBe('old-1');
    expect(ids(estate.subjectsOf('server'))).toBe('old-1');
    expect(ids(estate.hosts)).toBe('esx-1');
    expect(ids(estate.subjectsOf('host'))).toBe('esx-1');
    expect(estate.site('north')).toEqual({ id: 'north' });
    expect(estate.subjectsOf('estate')).toEqual([
      {
        kind: 'estate',
        id: 'estate',
        value: {
          assessment: estate.inventory.assessment,
          operations: estate.inventory.operations,
        },
      },
    ]);
  });
});
