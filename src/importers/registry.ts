import { ansible } from './ansible/ansible.ts';
import { awsMigrationHub } from './aws-migration-hub/aws-migration-hub.ts';
import { azureMigrate } from './azure-migrate/azure-migrate.ts';
import { forklift } from './forklift/forklift.ts';
import { googleMigrationCenter } from './google-migration-center/google-migration-center.ts';
import { govc } from './govc/govc.ts';
import type { Importer } from './importer.ts';
import { libvirt } from './libvirt/libvirt.ts';
import { mapped } from './mapped/mapped.ts';
import { nutanix } from './nutanix/nutanix.ts';
import { ovf } from './ovf/ovf.ts';
import { proxmox } from './proxmox/proxmox.ts';
import { rvtools } from './rvtools/rvtools.ts';
import { terraform } from './terraform/terraform.ts';

/** Every importer, in the order in which help lists them. */
export const IMPORTERS: readonly Importer[] = [
  rvtools,
  govc,
  libvirt,
  ovf,
  proxmox,
  nutanix,
  forklift,
  terraform,
  ansible,
  azureMigrate,
  awsMigrationHub,
  googleMigrationCenter,
  mapped,
];
