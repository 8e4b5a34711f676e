import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/analysis/estate.ts';
import {
  assumptionsBehind,
  describeAssumptions,
  type RecoveryDefaults,
  type RecoveryTimeline,
  recoveryTimeline,
} from '../../src/analysis/recovery.ts';
import { estateOf, present } from '../support/estate.ts';

const DEFAULTS: RecoveryDefaults = {
  bootMinutes: 5,
  appStartMinutes: 5,
  parallelRestarts: 4,
  detectionSeconds: 60,
};

/** A cluster of one host; the machines of `vms` stand on it. */
async function clusterOf(vms: readonly string[], more = ''): Promise<Estate> {
  return estateOf(`
platforms: [{ id: vsphere, product: esxi }]
clusters:
  - { id: clinical, platform: vsphere, ha: { enabled: true, detectionSeconds: 60, parallelRestarts: 2 } }
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: esx-2, role: host, cluster: clinical }
${more}
instances:
${vms.map((vm) => `  - { target: { cluster: clinical, host: esx-1 }, protection: ha-restart, ${vm} }`).join('\n')}
`);
}

function lose(estate: Estate, host = 'esx-1'): RecoveryTimeline {
  const cluster = present(estate.cluster('clinical'));
  const lost = estate.instancesOnHost(present(estate.server(host)));
  return recoveryTimeline(estate, cluster, lost, DEFAULTS);
}

/** Id → [starts, back], in the order of the starts. */
function times({ restarts }: RecoveryTimeline): [string, number, number][] {
  return [...restarts.values()].map(({ instance, startsAt, backAt }) => [
    instance.id,
    startsAt,
    backAt,
  ]);
}

