import type { Estate } from '../analysis/estate.ts';
import {
  judgeStatement,
  platformsToName,
  staysPhysicalAsAWhole,
} from '../analysis/vendor-statement.ts';
import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Application } from '../domain/inventory.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Get a written statement that names this platform and version; do not force an application onto one that its vendor refuses.';

const STATEMENT = { who: 'its vendor', remedy: REMEDY };

/** Where the vendor’s no is final. */
const STAYS = `instances:
  - id: its-machine
    migration: { method: stay-physical }`;

export default defineRule({
  id: 'SUP-001',
  name: 'vendor-supports-platform',
  category: 'support',
  subject: 'application',
  severity: 'blocker',
  severityBelow: 'medium',
  effort: 'medium',
  title: 'The vendor supports this platform and version, in writing',
  source: [
    TEXTS.startSmall,
    TEXTS.irisOnVirtual,
    projectDefault('A statement without a reference, or older than a year, warns.'),
  ],
  why: 'On a platform that its vendor does not support, the first hard fault is answered with "reproduce it on hardware".',
  condition: {
    fail: 'The vendor does not support virtual machines, or names neither this platform nor this version.',
    warn: 'No reference or date of the statement is recorded, it lies in the future, or it is older than maxAge.',
    unknown:
      'The vendor’s stand, the platforms that it names, or the platform that production runs on is not recorded.',
    notApplicable: 'Its production stays on its hardware.',
  },
  remedy: REMEDY,
  needs: { virtualized: 'vendorSupport.virtualized' },
  reads: {
    named: 'vendorSupport.platforms',
    reference: 'vendorSupport.reference',
    date: 'vendorSupport.date',
  },
  options: { maxAge: daysOption(365, 'Age of the vendor’s statement that warns.') },
  notApplicable: ({ subject, estate }) => staysPhysicalAsAWhole(estate, subject.value),
  check({ virtualized, named, reference, date }, { maxAge }, { subject, estate }) {
    if (virtualized === 'not-supported') {
      return fail('its vendor does not support virtual machines', REMEDY, {
        at: 'vendorSupport.virtualized',
        snippet: STAYS,
      });
    }
    return worstOf([
      ifRecorded(named, 'vendorSupport.platforms', (list) =>
        judgeStatement(estate, subject.value, {
          ...STATEMENT,
          named: list,
          snippet: snippet(estate, subject.value),
        }),
      ),
      judgeWriting(reference, date, estate.asOf, maxAge),
    ]);
  },
});

/** In writing, and not so long ago that a release of either side lies between. */
function judgeWriting(
  reference: string | undefined,
  date: IsoDate | undefined,
  asOf: IsoDate,
  maxAge: number,
): Outcome {
  const ask = 'Ask the vendor for a statement of today.';
  if (reference === undefined) {
    const details = { at: 'vendorSupport.reference', missing: ['vendorSupport.reference'] };
    return warn('no reference of the statement is recorded', REMEDY, details);
  }
  if (date === undefined) {
    const details = { at: 'vendorSupport.date', missing: ['vendorSupport.date'] };
    return warn(`${reference} has no date on record`, 'Record its date.', details);
  }
  const at = { at: 'vendorSupport.date' };
  const age = daysBetween(date, asOf);
  if (age < 0) return warn(`${reference} bears a date to come, ${date}`, 'Check its date.', at);
  const text = `${reference} of ${date} is ${age} d old`;
  return age > maxAge ? warn(`${text}, warning after ${maxAge} d`, ask, at) : pass(text);
}

function snippet(estate: Estate, application: Application): string {
  return `vendorSupport:
  virtualized: supported
  platforms: ${platformsToName(estate, application)}
  reference: Support statement of its vendor
  date: ${estate.asOf}`;
}
