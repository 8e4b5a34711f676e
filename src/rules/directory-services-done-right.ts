import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { hasTarget } from '../analysis/migration.ts';
import { outlivesOneHost, partsOf } from '../analysis/parts.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, listOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const METHODS = ['rebuild', 'p2v-online', 'p2v-offline', 'v2v', 'replication'] as const;

export default defineRule({
  id: 'DEP-006',
  name: 'directory-services-done-right',
  category: 'dependencies',
  subject: 'application',
  severity: 'high',
  effort: 'medium',
  title: 'Directory services are virtualized as their maker asks for',
  source: [
    TEXTS.virtualDomainControllers,
    TEXTS.notVirtualized,
    projectDefault('That no directory server outside the platform is a warning.'),
  ],
  why: 'Everything logs on to the directory: one that is rolled back, late or alone on a host takes the whole hospital with it.',
  condition: {
    fail: 'Fewer than leastServers servers, or all of them on one host; one takes its time from the host, has a snapshot, or shall move by one of refusedMethods.',
    warn: 'All of them run on one virtualization platform.',
    unknown:
      'The function of the application is not recorded, or its servers, where they stand, their time source, their snapshots, or how they get to the platform.',
  },
  remedy:
    'Keep two servers on different hosts and one outside the platform; switch off time synchronization and snapshots; build new ones instead of converting.',
  needs: { function: 'function' },
  options: {
    leastServers: countOption(2, 'servers', 'Least number of directory servers.'),
    refusedMethods: listOption({
      default: ['p2v-online'],
      choices: METHODS,
      about: 'Ways of migration that a directory server must not take.',
    }),
  },
  // An application whose function is not recorded may be the directory.
  concerns: ({ subject }) => (subject.value.function ?? 'directory') === 'directory',
  check(_facts, { leastServers, refusedMethods }, { subject, estate }) {
    const servers = estate.instancesOf(subject.value).filter(isProduction);
    if (servers.length === 0) return unknown('no directory server is recorded', ['instances']);
    return worstOf([
      judgeSpread(estate, subject.value, servers, leastServers),
      ...servers.map((server) => judgeServer(server, refusedMethods)),
      judgeOutside(estate, servers),
    ]);
  },
});

function judgeSpread(
  estate: Estate,
  application: Application,
  servers: readonly Instance[],
  least: number,
): Outcome {
  const number = count(servers.length, 'directory server');
  if (servers.length < least) {
    const remedy = 'Add a directory server on another host.';
    return fail(`${number}, at least ${least}`, remedy, { at: 'instances' });
  }
  if (servers.length < 2) return pass(number);
  // A rule that keeps a group apart is written for the group, not for the application.
  const groups = partsOf(estate, application).filter(({ members }) => members.length > 1);
  const answers = [{ name: application.id, members: servers }, ...groups].map((part) =>
    outlivesOneHost(estate, part),
  );
  // No host carries a physical machine, so it needs no record of which one the others stand on.
  const isMixed = servers.some(standsOutside) && servers.some(hasTarget);
  if (isMixed || answers.includes(true)) return pass(`${number} on different hosts`);
  const hidden = answers.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer));
  if (hidden.length > 0) {
    const message = 'whether the directory servers stand on different hosts decides';
    return { ...notRecorded(...hidden), message };
  }
  const remedy = 'Move one to another host, and keep them apart by a rule.';
  return fail(`${number} on one host, allowed on different ones`, remedy, { at: 'instances' });
}

function judgeServer(server: Instance, refusedMethods: readonly string[]): Outcome {
  if (standsOutside(server)) return pass(`${server.id} is physical`);
  return worstOf([
    judgeTime(server),
    ...(server.form === 'physical' ? [] : [judgeSnapshots(server)]),
    ...(server.form === 'virtual' ? [] : [judgeMethod(server, refusedMethods)]),
  ]);
}

function judgeTime({ id, timeSyncWithHost }: Instance): Outcome {
  const at = factRef('instance', id, 'timeSyncWithHost');
  if (timeSyncWithHost === undefined) return notRecorded(at);
  return timeSyncWithHost
    ? fail(
        `${id} takes its time from the host, allowed is the domain’s own`,
        'Switch off time synchronization with the host.',
        { at },
      )
    : pass('time from the domain');
}

function judgeSnapshots({ id, snapshots }: Instance): Outcome {
  const at = factRef('instance', id, 'snapshots.count');
  if (snapshots?.count === undefined) return notRecorded(at);
  return snapshots.count > 0
    ? fail(
        `${id} has ${count(snapshots.count, 'snapshot')}, allowed none`,
        'Delete its snapshots; back it up instead.',
        { at },
      )
    : pass('no snapshot');
}

function judgeMethod({ id, migration }: Instance, refused: readonly string[]): Outcome {
  const at = factRef('instance', id, 'migration.method');
  if (migration?.method === undefined) return notRecorded(at);
  return refused.includes(migration.method)
    ? fail(
        `${id} shall move by ${migration.method}`,
        'Install a new server, let it replicate, and demote the old one.',
        { at },
      )
    : pass(`moved by ${migration.method}`);
}

/** Somewhere a server must answer while the platform itself is started. */
function judgeOutside(estate: Estate, servers: readonly Instance[]): Outcome {
  const outside = servers.filter(standsOutside);
  if (outside.length > 0) return pass(`${listNames(outside.map(({ id }) => id))} outside`);
  const below = servers.map((server) => platformsBelow(estate, server));
  const platforms = new Set(below.flatMap((one) => one.platforms.map(({ id }) => id)));
  if (platforms.size > 1) return pass(`on ${platforms.size} platforms`);
  const missing: readonly FactRef[] = below.flatMap((one) => one.missing);
  if (missing.length > 0) return notRecorded(...missing);
  return warn(
    `all directory servers run on ${listNames([...platforms])}, better one outside it`,
    'Keep one directory server on a physical machine or on another platform.',
    { at: 'instances' },
  );
}

/** A physical machine without a plan to move it. */
function standsOutside(server: Instance): boolean {
  return server.form === 'physical' && !hasTarget(server);
}