describe('the recovery timeline of a lost host', () => {
  it('is detection, boot and application start for a machine alone', async () => {
    const estate = await clusterOf(['id: ehr, bootMinutes: 3, appStartMinutes: 4']);
    expect(times(lose(estate))).toEqual([['ehr', 1, 8]]);
  });

  it.each(['off', 'suspended'])('leaves out a machine that was %s before', async (state) => {
    const estate = await clusterOf([
      'id: ehr, bootMinutes: 3, appStartMinutes: 4',
      `id: old, powerState: "${state}", bootMinutes: 3, appStartMinutes: 4`,
    ]);
    expect(times(lose(estate))).toEqual([['ehr', 1, 8]]);
  });

  it('boots so many at a time, by priority and then by id', async () => {
    const estate = await clusterOf([
      'id: d, restartPriority: low, bootMinutes: 2, appStartMinutes: 0',
      'id: c, restartPriority: high, bootMinutes: 2, appStartMinutes: 10',
      'id: b, restartPriority: medium, bootMinutes: 2, appStartMinutes: 0',
      'id: a, restartPriority: medium, bootMinutes: 4, appStartMinutes: 0',
    ]);
    // Two slots: c and a from minute 1; b when c has booted; d when a and b have.
    expect(times(lose(estate))).toEqual([
      ['c', 1, 13],
      ['a', 1, 5],
      ['b', 3, 5],
      ['d', 5, 7],
    ]);
  });

  it('lets a slot go with the boot, not with the application start', async () => {
    const estate = await clusterOf([
      'id: a, restartPriority: high, bootMinutes: 1, appStartMinutes: 60',
      'id: b, restartPriority: high, bootMinutes: 1, appStartMinutes: 60',
      'id: c, restartPriority: high, bootMinutes: 1, appStartMinutes: 0',
    ]);
    expect(times(lose(estate)).at(-1)).toEqual(['c', 2, 3]);
  });

  it('takes ten boot times for the last of forty machines at four a time', async () => {
    const estate = await estateOf(`
clusters: [{ id: clinical, ha: { detectionSeconds: 0, parallelRestarts: 4 } }]
servers: [{ id: esx-1, role: host, cluster: clinical }]
instances:
${Array.from({ length: 40 }, (_, i) => `  - { id: vm-${i}, target: { host: esx-1 }, protection: ha-restart, restartPriority: medium, bootMinutes: 3, appStartMinutes: 0 }`).join('\n')}
`);
    expect(Math.max(...times(lose(estate)).map(([, , back]) => back))).toBe(30);
  });

  it('starts a machine only when what its application hard-depends on is back', async () => {
    const estate = await clusterOf(
      [
        'id: app, application: cpoe, restartPriority: high, bootMinutes: 1, appStartMinutes: 1',
        'id: db, application: ehr, restartPriority: low, bootMinutes: 2, appStartMinutes: 3',
        'id: web, application: ehr, restartPriority: low, bootMinutes: 1, appStartMinutes: 1',
        'id: log, application: syslog, restartPriority: low, bootMinutes: 9, appStartMinutes: 9',
      ],
      `applications:
  - { id: cpoe, dependsOn: [{ application: ehr, kind: hard }, { application: syslog, kind: soft }] }
  - { id: ehr, dependsOn: [] }
  - { id: syslog, dependsOn: [] }`,
    );
    // Both parts of ehr must be back: its database at 1 + 2 + 3; the soft dependency is not waited for.
    expect(times(lose(estate))).toEqual([
      ['db', 1, 6],
      ['log', 1, 19],
      ['web', 3, 5],
      ['app', 6, 8],
    ]);
    expect(lose(estate).restarts.get(present(estate.instance('app')))?.waitedFor).toEqual(['ehr']);
  });

  it('does not wait for an application that a peer elsewhere keeps up', async () => {
    const estate = await clusterOf(
      [
        'id: app, application: cpoe, bootMinutes: 1, appStartMinutes: 1',
        'id: web-1, application: ehr, redundancyGroup: web, bootMinutes: 5, appStartMinutes: 5',
      ],
      `applications:
  - { id: cpoe, dependsOn: [{ application: ehr, kind: hard }] }
  - id: ehr
    dependsOn: []
    instances: [{ id: web-2, redundancyGroup: web, target: { cluster: clinical, host: esx-2 } }]`,
    );
    expect(times(lose(estate))).toEqual([
      ['app', 1, 3],
      ['web-1', 1, 11],
    ]);
  });

  it('is stuck behind an application that nothing restarts, and in a circle', async () => {
    const estate = await clusterOf(
      [
        'id: a, application: app-a',
        'id: b, application: app-b',
        'id: c, application: app-c',
        'id: d, application: app-d, x-note: none',
      ],
      `applications:
  - { id: app-a, dependsOn: [{ application: app-b, kind: hard }] }
  - { id: app-b, dependsOn: [{ application: app-a, kind: hard }] }
  - { id: app-c, dependsOn: [{ application: app-e, kind: hard }] }
  - { id: app-d, dependsOn: [] }
  - { id: app-e, instances: [{ id: e, target: { host: esx-1 }, protection: none }] }`,
    );
    const { restarts, stuck } = lose(estate);
    expect([...restarts.keys()].map(({ id }) => id)).toEqual(['d']);
    expect([...stuck.values()].map(({ instance, waitsFor }) => [instance.id, waitsFor])).toEqual([
      ['a', ['app-b']],
      ['b', ['app-a']],
      ['c', ['app-e']],
    ]);
  });

  it('restarts nothing but what HA protects', async () => {
    const estate = await estateOf(`
clusters: [{ id: clinical }]
servers: [{ id: esx-1, role: host, cluster: clinical }]
instances:
  - { id: a, target: { host: esx-1 }, protection: ft }
  - { id: b, target: { host: esx-1 }, protection: backup-restore }
  - { id: c, target: { host: esx-1 } }
`);
    expect(times(lose(estate))).toEqual([]);
  });

  it('says what it assumed: its own times for each, the queue for those that wait in it', async () => {
    const estate = await estateOf(`
platforms: [{ id: vsphere, product: esxi }]
clusters: [{ id: clinical, platform: vsphere }]
servers: [{ id: esx-1, role: host, cluster: clinical }]
applications: [{ id: app, dependsOn: [] }]
instances:
${[1, 2, 3, 4, 5].map((i) => `  - { id: vm-${i}, application: app, target: { host: esx-1 }, protection: ha-restart, bootMinutes: ${i}, restartPriority: high }`).join('\n')}
`);
    const timeline = lose(estate);
    const assumed = (id: string) => {
      const restart = present(timeline.restarts.get(present(estate.instance(id))));
      return describeAssumptions(assumptionsBehind(timeline, restart));
    };
    // The product's documented detection time stands in for one that is not recorded.
    expect(assumed('vm-1')).toEqual(['detection 15 s', 'application start 5 min']);
    expect(assumed('vm-5')).toEqual([
      'detection 15 s',
      '4 restarts at a time',
      'application start 5 min (5 times)',
    ]);
    expect(times(timeline).at(-1)).toEqual(['vm-5', 1.25, 11.25]);
  });

  it('never lets more machines boot at a time than there are slots, and leaves none out', async () => {
    const machine = fc.record({
      boot: fc.integer({ min: 0, max: 9 }),
      start: fc.integer({ min: 0, max: 9 }),
      priority: fc.constantFrom('high', 'medium', 'low', 'none'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(machine, { minLength: 1, maxLength: 20 }), async (machines) => {
        const estate = await clusterOf(
          machines.map(
            ({ boot, start, priority }, i) =>
              `id: vm-${i}, restartPriority: ${priority}, bootMinutes: ${boot}, appStartMinutes: ${start}`,
          ),
        );
        const restarts = [...lose(estate).restarts.values()];
        expect(restarts).toHaveLength(machines.length);
        for (const { startsAt, instance, backAt } of restarts) {
          const { bootMinutes = 0, appStartMinutes = 0 } = instance;
          expect(backAt).toBe(startsAt + bootMinutes + appStartMinutes);
          const booting = restarts.filter(
            (other) =>
              other.startsAt <= startsAt &&
              startsAt < other.startsAt + (other.instance.bootMinutes ?? 0),
          );
          expect(booting.length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 60 },
    );
  });
});
