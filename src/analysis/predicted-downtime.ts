import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Instance, Server } from '../domain/inventory.ts';
import {
  redundantUnavailability,
  seriesUnavailability,
  switchoverUnavailability,
  unavailability,
} from './availability.ts';
import { serverRef, targetHosts } from './demand.ts';
import type { Estate } from './estate.ts';
import { mayQueueBefore, predictRestart } from './host-loss.ts';
import { outlivesOneHost, type Part, partsOf } from './parts.ts';
import { lastProtectionTest } from './protection-test.ts';
import type { Assumption, RecoveryDefaults } from './recovery.ts';

/** What no inventory records, and a team settles. */
export interface PredictionModel {
  /** Share of failures that strike redundant machines at once, 0 to 1 (β of M5). */
  readonly commonCause: number;
  /** Share of failures in which a failover works that a test has shown to work, 0 to 1 (c of M6). */
  readonly testedCoverage: number;
  readonly restart: RecoveryDefaults;
}

/** How long an application is down because machines fail, its own and those of what it needs. */
export interface PredictedDowntime {
  /** Share of time, 0 to 1, by what is recorded for sure. */
  readonly least: number;
  /** With machines whose host is not recorded on the worst one. */
  readonly most: number;
  /** Parts by their share of the time, the largest first. */
  readonly contributors: readonly { readonly name: string; readonly share: number }[];
  readonly assumptions: readonly Assumption[];
  /** Facts without which a part cannot be predicted; it counts for nothing then. */
  readonly missing: readonly FactRef[];
  /** Facts that make `most` more than `least`. */
  readonly unsettled: readonly FactRef[];
}

/** Downtime of one part after failures of the machine that it stands on. */
interface PartDowntime {
  readonly name: string;
  /** The machine, where it is one: all parts on it go down in the same failure. */
  readonly machine: string | undefined;
  readonly least: number;
  readonly most: number;
}

/** The sum of what is found while the parts are looked at. */
interface Findings {
  readonly assumptions: Assumption[];
  readonly missing: FactRef[];
  readonly unsettled: FactRef[];
}

/**
 * Predicts the downtime of an application from the failures of the machines below it (M1 to M6):
 * its own parts and those of its hard dependencies, in series. Storage, network, sites and faults of
 * the software have no recorded reliability, so the truth is worse.
 */
export function predictDowntime(
  estate: Estate,
  application: Application,
  model: PredictionModel,
): PredictedDowntime {
  const found: Findings = { assumptions: [], missing: [], unsettled: [] };
  const parts = withDependencies(estate, application, found).flatMap((one) => {
    const own = partsOf(estate, one);
    if (own.length === 0) found.missing.push(factRef('application', one.id, 'instances'));
    return own.flatMap(
      (part) => partDowntime({ estate, application: one, part, model }, found) ?? [],
    );
  });
  const contributors = parts
    .map(({ name, most }) => ({ name, share: most }))
    .sort((a, b) => b.share - a.share);
  return {
    least: seriesUnavailability(onceForEachMachine(parts, 'least')),
    most: seriesUnavailability(onceForEachMachine(parts, 'most')),
    contributors,
    assumptions: [...new Map(found.assumptions.map((one) => [one.text, one])).values()],
    missing: found.missing,
    unsettled: found.unsettled,
  };
}

/** The application and all that it needs, itself first. */
function withDependencies(
  estate: Estate,
  application: Application,
  found: Findings,
): readonly Application[] {
  const needed = new Set([application]);
  for (const { id, dependsOn } of needed) {
    if (dependsOn === undefined) found.missing.push(factRef('application', id, 'dependsOn'));
    for (const { application: other, kind } of dependsOn ?? []) {
      const target = kind === 'soft' ? undefined : estate.application(other);
      if (target !== undefined) needed.add(target);
    }
  }
  return [...needed];
}

