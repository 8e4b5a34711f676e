import {
  type CarriedProduction,
  carriesTier,
  productionOnHost,
  productionOnPlatform,
  SHOWN_MISSING,
} from '../analysis/carried-production.ts';
import type { Estate } from '../analysis/estate.ts';
import { PROTECTION_RANK } from '../analysis/protection.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Instance } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { daysOption, tierOption } from '../domain/rule-option.ts';
import type { Subject } from '../domain/subject.ts';
import { formatMinutes, tiersUpTo } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Extend the support contract, or replace what it covers.';

export default defineRule({
  id: 'PLT-005',
  name: 'hardware-support-fits-rto',
  category: 'platform',
  subject: ['host', 'platform'],
  severity: 'high',
  effort: 'medium',
  title: 'The support of hardware and hypervisor fits the recovery time',
  source: [
    TEXTS.stratusVendorAgreements,
    projectDefault(
      'Tier 0 and 1 need support around the clock; a response that is longer than the recovery time of what waits for the repair warns, as does a contract that ends within 90 days.',
    ),
  ],
  why: 'A recovery time is worth no more than the contract that brings the spare part or the engineer in time.',
  condition: {
    fail: 'The support contract has ended, or it answers in business hours only although an application up to aroundTheClockUpToTier runs there.',
    warn: 'The contract ends within warnWithin days; or its response takes longer than the recovery time of a machine that nothing restarts elsewhere, and no spare stands ready.',
    unknown:
      'The end of the contract is not recorded; hours, response or spare are not, where they decide; or tier, recovery time, protection or place of a production machine is not.',
  },
  remedy:
    'Extend the contract to the hours and the response that the applications need, or keep a spare on site.',
  options: {
    aroundTheClockUpToTier: tierOption(
      1,
      'Largest tier number that needs support around the clock.',
    ),
    warnWithin: daysOption(90, 'How early the end of the contract warns.'),
  },
  check(_facts, { aroundTheClockUpToTier, warnWithin }, { subject, estate }) {
    const contract = contractOf(subject);
    const production =
      subject.kind === 'host'
        ? productionOnHost(estate, subject.value)
        : productionOnPlatform(estate, subject.value);
    return worstOf([
      ifRecorded(contract.end, contract.paths.end, (end) =>
        judgeEnd(end, contract.paths.end, estate.asOf, warnWithin),
      ),
      judgeHours(
        contract,
        carriesTier(estate, production, aroundTheClockUpToTier),
        tiersUpTo(aroundTheClockUpToTier),
      ),
      judgeResponse(contract, estate, production),
    ]);
  },
});

/** What a contract on hardware and one on software have in common. */
interface Contract {
  readonly end: IsoDate | undefined;
  readonly hours: '24x7' | 'business' | undefined;
  readonly responseHours: number | undefined;
  /** No spare stands in for software. */
  readonly spare: boolean | undefined;
  readonly paths: Readonly<Record<'end' | 'hours' | 'response' | 'spare', string>>;
}

function contractOf(subject: Subject<'host' | 'platform'>): Contract {
  if (subject.kind === 'host') {
    const { end, hours, responseHours, spareOnSite } = subject.value.hardwareSupport ?? {};
    return {
      end,
      hours,
      responseHours,
      spare: spareOnSite,
      paths: pathsOf('hardwareSupport', 'end'),
    };
  }
  const { contractEnd, hours, responseHours } = subject.value.support ?? {};
  return {
    end: contractEnd,
    hours,
    responseHours,
    spare: false,
    paths: pathsOf('support', 'contractEnd'),
  };
}

function pathsOf(section: string, end: string): Contract['paths'] {
  return {
    end: `${section}.${end}`,
    hours: `${section}.hours`,
    response: `${section}.responseHours`,
    spare: `${section}.spareOnSite`,
  };
}

function judgeEnd(end: IsoDate, at: string, asOf: IsoDate, warnWithin: number): Outcome {
  const left = daysBetween(asOf, end);
  const details = { at, facts: { [at]: end, daysLeft: left } };
  if (left < 0) return fail(`support ended on ${end}, ${-left} d ago`, REMEDY, details);
  const text = `support until ${end}, ${left} d left`;
  if (left > warnWithin) return pass(text, details);
  return warn(`${text}, warning within ${warnWithin} d`, REMEDY, details);
}

