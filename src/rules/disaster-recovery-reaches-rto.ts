import type { Estate } from '../analysis/estate.ts';
import { standsOnlyAt } from '../analysis/instance-sites.ts';
import { partsOf } from '../analysis/parts.ts';
import { anyOf } from '../analysis/replication.ts';
import { tierOf } from '../analysis/tier.ts';
import { daysBetween } from '../domain/calendar.ts';
import type { Application } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { daysOption, minutesOption, type OptionValues, tierOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Set up a warm or hot site away from production, and exercise the plan.';

const OPTIONS = {
  criticalUpTo: tierOption(1, 'Largest tier number that needs a plan at another site.'),
  careWithin: minutesOption(
    480,
    'Longest recovery of what the care of patients needs around the clock.',
  ),
  testedWithin: daysOption(365, 'Age of the last exercise that warns.'),
  proposedWithin: minutesOption(
    4320,
    'Recovery from which the proposed HIPAA rule is mentioned, for information only.',
  ),
};

export default defineRule({
  id: 'BDR-004',
  name: 'disaster-recovery-reaches-rto',
  category: 'continuity',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'The disaster-recovery plan reaches the recovery time objective and was exercised',
  source: [
    TEXTS.hipaaRecoveryPlan,
    TEXTS.saferContingency,
    TEXTS.threeTwoOne,
    TEXTS.hipaaProposed,
    projectDefault(
      'At tier 2 to 4 a restore from backup is plan enough, and no plan at all warns; an exercise that failed fails.',
    ),
  ],
  why: 'A flood or a fire takes the whole site, and with it every host that a cluster would restart on.',
  condition: {
    fail: 'Up to tier criticalUpTo there is no plan, a restore from backup alone, or one at the site of production; the plan takes longer than the recovery time objective, or longer than careWithin where patients need it around the clock; its last exercise failed.',
    warn: 'There is no plan at a larger tier number, or its last exercise is older than testedWithin days or still to be held.',
    unknown:
      'Strategy, site, time, exercise or result of the plan is not recorded, or the tier, objective, site of production, patient care or service hours that decides.',
  },
  remedy: REMEDY,
  reads: {
    strategy: 'continuity.drStrategy',
    site: 'continuity.drSite',
    drRto: 'continuity.drRtoMinutes',
    tested: 'continuity.drLastTest',
    result: 'continuity.drResult',
    tier: 'tier',
    rto: 'availability.rtoMinutes',
    serviceHours: 'availability.serviceHours',
    patientCare: 'patientCare',
  },
  options: OPTIONS,
  check({ strategy }, options, { subject, estate }) {
    const question = { estate, application: subject.value, options };
    if (strategy === 'none') return judgeNone(question);
    return worstOf([
      strategy === undefined
        ? notRecorded('continuity.drStrategy')
        : judgeCritical(question, () => judgePlace(question, strategy)),
      ...judgeTime(question),
      judgeExercise(question),
    ]);
  },
});

interface Question {
  readonly estate: Estate;
  readonly application: Application;
  readonly options: OptionValues<typeof OPTIONS>;
}

/** An answer that only critical applications are given; a tier that is not recorded may be one. */
function judgeCritical(question: Question, judge: () => Outcome): Outcome {
  const { application, options } = question;
  const tier = tierOf(application);
  const isLesser = tier !== undefined && tier > options.criticalUpTo;
  if (isLesser && application.tier !== undefined) return pass(`tier ${tier}`);
  const outcome = judge();
  if (application.tier !== undefined || outcome.kind === 'pass') return outcome;
  if (outcome.kind === 'unknown') return worstOf([outcome, notRecorded('tier')]);
  if (tier !== undefined && !isLesser) {
    return onAssumption(outcome, [`tier ${tier}, as its RTO asks for`], ['tier']);
  }
  return unknown(`${outcome.message}; its tier decides`, ['tier']);
}

function judgeNone(question: Question): Outcome {
  const text = 'no disaster-recovery strategy';
  const details = { at: 'continuity.drStrategy', snippet: snippet(question) };
  const critical = judgeCritical(question, () => fail(text, REMEDY, details));
  return critical.kind === 'pass' ? warn(text, 'Write down how it comes back.', details) : critical;
}

function judgePlace(question: Question, strategy: string): Outcome {
  if (strategy === 'backup') {
    const remedy = 'Keep a site ready to take over: a restore starts when there is hardware again.';
    return fail('a restore from backup is the only strategy', remedy, {
      at: 'continuity.drStrategy',
      snippet: snippet(question),
    });
  }
  const { estate, application } = question;
  return ifRecorded(application.continuity?.drSite, 'continuity.drSite', (site) => {
    const parts = partsOf(estate, application);
    if (parts.length === 0) return unknown('no production instance is recorded', ['instances']);
    const together = anyOf(parts.map((part) => standsOnlyAt(estate, part, site)));
    if (together === false) return pass(`${strategy} at ${site}`);
    if (together !== true) {
      return unknown(
        `whether production stands at ${site}, the site of the plan, decides`,
        together,
      );
    }
    return fail(`production stands at ${site}, the site of the plan`, 'Plan for another site.', {
      at: 'continuity.drSite',
    });
  });
}

function judgeTime(question: Question): Outcome[] {
  const { application, options } = question;
  const at = 'continuity.drRtoMinutes';
  const takes = application.continuity?.drRtoMinutes;
  if (takes === undefined) return [notRecorded(at)];
  const text = `the plan takes ${formatMinutes(takes)}`;
  const rto = ifRecorded(
    application.availability?.rtoMinutes,
    'availability.rtoMinutes',
    (objective) => {
      const told = `${text}, recovery time objective ${formatMinutes(objective)}`;
      if (takes > objective) return fail(told, 'Make the plan faster (warm or hot).', { at });
      return pass(takes > options.proposedWithin ? `${told} (${proposal(options)})` : told, { at });
    },
  );
  return [rto, ...judgeCare(question, takes)];
}

/** A proposal binds nobody, so it moves no answer. */
function proposal({ proposedWithin }: OptionValues<typeof OPTIONS>): string {
  return `for information: changes proposed to HIPAA speak of ${formatMinutes(proposedWithin)} for critical systems`;
}

/** In a hospital that never closes, care cannot wait for a longer objective either. */
function judgeCare({ estate, application, options }: Question, takes: number): Outcome[] {
  const { patientCare, availability } = application;
  const serviceHours = availability?.serviceHours;
  const isConcerned =
    takes > options.careWithin &&
    estate.inventory.assessment.profile !== 'general' &&
    patientCare !== false &&
    serviceHours !== 'business';
  if (!isConcerned) return [];
  const text = `the plan takes ${formatMinutes(takes)}, allowed ${formatMinutes(options.careWithin)} for care around the clock`;
  const missing = [
    ...(patientCare === undefined ? ['patientCare'] : []),
    ...(serviceHours === undefined ? ['availability.serviceHours'] : []),
  ];
  if (missing.length > 0) return [unknown(`${text}, which it may serve`, missing)];
  return [fail(text, 'Keep a warm site.', { at: 'continuity.drRtoMinutes' })];
}

function judgeExercise({ estate, application, options }: Question): Outcome {
  const { drLastTest: day, drResult: result } = application.continuity ?? {};
  const at = 'continuity.drLastTest';
  const remedy = 'Exercise the plan; record drLastTest and drResult.';
  if (result === 'fail') {
    return fail('its last exercise failed', 'Mend what failed and exercise it again.', {
      at: 'continuity.drResult',
    });
  }
  if (day === undefined || result === undefined) {
    return notRecorded(
      ...(day === undefined ? [at] : []),
      ...(result === undefined ? ['continuity.drResult'] : []),
    );
  }
  const age = daysBetween(day, estate.asOf);
  if (age < 0) return warn(`its exercise of ${day} is still to be held`, remedy, { at });
  const text = `exercised on ${day}, ${age} d ago`;
  return age <= options.testedWithin
    ? pass(text, { at })
    : warn(`${text}, allowed ${options.testedWithin} d`, remedy, { at });
}

function snippet({ estate, application, options }: Question): string {
  const minutes = Math.min(
    application.availability?.rtoMinutes ?? options.careWithin,
    options.careWithin,
  );
  return `continuity:
  drStrategy: warm
  drSite: its-other-site
  drRtoMinutes: ${minutes}
  drLastTest: ${estate.asOf}
  drResult: pass`;
}