/** A failure of a machine takes all parts on it down at once, so the slowest of them counts. */
function onceForEachMachine(parts: readonly PartDowntime[], bound: 'least' | 'most'): number[] {
  const ofMachine = new Map<string, number>();
  for (const part of parts) {
    const key = part.machine ?? (bound === 'least' ? '' : `part ${part.name}`);
    ofMachine.set(key, Math.max(ofMachine.get(key) ?? 0, part[bound]));
  }
  // A part that may stand anywhere may stand on a machine that already counts.
  const anywhere = ofMachine.get('') ?? 0;
  ofMachine.delete('');
  const shares = [...ofMachine.values()];
  return anywhere > Math.max(0, ...shares) ? [anywhere] : shares;
}

interface Question {
  readonly estate: Estate;
  readonly application: Application;
  readonly part: Part;
  readonly model: PredictionModel;
}

function partDowntime(question: Question, found: Findings): PartDowntime | undefined {
  const { estate, part } = question;
  if (part.members.length > 1) {
    const apart = outlivesOneHost(estate, part);
    if (typeof apart !== 'boolean') {
      found.missing.push(...apart);
      return undefined;
    }
    if (apart) return groupDowntime(question, found);
  }
  const members = part.members.map((member) => memberDowntime(question, member, found));
  if (members.some((one) => one === undefined)) return undefined;
  const known = members.filter((one) => one !== undefined);
  const [first] = known;
  // They fall together, and the first that is back is enough.
  const soonest = (bound: 'least' | 'most') => Math.min(...known.map((one) => one[bound]));
  return first && { ...first, least: soonest('least'), most: soonest('most') };
}

interface Machine {
  readonly server: Server;
  readonly down: number;
  readonly failuresPerHour: number;
  readonly repairHours: number;
}

/** The machines that an instance may stand on; undefined where that or their failures are not known. */
function machinesOf(
  estate: Estate,
  instance: Instance,
  found: Findings,
): readonly [Machine, ...Machine[]] | undefined {
  const { server: id, target } = instance;
  const isMoving = target?.cluster !== undefined || target?.host !== undefined;
  const own = isMoving || id === undefined ? undefined : estate.server(id);
  const servers = own === undefined ? targetHosts(estate, instance) : [own];
  if (servers.length === 0) found.missing.push(factRef('instance', instance.id, 'target'));
  if (servers.length > 1) found.unsettled.push(factRef('instance', instance.id, 'target.host'));
  const machines = servers.flatMap((server) => machineOf(server, found) ?? []);
  const [first, ...others] = machines;
  return first === undefined || machines.length < servers.length ? undefined : [first, ...others];
}

function machineOf(server: Server, found: Findings): Machine | undefined {
  const { mtbfHours, mttrHours, source } = server.reliability ?? {};
  const subject = serverRef(server);
  if (mtbfHours === undefined) found.missing.push({ subject, path: 'reliability.mtbfHours' });
  if (mttrHours === undefined) found.missing.push({ subject, path: 'reliability.mttrHours' });
  if (mtbfHours === undefined || mttrHours === undefined) return undefined;
  if (source !== 'vendor' && source !== 'measured') {
    found.assumptions.push({
      fact: { subject, path: 'reliability.source' },
      text: `failures of ${server.id}`,
    });
  }
  return {
    server,
    down: unavailability(mtbfHours, mttrHours),
    failuresPerHour: 1 / (mtbfHours + mttrHours),
    repairHours: mttrHours,
  };
}

/** One instance, or several on one machine: back when its protection has brought it back. */
function memberDowntime(
  { estate, application, part, model }: Question,
  member: Instance,
  found: Findings,
): PartDowntime | undefined {
  const machines = machinesOf(estate, member, found);
  const switching = switchOf({ estate, application, part, model }, member, found);
  if (machines === undefined || switching === undefined) return undefined;
  const isSwitched = switching.coverage > 0;
  const peers = machines.map((one) => (isSwitched ? peersOf(estate, one, found) : []));
  if (peers.some((one) => one === undefined)) return undefined;
  const shares = (hours: number): number[] =>
    machines.map((machine, i) =>
      failureShare(machine, peers[i] ?? [], switching, hours, model.commonCause),
    );
  const [only] = machines;
  return {
    name: part.name,
    machine: machines.length === 1 ? only.server.id : undefined,
    least: Math.min(...shares(switching.leastHours)),
    most: Math.max(...shares(switching.mostHours)),
  };
}

