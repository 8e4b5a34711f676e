import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossesToTry, type Machine, place, type Room } from '../../src/analysis/capacity.ts';

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
});
