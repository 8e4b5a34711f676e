import { daysAfter, daysBetween, type IsoDate } from '../domain/calendar.ts';
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

const ENVIRONMENTS = ['production', 'test', 'dev', 'training'] as const;

/** Days until a machine is reviewed again. */
const A_QUARTER = 90;

export default defineRule({
  id: 'OPS-005',
  name: 'machine-lifecycle-controlled',
  category: 'operations',
  subject: 'instance',
  severity: 'low',
  effort: 'small',
  title: 'Every virtual machine has an owner and an end',
  source: [
    TEXTS.sprawlControl,
    TEXTS.sprawlPrevention,
    TEXTS.vCheckMachines,
    projectDefault(
      'Tests and development machines need a day of removal; the owner of an application answers for its machines.',
    ),
  ],
  why: 'Virtual machines are quickly made and seldom removed; those that nobody answers for are not patched, not backed up and take the room of others.',
  condition: {
    fail: 'Its environment is one of temporary, and its day of removal has passed.',
    warn: 'Neither it nor its application has an owner; its environment is one of temporary and no day of removal is recorded; or it has been off for more than warnOff days.',
    unknown:
      'Whether it is switched on is not recorded, or since when it is off; or the environment, where it may be a temporary one.',
    notApplicable: 'It is a physical machine.',
  },
  remedy:
    'Name an owner and a day of removal, review both each quarter, and retire what is not needed.',
  reads: {
    owner: 'owner',
    applicationOwner: 'application>owner',
    environment: 'environment',
    expiresOn: 'expiresOn',
    powerState: 'powerState',
    offSince: 'poweredOffSince',
  },
  options: {
    warnOff: daysOption(
      30,
      'Longest time for which a machine is off or suspended without a warning.',
    ),
    temporary: listOption({
      default: ['test', 'dev'],
      choices: ENVIRONMENTS,
      about: 'Environments whose machines need a day of removal and are held to it.',
    }),
  },
  notApplicable: ({ subject }) =>
    subject.value.form === 'physical' ? 'a physical machine, which does not sprawl' : undefined,
  check({ owner, applicationOwner }, { warnOff, temporary }, { subject, estate }) {
    return worstOf([
      judgeEnd(subject.value, temporary, estate.asOf),
      judgeOwner(owner ?? applicationOwner),
      judgePower(subject.value, warnOff, estate.asOf),
    ]);
  },
});

function judgeOwner(owner: string | undefined): Outcome {
  if (owner !== undefined) return pass('it has an owner');
  const remedy = 'Name who answers for it, or retire it.';
  return warn('no owner is recorded', remedy, { at: 'owner', missing: ['owner'] });
}

/** An end that is left out must not count for more than one that has passed. */
function judgeEnd(
  { environment, expiresOn }: Instance,
  temporary: readonly string[],
  asOf: IsoDate,
): Outcome {
  const at = { at: 'expiresOn' };
  const late = expiresOn === undefined ? 0 : daysBetween(expiresOn, asOf);
  if (environment !== undefined && !temporary.includes(environment)) {
    const past = late > 0 ? `, so that of ${expiresOn} does not count` : '';
    return pass(`${environment} needs no day of removal${past}`);
  }
  if (expiresOn !== undefined && late <= 0) return pass(`to be removed on ${expiresOn}`, at);
  if (environment === undefined) {
    if (expiresOn === undefined) return notRecorded('environment');
    const text = `to be removed on ${expiresOn}, ${late} d ago, if it is temporary; its environment is not recorded`;
    return unknown(text, ['environment'], at);
  }
  if (expiresOn !== undefined) {
    const remedy = 'Remove it, or agree with its owner on a new day.';
    return fail(`${environment}, to be removed on ${expiresOn}, ${late} d ago`, remedy, at);
  }
  const endless = warn(
    `${environment} without a day of removal`,
    'Agree with its owner on a day of removal, and review it each quarter.',
    { ...at, snippet: `expiresOn: ${daysAfter(asOf, A_QUARTER)}` },
  );
  return onAssumption(endless, ['none is set'], ['expiresOn']);
}

function judgePower(
  { powerState, poweredOffSince }: Instance,
  warnOff: number,
  asOf: IsoDate,
): Outcome {
  if (powerState === undefined) return notRecorded('powerState');
  if (powerState === 'on') return pass('switched on');
  const at = { at: 'poweredOffSince' };
  const state = powerState === 'off' ? 'off' : 'suspended';
  if (poweredOffSince === undefined) return notRecorded('poweredOffSince');
  const days = daysBetween(poweredOffSince, asOf);
  if (days < 0) {
    const text = `said to be ${state} since ${poweredOffSince}, which is after today (${asOf})`;
    return unknown(text, ['poweredOffSince'], at);
  }
  const text = `${state} since ${poweredOffSince}, ${days} d`;
  if (days <= warnOff) return pass(text, at);
  const remedy = 'Find out whether it is still needed; back it up and retire it if not.';
  return warn(`${text}, warning after ${warnOff} d`, remedy, at);
}
