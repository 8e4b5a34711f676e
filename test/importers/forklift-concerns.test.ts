import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/domain/inventory.ts';
import { forklift } from '../../src/importers/forklift/forklift.ts';
import type { ImportResult } from '../../src/importers/importer.ts';
import { importOf, textFile } from './kinds.ts';

/** Forklift's own tests of its policies lie beside the repository. */
const VECTORS = '../shared/data/conformance/forklift-concern-vectors.json';
/** In a worktree, beside the worktrees. */
const PLACE = [VECTORS, `../${VECTORS}`].find(existsSync);

interface Vector {
  readonly provider: string;
  readonly test: string;
  readonly rule_under_test: readonly string[];
  readonly input: { readonly name?: string; readonly cluster?: object };
  readonly expected: {
    readonly total_concerns?: number;
    readonly must_include_ids?: readonly string[];
    readonly must_not_include_ids?: readonly string[];
  };
}

/** The facts that a concern rests on, and when they raise it; or why the inventory has none. */
type Concern = { readonly facts: string; readonly raised: (given: Given) => boolean } | string;

interface Given {
  readonly instance: Instance;
  readonly document: ImportResult['document'];
  readonly has: (note: string) => boolean;
}

const MOST_DISKS = 165;
const MIB = 1 / 1024;
/** MiB that a conversion needs on each file system; 10 on any other. */
const NEEDED: Readonly<Record<string, number>> = { '/': 100, '/boot': 50, 'C:': 100, 'C:\\': 100 };
const SUPPORTED: ReadonlySet<string | null | undefined> = new Set([
  'rhel',
  'centos',
  'centos-stream',
  'windows',
  'windows-server',
]);

const diskCount: Concern = {
  facts: 'instances[].disks',
  raised: ({ instance }) => (instance.disks?.length ?? 0) > MOST_DISKS,
};
const capacity: Concern = {
  facts: 'instances[].disks[].GiB',
  raised: ({ instance }) => (instance.disks ?? []).some(({ GiB }) => (GiB ?? 0) === 0),
};
const name: Concern = {
  facts: 'instances[].id',
  raised: ({ instance }) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(instance.id),
};
const secureBoot: Concern = {
  facts: 'instances[].secureBoot',
  raised: ({ instance }) => instance.secureBoot === true,
};
const tpm: Concern = { facts: 'instances[].tpm', raised: ({ instance }) => instance.tpm === true };
const os: Concern = {
  facts: 'instances[].guestOs',
  raised: ({ instance: { guestOs } }) =>
    !SUPPORTED.has(guestOs?.family) || guestOs?.version === '6',
};
const cpuAffinity: Concern = {
  facts: 'instances[].cpuAffinity',
  raised: ({ instance }) => instance.cpuAffinity === true,
};
const numa: Concern = {
  facts: 'instances[].numaPinned',
  raised: ({ instance }) => instance.numaPinned === true,
};
const hotAdd: Concern = {
  facts: 'instances[].hotAdd',
  raised: ({ instance }) => instance.hotAdd?.cpu === true || instance.hotAdd?.memory === true,
};
const passthrough: Concern = {
  facts: 'instances[].passthrough',
  raised: ({ instance }) => (instance.passthrough ?? []).length > 0,
};
const nicPassthrough: Concern = {
  facts: 'instances[].nicPassthrough',
  raised: ({ instance }) => instance.nicPassthrough === true,
};
const shared: Concern = {
  facts: 'instances[].disks[].shared',
  raised: ({ instance }) => (instance.disks ?? []).some((disk) => disk.shared === true),
};
const usb: Concern = {
  facts: 'instances[].usbController',
  raised: ({ instance }) => instance.usbController === true,
};
const address: Concern = {
  facts: 'instances[].nics[].addresses',
  raised: ({ instance }) =>
    !(instance.nics ?? []).some(({ addresses }) => (addresses ?? []).length > 0),
};
const status: Concern = {
  facts: 'instances[].powerState',
  raised: ({ instance }) => instance.powerState === undefined,
};
const noted = (note: string, facts: string): Concern => ({
  facts: `${facts}, noted as ${note}`,
  raised: ({ has }) => has(note),
});

