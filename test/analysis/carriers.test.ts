import { describe, expect, it } from 'vitest';
import { indexCarriers } from '../../src/analysis/carriers.ts';
import { SUBJECT_KINDS, subjectName } from '../../src/domain/subject.ts';
import { estateOf } from '../support/estate.ts';

/**
 * `ehr` stands on a host, `lis` on a cluster, `pacs` on a host without one, `old` on a server; `lab`
 * only tests there, and one machine belongs to nobody.
 */
const ESTATE = `
sites: [{ id: north }, { id: south }, { id: east }, { id: west }]
platforms: [{ id: vsphere }, { id: hyperv }]
clusters: [{ id: clinical, platform: vsphere }, { id: office }, { id: empty }]
servers:
  - { id: esx-1, role: host, cluster: clinical, site: north }
  - { id: esx-2, role: host, cluster: clinical, site: south }
  - { id: alone-1, role: host, platform: hyperv }
  - { id: alone-2, role: host, site: east }
  - { id: old-1, role: standalone, site: west }
  - { id: old-2, role: standalone }
storage:
  - { id: array, reachableBy: [clinical, alone-1] }
  - { id: mirror, reachableBy: [clinical] }
  - { id: local, reachableBy: [esx-1] }
  - { id: tape }
applications:
  - id: lis
    tier: 2
    instances: [{ id: a-lis, target: { cluster: clinical } }]
  - id: ehr
    tier: 0
    instances: [{ id: ehr-1, target: { cluster: clinical, host: esx-1 }, disks: [{ storage: local }, { GiB: 4 }] }]
  - id: pacs
    tier: 3
    instances:
      - { id: pacs-1, target: { host: alone-1 } }
      - { id: pacs-2, environment: test, target: { cluster: clinical } }
  - { id: old, instances: [{ id: old-vm, server: old-1 }] }
  - { id: lab, tier: 1, instances: [{ id: lab-1, environment: test, target: { cluster: office } }, { id: lab-2, environment: test, server: old-2 }, { id: lab-3, environment: test, target: { host: alone-2 } }] }
instances: [{ id: nobody, server: old-2 }]
`;

async function carriers() {
  const estate = await estateOf(ESTATE);
  const index = indexCarriers(estate);
  const subjects = SUBJECT_KINDS.flatMap((kind) => [...estate.subjectsOf(kind)]);
  return { index, subjects };
}

describe('the applications that stand on a subject', () => {
  it('are those whose production may run there, or keep its disks there', async () => {
    const { index, subjects } = await carriers();
    const found = subjects.map((subject) =>
      `${subjectName(subject)}: ${index.applicationsOn(subject).join(' ')}`.trim(),
    );
    expect(found).toEqual([
      'estate: ehr lab lis old pacs',
      'site/east:',
      'site/north: ehr lis',
      'site/south: lis',
      'site/west: old',
      'platform/hyperv: pacs',
      'platform/vsphere: ehr lis',
      'cluster/clinical: ehr lis',
      'cluster/empty:',
      'cluster/office:',
      'host/alone-1: pacs',
      'host/alone-2:',
      'host/esx-1: ehr lis',
      'host/esx-2: ehr lis',
      'server/old-1: old',
      'server/old-2:',
      'storage/array: lis pacs',
      'storage/local: ehr',
      'storage/mirror: lis',
      'storage/tape:',
      'application/ehr: ehr',
      'application/lab: lab',
      'application/lis: lis',
      'application/old: old',
      'application/pacs: pacs',
      'instance/a-lis: lis',
      'instance/ehr-1: ehr',
      'instance/lab-1: lab',
      'instance/lab-2: lab',
      'instance/lab-3: lab',
      'instance/nobody:',
      'instance/old-vm: old',
      'instance/pacs-1: pacs',
      'instance/pacs-2: pacs',
    ]);
  });

  it('are one list for subjects that carry the same, so that a sum is made once', async () => {
    const { index, subjects } = await carriers();
    const [first, second] = subjects.filter(({ id }) => ['esx-1', 'esx-2'].includes(id));
    if (first === undefined || second === undefined) throw new Error('they are not there');
    expect(index.applicationsOn(first)).toBe(index.applicationsOn(second));
  });
});

describe('a subject counts in full', () => {
  it('unless all that stands on it is of tier 2 to 4, or a test', async () => {
    const { index, subjects } = await carriers();
    const below = subjects.filter((subject) => !index.carriesCritical(subject));
    expect(below.map(subjectName)).toEqual([
      'site/east',
      'site/south',
      'platform/hyperv',
      'cluster/office',
      'host/alone-1',
      'host/alone-2',
      'storage/array',
      'storage/mirror',
      'application/lis',
      'application/pacs',
      'instance/a-lis',
      'instance/lab-1',
      'instance/lab-2',
      'instance/lab-3',
      'instance/pacs-1',
      'instance/pacs-2',
    ]);
  });
});
