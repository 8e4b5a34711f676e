import { describe, expect, it } from 'vitest';
import { isDatabase } from '../../src/analysis/databases.ts';
import { estateOf, present } from '../support/estate.ts';

async function answer(instance: string, application = '') {
  const estate = await estateOf(
    `applications: [{ id: app, ${application} instances: [{ id: vm, ${instance} }] }]`,
  );
  const found = isDatabase(estate, present(estate.instance('vm')));
  return typeof found === 'boolean' ? found : `${found.subject.id} ${found.path}`;
}

describe('a machine holds a database', () => {
  it.each(['oracle-rac', 'always-on-ag', 'iris-mirror'])(
    'where its guests form a cluster of databases: %s',
    async (guestCluster) => {
      expect(await answer(`role: web, guestCluster: ${guestCluster}`)).toBe(true);
    },
  );

  it.each([
    ['database', true],
    ['Data base of the lab', true],
    ['db', true],
    ['ehr-db', true],
    ['DB 2', true],
    ['labdb', true],
    ['mysql', true],
    ['MSSQL-node', true],
    ['Oracle', true],
    ['IRIS', true],
    ['cache', true],
    ['Caché', true],
    ['web', false],
    ['dbx', false],
    ['sqlite-free', false],
    ['application', false],
  ])('or its role says so: %s', async (role, expected) => {
    expect(await answer(`role: '${role}'`, 'workloadProfile: sql,')).toBe(expected);
  });

  it.each([
    'epic-odb',
    'meditech-expanse',
    'meditech-6x',
    'meditech-cs5',
    'meditech-magic',
    'sql',
    'iris',
  ])('or, where no role is recorded, the profile of its application: %s', async (profile) => {
    expect(await answer('vcpu: 2', `workloadProfile: ${profile},`)).toBe(true);
  });

  it.each(['oracle-db', 'sql-server'])('or its licence: %s', async (product) => {
    expect(await answer('vcpu: 2', `licensing: { product: ${product} },`)).toBe(true);
  });

  it('or may hold one, where nothing tells', async () => {
    expect(await answer('guestCluster: wsfc', 'workloadProfile: pacs,')).toBe('vm role');
  });
});
