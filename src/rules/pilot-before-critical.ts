import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { tierBehind } from '../analysis/tier.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { count, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Run a pilot wave of tier 3 or 4 in production on this platform first.';

const days = (value: number, about: string) =>
  numberOption({ default: value, minimum: 0, unit: 'd', about });

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
      'Form, tier or application of a machine is not recorded, or since when the pilot runs.',
    notApplicable: 'No machine of tier 0 or 1 is still to move here.',
  },
  remedy: REMEDY,
  reads: { inProductionSince: 'inProductionSince' },
  options: {
    leastDays: days(30, 'Shortest pilot.'),
    goodDays: days(90, 'Pilot that is long enough.'),
    lowFromTier: numberOption({
      default: 3,
      minimum: 2,
      maximum: 4,
      unit: 'tier',
      about: 'Smallest tier number that counts as a pilot.',
    }),
  },
  notApplicable({ subject, estate }) {
    const mayMove = estate
      .instancesOnPlatform(subject.value)
      .some((instance) => isProduction(instance) && mayBeMoving(estate, instance));
    return mayMove ? undefined : 'no machine of tier 0 or 1 is still to move here';
  },
  check({ inProductionSince }, options, { subject, estate }) {
    const instances = estate.instancesOnPlatform(subject.value).filter(isProduction);
    const unclear = instances.flatMap((instance) => unclearMove(estate, instance));
    const moving = instances.filter((instance) => isMoving(estate, instance));
    if (moving.length === 0) return notRecorded(...unclear);
    const about = `${count(moving.length, 'machine')} of tier 0 or 1 shall move here (${listNames(moving.map(({ id }) => id))})`;
    const oldest =
      inProductionSince === undefined ? undefined : daysBetween(inProductionSince, estate.asOf);
    if (oldest !== undefined && oldest < options.leastDays) {
      const text = `${about}, yet it is in production for ${oldest} d, at least ${options.leastDays} d`;
      return fail(text, REMEDY, { at: 'inProductionSince' });
    }
    return judgePilot(about, pilotOn(estate, instances, options.lowFromTier), options);
  },
});

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

interface Pilot {
  /** Days that the longest pilot has run; undefined where none is known. */
  readonly days: number | undefined;
  readonly name: string | undefined;
  /** Facts that may show a longer one. */
  readonly missing: readonly FactRef[];
}

/** The longest time that virtual production of a low tier has run on the platform. */
function pilotOn(estate: Estate, instances: readonly Instance[], lowFromTier: number): Pilot {
  const candidates = instances.filter((instance) => mayBePilot(estate, instance, lowFromTier));
  const starts = candidates.map((instance) => ({ instance, start: pilotStart(estate, instance) }));
  const pilots = starts
    .flatMap(({ instance: { id }, start }) =>
      typeof start === 'string' ? [{ id, days: daysBetween(start, estate.asOf) }] : [],
    )
    .sort((a, b) => b.days - a.days);
  return {
    days: pilots[0]?.days,
    name: pilots[0]?.id,
    missing: starts.flatMap(({ start }) => (typeof start === 'string' ? [] : [start])),
  };
}

function mayBePilot(estate: Estate, instance: Instance, lowFromTier: number): boolean {
  const behind = tierBehind(estate, instance);
  return instance.form !== 'physical' && ('missing' in behind || behind.tier >= lowFromTier);
}

const PILOT_SINCE: FactRef = {
  subject: { kind: 'estate', id: ESTATE_ID },
  path: 'operations.pilot.since',
};

/** The day from which on a candidate has been a pilot, or the fact that hides it. */
function pilotStart(estate: Estate, instance: Instance): IsoDate | FactRef {
  const behind = tierBehind(estate, instance);
  if ('missing' in behind) return behind.missing;
  if (instance.form === undefined) return factOf(instance, 'form');
  const { pilot } = estate.inventory.operations;
  if (pilot?.instance === instance.id) return pilot.since ?? PILOT_SINCE;
  return instance.created ?? factOf(instance, 'created');
}

function factOf({ id }: Instance, path: string): FactRef {
  return { subject: { kind: 'instance', id }, path };
}

interface Limits {
  readonly leastDays: number;
  readonly goodDays: number;
}

function judgePilot(about: string, { days, name, missing }: Pilot, limits: Limits): Outcome {
  const { leastDays, goodDays } = limits;
  const ran = days === undefined ? 'no pilot is known' : `${name} has run here for ${days} d`;
  const text = `${about}; ${ran}`;
  const facts = { facts: { pilotDays: days ?? null } };
  if (days !== undefined && days >= goodDays) return pass(text, facts);
  if (missing.length > 0) {
    return unknown(`${text}, at least ${leastDays} d; others may have run longer`, missing, facts);
  }
  if (days !== undefined && days >= leastDays) {
    return warn(
      `${text}, good after ${goodDays} d`,
      'Let the pilot run on before tier 0 and 1 move.',
      facts,
    );
  }
  return fail(`${text}, at least ${leastDays} d`, REMEDY, facts);
}
