import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../src/analysis/blast-radius.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { estateOf, present } from '../support/estate.ts';

/** The blast radius of `esx-1` in short: ids, number, and facts with their subjects. */
async function radius(yaml: string) {
  const estate = await estateOf(yaml);
  const { certain, upTo, missing } = blastRadius(estate, present(estate.server('esx-1')));
  return {
    certain: certain.map(({ id }) => id),
    upTo,
    missing: missing.map(({ subject, path }) => `${subjectName(subject)} ${path}`),
  };
}

const HOSTS = `
clusters: [{ id: clinical }, { id: office }]
servers:
  - { id: esx-1, role: host, cluster: clinical, memoryGiB: 64 }
  - { id: esx-2, role: host, cluster: clinical, memoryGiB: 64 }
`;

describe('the blast radius of a host', () => {
  it('names the applications that fall, sorted by id, whatever their machines are called', async () => {
    const applications = `
applications:
  - { id: pacs, tier: 1, instances: [{ id: vm-1, protection: none, target: { host: esx-1 } }] }
  - { id: ehr, tier: 0, instances: [{ id: vm-2, protection: none, target: { host: esx-1 } }] }
  - { id: files, tier: 2, instances: [{ id: vm-3, protection: none, target: { host: esx-1 } }] }
  - { id: lis, tier: 1, instances: [{ id: vm-4, protection: none, target: { host: esx-2 } }] }
`;
    expect(await radius(HOSTS + applications)).toEqual({
      certain: ['ehr', 'pacs'],
      upTo: 2,
      missing: [],
    });
  });

  it('takes the worst part of an application: one that falls, before one that may', async () => {
    const applications = `
applications:
  - id: ehr
    tier: 0
    instances:
      - { id: vm-1, protection: ft, target: { host: esx-1 } }
      - { id: vm-2, target: { host: esx-1 } }
      - { id: vm-3, protection: none, target: { host: esx-1 } }
  - id: lis
    tier: 1
    instances:
      - { id: vm-4, protection: none, target: { host: esx-2 } }
      - { id: vm-5, target: { host: esx-1 } }
`;
    expect(await radius(HOSTS + applications)).toEqual({
      certain: ['ehr'],
      upTo: 2,
      missing: ['instance/vm-5 protection'],
    });
  });

  it('may hold what a cluster of guests hides, where no group names its members', async () => {
    const applications = `
applications:
  - { id: ehr, tier: 0, instances: [{ id: vm-1, protection: app-cluster, target: { host: esx-1 } }] }
  - id: lis
    tier: 1
    instances: [{ id: vm-2, protection: app-cluster, redundancyGroup: lis, target: { host: esx-1 } }]
`;
    expect(await radius(HOSTS + applications)).toEqual({
      certain: ['lis'],
      upTo: 2,
      missing: ['instance/vm-1 redundancyGroup'],
    });
  });

  it('does not trust a rule that keeps peers apart where two of them stand here', async () => {
    const pair = (hosts: readonly [string, string]) => `
applications:
  - id: ehr
    tier: 0
    instances:
      - { id: vm-1, protection: none, redundancyGroup: g, placementRules: ['anti-affinity:g'], target: { host: ${hosts[0]} } }
      - { id: vm-2, protection: none, redundancyGroup: g, placementRules: ['anti-affinity:g'], target: ${hosts[1]} }
`;
    const certain = async (hosts: readonly [string, string]) =>
      (await radius(HOSTS + pair(hosts))).certain;
    expect(await certain(['esx-1', '{ host: esx-1 }'])).toEqual(['ehr']);
    expect(await certain(['esx-1', '{ cluster: clinical }'])).toEqual([]);
  });

  it('does not take a rule for a peer', async () => {
    const alone = `
applications:
  - id: ehr
    tier: 0
    instances:
      - { id: vm-1, protection: none, redundancyGroup: g, placementRules: ['anti-affinity:g'], target: { host: esx-1 } }
`;
    expect((await radius(HOSTS + alone)).certain).toEqual(['ehr']);
  });

  it.each([
    ['stays physical', 'form: physical', []],
    ['runs on a server of its own', 'server: old-1', []],
    ['stands in another cluster', 'target: { cluster: office }', []],
    ['may stand on any host of the cluster', 'target: { cluster: clinical }', ['target.host']],
    ['says nothing of where it runs', 'form: virtual', ['target']],
  ])('asks of a peer that %s where it stands', async (_what, place, hidden) => {
    const applications = `
  - { id: old-1, role: standalone }
applications:
  - id: ehr
    tier: 0
    instances:
      - { id: vm-1, protection: none, redundancyGroup: g, target: { host: esx-1 } }
      - { id: vm-2, protection: none, redundancyGroup: g, ${place} }
`;
    const { certain, missing } = await radius(HOSTS + applications);
    expect(certain).toEqual([]);
    expect(missing.filter((fact, i) => missing.indexOf(fact) === i)).toEqual(
      hidden.map((path) => `instance/vm-2 ${path}`),
    );
  });
});

