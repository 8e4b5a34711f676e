import { describe, expect, it } from 'vitest';
import { SUBJECT_KINDS, subjectName } from '../../src/domain/subject.ts';
import { estateOf, present } from '../support/estate.ts';

const ESTATE = `
sites: [{ id: north }]
platforms: [{ id: vsphere }]
clusters: [{ id: clinical, platform: vsphere }, { id: bare }]
servers:
  - { id: esx-1, role: host, cluster: clinical, site: north }
  - { id: esx-2, role: host, cluster: bare }
  - { id: esx-3, role: host, cluster: bare }
  - { id: alone, role: host }
  - { id: old-1, role: standalone, site: north }
  - { id: old-2, role: standalone }
storage: [{ id: array, site: north }, { id: tape }]
applications: [{ id: ehr, instances: [{ id: full, server: old-1, target: { host: esx-1 } }] }]
instances:
  - { id: none }
  - { id: bare-host, target: { host: esx-2 } }
  - { id: alone-host, target: { host: alone } }
  - { id: wide, target: { cluster: clinical } }
  - { id: bare-wide, target: { cluster: bare } }
`;

/** What a relation of a subject leads to: another subject, or the fact that is not recorded. */
async function related(name: string, relation: string): Promise<string> {
  const estate = await estateOf(ESTATE);
  const subjects = SUBJECT_KINDS.flatMap((kind) => [...estate.subjectsOf(kind)]);
  const subject = present(subjects.find((one) => subjectName(one) === name));
  const found = estate.related(subject, relation);
  if (!('missing' in found)) return subjectName(found);
  return `${subjectName(found.missing.subject)} ${found.missing.path} is not recorded`;
}

describe('what a subject names', () => {
  it.each([
    ['cluster/clinical', 'platform', 'platform/vsphere'],
    ['cluster/bare', 'platform', 'cluster/bare platform is not recorded'],
    ['host/esx-1', 'cluster', 'cluster/clinical'],
    ['host/alone', 'cluster', 'host/alone cluster is not recorded'],
    ['host/esx-1', 'platform', 'platform/vsphere'],
    ['host/esx-2', 'platform', 'cluster/bare platform is not recorded'],
    ['host/alone', 'platform', 'host/alone platform is not recorded'],
    ['host/esx-1', 'site', 'site/north'],
    ['host/alone', 'site', 'host/alone site is not recorded'],
    ['server/old-1', 'site', 'site/north'],
    ['server/old-2', 'site', 'server/old-2 site is not recorded'],
    ['storage/array', 'site', 'site/north'],
    ['storage/tape', 'site', 'storage/tape site is not recorded'],
    ['instance/full', 'application', 'application/ehr'],
    ['instance/full', 'cluster', 'cluster/clinical'],
    ['instance/full', 'host', 'host/esx-1'],
    ['instance/full', 'platform', 'platform/vsphere'],
    ['instance/full', 'server', 'server/old-1'],
    ['instance/none', 'application', 'instance/none application is not recorded'],
    ['instance/none', 'cluster', 'instance/none target.cluster is not recorded'],
    ['instance/none', 'host', 'instance/none target.host is not recorded'],
    ['instance/none', 'platform', 'instance/none target is not recorded'],
    ['instance/none', 'server', 'instance/none server is not recorded'],
    ['instance/wide', 'platform', 'platform/vsphere'],
    ['instance/bare-wide', 'platform', 'cluster/bare platform is not recorded'],
    ['instance/bare-host', 'platform', 'cluster/bare platform is not recorded'],
    ['instance/alone-host', 'platform', 'host/alone platform is not recorded'],
  ])('by %s, as its %s: %s', async (name, relation, answer) => {
    expect(await related(name, relation)).toBe(answer);
  });

  it.each([
    ['application/ehr', 'application has no relation cluster'],
    ['host/alone', 'a host has no relation server'],
    ['instance/none', 'an instance has no relation site'],
  ])('is never asked of %s in vain', async (name, message) => {
    const relation = message.split(' ').at(-1) ?? '';
    await expect(related(name, relation)).rejects.toThrow(message);
  });
});
