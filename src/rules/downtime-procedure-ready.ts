import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import { fail, ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { daysOption, numberOption } from '../domain/rule-option.ts';
import { formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'BDR-005',
  name: 'downtime-procedure-ready',
  category: 'continuity',
  subject: 'application',
  severity: 'blocker',
  effort: 'medium',
  title: 'Care goes on without the application: procedure, paper, copy, access and drill',
  source: [
    TEXTS.hipaaEmergencyMode,
    TEXTS.hipaaEmergencyAccess,
    TEXTS.saferContingency,
    TEXTS.jointCommission,
    projectDefault('A downtime drill is held at least once a year.'),
  ],
  why: 'Every protection fails one day; then patients depend on paper, a copy to read, and staff who have practised.',
  condition: {
    fail: 'There is no downtime procedure, or the paper forms last less than leastPaperHours.',
    warn: 'There is no read-only copy or no emergency access procedure, or the last drill is older than drilledWithin days or still to be held.',
    unknown: 'patientCare or one of these facts is not recorded, and none of the others fails.',
    notApplicable: 'It does not support patient care.',
  },
  remedy: 'Write the procedure, print the forms, train the staff and hold a drill.',
  needs: { patientCare: 'patientCare' },
  reads: {
    procedure: 'continuity.downtimeProcedure',
    paperHours: 'continuity.paperHours',
    readOnlyCopy: 'continuity.readOnlyCopy',
    emergencyAccess: 'continuity.emergencyAccess',
    lastDrill: 'continuity.lastDrill',
  },
  options: {
    leastPaperHours: numberOption({
      default: 8,
      minimum: 0,
      unit: 'h',
      about: 'Least time that the paper forms must last.',
    }),
    drilledWithin: daysOption(365, 'Age of the last downtime drill that warns.'),
  },
  notApplicable: ({ subject }) =>
    subject.value.patientCare === false ? 'does not support patient care' : undefined,
  check(facts, { leastPaperHours, drilledWithin }, { estate }) {
    const { procedure, paperHours, readOnlyCopy, emergencyAccess, lastDrill } = facts;
    return worstOf([
      ifRecorded(procedure, 'continuity.downtimeProcedure', (isWritten) =>
        isWritten
          ? pass('downtime procedure')
          : fail('no downtime procedure', 'Write a downtime procedure with those who care.', {
              at: 'continuity.downtimeProcedure',
              snippet: snippet(leastPaperHours, estate.asOf),
            }),
      ),
      ifRecorded(paperHours, 'continuity.paperHours', (hours) =>
        judgePaper(hours, leastPaperHours, estate.asOf),
      ),
      ifRecorded(readOnlyCopy, 'continuity.readOnlyCopy', (exists) =>
        exists
          ? pass('read-only copy')
          : warn('no read-only copy', 'Keep a copy that can be read on another platform.', {
              at: 'continuity.readOnlyCopy',
            }),
      ),
      ifRecorded(emergencyAccess, 'continuity.emergencyAccess', (exists) =>
        exists
          ? pass('emergency access')
          : warn('no emergency access procedure', 'Write down who gets access in an emergency.', {
              at: 'continuity.emergencyAccess',
            }),
      ),
      ifRecorded(lastDrill, 'continuity.lastDrill', (day) =>
        judgeDrill(day, estate.asOf, drilledWithin),
      ),
    ]);
  },
});

function judgePaper(hours: number, least: number, today: IsoDate): Outcome {
  const text = `paper for ${formatNumber(hours)} h, at least ${formatNumber(least)} h`;
  if (hours >= least) return pass(text);
  const details = { at: 'continuity.paperHours', snippet: snippet(least, today) };
  return fail(text, 'Print forms for longer.', details);
}

function judgeDrill(day: IsoDate, today: IsoDate, within: number): Outcome {
  const remedy = 'Hold a downtime drill.';
  const at = { at: 'continuity.lastDrill' };
  const age = daysBetween(day, today);
  if (age < 0) return warn(`the drill of ${day} is still to be held`, remedy, at);
  const text = `drill on ${day}, ${age} d ago`;
  return age <= within ? pass(text, at) : warn(`${text}, allowed ${within} d`, remedy, at);
}

function snippet(leastPaperHours: number, today: IsoDate): string {
  return `continuity:
  downtimeProcedure: true
  paperHours: ${leastPaperHours}
  readOnlyCopy: true
  emergencyAccess: true
  lastDrill: ${today}`;
}