describe('the worst case of what is not recorded', () => {
  it('counts machines without a place, but none that stay physical, run elsewhere or are tests', async () => {
    const applications = `
  - { id: old-1, role: standalone }
applications:
  - { id: a, tier: 0, instances: [{ id: vm-1, protection: none, memoryGiB: 8 }] }
  - { id: b, tier: 0, instances: [{ id: vm-2, protection: none, memoryGiB: 8, form: physical }] }
  - { id: c, tier: 0, instances: [{ id: vm-3, protection: none, memoryGiB: 8, server: old-1 }] }
  - { id: d, tier: 0, instances: [{ id: vm-4, protection: none, memoryGiB: 8, environment: test }] }
  - { id: e, tier: 0, instances: [{ id: vm-5, protection: none, memoryGiB: 8, target: { cluster: office } }] }
  - { id: f, tier: 0, instances: [{ id: vm-6, protection: ft, memoryGiB: 8 }] }
`;
    expect(await radius(HOSTS + applications)).toEqual({
      certain: [],
      upTo: 1,
      missing: ['instance/vm-1 target', 'instance/vm-6 target'],
    });
  });

  it('names the first twenty machines without a place', async () => {
    const numbers = Array.from({ length: 21 }, (_, i) => i + 10);
    const instances = numbers.map((n) => `{ id: vm-${n}, protection: none }`).join(', ');
    const { missing } = await radius(
      `${HOSTS}\napplications: [{ id: ehr, tier: 0, instances: [${instances}] }]`,
    );
    expect(missing).toEqual(numbers.slice(0, 20).map((n) => `instance/vm-${n} target`));
  });

  it('counts machines of no application, those that stand here whatever their size', async () => {
    const instances = `
instances:
  - { id: vm-1, protection: none, memoryGiB: 64, target: { host: esx-1 } }
  - { id: vm-2, protection: none, memoryGiB: 60, target: { cluster: clinical } }
  - { id: vm-3, protection: none, memoryGiB: 60, target: { cluster: clinical } }
  - { id: vm-4, protection: none, memoryGiB: 64, target: { host: esx-1 }, environment: test }
`;
    expect(await radius(HOSTS + instances)).toEqual({
      certain: [],
      upTo: 2,
      missing: ['vm-1', 'vm-2', 'vm-3'].map((id) => `instance/${id} application`),
    });
  });

  it('finds room for an application only where it has no machine here', async () => {
    const applications = `
applications:
  - id: ehr
    tier: 0
    instances:
      - { id: vm-1, memoryGiB: 64, target: { host: esx-1 } }
      - { id: vm-2, memoryGiB: 64, protection: none, target: { host: esx-2 } }
  - { id: lis, tier: 1, instances: [{ id: vm-3, memoryGiB: 64, protection: none, target: { cluster: clinical } }] }
`;
    expect(await radius(HOSTS + applications)).toEqual({
      certain: [],
      upTo: 2,
      missing: ['instance/vm-1 protection', 'instance/vm-3 target.host'],
    });
  });

  describe('packs what may stand here by memory', () => {
    const packed = async (...sizes: readonly (readonly (number | undefined)[])[]) => {
      const applications = sizes.map((own, i) => {
        const instances = own.map((memoryGiB, n) => {
          const size = memoryGiB === undefined ? '' : `memoryGiB: ${memoryGiB}, `;
          return `{ id: vm-${i}-${n}, ${size}protection: none, target: { cluster: clinical } }`;
        });
        return `  - { id: app-${i}, tier: 0, instances: [${instances.join(', ')}] }`;
      });
      return (await radius(`${HOSTS}\napplications:\n${applications.join('\n')}`)).upTo;
    };

    it('the smallest first, and as numbers', async () => {
      expect(await packed([100], [9], [40], [10])).toBe(3);
    });

    it('up to its last gibibyte', async () => {
      expect([await packed([32], [32]), await packed([32], [33])]).toEqual([2, 1]);
    });

    it('with the smallest machine of each application, for one lost part is enough', async () => {
      expect(await packed([40, 20], [60, 44])).toBe(2);
    });

    it('without a bound where one size is not recorded', async () => {
      expect([await packed([60], [60], [60, undefined]), await packed([60], [60])]).toEqual([3, 1]);
    });
  });

  it('has no bound where the memory of the host is not recorded', async () => {
    const estate = `
clusters: [{ id: clinical }]
servers: [{ id: esx-1, role: host, cluster: clinical }, { id: esx-2, role: host, cluster: clinical }]
applications:
  - { id: ehr, tier: 0, instances: [{ id: vm-1, memoryGiB: 900, protection: none, target: { cluster: clinical } }] }
  - { id: lis, tier: 0, instances: [{ id: vm-2, memoryGiB: 900, protection: none, target: { cluster: clinical } }] }
`;
    expect((await radius(estate)).upTo).toBe(2);
  });
});
