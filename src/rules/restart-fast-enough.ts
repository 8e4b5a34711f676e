import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import {
  type Comeback,
  mayQueueBefore,
  predictRestart,
  type RestartPrediction,
  SHOWN_MACHINES,
} from '../analysis/host-loss.ts';
import { outlivesOneHost, partWith } from '../analysis/parts.ts';
import { describeAssumptions } from '../analysis/recovery.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { minutesOption, type OptionValues } from '../domain/rule-option.ts';
import { formatMinutes, formatNumber, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';
import { RECOVERY_OPTIONS, recoveryDefaults } from './recovery-options.ts';

const REMEDY =
  'Use fault tolerance or an active peer (app-cluster), shorten boot and start, or raise its restart priority; then measure a real restart.';

export default defineRule({
  id: 'AVL-004',
  name: 'restart-fast-enough',
  category: 'availability',
  subject: 'instance',
  severity: 'blocker',
  effort: 'large',
  title: 'A restart is not the only protection where minutes hurt',
  source: [
    paper('P4'),
    TEXTS.stratusDownside,
    TEXTS.stratusModes,
    TEXTS.vsphereDetection,
    projectDefault('5 to 30 minutes for a restart that nobody has measured.'),
  ],
  why: 'A restart is an outage: detection, a place in the queue, boot and application start add up to minutes.',
  condition: {
    fail: 'Protected by ha-restart, and the predicted restart is longer than the tolerable outage; or its cluster has HA off.',
    warn: 'Its times are not measured, and an unmeasured restart (slowestRestart) may be longer than the tolerable outage.',
    unknown:
      'Protection, tolerable outage, cluster, another host of it or whether its HA is on is not recorded, or the prediction rests on facts that are not.',
    notApplicable:
      'It is not production, it is protected in another way, or another member of its group stands on another host.',
  },
  remedy: REMEDY,
  needs: { outage: 'application>availability.maxOutageMinutes' },
  reads: {
    boot: 'bootMinutes',
    start: 'appStartMinutes',
    haEnabled: 'cluster>ha.enabled',
    detection: 'cluster>ha.detectionSeconds',
    parallelRestarts: 'cluster>ha.parallelRestarts',
    priority: 'restartPriority',
  },
  options: {
    quickestRestart: minutesOption(
      5,
      'Shortest restart that is thought possible where nothing is measured.',
    ),
    slowestRestart: minutesOption(
      30,
      'Longest restart that is thought likely where nothing is measured.',
    ),
    ...RECOVERY_OPTIONS,
  },
  notApplicable({ subject, estate }) {
    const { protection } = subject.value;
    if (!isProduction(subject.value)) return `${subject.value.environment}, not production`;
    if (protection === undefined || protection === 'ha-restart') {
      const isCovered = peersElsewhere(estate, subject.value) === true;
      return isCovered
        ? 'another member of its group, on another host, stands in for it'
        : undefined;
    }
    if (protection === 'none') return 'not protected at all, so nothing restarts it';
    return `protected by ${protection}, not by a restart`;
  },
  check({ outage, boot, start, detection, haEnabled }, options, { subject, estate }) {
    const instance = subject.value;
    if (instance.protection === undefined) return notRecorded('protection');
    if (haEnabled === false) {
      return fail(
        `relies on a restart, but HA is off on cluster ${estate.clusterOfInstance(instance)?.id}`,
        'Switch HA on, or protect it in another way.',
        { at: 'cluster>ha.enabled' },
      );
    }
    const limit = `tolerable outage ${formatMinutes(outage)}`;
    const surely = leastRestart({ detection, boot, start });
    if (surely.minutes > outage) {
      const text = `a restart takes at least ${surely.text}, ${limit}`;
      const facts = { restartMinutes: surely.minutes };
      return orPeers(estate, instance, fail(text, REMEDY, { at: 'protection', facts }));
    }
    const answers =
      boot === undefined || start === undefined
        ? [judgeUnmeasured(surely.minutes, outage, limit, instance, options)]
        : judgePredicted(estate, instance, { boot, start, outage, limit }, options);
    const parts = [...answers, ...hiddenRestart(estate, instance)];
    return orPeers(estate, instance, parts.length > 0 ? worstOf(parts) : notRecorded('target'));
  },
});

/** Whether a member of its group on another host stands in for it, or what hides that. */
function peersElsewhere(estate: Estate, instance: Instance): boolean | readonly FactRef[] {
  const part = partWith(estate, instance);
  return part === undefined ? false : outlivesOneHost(estate, part);
}

/** A restart that is too slow does not matter where a peer may stand in for the machine. */
function orPeers(estate: Estate, instance: Instance, answer: Outcome): Outcome {
  const apart = peersElsewhere(estate, instance);
  if (typeof apart === 'boolean' || answer.kind === 'pass') return answer;
  return unknown(`${answer.message}; unless its group stands on different hosts`, [
    ...apart,
    ...(answer.missing ?? []),
  ]);
}

interface Measured {
  readonly detection?: number | undefined;
  readonly boot?: number | undefined;
  readonly start?: number | undefined;
}

/** What is recorded of a restart, which cannot take less. */
function leastRestart({ detection, boot, start }: Measured) {
  const parts = [
    ...(detection === undefined
      ? []
      : [{ text: `detection ${detection} s`, minutes: detection / 60 }]),
    ...(boot === undefined ? [] : [{ text: `boot ${boot} min`, minutes: boot }]),
    ...(start === undefined ? [] : [{ text: `start ${start} min`, minutes: start }]),
  ];
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
  const text = `${formatMinutes(minutes)} (${parts.map((part) => part.text).join(', ')})`;
  return { minutes, text };
}

/** What hides whether anything restarts the machine, and what else restarts with it. */
function hiddenRestart(estate: Estate, instance: Instance): Outcome[] {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) {
    return [notRecorded(instance.target?.host === undefined ? 'target' : 'host>cluster')];
  }
  const hidden: Outcome[] = [];
  if (cluster.ha?.enabled === undefined) hidden.push(notRecorded('cluster>ha.enabled'));
  if (estate.hostsOf(cluster).length < 2) {
    const hosts = factRef('cluster', cluster.id, 'hosts');
    hidden.push(
      unknown(`no other host of cluster ${cluster.id} is recorded to restart it`, [hosts]),
    );
  }
  const unprotected = mayQueueBefore(estate, cluster, instance);
  if (unprotected.length > 0)
    hidden.push(notRecorded(...factRefs('instance', unprotected, 'protection')));
  return hidden;
}

