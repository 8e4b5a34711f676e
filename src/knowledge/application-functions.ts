import type { Application } from '../domain/inventory.ts';

type ApplicationFunction = NonNullable<Application['function']>;

/** What an application may do, as the inventory names it: the choices of options about functions. */
export const APPLICATION_FUNCTIONS = [
  'ehr',
  'cpoe',
  'emar',
  'pharmacy',
  'lis',
  'ris',
  'pacs',
  'monitoring',
  'interface-engine',
  'directory',
  'dns',
  'erp',
  'billing',
  'email',
  'file',
  'other',
] as const satisfies readonly ApplicationFunction[];
