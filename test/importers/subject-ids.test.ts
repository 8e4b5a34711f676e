import { describe, expect, it } from 'vitest';
import {
  assignIds,
  cleanName,
  type IdChange,
  type NamedSubject,
} from '../../src/importers/subject-ids.ts';

const named = (name: string, ...marks: (string | undefined)[]): NamedSubject => ({ name, marks });

function idsOf(...requests: (readonly [prefix: string, ...subjects: NamedSubject[]])[]) {
  const changes: [IdChange, string][] = [];
  const ids = assignIds(
    requests.map(([prefix, ...subjects]) => ({ prefix, subjects })),
    (change, id) => changes.push([change, id]),
  );
  const lists = requests.map(([, ...subjects]) => subjects.map((subject) => ids.get(subject)));
  return { ids: lists, changes };
}

describe('cleanName', () => {
  it.each([
    ['db-1', 'db-1'],
    ['  db 1\t', 'db 1'],
    ['db\n1\u0007', 'db 1'],
    ['db\u200b-\u202e1', 'db-1'],
    ['\u200b', ''],
    ['Röntgen 放射線 🩻', 'Röntgen 放射線 🩻'],
    ['🩻'.repeat(300), '🩻'.repeat(200)],
  ])('%j', (name, clean) => expect(cleanName(name)).toBe(clean));
});

describe('assignIds', () => {
  it('leaves a name that is alone as it is', () => {
    expect(idsOf(['vm', named('a'), named('b')], ['host', named('c')])).toEqual({
      ids: [['a', 'b'], ['c']],
      changes: [],
    });
  });

  it('gives all that share a name the first mark that tells them apart', () => {
    const { ids, changes } = idsOf([
      'vm',
      named('web', 'same', 'vm-2', 'north'),
      named('web', 'same', 'vm-1', 'south'),
    ]);
    expect(ids).toEqual([['web@vm-2', 'web@vm-1']]);
    expect(changes).toEqual([
      ['suffixed', 'web@vm-1'],
      ['suffixed', 'web@vm-2'],
    ]);
  });

  it('does not depend on the order of the rows', () => {
    const north = named('web', undefined, 'north');
    const south = named('web', undefined, 'south');
    const other = named('web@north');
    expect(idsOf(['vm', north, south, other]).ids).toEqual([
      ['vm:web@north', 'web@south', 'web@north'],
    ]);
    expect(idsOf(['vm', other, south, north]).ids).toEqual([
      ['web@north', 'web@south', 'vm:web@north'],
    ]);
  });

  it('counts where no mark is on all of them', () => {
    expect(idsOf(['vm', named('web', 'u1'), named('web')]).ids).toEqual([['web#1', 'web#2']]);
    expect(idsOf(['vm', named('web', 'u1'), named('web'), named('web', 'u1')]).ids).toEqual([
      ['web#1', 'web#2', 'web#3'],
    ]);
  });

  it('puts its kind before a name that another kind has', () => {
    const { ids, changes } = idsOf(
      ['vm', named('prod'), named('cluster:prod')],
      ['cluster', named('prod')],
      ['datastore', named('prod')],
    );
    expect(ids).toEqual([['prod', 'cluster:prod'], ['cluster:prod#2'], ['datastore:prod']]);
    expect(changes).toEqual([
      ['prefixed', 'cluster:prod#2'],
      ['prefixed', 'datastore:prod'],
    ]);
  });

  it('never grows beyond what the schema allows', () => {
    const name = 'n'.repeat(200);
    const { ids } = idsOf(
      ['vm', named(name, 'u'.repeat(200)), named(name, `v${'u'.repeat(300)}`)],
      ['host', named('h'.repeat(200))],
      ['cluster', named('h'.repeat(200))],
    );
    const all = ids.flat();
    expect(new Set(all).size).toBe(4);
    expect(all.map((id) => id?.length)).toEqual([200, 200, 200, 200]);
  });
});
