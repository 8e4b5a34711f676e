import { PROTECTION_RANK } from '../analysis/protection.ts';
import { daysBetween } from '../domain/calendar.ts';
import type { Instance } from '../domain/inventory.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { daysOption } from '../domain/rule-option.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Fail a host on purpose in a maintenance window; record the day, the result and the measured minutes.';

export default defineRule({
  id: 'CLU-004',
  name: 'failover-tested',
  category: 'clustering',
  subject: 'cluster',
  severity: 'high',
  effort: 'medium',
  evidence: true,
  title: 'The failover of each cluster was tested recently, and worked',
  source: [
    paper('P9'),
    TEXTS.hipaaTesting,
    projectDefault('A failover is tested at least once a year, better every half year.'),
  ],
  why: 'A failover that nobody has seen work is a hope; a measured one gives the minutes that other rules need.',
  condition: {
    fail: 'No test is recorded, it failed, its result is not recorded, it lies in the future, or it is older than failAfter days.',
    warn: 'It is older than warnAfter days.',
    notApplicable: 'HA is off and nothing in the cluster is protected by failing over.',
  },
  remedy: REMEDY,
  reads: { day: 'lastFailoverTest', result: 'lastFailoverTestResult', haEnabled: 'ha.enabled' },
  options: {
    warnAfter: daysOption(180, 'Age of the last test that warns.'),
    failAfter: daysOption(365, 'Age of the last test that fails.'),
  },
  notApplicable({ subject, estate }) {
    const { ha } = subject.value;
    const failsOver =
      ha?.enabled !== false || estate.instancesInCluster(subject.value).some(mayFailOver);
    return failsOver ? undefined : 'HA is off and nothing here is protected by failing over';
  },
  check({ day, result }, { warnAfter, failAfter }, { estate }) {
    const snippet = `lastFailoverTest: ${estate.asOf}\nlastFailoverTestResult: pass`;
    const at = { at: 'lastFailoverTest', snippet };
    if (day === undefined) {
      return fail('no day of a failover test is recorded', REMEDY, {
        ...at,
        missing: ['lastFailoverTest'],
      });
    }
    const age = daysBetween(day, estate.asOf);
    const text = `failover tested on ${day}, ${age} d ago`;
    if (age < 0) return fail(`the failover test of ${day} is still to be held`, REMEDY, at);
    if (result === undefined) {
      const missing = { ...at, missing: ['lastFailoverTestResult'] };
      return fail(`${text}, its result is not recorded`, 'Record lastFailoverTestResult.', missing);
    }
    if (result === 'fail') {
      const remedy = 'Mend what failed and test again.';
      return fail(`${text}, it failed`, remedy, { at: 'lastFailoverTestResult' });
    }
    if (age > failAfter) return fail(`${text}, allowed ${failAfter} d`, REMEDY, at);
    if (age > warnAfter) return warn(`${text}, warning after ${warnAfter} d`, REMEDY, at);
    return pass(text, { at: 'lastFailoverTest' });
  },
});

function mayFailOver({ protection, guestCluster }: Instance): boolean {
  const isProtected =
    protection === undefined || PROTECTION_RANK[protection] >= PROTECTION_RANK['ha-restart'];
  return isProtected || guestCluster === undefined || guestCluster !== 'none';
}