/** How an instance comes back after a failure of its machine. */
interface Switch {
  readonly leastHours: number;
  readonly mostHours: number;
  readonly coverage: number;
}

/** Nothing takes over: it is down until its machine is repaired. */
const NO_SWITCH: Switch = { leastHours: 0, mostHours: 0, coverage: 0 };

/** Without another machine in its cluster nothing can take over. */
function failureShare(
  machine: Machine,
  peers: readonly Machine[],
  { coverage }: Switch,
  switchHours: number,
  commonCause: number,
): number {
  const { down, failuresPerHour, repairHours } = machine;
  if (coverage === 0 || peers.length === 0) return down;
  const downs = [machine, ...peers].map((one) => one.down);
  const bothDown = redundantUnavailability(downs, commonCause);
  const share = { failuresPerHour, switchHours, repairHours, coverage, bothDown };
  return Math.min(down, switchoverUnavailability(share));
}

/** The other hosts of its cluster; undefined where the failures of one are not known. */
function peersOf(estate: Estate, { server }: Machine, found: Findings): Machine[] | undefined {
  const cluster = estate.clusterOf(server);
  const peers = (cluster === undefined ? [] : estate.hostsOf(cluster)).filter(
    (one) => one !== server,
  );
  const machines = peers.flatMap((peer) => machineOf(peer, found) ?? []);
  return machines.length < peers.length ? undefined : machines;
}

function switchOf(question: Question, member: Instance, found: Findings): Switch | undefined {
  const { protection } = member;
  switch (protection) {
    case undefined:
      found.missing.push(factRef('instance', member.id, 'protection'));
      return undefined;
    case 'none':
    case 'backup-restore':
      return NO_SWITCH;
    case 'app-cluster':
      found.missing.push(factRef('instance', member.id, 'redundancyGroup'));
      return undefined;
    case 'ft':
      return tested(question, member, { leastHours: 0, mostHours: 0 }, found);
    case 'dr-failover':
      return switchToSite(question, member, found);
    default:
      return restartOf(question, member, found);
  }
}

function switchToSite(question: Question, member: Instance, found: Findings): Switch | undefined {
  const { application } = question;
  const minutes = application.continuity?.drRtoMinutes;
  if (minutes === undefined) {
    found.missing.push(factRef('application', application.id, 'continuity.drRtoMinutes'));
    return undefined;
  }
  return tested(question, member, { leastHours: minutes / 60, mostHours: minutes / 60 }, found);
}

function restartOf(question: Question, member: Instance, found: Findings): Switch | undefined {
  const { estate, model } = question;
  const cluster = estate.clusterOfInstance(member);
  const enabled = cluster?.ha?.enabled;
  if (enabled === false) return NO_SWITCH;
  const missing = [
    ...(enabled === undefined ? ['target.cluster'] : []),
    ...(member.bootMinutes === undefined ? ['bootMinutes'] : []),
    ...(member.appStartMinutes === undefined ? ['appStartMinutes'] : []),
  ];
  const prediction = missing.length > 0 ? undefined : predictRestart(estate, member, model.restart);
  if (prediction === undefined) {
    const facts = missing.map((path) =>
      path === 'target.cluster' && cluster !== undefined
        ? factRef('cluster', cluster.id, 'ha.enabled')
        : factRef('instance', member.id, path),
    );
    found.missing.push(...(facts.length > 0 ? facts : [factRef('instance', member.id, 'target')]));
    return undefined;
  }
  const { atWorst, atLeast, unplaced } = prediction;
  found.unsettled.push(...factRefs('instance', unplaced, 'target.host'));
  found.assumptions.push(...atWorst.assumptions);
  found.missing.push(...atWorst.missing);
  const hidden = cluster === undefined ? [] : mayQueueBefore(estate, cluster, member);
  found.missing.push(...factRefs('instance', hidden, 'protection'));
  // What waits for something that never comes back is back after a repair.
  if (!Number.isFinite(atWorst.minutes)) return NO_SWITCH;
  const own = (member.bootMinutes ?? 0) + (member.appStartMinutes ?? 0);
  const hours = {
    leastHours: (atLeast?.minutes ?? own) / 60,
    mostHours: atWorst.minutes / 60,
  };
  return tested(question, member, hours, found);
}