/** Where nothing of the first tiers stands, any hours will do, recorded or not. */
function judgeHours(
  { hours, paths }: Contract,
  critical: boolean | readonly FactRef[],
  tiers: string,
): Outcome {
  if (hours === '24x7') return pass('it answers around the clock');
  if (critical === false) return pass(`nothing of ${tiers} that needs it around the clock`);
  if (hours === undefined) return notRecorded(paths.hours);
  const text = `it answers in business hours, ${tiers} needs it around the clock`;
  if (critical !== true) return { ...notRecorded(...critical), message: text };
  return fail(text, 'Extend the contract to 24x7.', { at: paths.hours });
}

/** The response matters to machines that nothing restarts elsewhere: they wait for the repair. */
function judgeResponse(contract: Contract, estate: Estate, production: CarriedProduction): Outcome {
  const { responseHours, spare, paths } = contract;
  if (spare === true) return pass('a spare stands ready');
  const response = (responseHours ?? Number.POSITIVE_INFINITY) * 60;
  const { late, hidden } = whatWaits(estate, production, response);
  const [first] = late;
  if (first === undefined && hidden.length === 0) {
    return pass('nothing that waits for a repair must be back before it answers');
  }
  if (responseHours === undefined) return notRecorded(paths.response);
  const spareMissing = spare === undefined ? [paths.spare] : [];
  const text = `it answers within ${formatMinutes(response)}`;
  if (first === undefined) {
    const message = `${text}, what waits for a repair may have to be back earlier`;
    return { ...notRecorded(...spareMissing, ...hidden), message };
  }
  const told = `${text}, ${first.id} waits for the repair and must be back within ${formatMinutes(first.rtoMinutes)}`;
  if (spare === undefined) return { ...notRecorded(paths.spare), message: told };
  return warn(
    told,
    'Shorten the response, keep a spare on site, or let the machine restart elsewhere.',
    {
      at: paths.response,
      facts: { responseMinutes: response, shortestRtoMinutes: first.rtoMinutes },
    },
  );
}

interface Waiting {
  readonly id: string;
  readonly rtoMinutes: number;
}

interface WhatWaits {
  /** Machines that must be back before anybody answers, the most urgent first. */
  readonly late: readonly Waiting[];
  /** What hides whether a further one must. */
  readonly hidden: readonly FactRef[];
}

/** Computed once for each response: every host of a cluster carries the same machines. */
function whatWaits(estate: Estate, production: CarriedProduction, response: number): WhatWaits {
  const answers = waitingByResponse(estate)(production.instances);
  const known = answers.get(response) ?? computeWaiting(estate, production, response);
  answers.set(response, known);
  return known;
}

const waitingByResponse = memoised((_estate: Estate) =>
  memoised((_instances: readonly Instance[]) => new Map<number, WhatWaits>()),
);

function computeWaiting(
  estate: Estate,
  { instances, perhaps, missing }: CarriedProduction,
  response: number,
): WhatWaits {
  const late: Waiting[] = [];
  const hidden: FactRef[] = [...missing];
  const rtoOf = (instance: Instance): number | undefined =>
    estate.applicationOf(instance)?.availability?.rtoMinutes;
  const mayBeLate = (instance: Instance): boolean =>
    !restartsElsewhere(instance) && (rtoOf(instance) ?? 0) < response;
  for (const instance of instances.filter(mayBeLate)) {
    const rtoMinutes = rtoOf(instance);
    const doubts = doubtsOf(estate, instance);
    if (doubts.length === 0 && rtoMinutes !== undefined) late.push({ id: instance.id, rtoMinutes });
    hidden.push(...doubts);
  }
  for (const { instance, missing: place } of perhaps) {
    if (hidden.length >= SHOWN_MISSING) break;
    if (mayBeLate(instance)) hidden.push(...place, ...doubtsOf(estate, instance));
  }
  late.sort((a, b) => a.rtoMinutes - b.rtoMinutes);
  return { late, hidden: hidden.slice(0, SHOWN_MISSING) };
}

function restartsElsewhere({ protection }: Instance): boolean {
  return protection !== undefined && PROTECTION_RANK[protection] >= PROTECTION_RANK['dr-failover'];
}

/** What hides whether a machine waits for the repair, and how long it may. */
function doubtsOf(estate: Estate, instance: Instance): FactRef[] {
  const application = estate.applicationOf(instance);
  const doubts: FactRef[] = [];
  if (instance.protection === undefined)
    doubts.push(factRef('instance', instance.id, 'protection'));
  if (application === undefined) doubts.push(factRef('instance', instance.id, 'application'));
  else if (application.availability?.rtoMinutes === undefined) {
    doubts.push(factRef('application', application.id, 'availability.rtoMinutes'));
  }
  return doubts;
}
