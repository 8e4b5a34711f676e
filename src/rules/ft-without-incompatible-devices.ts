import type { Estate } from '../analysis/estate.ts';
import { isOutsidePlatforms } from '../analysis/guest-cluster-nodes.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Platform } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import { count, formatNumber, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY_DEVICE = 'Remove the device, or replace it by one on the network.';

export default defineRule({
  id: 'FTL-002',
  name: 'ft-without-incompatible-devices',
  category: 'clustering',
  subject: 'instance',
  severity: 'blocker',
  effort: 'medium',
  title: 'A fault-tolerant machine has no device that fault tolerance refuses',
  source: [
    TEXTS.ftDevices,
    TEXTS.ftFeatures,
    TEXTS.ftDisks,
    projectDefault('A disk of 2 TB is one of 2048 GiB.'),
  ],
  why: 'One device that cannot be mirrored keeps fault tolerance from being switched on at all.',
  condition: {
    fail: 'A fault-tolerant machine on ESXi has a device or network port handed through, or shall get one of its server; a physical RDM or a disk handed through, a disk of largestDisk or more, more than mostDisks disks; snapshots; or it is part of a guest cluster.',
    unknown:
      'Whether it is fault tolerant, its product or one of these facts is not recorded, or the product has no list of devices.',
    notApplicable: 'It is not fault tolerant, or by its own hardware.',
  },
  remedy: 'Remove the device, split or convert the disk, and delete the snapshots.',
  needs: { protection: 'protection' },
  reads: {
    passthrough: 'passthrough',
    nicPassthrough: 'nicPassthrough',
    disks: 'disks',
    snapshots: 'snapshots.count',
    guestCluster: 'guestCluster',
  },
  options: {
    largestDisk: numberOption({
      default: 2048,
      minimum: 0,
      unit: 'GiB',
      about: 'Size from which on a disk is refused.',
    }),
    mostDisks: countOption(16, 'disks', 'Most disks of one machine.'),
  },
  notApplicable({ subject }) {
    const { protection } = subject.value;
    if (protection === undefined) return undefined;
    if (protection !== 'ft') return 'not fault tolerant';
    return isOutsidePlatforms(subject.value) ? 'fault tolerant by its own hardware' : undefined;
  },
  check({ passthrough, nicPassthrough, disks, snapshots, guestCluster }, options, context) {
    const { subject, estate } = context;
    const instance = subject.value;
    const { platforms, missing } = platformsBelow(estate, instance);
    return worstOf([
      ...platforms.flatMap(judgeProduct),
      ...(missing.length > 0 ? [notRecorded(...missing)] : []),
      ifRecorded(passthrough, 'passthrough', (kinds) =>
        kinds.length === 0
          ? pass('no device handed through')
          : fail(`${listNames(kinds)} handed through, allowed none`, REMEDY_DEVICE, {
              at: 'passthrough',
            }),
      ),
      ...judgeServer(estate, instance),
      ifRecorded(nicPassthrough, 'nicPassthrough', (handedThrough) =>
        handedThrough
          ? fail('network port handed through', 'Use a virtual network card.', {
              at: 'nicPassthrough',
            })
          : pass('no network port handed through'),
      ),
      ifRecorded(disks, 'disks', (list) => judgeDisks(list, options)),
      judgeSnapshots(instance, snapshots),
      ifRecorded(guestCluster, 'guestCluster', (kind) =>
        kind === 'none'
          ? pass('no guest cluster')
          : fail(
              `part of a guest cluster (${kind}), which fault tolerance refuses`,
              'Choose one of them: fault tolerance, or the cluster in the guest.',
              { at: 'guestCluster' },
            ),
      ),
    ]);
  },
});

function judgeProduct({ id, product }: Platform): Outcome[] {
  if (product === 'esxi') return [];
  const at = factRef('platform', id, 'product');
  if (product === undefined) return [notRecorded(at)];
  return [
    unknown(`no list of the devices that fault tolerance refuses is known for ${product}`, [], {
      at,
    }),
  ];
}

/** What is physical today brings the devices that shall be handed through. */
function judgeServer(estate: Estate, instance: Instance): Outcome[] {
  const server = instance.server === undefined ? undefined : estate.server(instance.server);
  if (server === undefined) return [];
  const fact = (path: string): FactRef => factRef('server', server.id, path);
  return [
    ifRecorded(server.devices, fact('devices'), (devices) => {
      const planned = devices.filter(({ resolution }) => resolution === 'passthrough');
      if (planned.length > 0) {
        const names = listNames(planned.map(({ kind }) => kind));
        return fail(`${names} of ${server.id} to be handed through, allowed none`, REMEDY_DEVICE, {
          at: fact('devices'),
        });
      }
      // What nobody has decided may still be handed through.
      const open = devices.flatMap(({ resolution = 'none' }, i) =>
        resolution === 'none' ? [fact(`devices[${i}].resolution`)] : [],
      );
      return open.length > 0 ? notRecorded(...open) : pass(`none of ${server.id} either`);
    }),
  ];
}

interface DiskLimits {
  readonly largestDisk: number;
  readonly mostDisks: number;
}

function judgeDisks(
  disks: NonNullable<Instance['disks']>,
  { largestDisk, mostDisks }: DiskLimits,
): Outcome {
  const failures = disks.length > mostDisks ? [tooMany(disks.length, mostDisks)] : [];
  const missing: string[] = [];
  for (const [i, { kind, GiB }] of disks.entries()) {
    const at = `disks[${i}]`;
    if (kind === 'rdm-physical' || kind === 'passthrough') {
      const text = kind === 'passthrough' ? 'is handed through' : 'is a physical RDM';
      failures.push(fail(`${at} ${text}`, 'Convert it to a virtual disk.', { at: `${at}.kind` }));
    }
    if (GiB !== undefined && GiB >= largestDisk) {
      const text = `${at} has ${formatNumber(GiB)} GiB, allowed less than ${formatNumber(largestDisk)} GiB`;
      failures.push(fail(text, 'Split the disk.', { at: `${at}.GiB` }));
    }
    if (kind === undefined) missing.push(`${at}.kind`);
    if (GiB === undefined) missing.push(`${at}.GiB`);
  }
  if (failures.length > 0) return worstOf(failures);
  return missing.length > 0 ? notRecorded(...missing) : pass(count(disks.length, 'disk'));
}

function tooMany(disks: number, most: number): Outcome {
  return fail(`${count(disks, 'disk')}, allowed ${most}`, 'Merge disks.', { at: 'disks' });
}

function judgeSnapshots({ form }: Instance, snapshots: number | undefined): Outcome {
  // What is physical yet has no snapshots, whatever an overlay says.
  if (form === 'physical') return pass('not virtual yet');
  return ifRecorded(snapshots, 'snapshots.count', (number) =>
    number > 0
      ? fail(`${count(number, 'snapshot')}, allowed none`, 'Delete its snapshots.', {
          at: 'snapshots.count',
        })
      : pass('no snapshots'),
  );
}
