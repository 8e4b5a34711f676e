import { forklift } from './forklift/forklift.ts';
import { govc } from './govc/govc.ts';
import type { Importer } from './importer.ts';
import { libvirt } from './libvirt/libvirt.ts';
import { ovf } from './ovf/ovf.ts';
import { proxmox } from './proxmox/proxmox.ts';
import { rvtools } from './rvtools/rvtools.ts';
import { terraform } from './terraform/terraform.ts';

/** Every importer, in the order in which help lists them. */
export const IMPORTERS: readonly Importer[] = [
  rvtools,
  libvirt,
  ovf,
  govc,
  forklift,
  proxmox,
  terraform,
];
