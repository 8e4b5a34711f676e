import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { dependencyCircle, startUpOf } from '../../src/analysis/start-up-order.ts';
import { estateOf, present } from '../support/estate.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
type Name = (typeof NAMES)[number];
type Needs = Readonly<Record<Name, readonly Name[]>>;

const someNames = fc.subarray([...NAMES], { maxLength: 2 });

const arbitraryNeeds: fc.Arbitrary<Needs> = fc.record({
  a: someNames,
  b: someNames,
  c: someNames,
  d: someNames,
  e: someNames,
});

function applicationsOf(needs: Needs, instances: (name: Name) => readonly unknown[] = () => []) {
  return NAMES.map((id) => ({
    id,
    dependsOn: needs[id].map((application) => ({ application, kind: 'hard' })),
    instances: instances(id),
  }));
}

function reaches(needs: Needs, from: Name, to: Name, seen = new Set<Name>()): boolean {
  return needs[from].some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    return reaches(needs, next, to, seen.add(next));
  });
}

describe('a circle of hard dependencies', () => {
  it('is found for what reaches itself, is one, and is found for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryNeeds, async (needs) => {
        const estate = await estateOf(stringify({ applications: applicationsOf(needs) }));
        for (const name of NAMES) {
          const { circle, missing } = dependencyCircle(estate, present(estate.application(name)));
          expect(missing).toEqual([]);
          expect(circle !== undefined).toBe(reaches(needs, name, name));
          if (circle === undefined) continue;
          expect([circle[0], circle.at(-1)]).toEqual([name, name]);
          for (const [i, from] of circle.slice(0, -1).entries()) {
            expect(needs[from as Name]).toContain(circle[i + 1]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is not closed by what is outside the inventory', async () => {
    const estate = await estateOf(`
applications:
  - { id: ehr, dependsOn: [{ application: state-registry, kind: hard, external: true }] }
`);
    const ehr = present(estate.application('ehr'));
    expect(dependencyCircle(estate, ehr)).toEqual({ circle: undefined, missing: [] });
  });
});

/** Starts whatever can start, one after the other, until nothing more does. */
function started(needs: Needs, platformNeeds: readonly Name[], onPlatform: readonly Name[]) {
  const up = new Set<string>();
  for (let round = 0; round <= NAMES.length + 1; round++) {
    if (platformNeeds.every((name) => up.has(name))) up.add('platform');
    for (const name of NAMES) {
      const hasGround = !onPlatform.includes(name) || up.has('platform');
      if (hasGround && needs[name].every((one) => up.has(one))) up.add(name);
    }
  }
  return up;
}

describe('the start of a platform', () => {
  it('is possible exactly where starting one after the other comes to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryNeeds,
        someNames,
        someNames,
        async (needs, platformNeeds, inside) => {
          const estate = await estateOf(
            stringify({
              platforms: [{ id: 'platform', management: { needs: platformNeeds } }],
              servers: [
                { id: 'esx-1', role: 'host', platform: 'platform' },
                { id: 'blade-1', role: 'standalone' },
              ],
              applications: applicationsOf(needs, (name) => [
                inside.includes(name)
                  ? { id: `${name}-1`, target: { host: 'esx-1' } }
                  : { id: `${name}-1`, form: 'physical', server: 'blade-1' },
              ]),
            }),
          );
          const { circle, missing } = startUpOf(estate, present(estate.platform('platform')));
          expect(missing).toEqual([]);
          expect(circle === undefined).toBe(started(needs, platformNeeds, inside).has('platform'));
          if (circle === undefined) return;
          const last = circle.at(-1);
          expect(circle.slice(0, -1)).toContain(last);
          expect(circle[0]).toBe('platform');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is possible where one of several platforms can start first', async () => {
    const estate = await estateOf(`
platforms:
  - { id: vsphere, management: { needs: [directory] } }
  - { id: hyper-v, management: { needs: [] } }
servers:
  - { id: esx-1, role: host, platform: vsphere }
  - { id: hv-1, role: host, platform: hyper-v }
applications:
  - id: directory
    dependsOn: []
    instances:
      - { id: dc-1, redundancyGroup: dc, target: { host: esx-1 } }
      - { id: dc-2, redundancyGroup: dc, target: { host: hv-1 } }
`);
    const vsphere = present(estate.platform('vsphere'));
    expect(startUpOf(estate, vsphere)).toEqual({ circle: undefined, missing: [] });
  });
});