const CONCERNS: Readonly<Record<string, Concern>> = {
  'hyperv.checkpoint.detected': noted('snapshot-count-unknown', 'instances[].snapshots'),
  'hyperv.cluster_role.not_registered': 'how Forklift reaches Hyper-V is not a fact of the machine',
  'hyperv.disk.count.exceeds.limit': diskCount,
  'hyperv.disk.capacity.invalid': capacity,
  'hyperv.disk.smb_path.missing': 'the share that Forklift copies from is not a fact of the disk',
  'hyperv.integration_services.not_detected': {
    facts: 'instances[].guestOs',
    raised: ({ instance }) => instance.powerState === 'on' && instance.guestOs === undefined,
  },
  'hyperv.vm_missing_ip.detected': address,
  'hyperv.vm.name.invalid': name,
  'hyperv.nic.unresolved_network': "an id in Forklift's own inventory is not a fact of the network",
  'hyperv.secure_boot.detected': secureBoot,
  'hyperv.tpm.detected': tpm,
  'hyperv.os.unsupported': os,
  'openstack.bios.boot_menu.enabled': 'the inventory has no boot menu',
  'openstack.cpu.shares.defined': 'the inventory has no CPU shares',
  'openstack.disk.count.exceeds.limit': diskCount,
  'openstack.disk.unsupported_interface': 'the inventory has no bus of disks',
  'openstack.disk.capacity.invalid': capacity,
  'openstack.disk.status.unsupported': 'the inventory has no state of disks',
  'openstack.network.floating_ips.detected':
    'the inventory does not part fixed and floating addresses',
  'openstack.host_devices.mapped': passthrough,
  'openstack.vm.name.invalid': name,
  'openstack.numa_tuning.detected': numa,
  'openstack.secure_boot.detected': secureBoot,
  'openstack.disk.shared.detected': shared,
  'openstack.network.vif_model.unsupported':
    'an adapter is a fact of a network card, and these machines have none',
  'openstack.os.unsupported': os,
  'openstack.vm.status.invalid': status,
  'openstack.watchdog.detected': 'the inventory has no watchdog',
  'ova.cpu_affinity.detected': cpuAffinity,
  'ova.cpu_memory.hotplug.enabled': hotAdd,
  'ova.disk.count.exceeds.limit': diskCount,
  'ova.disk.capacity.invalid': capacity,
  'ova.source.unsupported': 'who wrote a file is not a fact of the machine',
  'ova.name.invalid': name,
  'ovirt.memory.ballooning.enabled': 'the inventory has measured ballooning, not the leave for it',
  'ovirt.bios.boot_menu.enabled': 'the inventory has no boot menu',
  'ovirt.cpu.custom_model.detected': 'the inventory has no CPU model of a machine',
  // Forklift carries a manual pinning over, so for it the policy alone counts.
  'ovirt.cpu.pinning_policy.unsupported': 'cpuAffinity says that there is one, not by which policy',
  'ovirt.cpu.shares.defined': 'the inventory has no CPU shares',
  'ovirt.cpu.tuning.detected': cpuAffinity,
  'ovirt.vm.custom_properties.detected': 'the inventory has no free properties',
  'ovirt.disk.count.exceeds.limit': diskCount,
  'ovirt.disk.interface_type.unsupported': 'the inventory has no bus of disks',
  'ovirt.disk.capacity.invalid': capacity,
  'ovirt.disk.illegal_or_locked_status': 'the inventory has no state of disks',
  'ovirt.disk.storage_type.unsupported': {
    facts: 'instances[].disks[].kind',
    raised: ({ instance }) => (instance.disks ?? []).some(({ kind }) => kind === undefined),
  },
  'ovirt.display_type.spice.enabled': 'the inventory has no display',
  'ovirt.ha.reservation.enabled':
    'oVirt watches a reserve, and refuses nothing: no admission control',
  'ovirt.ha.enabled': {
    facts: 'instances[].protection',
    raised: ({ instance }) => instance.protection === 'ha-restart',
  },
  'ovirt.host_devices.mapped': passthrough,
  'ovirt.disk.illegal_images.detected': 'the inventory has no state of disks',
  'ovirt.iothreads.configured': 'the inventory has no I/O threads',
  'ovirt.cluster.ksm_enabled': 'the inventory has no memory sharing',
  'ovirt.name.invalid': name,
  'ovirt.nic.custom_properties.detected': 'the inventory has no free properties',
  'ovirt.nic.interface_type.unsupported': {
    facts: 'instances[].nics[].adapter',
    raised: ({ instance }) =>
      (instance.nics ?? []).some(({ adapter }) => !/^(e1000|rtl8139|virtio)$/.test(adapter ?? '')),
  },
  'ovirt.nic.network_filter.detected': 'the inventory has no network filter',
  'ovirt.nic.pci_passthrough.detected': nicPassthrough,
  'ovirt.nic.unplugged.detected': {
    facts: 'instances[].nics[].connected',
    raised: ({ instance }) => (instance.nics ?? []).some(({ connected }) => connected === false),
  },
  'ovirt.nic.port_mirroring.detected': 'the inventory has no port mirroring',
  'ovirt.nic.qos.detected': 'the inventory has no quality of service',
  'ovirt.numa.tuning.detected': numa,
  'ovirt.snapshot.online_memory.detected': 'snapshots are counted, not whether they hold memory',
  'ovirt.placement_policy.affinity_set': 'noted as pinned-to-host, but to which one is not said',
  'ovirt.disk.scsi_reservation.enabled': 'the inventory has no SCSI reservation',
  'ovirt.secure_boot.detected': secureBoot,
  'ovirt.disk.shared.detected': shared,
  'ovirt.storage.resume_behavior.unsupported': 'the inventory has no answer to errors of storage',
  'ovirt.tpm.required_by_os': {
    facts: 'instances[].guestOs',
    raised: ({ instance: { guestOs } }) =>
      ['windows 11', 'windows-server 2022'].includes(`${guestOs?.family} ${guestOs?.version}`),
  },
  'ovirt.usb.enabled': usb,
  'ovirt.os.unsupported': os,
  'ovirt.vm.status_invalid': status,
  'ovirt.watchdog.enabled': 'the inventory has no watchdog',
  'vmware.changed_block_tracking.disk.disabled': {
    facts: 'instances[].disks[].changeTracking',
    raised: ({ instance }) =>
      (instance.disks ?? []).some(({ changeTracking }) => changeTracking === false),
  },
  'vmware.changed_block_tracking.disabled': {
    facts: 'instances[].changeTracking',
    raised: ({ instance }) => instance.changeTracking === false,
  },
  'vmware.consolidation_needed': {
    facts: 'instances[].consolidationNeeded',
    raised: ({ instance }) => instance.consolidationNeeded === true,
  },
  'vmware.cpu_affinity.detected': cpuAffinity,
  'vmware.cpu_memory.hotplug.enabled': hotAdd,
  'vmware.datastore.missing': {
    facts: 'instances[].disks[].storage, noted as datastore-not-listed where only its id is known',
    raised: ({ instance, has }) =>
      (instance.disks ?? []).some(({ storage }) => storage === undefined) &&
      !has('datastore-not-listed'),
  },
  'vmware.disk.count.exceeds.limit': diskCount,
  'vmware.disk_mode.independent': {
    facts: 'instances[].disks[].mode',
    raised: ({ instance }) =>
      (instance.disks ?? []).some(({ mode }) => mode?.startsWith('independent') === true),
  },
  'vmware.disk_serial.truncated': 'the inventory has no serial numbers of disks',
  'vmware.disk.capacity.invalid': capacity,
  'vmware.dpm.enabled': {
    facts: 'clusters[].powerManagement',
    raised: ({ document }) => document.clusters?.[0]?.powerManagement === true,
  },
  'vmware.drs.enabled': {
    facts: 'clusters[].drs.enabled',
    raised: ({ document }) => document.clusters?.[0]?.drs?.enabled === true,
  },
  'vmware.fault_tolerance.enabled': noted('ft-set-up-only', 'instances[].protection'),
  'vmware.guestDisks.freespace': {
    facts: 'instances[].guestVolumes[].freeGiB',
    raised: ({ instance }) =>
      (instance.guestVolumes ?? []).some(
        ({ path, freeGiB }) => (freeGiB ?? 0) < (NEEDED[path] ?? 10) * MIB,
      ),
  },
  'vmware.guestDisks.key.not_found': 'which disk a file system lies on is not in the inventory',
  'vmware.host_affinity.detected': noted(
    'host-affinity-without-host',
    'instances[].placementRules',
  ),
  'vmware.hostname.empty': {
    facts: 'instances[].hostName',
    raised: ({ instance }) => instance.hostName === undefined,
  },
  'vmware.hostname.default': {
    facts: 'instances[].hostName',
    raised: ({ instance }) => [undefined, 'localhost'].includes(instance.hostName ?? undefined),
  },
  'vmware.vm_missing_ip.detected': address,
  'vmware.vm.name.invalid': name,
  'vmware.numa_affinity.detected': numa,
  'vmware.passthrough_device.detected': passthrough,
  'vmware.disk.rdm.detected': noted('rdm-mode-unknown', 'instances[].disks[].kind'),
  'vmware.disk.shared.detected': shared,
  'vmware.snapshot.detected': noted('snapshot-count-unknown', 'instances[].snapshots'),
  'vmware.device.sriov.detected': nicPassthrough,
  'vmware.tpm.detected': tpm,
  'vmware.usb_controller.detected': usb,
  'vmware.os.unsupported': os,
};

