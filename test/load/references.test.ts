import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/load/nearest-word.ts';
import { load, placeOf, problemsOf } from './loading.ts';

const ESTATE = `sites: [{ id: north }]
platforms: [{ id: vsphere, management: { needs: [dns] } }]
clusters: [{ id: clinical, platform: vsphere }]
servers: [{ id: esx-1, role: host, cluster: clinical }]
storage: [{ id: san, site: north, reachableBy: [clinical, esx-1] }]
applications:
  - { id: dns }
  - { id: ehr, dependsOn: [{ application: index, external: true }] }
instances:
  - id: vm
    target: null
    disks: [{ GiB: 1 }, { storage: san }]
    placementRules: ["pin:esx-1", "anti-affinity:esx-9"]
operations: { pilot: { instance: vm } }
`;

describe('a name of another subject', () => {
  it('is right where that subject is of a kind that may stand there', async () => {
    expect(await problemsOf(ESTATE)).toEqual([]);
  });

  it.each([
    [
      'is nowhere, though something is called alike',
      'applications: [{ id: lis, dependsOn: [{ application: ehr }, { application: dsn, external: false }] }]',
      {
        code: 'dangling-reference',
        message:
          'application lis: dependsOn[1].application names application "dsn", which is nowhere in the inventory',
        at: '1.yaml:1:63',
        related: ['application dns stands here 0.yaml:7:7'],
        hint: 'Did you mean "dns"?',
      },
    ],
    [
      'is nowhere, and what is called alike is of another kind',
      'sites: []\nservers: [{ id: esx-2, role: host, site: nort, cluster: noth }]',
      {
        code: 'dangling-reference',
        message: 'server esx-2: site names site "nort", which is nowhere in the inventory',
        at: '1.yaml:2:36',
        related: ['site north stands here 0.yaml:1:11'],
        hint: 'Did you mean "north"?',
      },
      {
        code: 'dangling-reference',
        message: 'server esx-2: cluster names cluster "noth", which is nowhere in the inventory',
        at: '1.yaml:2:48',
      },
    ],
    [
      'names one of a wrong kind, in a list of several kinds',
      'storage: [{ id: nas, reachableBy: [clinical, north] }]',
      {
        code: 'wrong-kind',
        message:
          'storage nas: reachableBy[1] names "north", which is a site, not a server or cluster',
        at: '1.yaml:1:46',
        related: ['site north stands here 0.yaml:1:11'],
      },
    ],
    [
      'is no name of the kinds that may stand there',
      'storage: [{ id: nas, reachableBy: [nothing-like-it] }]',
      {
        code: 'dangling-reference',
        message:
          'storage nas: reachableBy[0] names server or cluster "nothing-like-it", which is nowhere in the inventory',
        at: '1.yaml:1:36',
      },
    ],
    [
      'is pinned and nowhere',
      'instances: [{ id: vm-2, placementRules: ["anti-affinity:a", "pin:esx-2"] }]',
      {
        code: 'dangling-reference',
        message:
          'instance vm-2: placementRules[1] names server "esx-2", which is nowhere in the inventory',
        at: '1.yaml:1:61',
        related: ['server esx-1 stands here 0.yaml:4:13'],
        hint: 'Did you mean "esx-1"?',
      },
    ],
  ])('%s', async (_what, text, ...problems) => {
    expect(await problemsOf(ESTATE, text)).toEqual(problems);
  });

  it('is told of the estate where an overlay gives it', async () => {
    expect(
      await problemsOf(ESTATE, 'overlay: true\noperations: { pilot: { instance: ehr } }\n'),
    ).toEqual([
      {
        code: 'wrong-kind',
        message: 'operations: pilot.instance names "ehr", which is an application, not an instance',
        at: '1.yaml:2:24',
        related: ['application ehr stands here 0.yaml:8:7'],
      },
    ]);
  });
});

describe('the places of facts', () => {
  it('are those of each subject, whatever its kind', async () => {
    const { locate } = await load(ESTATE);
    const at = (kind: 'estate' | 'host' | 'site' | 'application', id: string, path: string) =>
      placeOf(locate({ subject: { kind, id }, path }));
    expect(at('host', 'esx-1', 'cluster')).toBe('0.yaml:4:36');
    expect(at('application', 'ehr', 'dependsOn[0].application')).toBe('0.yaml:8:30');
    expect(at('estate', 'estate', 'operations.pilot.instance')).toBe('0.yaml:14:24');
    // An id that a subject has as well.
    expect(at('estate', 'north', 'operations.pilot')).toBe('0.yaml:14:15');
    expect(at('site', 'nowhere', 'name')).toBe('0.yaml:1:1');
  });
});

describe('the word that was probably meant', () => {
  it.each([
    ['esxi', ['esx', 'ESXi', 'esxi-7'], 'ESXi'],
    ['ab', ['cd'], 'cd'],
    ['abc', ['abde'], 'abde'],
    ['abc', ['def'], undefined],
    ['abcdefghi', ['abcdefxyz'], 'abcdefxyz'],
    ['abcdefghi', ['abcdewxyz'], undefined],
    ['abcdefgh', ['abcdexyz'], undefined],
    ['a', [], undefined],
  ])('for %s among %j is %s', (word, words, nearest) => {
    expect(nearestWord(word, words)).toBe(nearest);
  });
});
