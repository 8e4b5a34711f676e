import { awsMigrationHub } from './aws-migration-hub/aws-migration-hub.ts';
import { azureMigrate } from './azure-migrate/azure-migrate.ts';
import { googleMigrationCenter } from './google-migration-center/google-migration-center.ts';
import type { Importer } from './importer.ts';
import { mapped } from './mapped/mapped.ts';
import { rvtools } from './rvtools/rvtools.ts';

/** Every importer, in the order in which help lists them. */
export const IMPORTERS: readonly Importer[] = [
  rvtools,
  azureMigrate,
  awsMigrationHub,
  googleMigrationCenter,
  mapped,
];