/** Not measured, or in part: what is known of restarts in general is all there is to go by. */
function judgeUnmeasured(
  surely: number,
  outage: number,
  limit: string,
  instance: Instance,
  options: { readonly quickestRestart: number; readonly slowestRestart: number },
): Outcome {
  const quickest = Math.max(options.quickestRestart, surely);
  const slowest = Math.max(options.slowestRestart, quickest);
  const missing = (['bootMinutes', 'appStartMinutes'] as const).filter(
    (path) => instance[path] === undefined,
  );
  const what = missing.length === 2 ? 'restart' : PART_OF_RESTART[missing[0] ?? 'bootMinutes'];
  const text = `its ${what} is not measured, ${limit}`;
  const assumed = [`a restart in ${formatNumber(quickest)} to ${formatNumber(slowest)} min`];
  const details = { facts: { estimatedRestartMinutes: [quickest, slowest] }, at: 'protection' };
  if (quickest > outage) return onAssumption(fail(text, REMEDY, details), assumed, missing);
  const remedy = 'Measure a real restart and record bootMinutes and appStartMinutes.';
  if (slowest > outage) return onAssumption(warn(text, remedy, details), assumed, missing);
  return onAssumption(pass(text, details), assumed, missing);
}

const PART_OF_RESTART = { bootMinutes: 'boot', appStartMinutes: 'application start' } as const;

/** A machine whose own boot and start are measured. */
interface Own {
  readonly boot: number;
  readonly start: number;
  readonly outage: number;
  readonly limit: string;
}

interface Assumed extends OptionValues<typeof RECOVERY_OPTIONS> {
  readonly quickestRestart: number;
}

/** Empty where its cluster, or every host of it, is not recorded. */
function judgePredicted(estate: Estate, instance: Instance, own: Own, assumed: Assumed): Outcome[] {
  const half = assumed.quickestRestart / 2;
  const times = { bootMinutes: half, appStartMinutes: half };
  const prediction = predictRestart(estate, instance, recoveryDefaults(assumed, times));
  return prediction === undefined ? [] : [judgeMeasured(prediction, instance, own)];
}

/** Measured: the machine's own times, behind all that restart before it when its host is lost. */
function judgeMeasured(prediction: RestartPrediction, instance: Instance, own: Own): Outcome {
  const { atLeast, atWorst, unplaced } = prediction;
  if (atLeast !== undefined && atLeast.minutes > own.outage) return judgeComeback(atLeast, own);
  if (unplaced.length === 0 || atWorst.minutes <= own.outage) return judgeComeback(atWorst, own);
  // Of the machines that may stand there too, those that restart matter, and those it waits for.
  const matter = unplaced.filter(
    (other) =>
      other === instance || other.protection === 'ha-restart' || atWorst.waitsFor.length > 0,
  );
  return {
    ...notRecorded(...factRefs('instance', matter.slice(0, SHOWN_MACHINES), 'target.host')),
    message: `in the worst case ${describeComeback(atWorst, own)}`,
  };
}

function judgeComeback(comeback: Comeback, own: Own): Outcome {
  const { minutes, assumptions, missing } = comeback;
  if (missing.length > 0) return notRecorded(...missing);
  const text = describeComeback(comeback, own);
  if (minutes === Number.POSITIVE_INFINITY) {
    const remedy = `Let HA restart ${listNames(comeback.waitsFor)} as well, give it a peer on another host, or break the circle.`;
    return fail(text, remedy, { at: 'protection' });
  }
  const details = { at: 'protection', facts: { predictedRestartMinutes: minutes } };
  return onAssumption(
    minutes <= own.outage ? pass(text, details) : fail(text, REMEDY, details),
    describeAssumptions(assumptions),
    assumptions.map(({ fact }) => fact),
  );
}

function describeComeback({ minutes, waitsFor }: Comeback, own: Own): string {
  const { boot, start, limit } = own;
  const waits = listNames(waitsFor);
  if (minutes === Number.POSITIVE_INFINITY) {
    return `it waits for ${waits}, which does not come back, ${limit}`;
  }
  const before = waits === '' ? 'detection and queue' : `detection, queue and wait for ${waits}`;
  const parts = [
    `${before} ${formatMinutes(minutes - boot - start)}`,
    `boot ${boot} min`,
    `start ${start} min`,
  ];
  return `predicted restart ${formatMinutes(minutes)} (${parts.join(', ')}), ${limit}`;
}
