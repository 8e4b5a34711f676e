import type { PathSegment } from '../domain/fact-path.ts';
import type { Instance, Server } from '../domain/inventory.ts';
import type { Problem } from '../domain/user-error.ts';
import { type Entry, entryName, locateInEntry } from './entry.ts';

/** Facts that cannot both be true, with both of their places. References are checked before. */
export function checkContradictions(byId: ReadonlyMap<string, Entry>): Problem[] {
  const problems: Problem[] = [];
  const server = (id: string | undefined): Server | undefined =>
    id === undefined ? undefined : (byId.get(id)?.value as Server | undefined);
  const place = (id: string, path: readonly PathSegment[], note: string): Related => {
    const entry = byId.get(id) as Entry;
    return { note, location: locateInEntry(entry, path) };
  };
  for (const entry of byId.values()) {
    if (entry.kind === 'server') problems.push(...aboutServer(entry, byId, place));
    if (entry.kind === 'instance') problems.push(...aboutInstance(entry, server, place));
  }
  return problems;
}

type Related = NonNullable<Problem['related']>[number];
type Place = (id: string, path: readonly PathSegment[], note: string) => Related;

function contradiction(
  entry: Entry,
  path: readonly PathSegment[],
  message: string,
  related: Related,
  hint?: string,
): Problem {
  return {
    code: 'contradiction',
    message: `${entryName(entry)}: ${message}`,
    location: locateInEntry(entry, path),
    related: [related],
    ...(hint !== undefined && { hint }),
  };
}

function* aboutServer(
  entry: Entry,
  byId: ReadonlyMap<string, Entry>,
  place: Place,
): Generator<Problem> {
  const { id, role, platform, cluster } = entry.value as unknown as Server;
  if (role === 'standalone') {
    for (const [path, value] of [
      ['platform', platform],
      ['cluster', cluster],
    ] as const) {
      if (value === undefined) continue;
      const related = place(id, ['role'], 'its role stands here');
      const hint = 'Only a host has one; is its role: host?';
      yield contradiction(entry, [path], `a standalone server has no ${path}`, related, hint);
    }
  }
  const clusterPlatform = byId.get(cluster ?? '')?.value['platform'];
  if (platform === undefined || clusterPlatform === undefined || platform === clusterPlatform)
    return;
  yield contradiction(
    entry,
    ['platform'],
    `its platform is ${platform}, but its cluster ${cluster} belongs to platform ${clusterPlatform}`,
    place(cluster ?? '', ['platform'], `the platform of ${cluster} stands here`),
  );
}

function* aboutInstance(
  entry: Entry,
  server: (id: string | undefined) => Server | undefined,
  place: Place,
): Generator<Problem> {
  const { id, target, form, server: today, placementRules } = entry.value as unknown as Instance;
  const host = server(target?.host);
  if (host?.role === 'standalone') {
    const message = `target.host names ${host.id}, which is a standalone server`;
    yield contradiction(
      entry,
      ['target', 'host'],
      message,
      place(host.id, ['role'], 'its role stands here'),
    );
  } else if (
    host !== undefined &&
    target?.cluster !== undefined &&
    host.cluster !== target.cluster
  ) {
    const member = host.cluster === undefined ? 'in no cluster' : `in cluster ${host.cluster}`;
    yield contradiction(
      entry,
      ['target', 'host'],
      `its target is host ${host.id} in cluster ${target.cluster}, but ${host.id} is ${member}`,
      place(host.id, ['cluster'], `${host.id} stands here`),
    );
  }
  const machine = server(today);
  if (machine?.role === 'host') {
    const message = `server names ${machine.id}, which is a virtualization host`;
    const hint = 'For a virtual machine, name its host in target.host.';
    yield contradiction(
      entry,
      ['server'],
      message,
      place(machine.id, ['role'], 'its role stands here'),
      hint,
    );
  }
  if (today !== undefined && form === 'virtual') {
    const message = `its form is virtual, yet it runs on the standalone server ${today}`;
    yield contradiction(entry, ['form'], message, place(id, ['server'], 'its server stands here'));
  }
  yield* aboutPins(entry, placementRules ?? [], target?.cluster, server, place);
}

function* aboutPins(
  entry: Entry,
  rules: readonly string[],
  cluster: string | undefined,
  server: (id: string | undefined) => Server | undefined,
  place: Place,
): Generator<Problem> {
  for (const [i, rule] of rules.entries()) {
    const host = rule.startsWith('pin:') ? server(rule.slice('pin:'.length)) : undefined;
    if (host === undefined || cluster === undefined || host.cluster === cluster) continue;
    yield contradiction(
      entry,
      ['placementRules', i],
      `it is pinned to ${host.id}, which is not in its target cluster ${cluster}`,
      place(host.id, ['cluster'], `${host.id} stands here`),
    );
  }
}
