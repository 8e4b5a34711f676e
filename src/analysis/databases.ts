import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import type { Estate } from './estate.ts';

const DATABASE_CLUSTERS: readonly Instance['guestCluster'][] = [
  'oracle-rac',
  'always-on-ag',
  'iris-mirror',
];

const DATABASE_PRODUCTS: readonly NonNullable<Application['licensing']>['product'][] = [
  'oracle-db',
  'sql-server',
];

/** Vendor profiles whose machines are databases first of all; `pacs` is mostly files. */
const DATABASE_PROFILES: readonly Application['workloadProfile'][] = [
  'epic-odb',
  'meditech-expanse',
  'meditech-6x',
  'meditech-cs5',
  'meditech-magic',
  'sql',
  'iris',
];

/** A role is free text; these words tell a database. */
const DATABASE_ROLE = /data ?base|(^|[^a-z])[a-z]*(db|sql)([^a-z]|$)|oracle|iris|cach[eé]/i;

/**
 * Whether an instance holds a database: by its guest cluster or its role; where no role is recorded,
 * by the profile or licence of its application. Else the fact that hides it.
 */
export function isDatabase(estate: Estate, instance: Instance): boolean | FactRef {
  const { role, guestCluster } = instance;
  if (DATABASE_CLUSTERS.includes(guestCluster)) return true;
  if (role !== undefined) return DATABASE_ROLE.test(role);
  const { workloadProfile, licensing } = estate.applicationOf(instance) ?? {};
  const isOfOne =
    DATABASE_PROFILES.includes(workloadProfile) || DATABASE_PRODUCTS.includes(licensing?.product);
  return isOfOne || factRef('instance', instance.id, 'role');
}