const vectors: readonly Vector[] =
  PLACE === undefined ? [] : JSON.parse(readFileSync(PLACE, 'utf8')).vectors;

/** The input stands in the shape of the inventory, but without a link to itself. */
async function givenBy({ provider, input }: Vector): Promise<Given> {
  const word = provider === 'vmware' ? 'vsphere' : provider;
  const machine = { name: 'test', ...input, selfLink: `providers/${word}/1/workloads/vm-1` };
  const result = await importOf(forklift, textFile(JSON.stringify([machine])));
  const [instance] = result.document.instances ?? [];
  if (instance === undefined) throw new Error('no machine was read');
  const codes = new Set(result.notes.map(({ code }) => code));
  return { instance, document: result.document, has: (note) => codes.has(note) };
}

function isRaised(concern: string, { expected }: Vector): boolean | undefined {
  if (expected.must_include_ids?.includes(concern)) return true;
  if (expected.must_not_include_ids?.includes(concern)) return false;
  return expected.total_concerns === undefined ? undefined : expected.total_concerns > 0;
}

describe.skipIf(PLACE === undefined)("Forklift's own cases (beside the repository)", () => {
  it('each rest on facts, or a reason is given why there is none', () => {
    const concerns = new Set(vectors.flatMap((vector) => vector.rule_under_test));
    expect([...concerns].filter((concern) => CONCERNS[concern] === undefined)).toEqual([]);
    expect(vectors).toHaveLength(162);
  });

  it.each(vectors.map((vector) => [vector.provider, vector.test, vector] as const))(
    '%s %s gives what the concern rests on',
    async (_provider, _test, vector) => {
      const given = await givenBy(vector);
      for (const id of vector.rule_under_test) {
        const concern = CONCERNS[id];
        const raised = isRaised(id, vector);
        if (concern === undefined || typeof concern === 'string' || raised === undefined) continue;
        expect([id, concern.facts, concern.raised(given)]).toEqual([id, concern.facts, raised]);
      }
    },
  );
});
