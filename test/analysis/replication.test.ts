import { describe, expect, it } from 'vitest';
import { hasCopyInStep } from '../../src/analysis/data-copies.ts';
import { partsOf } from '../../src/analysis/parts.ts';
import { isReplicatedWithin, type Settled } from '../../src/analysis/replication.ts';
import { estateOf, present } from '../support/estate.ts';

const STORAGE = `storage:
  - { id: none, replication: { mode: none } }
  - { id: sync, replication: { mode: sync } }
  - { id: lag-5, replication: { mode: async, rpoMinutes: 5 } }
  - { id: lag, replication: { mode: async } }
  - { id: open }`;

function told(answer: Settled) {
  return typeof answer === 'boolean'
    ? answer
    : answer.map(({ subject, path }) => `${subject.id} ${path}`);
}

async function within(instance: string, minutes: number) {
  const estate = await estateOf(`${STORAGE}\ninstances:\n  - { id: vm, ${instance} }`);
  return told(isReplicatedWithin(estate, present(estate.instance('vm')), minutes));
}

describe('whether a copy stays within some minutes', () => {
  it.each([
    ['replication: { mode: sync }', 0, true],
    ['replication: { mode: async, rpoMinutes: 5 }', 5, true],
    ['replication: { mode: async, rpoMinutes: 5 }, disks: []', 4, false],
    ['replication: { mode: async, rpoMinutes: 0 }, disks: []', 0, false],
    ['replication: { mode: none }, disks: [{ storage: sync }, { storage: lag-5 }]', 5, true],
    ['replication: { mode: none }, disks: [{ storage: sync }, { storage: lag-5 }]', 0, false],
    ['replication: { mode: none }, disks: [{ storage: open }, { storage: none }]', 5, false],
    ['replication: { mode: none }, disks: [{ storage: lag }]', 5, ['lag replication.rpoMinutes']],
    ['disks: [{ storage: none }]', 5, ['vm replication.mode']],
    ['replication: { mode: none }', 5, ['vm disks']],
    [
      'disks: [{ GiB: 1 }, { storage: open }]',
      5,
      ['vm replication.mode', 'vm disks[0].storage', 'open replication.mode'],
    ],
  ] as const)('%s within %d min: %s', async (instance, minutes, answer) => {
    expect(await within(instance, minutes)).toEqual(answer);
  });
});

async function inStep(...members: string[]) {
  const list = members.map(
    (member, i) => `  - { id: m${i}, application: app, redundancyGroup: group, ${member} }`,
  );
  const estate = await estateOf(
    `${STORAGE}\napplications: [{ id: app }]\ninstances:\n${list.join('\n')}`,
  );
  const [part] = partsOf(estate, present(estate.application('app')));
  return told(hasCopyInStep(estate, present(part)));
}

describe('whether a part has a copy in step', () => {
  const alone = 'replication: { mode: none }, protection: ha-restart';
  it.each([
    [[`${alone}, disks: [{ storage: none }]`], false],
    [[`${alone}, disks: [{ storage: sync }]`], true],
    [[`${alone}, disks: []`], true],
    [['protection: ft'], true],
    [[`${alone}, disks: [{ storage: none }]`, `${alone}, disks: [{ storage: lag }]`], true],
    [[`${alone}, disks: [{ storage: none }]`, `${alone}, disks: [{ storage: none }]`], false],
    [
      [`${alone}, disks: [{ storage: none }]`, alone],
      ['m1 disks', 'm1 disks'],
    ],
    [[`${alone}, disks: [{ storage: none }]`, `protection: ft, disks: [{ storage: none }]`], true],
    // A member that keeps nothing holds no copy of what another one keeps.
    [[`${alone}, disks: [{ storage: none }]`, `${alone}, disks: []`], false],
    [
      [
        `${alone}, disks: [{ storage: none }, { storage: lag }]`,
        `${alone}, disks: [{ storage: open }, { storage: lag }]`,
      ],
      false,
    ],
    [
      [`${alone}, disks: [{ storage: none }]`, `${alone}, disks: [{ storage: none }, { GiB: 4 }]`],
      ['m1 disks[1].storage'],
    ],
  ])('%j: %s', async (members, answer) => {
    expect(await inStep(...members)).toEqual(answer);
  });
});
