import type { Platform } from '../domain/inventory.ts';
import { type Provenance, RETRIEVED_ON } from './provenance.ts';

interface Detection {
  /** Seconds until a silent host is declared failed. */
  readonly seconds: number;
  readonly source: Provenance;
}

/** What a product does by itself, where its vendor documents a default. */
const DETECTION: Readonly<Partial<Record<NonNullable<Platform['product']>, Detection>>> = {
  esxi: {
    seconds: 15,
    source: {
      title: 'VMware, Failure Detection and Host Network Isolation',
      url: 'https://vdc-repo.vmware.com/vmwb-repository/dcr-public/97a70553-ab7e-47fb-b797-3f380c7577d7/d71b7555-424e-41bb-a4c2-c5b9b7d7cdef/GUID-8CB28754-837E-446F-94FD-26F2DC09D3EA.html',
      retrievedOn: RETRIEVED_ON,
      confidence: 'verified',
    },
  },
  // Detection and failover together.
  'proxmox-ve': {
    seconds: 120,
    source: {
      title: 'Proxmox VE administration guide, High Availability',
      url: 'https://pve.proxmox.com/pve-docs/chapter-ha-manager.html',
      retrievedOn: RETRIEVED_ON,
      confidence: 'verified',
    },
  },
};

/** The documented default in seconds, or undefined where none is known. */
export function defaultDetectionSeconds(product: Platform['product']): number | undefined {
  return product === undefined ? undefined : DETECTION[product]?.seconds;
}
