import { isProduction } from '../analysis/carriers.ts';
import { type Comeback, predictRestart, type RestartPrediction } from '../analysis/host-loss.ts';
import { describeAssumptions } from '../analysis/recovery.ts';
import type { Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  unknown,
  warn,
} from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { formatMinutes, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Use fault tolerance or an active peer, shorten boot and start, or raise its restart priority; then measure a real restart.';

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
      'Protection, tolerable outage or cluster is not recorded, or the prediction rests on facts that are not.',
    notApplicable: 'It is not production, or it is protected in another way.',
  },
  remedy: REMEDY,
  needs: { outage: 'application>availability.maxOutageMinutes' },
  reads: {
    boot: 'bootMinutes',
    start: 'appStartMinutes',
    detection: 'cluster>ha.detectionSeconds',
    priority: 'restartPriority',
  },
  options: {
    quickestRestart: numberOption({
      default: 5,
      minimum: 0,
      unit: 'min',
      about: 'Shortest restart that is thought possible where nothing is measured.',
    }),
    slowestRestart: numberOption({
      default: 30,
      minimum: 0,
      unit: 'min',
      about: 'Longest restart that is thought likely where nothing is measured.',
    }),
    assumedParallelRestarts: numberOption({
      default: 4,
      minimum: 1,
      unit: 'machines',
      about: 'Restarts at a time where the cluster does not record them.',
    }),
    assumedDetection: numberOption({
      default: 60,
      minimum: 0,
      unit: 's',
      about:
        'Detection time where neither the cluster records it nor its product is known to have a default.',
    }),
  },
  notApplicable({ subject }) {
    const { protection } = subject.value;
    if (!isProduction(subject.value)) return `${subject.value.environment}, not production`;
    if (protection === undefined || protection === 'ha-restart') return undefined;
    return `protected by ${protection}, not by a restart`;
  },
  check({ outage, boot, start, detection }, options, { subject, estate }) {
    const instance = subject.value;
    if (instance.protection === undefined) return notRecorded('protection');
    const cluster = estate.clusterOfInstance(instance);
    if (cluster?.ha?.enabled === false) {
      return fail(
        `relies on a restart, but HA is off on cluster ${cluster.id}`,
        'Switch HA on, or protect it in another way.',
        { at: 'cluster>ha.enabled' },
      );
    }
    const limit = `tolerable outage ${formatMinutes(outage)}`;
    if (boot === undefined || start === undefined) {
      return judgeUnmeasured(outage, limit, instance, options);
    }
    const surely = (detection ?? 0) / 60 + boot + start;
    if (surely > outage) {
      const parts = [
        ...(detection === undefined ? [] : [`detection ${detection} s`]),
        `boot ${boot} min`,
        `start ${start} min`,
      ];
      return fail(
        `a restart takes at least ${formatMinutes(surely)} (${parts.join(', ')}), ${limit}`,
        REMEDY,
        {
          at: 'protection',
          facts: { restartMinutes: surely },
        },
      );
    }
    const prediction = predictRestart(estate, instance, {
      bootMinutes: options.quickestRestart / 2,
      appStartMinutes: options.quickestRestart / 2,
      parallelRestarts: options.assumedParallelRestarts,
      detectionSeconds: options.assumedDetection,
    });
    return prediction === undefined
      ? notRecorded('target')
      : judgeMeasured(prediction, outage, limit);
  },
});

/** Nothing measured: what is known of restarts in general is all there is to go by. */
function judgeUnmeasured(
  outage: number,
  limit: string,
  instance: Instance,
  options: { readonly quickestRestart: number; readonly slowestRestart: number },
): Outcome {
  const { quickestRestart, slowestRestart } = options;
  const missing = (['bootMinutes', 'appStartMinutes'] as const).filter(
    (path) => instance[path] === undefined,
  );
  const assumed = [`a restart in ${quickestRestart} to ${slowestRestart} min`];
  const text = `its restart is not measured, ${limit}`;
  const facts = {
    facts: { estimatedRestartMinutes: [quickestRestart, slowestRestart] },
    at: 'protection',
  };
  if (quickestRestart > outage) return onAssumption(fail(text, REMEDY, facts), assumed, missing);
  const remedy = 'Measure a real restart and record bootMinutes and appStartMinutes.';
  if (slowestRestart > outage) return onAssumption(warn(text, remedy, facts), assumed, missing);
  return onAssumption(pass(text, facts), assumed, missing);
}

/** Measured: the machine's own times, behind all that restart before it when its host is lost. */
function judgeMeasured(prediction: RestartPrediction, outage: number, limit: string): Outcome {
  const { atLeast, atWorst, unplaced } = prediction;
  if (atLeast !== undefined && atLeast.minutes > outage)
    return judgeComeback(atLeast, outage, limit);
  if (unplaced.length === 0 || atWorst.minutes <= outage)
    return judgeComeback(atWorst, outage, limit);
  return unknown(
    `it may queue behind ${listNames(unplaced.map(({ id }) => id))}, whose host is not recorded, ${limit}`,
    unplaced.map(({ id }) => ({ subject: { kind: 'instance', id }, path: 'target.host' })),
  );
}

function judgeComeback(comeback: Comeback, outage: number, limit: string): Outcome {
  const { minutes, assumptions, missing } = comeback;
  if (missing.length > 0) return notRecorded(...missing);
  const waits = listNames(comeback.waitsFor);
  if (minutes === Number.POSITIVE_INFINITY) {
    const remedy = `Let something restart ${waits} as well.`;
    return fail(`waits for ${waits}, which nothing restarts, ${limit}`, remedy, {
      at: 'protection',
    });
  }
  const after = waits === '' ? '' : ` after ${waits}`;
  const text = `predicted restart ${formatMinutes(minutes)}${after}, ${limit}`;
  const details = { at: 'protection', facts: { predictedRestartMinutes: minutes } };
  return onAssumption(
    minutes <= outage ? pass(text, details) : fail(text, REMEDY, details),
    describeAssumptions(assumptions),
    assumptions.map(({ fact }) => fact),
  );
}
