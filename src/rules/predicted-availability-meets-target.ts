import { minutesPerYear } from '../analysis/availability.ts';
import { type PredictedDowntime, predictDowntime } from '../analysis/predicted-downtime.ts';
import { describeAssumptions } from '../analysis/recovery.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  type OutcomeDetails,
  onAssumption,
  pass,
  unknown,
  warn,
} from '../domain/outcome.ts';
import { minutesOption, percentOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';
import { RECOVERY_OPTIONS, recoveryDefaults } from './recovery-options.ts';

const REMEDY =
  'Remove the largest contributor, or give it a peer on other hardware; else set a target that the machines can hold.';

export default defineRule({
  id: 'AVL-006',
  name: 'predicted-availability-meets-target',
  category: 'availability',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'The predicted availability of the machines meets the target',
  source: [
    TEXTS.stratusReliability,
    TEXTS.availabilityFormulas,
    TEXTS.betaFactor,
    projectDefault(
      'A common cause in 5 % of failures, 95 % of failovers that work where a test did, and a warning from 80 % of the budget.',
    ),
  ],
  why: 'A target that the machines cannot hold on paper is not held in the night either.',
  condition: {
    fail: 'Failures of the machines below the application and below what it needs take more of the year than its target leaves.',
    warn: 'They take more than warnShare of it; or more than all of it, depending on which member of a cluster is active.',
    unknown:
      'The target, failures or repair time of a machine, a host, a protection, the times of a restart, the result of its test or a dependency is not recorded; or a figure is marked as assumed.',
  },
  remedy: REMEDY,
  needs: { target: 'availability.targetPercent' },
  options: {
    commonCause: percentOption(5, 'Share of failures that strike redundant machines at once.'),
    testedCoverage: percentOption(95, 'Share of failures in which a tested failover works.'),
    warnShare: percentOption(80, 'Share of the downtime budget that warns.'),
    assumedBoot: minutesOption(5, 'Boot time of other machines where it is not measured.'),
    assumedStart: minutesOption(5, 'Application start of others where it is not measured.'),
    ...RECOVERY_OPTIONS,
  },
  check({ target }, options, { subject, estate }) {
    const times = { bootMinutes: options.assumedBoot, appStartMinutes: options.assumedStart };
    const predicted = predictDowntime(estate, subject.value, {
      commonCause: options.commonCause / 100,
      testedCoverage: options.testedCoverage / 100,
      restart: recoveryDefaults(options, times),
    });
    const model = `with common causes in ${options.commonCause} %, ${options.testedCoverage} % of failovers working`;
    return onAssumption(
      judge(predicted, 1 - target / 100, options.warnShare / 100, model),
      describeAssumptions(predicted.assumptions),
      predicted.assumptions.map(({ fact }) => fact),
    );
  },
});

function judge(
  { least, most, contributors, missing, unsettled }: PredictedDowntime,
  budget: number,
  warnShare: number,
  model: string,
): Outcome {
  const left = `the target leaves ${formatMinutes(minutesPerYear(budget))}`;
  const details: OutcomeDetails = {
    at: 'availability.targetPercent',
    facts: {
      predictedMinutesPerYear: twoFigures(minutesPerYear(most)),
      budgetMinutesPerYear: Number(minutesPerYear(budget).toPrecision(4)),
    },
  };
  if (least > budget) {
    const [largest] = contributors;
    const most = largest === undefined ? '' : `, most of it ${largest.name}`;
    const text = `failing machines cost at least ${inMinutes(least)} a year${most}, ${left}; ${model}`;
    return fail(text, REMEDY, details);
  }
  if (missing.length > 0) return notRecorded(...missing);
  if (most > budget) {
    const range = `${inMinutes(least)} to ${inMinutes(most)} a year`;
    const text = (what: string) =>
      `failing machines cost ${range}, depending on ${what}, ${left}; ${model}`;
    if (unsettled.length > 0) return unknown(text('the host'), unsettled);
    // No fact says which member of a cluster is active: it is one today and another tomorrow.
    return warn(text('which member is active'), REMEDY, details);
  }
  const text = `failing machines alone cost ${inMinutes(most)} a year, ${left}; ${model}`;
  if (most > budget * warnShare) {
    return warn(`${text}; warning above ${warnShare * 100} %`, REMEDY, details);
  }
  return pass(text, details);
}

/** A prediction is never better than two figures. */
function inMinutes(share: number): string {
  return formatMinutes(twoFigures(minutesPerYear(share)));
}

function twoFigures(value: number): number {
  return Number(value.toPrecision(2));
}
