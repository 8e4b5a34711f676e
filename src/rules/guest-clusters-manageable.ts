import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { FactRef } from '../domain/fact-path.ts';
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
import { numberOption } from '../domain/rule-option.ts';
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
    fail: 'manyFrom or more clustered applications, and a cluster below them has no runbook or was never tested.',
    warn: 'manyFrom or more clustered applications; or one that is clustered although a restart would be enough.',
    unknown:
      'Whether a machine is part of a guest cluster is not recorded, nor whether a runbook exists, nor the tolerable outage of a clustered application.',
    notApplicable: 'No production machine stands on this platform.',
  },
  remedy: REMEDY,
  options: {
    manyFrom: numberOption({
      default: 2,
      minimum: 1,
      unit: 'applications',
      about: 'Clustered applications from which on the platform is hard to manage.',
    }),
    restartEnoughFrom: numberOption({
      default: 30,
      minimum: 0,
      unit: 'min',
      about: 'Tolerable outage from which on a restart is enough.',
    }),
  },
  notApplicable({ subject, estate }) {
    const any = productionOn(estate, subject.value).length > 0;
    return any ? undefined : 'no production machine stands on this platform';
  },
  check(_facts, { manyFrom, restartEnoughFrom }, { subject, estate }) {
    const instances = productionOn(estate, subject.value);
    const clustered = instances.filter(isClustered);
    const unrecorded = instances.filter(({ guestCluster }) => guestCluster === undefined);
    const applications = distinct(clustered.map((instance) => estate.applicationOf(instance)));
    const most = new Set([...clustered, ...unrecorded].map((one) => owner(estate, one))).size;
    const least = new Set(clustered.map((one) => owner(estate, one))).size;
    const names = listNames(applications.map(({ id }) => id));
    const text = `${count(least, 'application')} clustered inside the guests${names === '' ? '' : ` (${names})`}`;
    const clusters = distinct(clustered.map((instance) => estate.clusterOfInstance(instance)));
    return worstOf([
      ...(least >= manyFrom
        ? judgeMany(`${text}, hard to manage from ${manyFrom}`, clusters, estate.asOf)
        : [
            most >= manyFrom
              ? unknown(`${text}, up to ${most} for all that is recorded`, facts(unrecorded))
              : pass(`${text}, hard to manage from ${manyFrom}`),
          ]),
      ...applications.map((application) => judgeNeed(application, restartEnoughFrom)),
      ...(unrecorded.length > 0 ? [notRecorded(...facts(unrecorded))] : []),
    ]);
  },
});

function productionOn(estate: Estate, platform: Platform): readonly Instance[] {
  return estate.instancesOnPlatform(platform).filter(isProduction);
}

function isClustered({ guestCluster }: Instance): boolean {
  return guestCluster !== undefined && guestCluster !== 'none';
}

/** An unassigned machine counts as an application of its own. */
function owner(estate: Estate, instance: Instance): Application | Instance {
  return estate.applicationOf(instance) ?? instance;
}

/** Many of them: each cluster below needs a runbook and a test. */
function judgeMany(text: string, clusters: readonly Cluster[], asOf: IsoDate): Outcome[] {
  return [
    warn(text, REMEDY),
    ...clusters.map(({ id, runbook, lastFailoverTest }) => {
      const at = (path: string): FactRef => ({ subject: { kind: 'cluster', id }, path });
      if (runbook === false) {
        const remedy = `Write the failover of ${id} down.`;
        return fail(`${text}; cluster ${id} has no runbook`, remedy, { at: at('runbook') });
      }
      if (lastFailoverTest === undefined || lastFailoverTest > asOf) {
        const remedy = `Rehearse the failover of ${id}.`;
        const where = { at: at('lastFailoverTest') };
        return fail(`${text}; cluster ${id} was never tested`, remedy, where);
      }
      return runbook === undefined ? notRecorded(at('runbook')) : pass(`${id} has a runbook`);
    }),
  ];
}

/** A cluster where a restart would do is complexity without a need. */
function judgeNeed(application: Application, restartEnoughFrom: number): Outcome {
  const path = 'availability.maxOutageMinutes';
  const at: FactRef = { subject: { kind: 'application', id: application.id }, path };
  return ifRecorded(application.availability?.maxOutageMinutes, at, (outage) =>
    outage < restartEnoughFrom
      ? pass(`${application.id} needs a cluster`)
      : warn(
          `${application.id} is clustered, yet its tolerable outage of ${formatMinutes(outage)} leaves time for a restart`,
          `Consider a restart by the platform for ${application.id}.`,
          { at },
        ),
  );
}

function distinct<T extends { readonly id: string }>(items: readonly (T | undefined)[]): T[] {
  return [...new Set(items.filter((item) => item !== undefined))].sort(byId);
}

function facts(instances: readonly Instance[]): FactRef[] {
  return instances.map(({ id }) => ({ subject: { kind: 'instance', id }, path: 'guestCluster' }));
}
