import { daysBetween, type IsoDate } from '../domain/calendar.ts';
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
import { daysOption, listOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'OPS-005',
  name: 'machine-lifecycle-controlled',
  category: 'operations',
  subject: 'instance',
  severity: 'low',
  effort: 'small',
  title: 'The life cycle of each virtual machine is under control',
  source: [
    TEXTS.machineSprawl,
    TEXTS.machineSprawlProof,
    TEXTS.vCheck,
    projectDefault('That tests and development end, and that 30 days switched off warn.'),
  ],
  why: 'A machine that nobody owns and nobody ends is not patched, yet it keeps its memory, its storage and its holes.',
  condition: {
    fail: 'The day on which it expires has passed.',
    warn: 'It has no owner, nor has its application; it is of one of temporaryEnvironments and no day on which it expires is recorded; or it has been switched off for more than offAfter days.',
    unknown:
      'The day on which another machine expires, or is to be reviewed, is not recorded; its power state is not; or since when it is switched off is not, or lies in the future.',
    notApplicable: 'It runs on hardware of its own.',
  },
  remedy:
    'Record owner and expiresOn (for a machine that stays, the day of its next review), look at both every quarter, and retire what nobody needs.',
  reads: {
    owner: 'owner',
    applicationOwner: 'application>owner',
    environment: 'environment',
    expiresOn: 'expiresOn',
    powerState: 'powerState',
    offSince: 'poweredOffSince',
  },
  options: {
    offAfter: daysOption(30, 'Days switched off that warn.'),
    temporaryEnvironments: listOption({
      default: ['test', 'dev'],
      choices: ['production', 'test', 'dev', 'training'],
      about: 'Environments whose machines must have a day on which they expire.',
    }),
  },
  notApplicable: ({ subject: { value } }) =>
    value.form === 'physical' || value.server !== undefined
      ? 'it runs on hardware of its own'
      : undefined,
  check(facts, { offAfter, temporaryEnvironments }, { estate }) {
    const { environment, expiresOn } = facts;
    const isTemporary = environment !== undefined && temporaryEnvironments.includes(environment);
    return worstOf([
      judgeOwner(facts.owner, facts.applicationOwner),
      expiresOn === undefined
        ? judgeEndless(isTemporary ? environment : undefined)
        : judgeEnd(expiresOn, estate.asOf),
      judgePower(facts.powerState, facts.offSince, estate.asOf, offAfter),
    ]);
  },
});

/** An owner is asked for, so a missing one is a warning: nobody answers for the machine. */
function judgeOwner(owner: string | undefined, ofApplication: string | undefined): Outcome {
  if (owner !== undefined) return pass(`owner ${owner}`);
  if (ofApplication !== undefined) return pass(`owner ${ofApplication}, of its application`);
  return warn('no owner', 'Record who answers for it.', {
    at: 'owner',
    missing: ['owner'],
    snippet: 'owner: server-team',
  });
}

function judgeEnd(day: IsoDate, asOf: IsoDate): Outcome {
  const left = daysBetween(asOf, day);
  if (left >= 0) return pass(`expires on ${day}, in ${left} d`);
  const remedy = 'Prove that nobody needs it and retire it, or record a new day.';
  return fail(`expired on ${day}, ${-left} d ago`, remedy, { at: 'expiresOn' });
}

/** A day that is not recorded may have passed, so that nothing is kept on it. */
function judgeEndless(temporary: string | undefined): Outcome {
  if (temporary === undefined) return notRecorded('expiresOn');
  const endless = warn(
    `environment ${temporary}, without a day on which it expires`,
    'Record expiresOn, and retire the machine on that day.',
    { at: 'environment', snippet: 'expiresOn: 2027-03-31' },
  );
  return onAssumption(endless, ['it has not expired'], ['expiresOn']);
}

function judgePower(
  state: Instance['powerState'],
  since: IsoDate | undefined,
  asOf: IsoDate,
  offAfter: number,
): Outcome {
  if (state === undefined) return notRecorded('powerState');
  if (state === 'on') return pass('switched on');
  const at = 'poweredOffSince';
  if (since === undefined) return notRecorded(at);
  const days = daysBetween(since, asOf);
  if (days < 0) return unknown(`switched off, yet only from ${since} on (today is ${asOf})`, [at]);
  const text = `switched off since ${since}, for ${days} d`;
  if (days <= offAfter) return pass(text);
  const remedy = 'Prove that nobody needs it, and retire it.';
  return warn(`${text}, warning after ${offAfter} d`, remedy, { at });
}