/** A failover works as often as a test has shown: never where it failed, unknown where it is untried. */
function tested(
  { estate, application, model }: Question,
  member: Instance,
  hours: Pick<Switch, 'leastHours' | 'mostHours'>,
  found: Findings,
): Switch | undefined {
  const test = lastProtectionTest(estate, application, member);
  if (test?.result === 'fail' || member.protection === 'none') return NO_SWITCH;
  if (test?.date !== undefined && test.result === 'pass') {
    return { ...hours, coverage: model.testedCoverage };
  }
  found.missing.push(test?.at ?? factRef('instance', member.id, 'protection'));
  return undefined;
}

/** Members on different machines: down while all of them are, and while one takes over. */
function groupDowntime(question: Question, found: Findings): PartDowntime | undefined {
  const { part, model } = question;
  const machines = part.members.map((member) => machinesOf(question.estate, member, found));
  const takeover = takeoverOf(question, found);
  if (takeover === undefined || machines.some((one) => one === undefined)) return undefined;
  const bound = (pick: (...downs: number[]) => number): number =>
    redundantUnavailability(
      machines.map((one) => pick(...(one ?? []).map(({ down }) => down))),
      model.commonCause,
    );
  return {
    name: part.name,
    machine: undefined,
    least: Math.min(1, bound(Math.min) + takeover.least),
    most: Math.min(1, bound(Math.max) + takeover.most),
  };
}

/**
 * Share of time in which a cluster in the guests switches over: its application starts on another
 * member. Which member is the active one is not recorded, so each of them bounds it. Members that
 * share the load, or answer for each other, have nothing to switch.
 */
function takeoverOf(
  question: Question,
  found: Findings,
): Pick<PartDowntime, 'least' | 'most'> | undefined {
  const { members } = question.part;
  if (members.every(({ guestCluster = 'none' }) => guestCluster === 'none')) {
    return { least: 0, most: 0 };
  }
  // One of which it is not recorded may be a member of the cluster as well.
  const clustered = members.filter(({ guestCluster }) => guestCluster !== 'none');
  const shares = clustered.map((member) => takeoversFrom(question, member, found));
  if (shares.some((one) => one === undefined)) return undefined;
  const known = shares.flatMap((one) => one ?? []);
  return { least: Math.min(...known), most: Math.max(...known) };
}

/** The same for one active member, on each machine that it may stand on. */
function takeoversFrom(
  question: Question,
  active: Instance,
  found: Findings,
): number[] | undefined {
  if (active.appStartMinutes === undefined) {
    found.missing.push(factRef('instance', active.id, 'appStartMinutes'));
    return undefined;
  }
  const hours = active.appStartMinutes / 60;
  const switching = tested(question, active, { leastHours: hours, mostHours: hours }, found);
  const machines = machinesOf(question.estate, active, found);
  if (switching === undefined || machines === undefined) return undefined;
  return machines.map(({ failuresPerHour, repairHours }) =>
    switchoverUnavailability({
      failuresPerHour,
      switchHours: hours,
      repairHours,
      coverage: switching.coverage,
      bothDown: 0,
    }),
  );
}
