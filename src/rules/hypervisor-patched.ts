import { daysBetween } from '../domain/calendar.ts';
import { fail, pass, unknown, warn } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Apply the security updates, the management server first, then host after host: empty it, update it, fill it again.';

export default defineRule({
  id: 'PLT-007',
  name: 'hypervisor-patched',
  category: 'platform',
  subject: 'platform',
  severity: 'high',
  effort: 'medium',
  title: 'The hypervisor has the security updates of the last months',
  source: [
    TEXTS.nistPatching,
    TEXTS.hardeningUpdates,
    projectDefault('An update within 90 days is good; more than 180 days ago is too long.'),
  ],
  why: 'A hole in the hypervisor is a hole below every machine that runs on it.',
  condition: {
    fail: 'The last security update is older than failAfter days.',
    warn: 'It is older than warnAfter days.',
    unknown: 'lastPatched is not recorded, or lies in the future.',
  },
  remedy: REMEDY,
  needs: { day: 'lastPatched' },
  options: {
    warnAfter: daysOption(90, 'Age of the last security update that warns.'),
    failAfter: daysOption(180, 'Age of the last security update that fails.'),
  },
  check({ day }, { warnAfter, failAfter }, { estate }) {
    const age = daysBetween(day, estate.asOf);
    if (age < 0) {
      return unknown(
        `the update of ${day} is still to be made (today is ${estate.asOf}), the last one is not recorded`,
        ['lastPatched'],
      );
    }
    const text = `patched on ${day}, ${age} d ago`;
    const details = { at: 'lastPatched', facts: { daysSincePatch: age } };
    if (age > failAfter) return fail(`${text}, allowed ${failAfter} d`, REMEDY, details);
    if (age > warnAfter) return warn(`${text}, warning after ${warnAfter} d`, REMEDY, details);
    return pass(text, details);
  },
});
