import type { Instance } from '../../domain/inventory.ts';

/**
 * The stem of names that differ in one number at their end (before a domain): `web` for `web-1`
 * and `web2.clinic.example`. Undefined for a name without a number, or of nothing else.
 */
function stemOf(name: string): { stem: string; number: string; domain: string } | undefined {
  const [, stem = '', number, domain = ''] = /^([^.]*?)[-_ ]?(\d+)(\..*)?$/s.exec(name) ?? [];
  return number === undefined || stem === '' ? undefined : { stem, number, domain };
}

/**
 * For each machine of a series the name of its proposed redundancy group. A series are at least two
 * machines of one application and environment whose names differ in a number only. That they stand
 * in for each other is for people to say.
 */
export function proposeRedundancy(machines: readonly Instance[]): ReadonlyMap<Instance, string> {
  const series = new Map<
    string,
    { readonly stem: string; readonly members: Map<string, Instance> }
  >();
  for (const machine of machines) {
    const { application, redundancyGroup, ftSecondaryOf, environment } = machine;
    const parts = stemOf(machine.id);
    if (application === undefined || parts === undefined) continue;
    if (redundancyGroup !== undefined || ftSecondaryOf !== undefined) continue;
    const { stem, number, domain } = parts;
    const key = JSON.stringify([
      application,
      environment,
      stem.toLowerCase(),
      domain.toLowerCase(),
    ]);
    const one = series.get(key) ?? { stem, members: new Map() };
    one.members.set(number, machine);
    series.set(key, one);
  }
  const proposed = new Map<Instance, string>();
  for (const { stem, members } of series.values()) {
    if (members.size < 2) continue;
    for (const machine of members.values()) proposed.set(machine, stem);
  }
  return proposed;
}
