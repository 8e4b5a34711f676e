import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lossesToTry,
  type Machine,
  machinesFor,
  needsOf,
  place,
  type Room,
} from '../../src/analysis/capacity.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { estateOf, present } from '../support/estate.ts';

const HOSTS = ['a', 'b', 'c'] as const;

const arbitraryRooms: fc.Arbitrary<Room[]> = fc
  .array(
    fc.record({
      memoryGiB: fc.integer({ min: 0, max: 12 }),
      cores: fc.integer({ min: 0, max: 8 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((sizes) => sizes.map((size, i) => ({ id: HOSTS[i] ?? '', ...size })));

const arbitraryMachine = fc.record({
  memoryGiB: fc.integer({ min: 0, max: 8 }),
  cores: fc.integer({ min: 0, max: 5 }),
  hosts: fc.option(
    fc.subarray([...HOSTS]).map((ids) => new Set<string>(ids)),
    { nil: undefined },
  ),
  apart: fc.subarray(['group web', 'twin db']),
});

function arbitraryMachines(maxLength: number): fc.Arbitrary<Machine[]> {
  return fc
    .array(arbitraryMachine, { maxLength })
    .map((machines) => machines.map((machine, i) => ({ name: `vm-${i}`, ...machine })));
}

/** Whether a placement keeps every promise: each machine once, room for all, rules kept. */
function isSound(machines: readonly Machine[], hostOf: ReadonlyMap<Machine, Room>): boolean {
  const onSame = (one: Machine) =>
    machines.filter((other) => hostOf.get(other) === hostOf.get(one));
  return machines.every((machine) => {
    const room = hostOf.get(machine);
    if (room === undefined) return false;
    const here = onSame(machine);
    const memory = here.reduce((total, { memoryGiB }) => total + memoryGiB, 0);
    const cores = here.reduce((total, one) => total + one.cores, 0);
    const isAllowed = machine.hosts === undefined || machine.hosts.has(room.id);
    const isApart = here.every(
      (other) => other === machine || !other.apart.some((key) => machine.apart.includes(key)),
    );
    return isAllowed && isApart && memory <= room.memoryGiB + 1e-6 && cores <= room.cores + 1e-6;
  });
}

/** Tries every way to give each machine a host. */
function hasPlacement(machines: readonly Machine[], rooms: readonly Room[]): boolean {
  const ways = rooms.length ** machines.length;
  for (let way = 0; way < ways; way++) {
    const hostOf = new Map<Machine, Room>();
    let rest = way;
    for (const machine of machines) {
      const room = rooms[rest % rooms.length];
      if (room !== undefined) hostOf.set(machine, room);
      rest = Math.floor(rest / rooms.length);
    }
    if (isSound(machines, hostOf)) return true;
  }
  return false;
}

describe('the placement of machines on hosts', () => {
  it('has a witness that an independent check confirms, whenever it says that all fit', () => {
    fc.assert(
      fc.property(arbitraryMachines(12), arbitraryRooms, (machines, rooms) => {
        const placement = place(machines, rooms);
        if (placement.kind === 'fits') expect(isSound(machines, placement.hostOf)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with trying every way, for few machines', () => {
    fc.assert(
      fc.property(arbitraryMachines(6), arbitraryRooms, (machines, rooms) => {
        const expected = hasPlacement(machines, rooms) ? 'fits' : 'cannot';
        expect(place(machines, rooms).kind).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('never says that a machine more makes room', () => {
    fc.assert(
      fc.property(arbitraryMachines(6), arbitraryRooms, (machines, rooms) => {
        const fewer = place(machines.slice(1), rooms);
        if (fewer.kind === 'cannot') expect(place(machines, rooms).kind).not.toBe('fits');
      }),
    );
  });

  it('names the machine that no host can take', () => {
    const rooms = [
      { id: 'a', memoryGiB: 8, cores: 8 },
      { id: 'b', memoryGiB: 8, cores: 8 },
    ];
    const small = { name: 'small', memoryGiB: 1, cores: 1, hosts: undefined, apart: [] };
    const large = { ...small, name: 'large', memoryGiB: 9 };
    expect(place([small, large], rooms)).toEqual({
      kind: 'cannot',
      why: { of: 'machine', machine: large },
    });
  });

  it('leaves the answer open where trying every way would take too long', () => {
    const rooms = ['a', 'b'].map((id) => ({ id, memoryGiB: 10, cores: 100 }));
    const machines = Array.from({ length: 41 }, (_, i) => ({
      name: `vm-${i}`,
      memoryGiB: i < 3 ? 6 : 0.01,
      cores: 0,
      hosts: undefined,
      apart: [],
    }));
    expect(place(machines, rooms)).toEqual({ kind: 'open' });
    expect(place(machines.slice(0, 10), rooms)).toEqual({ kind: 'cannot', why: { of: 'all' } });
  });

  describe('of more machines than are tried every way', () => {
    const ANY = { memoryGiB: 0, cores: 0, hosts: undefined, apart: [] };
    const small = (number: number, size: Partial<Machine>): Machine[] =>
      Array.from({ length: number }, (_, i) => ({ ...ANY, name: `small-${i}`, ...size }));
    const large = (...sizes: readonly Partial<Machine>[]): Machine[] =>
      sizes.map((size, i) => ({ ...ANY, name: `large-${i}`, ...size }));
    const rooms = (a: number, b: number): Room[] => [
      { id: 'a', memoryGiB: a, cores: a },
      { id: 'b', memoryGiB: b, cores: b },
    ];

    it('puts the largest first, by memory', () => {
      const machines = [
        ...small(40, { memoryGiB: 0.01 }),
        ...large({ memoryGiB: 5 }, { memoryGiB: 5 }, { memoryGiB: 4.8 }, { memoryGiB: 4.8 }),
      ];
      expect(place(machines, rooms(10, 10)).kind).toBe('fits');
    });

    it('or by cores', () => {
      const machines = [
        ...small(40, { cores: 0.01 }),
        ...large({ cores: 5 }, { cores: 5 }, { cores: 4.8 }, { cores: 4.8 }),
      ];
      expect(place(machines, rooms(10, 10)).kind).toBe('fits');
    });

    it('whichever is the larger share of what there is', () => {
      const machines = [
        ...small(40, { memoryGiB: 0.1 }),
        ...large({ cores: 1, memoryGiB: 0.01 }, { cores: 1, memoryGiB: 0.01 }),
      ];
      const wide = [
        { id: 'a', memoryGiB: 4.01, cores: 1 },
        { id: 'b', memoryGiB: 0.02, cores: 1 },
      ];
      expect(place(machines, wide).kind).toBe('fits');
    });

    it('but before them what has few hosts to choose from', () => {
      const machines = [
        ...small(40, { memoryGiB: 0.25 }),
        ...large({ memoryGiB: 0.1, hosts: new Set(['a']) }),
      ];
      expect(place(machines, rooms(10, 10)).kind).toBe('fits');
    });

    it('and what is kept apart', () => {
      const machines = [
        ...small(40, { memoryGiB: 0.25 }),
        ...large({ memoryGiB: 0.1, apart: ['g'] }, { memoryGiB: 0.1, apart: ['g'] }),
      ];
      expect(place(machines, rooms(10, 0.5)).kind).toBe('fits');
    });
  });

  it('tries every way for forty machines, and gives up after 20,000 steps', () => {
    const machine = (memoryGiB: number, i: number): Machine => ({
      name: `vm-${i}`,
      memoryGiB,
      cores: 0,
      hosts: undefined,
      apart: [],
    });
    const rooms = ['a', 'b', 'c'].map((id) => ({ id, memoryGiB: 10, cores: 1 }));
    const forty = Array.from({ length: 40 }, (_, i) => machine(i < 4 ? 6 : 0.01, i));
    expect(place(forty, rooms)).toEqual({ kind: 'cannot', why: { of: 'all' } });
    // Each host takes four of them: there are 34,650 ways to place twelve, and none for the last.
    const thirteen = Array.from({ length: 13 }, (_, i) => machine(2.1, i));
    expect(place(thirteen, rooms)).toEqual({ kind: 'open' });
  });

  it('takes errors of rounding for none', () => {
    const room = { id: 'a', memoryGiB: 0.3, cores: 1 };
    const machine = (name: string) => ({
      name,
      memoryGiB: 0.1,
      cores: 0,
      hosts: undefined,
      apart: [],
    });
    expect(place(['x', 'y', 'z'].map(machine), [room]).kind).toBe('fits');
  });
});

describe('the losses that are tried', () => {
  const rooms = [
    { id: 'a', memoryGiB: 10, cores: 4 },
    { id: 'b', memoryGiB: 30, cores: 2 },
    { id: 'c', memoryGiB: 20, cores: 8 },
  ];
  const lost = (failures: number, pinned: readonly string[] = []) =>
    lossesToTry(rooms, failures, new Set(pinned)).map((loss) => [...loss].sort().join(' '));

  it('are of the largest hosts, by memory and by cores', () => {
    expect(lost(1)).toEqual(['b', 'c']);
    expect(lost(2)).toEqual(['b c', 'a c']);
  });

  it('and of each host that a machine is pinned to', () => {
    expect(lost(1, ['a'])).toEqual(['b', 'c', 'a']);
    expect(lost(2, ['a'])).toEqual(['b c', 'a c', 'a b']);
  });

  it('are tried once each, whatever order their hosts come in', () => {
    const wide = [
      { id: 'a', memoryGiB: 30, cores: 4 },
      { id: 'b', memoryGiB: 20, cores: 8 },
      { id: 'c', memoryGiB: 10, cores: 2 },
    ];
    expect(lossesToTry(wide, 2, new Set())).toEqual([new Set(['a', 'b'])]);
  });

  it('are told apart, although their names run into the same text', () => {
    const named = [
      { id: 'a', memoryGiB: 40, cores: 1 },
      { id: 'bc', memoryGiB: 30, cores: 2 },
      { id: 'ab', memoryGiB: 20, cores: 4 },
      { id: 'c', memoryGiB: 10, cores: 3 },
    ];
    expect(lossesToTry(named, 2, new Set())).toEqual([new Set(['a', 'bc']), new Set(['ab', 'c'])]);
  });
});

describe('what a machine needs', () => {
  /** The needs of `vm-1` in short: the least, the most, and the facts that hide the difference. */
  async function needOf(facts: string) {
    const estate = await estateOf(`
clusters: [{ id: clinical }]
applications: [{ id: ehr, instances: [{ id: vm-1, target: { cluster: clinical }, ${facts} }] }]
`);
    const [need] = needsOf(estate, present(estate.cluster('clinical')));
    const { atLeast, atMost, allocated, open, unbounded } = present(need);
    const amount = ({ memoryGiB, cores, copies }: typeof atLeast) => [memoryGiB, cores, copies];
    return {
      atLeast: amount(atLeast),
      atMost: amount(atMost),
      missing: [allocated, open, unbounded].map((facts) =>
        facts.map(({ subject, path }) => `${subjectName(subject)} ${path}`),
      ),
    };
  }

  const MEASURED = 'protection: none, memoryReservationPercent: 0';

  it('is what was measured, where all is recorded', async () => {
    const metrics = 'metrics: { memoryP99GiB: 12, cpuP95Percent: 25 }';
    expect(await needOf(`${MEASURED}, memoryGiB: 16, vcpu: 8, ${metrics}`)).toEqual({
      atLeast: [12, 2, 1],
      atMost: [12, 2, 1],
      missing: [[], [], []],
    });
  });

  it('lies between nothing and all that it is given, where nothing was measured', async () => {
    expect(await needOf(`${MEASURED}, memoryGiB: 16, vcpu: 8`)).toEqual({
      atLeast: [0, 0, 1],
      atMost: [16, 8, 1],
      missing: [
        ['instance/vm-1 metrics.memoryP99GiB'],
        ['instance/vm-1 metrics.cpuP95Percent'],
        [],
      ],
    });
  });

  it('is no less than what is reserved', async () => {
    const reserved = 'protection: none, memoryReservationPercent: 50, memoryGiB: 16, vcpu: 2';
    const metrics = 'metrics: { memoryP99GiB: 2, cpuP95Percent: 0 }';
    const { atLeast, atMost } = await needOf(`${reserved}, ${metrics}`);
    expect([atLeast, atMost]).toEqual([
      [8, 0, 1],
      [8, 0, 1],
    ]);
  });

  it('is all that it is given, where all of it is reserved, measured or not', async () => {
    const all = 'protection: none, memoryReservationPercent: 100, memoryGiB: 16, vcpu: 2';
    const { atLeast, atMost, missing } = await needOf(all);
    expect([atLeast, atMost, missing[0]]).toEqual([[16, 0, 1], [16, 2, 1], []]);
  });

  it.each([
    [`${MEASURED}, vcpu: 2, metrics: { memoryP99GiB: 12, cpuP95Percent: 0 }`, []],
    [`${MEASURED}, vcpu: 2, metrics: { cpuP95Percent: 0 }`, ['instance/vm-1 memoryGiB']],
    [
      'protection: none, memoryReservationPercent: 10, vcpu: 2, metrics: { memoryP99GiB: 12 }',
      ['instance/vm-1 memoryGiB'],
    ],
    [`${MEASURED}, memoryGiB: 16`, ['instance/vm-1 vcpu']],
  ])('has a bound or not: %s', async (facts, unbounded) => {
    expect((await needOf(facts)).missing[2]).toEqual(unbounded);
  });
});

describe('the machines that are to be placed', () => {
  const ESTATE = `
clusters: [{ id: clinical }]
applications:
  - id: ehr
    instances:
      - { id: vm-1, protection: none, memoryGiB: 1, memoryReservationPercent: 100, redundancyGroup: g, placementRules: ['anti-affinity:g'], target: { cluster: clinical } }
      - { id: vm-2, protection: none, memoryGiB: 2, memoryReservationPercent: 100, redundancyGroup: g, target: { cluster: clinical }, vcpu: 1, metrics: { cpuP95Percent: 100 } }
      - { id: vm-3, protection: none, memoryGiB: 2, memoryReservationPercent: 100, redundancyGroup: g, target: { cluster: clinical }, vcpu: 2, metrics: { cpuP95Percent: 100 } }
  - id: lis
    instances:
      - { id: vm-4, protection: ft, memoryGiB: 4, target: { cluster: clinical }, placementRules: ['pin:esx-1'] }
      - { id: vm-5, protection: none, memoryGiB: 3, memoryReservationPercent: 100, target: { cluster: clinical }, redundancyGroup: alone, placementRules: ['anti-affinity:alone'] }
servers: [{ id: esx-1, role: host, cluster: clinical }]
`;

  async function machines(level: 'atLeast' | 'atMost', hostsLeft: number) {
    const estate = await estateOf(ESTATE);
    const needs = needsOf(estate, present(estate.cluster('clinical')));
    return machinesFor(needs, level, hostsLeft).map(
      ({ name, hosts, apart }) => `${name} on ${[...(hosts ?? ['any'])]} apart [${apart}]`,
    );
  }

  it('are the smallest members of a group where they count for sure', async () => {
    expect(await machines('atLeast', 2)).toEqual([
      'vm-1 on any apart [group ehr g]',
      'vm-2 on any apart [group ehr g]',
      'vm-5 on any apart []',
      'vm-4 on esx-1 apart [twin vm-4]',
      'the secondary of vm-4 on any apart [twin vm-4]',
    ]);
  });

  it('and the largest where they may, and no secondary on the last host', async () => {
    expect(await machines('atMost', 2)).toEqual([
      'vm-4 on esx-1 apart [twin vm-4]',
      'the secondary of vm-4 on any apart [twin vm-4]',
      'vm-5 on any apart []',
      'vm-3 on any apart [group ehr g]',
      'vm-2 on any apart [group ehr g]',
    ]);
    expect(await machines('atMost', 1)).toEqual([
      'vm-4 on esx-1 apart []',
      'vm-5 on any apart []',
      'vm-3 on any apart [group ehr g]',
    ]);
  });
});
