import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { tierBehind } from '../analysis/tier.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance, Platform } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, warn } from '../domain/outcome.ts';
import { daysOption, tierOption } from '../domain/rule-option.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { count, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Run a pilot wave of tier 3 or 4 in production on this platform first.';

export default defineRule({
  id: 'OPS-001',
  name: 'pilot-before-critical',
  category: 'operations',
  subject: 'platform',
  severity: 'medium',
  effort: 'medium',
  title: 'A pilot of low criticality runs before tier 0 and 1 move',
  source: [
    paper('P10'),
    TEXTS.startSmall,
    projectDefault('30 days of pilot at least, 90 days are good.'),
  ],
  why: 'The first mistakes on a new platform should be made where they hurt nobody.',
  condition: {
    fail: 'Tier 0 or 1 is to move here, and no production of tier 3 or 4 has run here for leastDays days.',
    warn: 'It has run for less than goodDays days.',
    unknown:
      'Form, tier or application of a machine is not recorded, or since when the platform is in production, or which machine is the pilot and since when. The day that a machine was made shows only that it has not run for longer.',
    notApplicable: 'No production machine of tier 0 or 1 is recorded that shall still move here.',
  },
  remedy: REMEDY,
  reads: { inProductionSince: 'inProductionSince' },
  options: {
    leastDays: daysOption(30, 'Shortest pilot.'),
    goodDays: daysOption(90, 'Pilot that is long enough.'),
    lowFromTier: tierOption(3, 'Smallest tier number that counts as a pilot.'),
  },
  notApplicable({ subject, estate }) {
    const mayMove = estate
      .instancesOnPlatform(subject.value)
      .some((instance) => isProduction(instance) && mayBeMoving(estate, instance));
    return mayMove
      ? undefined
      : 'no production of tier 0 or 1 is recorded that shall still move here';
  },
  check({ inProductionSince }, options, { subject, estate }) {
    const instances = estate.instancesOnPlatform(subject.value).filter(isProduction);
    const unclear = instances.flatMap((instance) => unclearMove(estate, instance));
    const moving = instances.filter((instance) => isMoving(estate, instance));
    if (moving.length === 0) return notRecorded(...unclear);
    const names = listNames(moving.map(({ id }) => id));
    const about = `${count(moving.length, 'machine')} of tier 0 or 1 shall move here (${names})`;
    if (inProductionSince !== undefined) {
      const young = judgeAge(about, inProductionSince, estate.asOf, options.leastDays);
      if (young !== undefined) return young;
    }
    const candidates = instances.flatMap((instance) =>
      mayBePilot(estate, instance, options.lowFromTier)
        ? candidateOf(estate, subject.value, instance)
        : [],
    );
    return judgePilots(about, candidates, options);
  },
});

/** A platform that is younger than the shortest pilot has not had one. */
function judgeAge(
  about: string,
  since: IsoDate,
  asOf: IsoDate,
  least: number,
): Outcome | undefined {
  const age = daysBetween(since, asOf);
  if (age >= least) return undefined;
  const text =
    age < 0
      ? `the platform goes into production on ${since}, after today (${asOf})`
      : `the platform has been in production for ${age} d, at least ${least} d`;
  return fail(`${about}; ${text}`, REMEDY, { at: 'inProductionSince' });
}

/** Not yet virtual, and not surely of a lower tier; a form that is not recorded may be either. */
function mayBeMoving(estate: Estate, instance: Instance): boolean {
  const behind = tierBehind(estate, instance);
  return instance.form !== 'virtual' && ('missing' in behind || behind.tier <= 1);
}

function isMoving(estate: Estate, instance: Instance): boolean {
  return mayBeMoving(estate, instance) && unclearMove(estate, instance).length === 0;
}

/** What hides whether an instance is one of tier 0 or 1 that shall move. */
function unclearMove(estate: Estate, instance: Instance): FactRef[] {
  if (!mayBeMoving(estate, instance)) return [];
  if (instance.form === undefined) return [factOf(instance, 'form')];
  const behind = tierBehind(estate, instance);
  return 'missing' in behind ? [behind.missing] : [];
}

function mayBePilot(estate: Estate, instance: Instance, lowFromTier: number): boolean {
  const behind = tierBehind(estate, instance);
  return instance.form !== 'physical' && ('missing' in behind || behind.tier >= lowFromTier);
}

