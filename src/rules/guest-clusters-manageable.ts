import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import type { IsoDate } from '../domain/calendar.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Cluster, Instance, Platform } from '../domain/inventory.ts';
import { byId } from '../domain/order.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, minutesOption } from '../domain/rule-option.ts';
import { count, formatMinutes, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Prefer restart or fault tolerance of the platform, settle on one clustering technology, write its failover down and rehearse it.';

export default defineRule({
  id: 'CLU-003',
  name: 'guest-clusters-manageable',
  category: 'clustering',
  subject: 'platform',
  severity: 'high',
  effort: 'large',
  title: 'Clustered applications on one platform stay manageable',
  source: [
    paper('P8'),
    paper('P9'),
    TEXTS.stratusComparison,
    projectDefault('From how many clustered applications on the platform is to be looked at.'),
  ],
  why: 'Every cluster inside the guests has to be configured, tested and maintained on top of the platform’s own.',
  condition: {
    fail: 'manyFrom or more clustered applications, and a cluster below them has no runbook, or no failover test of it is recorded.',
    warn: 'manyFrom or more clustered applications; or one that is clustered although its tolerable outage leaves time for a restart and it may lose work in flight.',
    unknown:
      'Whether a machine is part of a guest cluster is not recorded, or the application of one that is, or its tolerable outage; or, below many of them, the cluster or whether it has a runbook.',
    notApplicable: 'No production machine stands on this platform.',
  },
  remedy: REMEDY,
  options: {
    manyFrom: countOption(
      2,
      'applications',
      'Clustered applications from which on the platform is hard to manage.',
    ),
    restartEnoughFrom: minutesOption(30, 'Tolerable outage from which on a restart is enough.'),
  },
  notApplicable({ subject, estate }) {
    const any = productionOn(estate, subject.value).length > 0;
    return any ? undefined : 'no production machine stands on this platform';
  },
  check(_facts, { manyFrom, restartEnoughFrom }, { subject, estate }) {
    const instances = productionOn(estate, subject.value);
    const clustered = instances.filter(isClustered);
    const applications = distinct(clustered.map((instance) => estate.applicationOf(instance)));
    const missing = unrecorded(estate, instances);
    // Machines without an application may all belong to one, so together they are one at least.
    const least = Math.max(applications.length, Math.min(clustered.length, 1));
    const most = new Set(instances.filter(mayBeClustered).map((one) => owner(estate, one))).size;
    const names = listNames(applications.map(({ id }) => id));
    const found = `${count(least, 'application')} clustered inside the guests${names === '' ? '' : ` (${names})`}`;
    const text = `${found}, hard to manage from ${manyFrom}`;
    return worstOf([
      ...(least >= manyFrom ? judgeMany(estate, text, clustered) : []),
      ...(least < manyFrom && most < manyFrom ? [pass(text)] : []),
      ...(least < manyFrom && most >= manyFrom
        ? [unknown(`${found}, up to ${most} for all that is recorded`, missing)]
        : []),
      ...applications.map((application) => judgeNeed(application, restartEnoughFrom)),
      ...(missing.length > 0 ? [notRecorded(...missing)] : []),
    ]);
  },
});

function productionOn(estate: Estate, platform: Platform): readonly Instance[] {
  return estate.instancesOnPlatform(platform).filter(isProduction);
}

function isClustered({ guestCluster }: Instance): boolean {
  return guestCluster !== undefined && guestCluster !== 'none';
}

function mayBeClustered({ guestCluster }: Instance): boolean {
  return guestCluster !== 'none';
}

/** An unassigned machine may be an application of its own. */
function owner(estate: Estate, instance: Instance): Application | Instance {
  return estate.applicationOf(instance) ?? instance;
}

/** What hides how many applications are clustered, and how long they may be out. */
function unrecorded(estate: Estate, instances: readonly Instance[]): FactRef[] {
  return instances.flatMap((instance): FactRef[] => {
    const subject = { kind: 'instance', id: instance.id } as const;
    if (instance.guestCluster === undefined) return [{ subject, path: 'guestCluster' }];
    const isUnassigned = estate.applicationOf(instance) === undefined;
    return isUnassigned && isClustered(instance) ? [{ subject, path: 'application' }] : [];
  });
}

/** Many of them: each cluster below needs a runbook and a test. */
function judgeMany(estate: Estate, text: string, clustered: readonly Instance[]): Outcome[] {
  const clusters = distinct(clustered.map((instance) => estate.clusterOfInstance(instance)));
  const gaps = clusters.flatMap((cluster) => gapsOf(cluster, estate.asOf));
  const [first] = gaps;
  if (first !== undefined) {
    const message = [text, ...gaps.map((gap) => gap.message)].join('; ');
    return [fail(message, gaps.map((gap) => gap.remedy).join(' '), { at: first.at })];
  }
  const missing = [
    ...clusters.filter(({ runbook }) => runbook === undefined).map((one) => factOf(one, 'runbook')),
    ...clustered.flatMap((instance) => unrecordedCluster(estate, instance)),
  ];
  return [warn(text, REMEDY), ...(missing.length > 0 ? [notRecorded(...missing)] : [])];
}

interface Gap {
  readonly message: string;
  readonly remedy: string;
  readonly at: FactRef;
}

/** Nothing but a day can say that a test was held, so a day that is absent is a test that was not. */
function gapsOf(cluster: Cluster, asOf: IsoDate): Gap[] {
  const { id, runbook, lastFailoverTest: day } = cluster;
  const gaps: Gap[] = [];
  if (runbook === false) {
    const remedy = `Write the failover of ${id} down.`;
    gaps.push({ message: `${id} has no runbook`, remedy, at: factOf(cluster, 'runbook') });
  }
  if (day === undefined || day > asOf) {
    const message =
      day === undefined
        ? `no failover test of ${id} is recorded`
        : `the failover test of ${id} on ${day} is still to be held`;
    const remedy = `Rehearse the failover of ${id}.`;
    gaps.push({ message, remedy, at: factOf(cluster, 'lastFailoverTest') });
  }
  return gaps;
}

function factOf({ id }: Cluster, path: string): FactRef {
  return factRef('cluster', id, path);
}

/** Without a cluster there is no place for a runbook or a test either. */
function unrecordedCluster(estate: Estate, instance: Instance): FactRef[] {
  const host = estate.hostOfInstance(instance);
  if (host === undefined || estate.clusterOfInstance(instance) !== undefined) return [];
  return [factRef('host', host.id, 'cluster')];
}

/** A cluster where a restart would do is complexity without a need. */
function judgeNeed(application: Application, restartEnoughFrom: number): Outcome {
  const { id, availability } = application;
  if (availability?.inFlightLossOk === false) return pass(`${id} may lose no work in flight`);
  const path = 'availability.maxOutageMinutes';
  const at: FactRef = factRef('application', id, path);
  return ifRecorded(availability?.maxOutageMinutes, at, (outage) => {
    const enough = `a restart is enough from ${formatMinutes(restartEnoughFrom)}`;
    const tolerates = `tolerates an outage of ${formatMinutes(outage)}`;
    if (outage < restartEnoughFrom) return pass(`${id} ${tolerates}, ${enough}`);
    const remedy = `Consider a restart by the platform for ${id}.`;
    return warn(`${id} is clustered, yet ${tolerates}, ${enough}`, remedy, { at });
  });
}

function distinct<T extends { readonly id: string }>(items: readonly (T | undefined)[]): T[] {
  return [...new Set(items.filter((item) => item !== undefined))].sort(byId);
}
