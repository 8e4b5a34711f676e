import { describe, expect, it } from 'vitest';
import { protectionOfParts, weakestProtection } from '../../src/analysis/part-protection.ts';
import { estateOf, present } from '../support/estate.ts';

async function protectionOf(...instances: string[]) {
  const list = instances.map((instance, i) => `  - { id: i${i}, application: app, ${instance} }`);
  const estate = await estateOf(`
servers: [{ id: esx-1, role: host }, { id: esx-2, role: host }]
applications: [{ id: app }]
instances:${list.length === 0 ? ' []' : `\n${list.join('\n')}`}`);
  const application = present(estate.application('app'));
  const { atLeast, atMost, missing } = weakestProtection(
    application,
    protectionOfParts(estate, application),
  );
  return [atLeast, atMost, ...missing.map(({ subject, path }) => `${subject.id} ${path}`)];
}

describe('how an application is protected', () => {
  it.each([
    ['as its instance', ['protection: ha-restart'], [3, 3]],
    ['as its weakest part', ['protection: ft', 'protection: backup-restore'], [1, 1]],
    ['somehow, where that is not recorded', [''], [0, 5, 'i0 protection']],
    [
      'no better than its weakest part, whatever the others are',
      ['protection: dr-failover', ''],
      [0, 2, 'i1 protection'],
    ],
    [
      'as the best member of a group',
      ['redundancyGroup: g, protection: none', 'redundancyGroup: g, protection: ft'],
      [5, 5],
    ],
    [
      'like a cluster where members stand on different hosts',
      [
        'redundancyGroup: g, protection: none, target: { host: esx-1 }',
        'redundancyGroup: g, protection: none, target: { host: esx-2 }',
      ],
      [4, 4],
    ],
    [
      'perhaps like one where it is not recorded where they stand',
      ['redundancyGroup: g, protection: none', 'redundancyGroup: g, protection: none'],
      [0, 4, 'i0 target', 'i1 target'],
    ],
    [
      'as its best member, whatever the others are',
      ['redundancyGroup: g, protection: ft', 'redundancyGroup: g'],
      [5, 5],
    ],
    ['not at all where one part is not, whatever the others are', ['protection: none', ''], [0, 0]],
    ['unknown without an instance', [], [0, 5, 'app instances']],
  ] as const)('%s', async (_name, instances, answer) => {
    expect(await protectionOf(...instances)).toEqual(answer);
  });

  it('is told by part, the weakest first, and first what may be weaker', async () => {
    const estate = await estateOf(`
applications:
  - id: app
    instances:
      - { id: a, protection: ft }
      - { id: b }
      - { id: c, protection: ha-restart }
`);
    const parts = protectionOfParts(estate, present(estate.application('app')));
    expect(parts.map(({ part }) => part.name)).toEqual(['c', 'b', 'a']);
  });
});