/** A machine that may be the pilot. */
interface Candidate {
  readonly id: string;
  /** Days that it has surely run here as production of its tier; undefined where that is not sure. */
  readonly surely: number | undefined;
  /** Days that it can have run here. */
  readonly atMost: number;
  /** What would make it sure. */
  readonly missing: readonly FactRef[];
}

const PILOT: FactRef = factRef('estate', ESTATE_ID, 'operations.pilot');
const PILOT_SINCE: FactRef = { ...PILOT, path: 'operations.pilot.since' };

/**
 * Only the recorded begin of the pilot says since when it runs. The day on which a machine was made
 * is no evidence of production here since: it is the longest that it can have run, nothing more.
 */
function candidateOf(estate: Estate, platform: Platform, instance: Instance): Candidate {
  const { pilot } = estate.inventory.operations;
  const isNamed = pilot?.instance === instance.id;
  const since = isNamed ? pilot.since : undefined;
  const { inProductionSince } = platform;
  const days = [inProductionSince, since ?? instance.created].map((day) =>
    day === undefined ? Number.POSITIVE_INFINITY : daysBetween(day, estate.asOf),
  );
  const atMost = Math.max(0, Math.min(...days));
  const missing = [
    ...doubtsOfPilot(estate, instance),
    ...(inProductionSince === undefined ? [platformFact(platform)] : []),
    ...(since === undefined ? [isNamed ? PILOT_SINCE : PILOT] : []),
  ];
  return { id: instance.id, surely: missing.length === 0 ? atMost : undefined, atMost, missing };
}

/** An environment that is not recorded is no evidence of production either. */
function doubtsOfPilot(estate: Estate, instance: Instance): FactRef[] {
  const behind = tierBehind(estate, instance);
  return [
    ...('missing' in behind ? [behind.missing] : []),
    ...(instance.form === undefined ? [factOf(instance, 'form')] : []),
    ...(instance.environment === undefined ? [factOf(instance, 'environment')] : []),
  ];
}

function factOf({ id }: Instance, path: string): FactRef {
  return factRef('instance', id, path);
}

function platformFact({ id }: Platform): FactRef {
  return factRef('platform', id, 'inProductionSince');
}

/** Enough to begin with: a large platform may lack thousands. */
const SHOWN_MISSING = 200;

interface Limits {
  readonly leastDays: number;
  readonly goodDays: number;
  readonly lowFromTier: number;
}

function judgePilots(about: string, candidates: readonly Candidate[], limits: Limits): Outcome {
  const { leastDays, goodDays } = limits;
  const sure = longest(candidates, ({ surely }) => surely);
  if (sure !== undefined && sure.days >= leastDays) {
    const text = `${about}; ${sure.id} has run here for ${sure.days} d`;
    const details = { at: PILOT_SINCE, facts: { pilot: sure.id, pilotDays: sure.days } };
    if (sure.days >= goodDays) return pass(text, details);
    const remedy = 'Let the pilot run on before tier 0 and 1 move.';
    return warn(`${text}, good after ${goodDays} d`, remedy, details);
  }
  const open = candidates.filter(
    ({ surely, atMost }) => surely === undefined && atMost >= leastDays,
  );
  const low = tiersFrom(limits.lowFromTier);
  if (open.length > 0) {
    const names = listNames(open.map(({ id }) => id));
    return unknown(
      `${about}; whether production of ${low} has run here for ${leastDays} d is not recorded (perhaps ${names})`,
      open.flatMap(({ missing }) => missing).slice(0, SHOWN_MISSING),
    );
  }
  const most = longest(candidates, ({ atMost }) => atMost);
  const found =
    most === undefined
      ? `no production of ${low} runs here`
      : `${most.id} has run here for ${most.days} d${most.id === sure?.id ? '' : ' at most'}`;
  return fail(`${about}; ${found}, at least ${leastDays} d`, REMEDY, {
    facts: { pilotDays: most?.days ?? 0 },
  });
}

/** The candidate of most days; the first of several. */
function longest(
  candidates: readonly Candidate[],
  daysOf: (candidate: Candidate) => number | undefined,
): { readonly id: string; readonly days: number } | undefined {
  return candidates
    .flatMap((candidate) => {
      const days = daysOf(candidate);
      return days === undefined ? [] : [{ id: candidate.id, days }];
    })
    .reduce<{ id: string; days: number } | undefined>(
      (most, one) => (most === undefined || one.days > most.days ? one : most),
      undefined,
    );
}

function tiersFrom(tier: number): string {
  return tier === 4 ? 'tier 4' : `tier ${tier} to 4`;
}
