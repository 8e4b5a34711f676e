import { describe, expect, it } from 'vitest';
import {
  withoutEsxiCluster,
  withoutEsxiHost,
  withoutEsxiMachine,
  withoutEsxiStorage,
  withoutVirtualMachine,
} from '../../src/analysis/virtual-machine.ts';
import { estateOf, present } from '../support/estate.ts';

const ESTATE = estateOf(`
platforms:
  - { id: vsphere, product: esxi }
  - { id: hyperv, product: hyper-v }
  - { id: pve, product: proxmox-ve }
  - { id: some, vendor: Acme }
clusters:
  - { id: on-esxi, platform: vsphere }
  - { id: on-hyperv, platform: hyperv }
  - { id: mixed }
  - { id: half-known }
  - { id: empty }
servers:
  - { id: esx-1, role: host, cluster: on-esxi }
  - { id: hv-1, role: host, cluster: on-hyperv }
  - { id: pve-1, role: host, cluster: mixed, platform: pve }
  - { id: hv-2, role: host, cluster: mixed, platform: hyperv }
  - { id: pve-2, role: host, cluster: half-known, platform: pve }
  - { id: host-9, role: host, cluster: half-known }
  - { id: alone, role: host, platform: some }
  - { id: box, role: standalone }
storage:
  - { id: of-hyperv, reachableBy: [on-hyperv] }
  - { id: of-mixed, reachableBy: [mixed, hv-1] }
  - { id: of-half, reachableBy: [half-known] }
  - { id: of-both, reachableBy: [on-esxi, on-hyperv] }
  - { id: of-empty, reachableBy: [empty] }
  - { id: of-nobody }
instances:
  - { id: on-esxi-vm, target: { cluster: on-esxi } }
  - { id: on-hyperv-vm, target: { cluster: on-hyperv } }
  - { id: moving-vm, target: { cluster: on-hyperv }, migration: { method: v2v } }
  - { id: mixed-vm, target: { cluster: mixed } }
  - { id: half-known-vm, target: { cluster: half-known } }
  - { id: alone-vm, target: { host: alone } }
  - { id: nowhere-vm }
  - { id: physical-vm, form: physical }
  - { id: still-vm, server: box, target: { cluster: on-hyperv } }
`);

const PHYSICAL = 'it still runs on hardware of its own';
const asked = (products: string) => `asked of ESXi only, and this is ${products}`;

describe('what is asked of virtual machines', () => {
  it('is asked of what is virtual or planned, and not of what has hardware', async () => {
    const estate = await ESTATE;
    const reasons = estate.instances.map((one) => [one.id, withoutVirtualMachine(one)]);
    expect(Object.fromEntries(reasons)).toEqual({
      'on-esxi-vm': undefined,
      'on-hyperv-vm': undefined,
      'moving-vm': undefined,
      'mixed-vm': undefined,
      'half-known-vm': undefined,
      'alone-vm': undefined,
      'nowhere-vm': undefined,
      'physical-vm': PHYSICAL,
      'still-vm': PHYSICAL,
    });
  });
});

describe('what only ESXi has', () => {
  it('is asked of machines that run on it, may run on it or come from it', async () => {
    const estate = await ESTATE;
    const reasons = estate.instances.map((one) => [one.id, withoutEsxiMachine(estate, one)]);
    expect(Object.fromEntries(reasons)).toEqual({
      'on-esxi-vm': undefined,
      'on-hyperv-vm': asked('hyper-v'),
      'moving-vm': undefined,
      'mixed-vm': asked('hyper-v and proxmox-ve'),
      'half-known-vm': undefined,
      'alone-vm': undefined,
      'nowhere-vm': undefined,
      'physical-vm': PHYSICAL,
      'still-vm': PHYSICAL,
    });
  });

  it('is asked of hosts whose product is ESXi or not known', async () => {
    const estate = await ESTATE;
    const reasons = ['esx-1', 'hv-1', 'pve-2', 'host-9', 'alone'].map((id) => [
      id,
      withoutEsxiHost(estate, present(estate.server(id))),
    ]);
    expect(Object.fromEntries(reasons)).toEqual({
      'esx-1': undefined,
      'hv-1': asked('hyper-v'),
      'pve-2': asked('proxmox-ve'),
      'host-9': undefined,
      alone: undefined,
    });
  });

  it('is asked of clusters with a host that may be of ESXi', async () => {
    const estate = await ESTATE;
    const reasons = estate.inventory.clusters.map((one) => [
      one.id,
      withoutEsxiCluster(estate, one),
    ]);
    expect(Object.fromEntries(reasons)).toEqual({
      'on-esxi': undefined,
      'on-hyperv': asked('hyper-v'),
      mixed: asked('hyper-v and proxmox-ve'),
      'half-known': undefined,
      empty: undefined,
    });
  });

  it('is asked of storage that a host of ESXi may reach', async () => {
    const estate = await ESTATE;
    const reasons = estate.inventory.storage.map((one) => [
      one.id,
      withoutEsxiStorage(estate, one),
    ]);
    expect(Object.fromEntries(reasons)).toEqual({
      'of-hyperv': asked('hyper-v'),
      'of-mixed': asked('hyper-v and proxmox-ve'),
      'of-half': undefined,
      'of-both': undefined,
      'of-empty': undefined,
      'of-nobody': undefined,
    });
  });
});
