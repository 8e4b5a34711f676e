import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { tierOf } from '../analysis/tier.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Application, Instance, Platform } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { compareVersions } from '../domain/version.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const CHANGE_CONTROL: FactRef = {
  subject: { kind: 'estate', id: ESTATE_ID },
  path: 'operations.changeControl',
};

export default defineRule({
  id: 'OPS-003',
  name: 'change-control-and-test',
  category: 'operations',
  subject: 'application',
  severity: 'medium',
  effort: 'medium',
  title: 'Changes are controlled and tried in a faithful test environment',
  source: [
    paper('P15'),
    TEXTS.epicCopies,
    projectDefault('Tier 0 and 1 need a full test environment.'),
  ],
  why: 'A change that is first tried in production is tried on patients.',
  condition: {
    fail: 'There is no change control.',
    warn: 'An application of tier 0 or 1 has no full test environment, or its test runs on another version of the hypervisor.',
    unknown:
      'changeControl, testEnvironment, the tier or the version of a platform below is not recorded.',
  },
  remedy:
    'Introduce change control; clone production from a replica to a test on the same versions.',
  reads: { testEnvironment: 'testEnvironment', tier: 'tier' },
  options: {
    fullTestUpToTier: numberOption({
      default: 1,
      minimum: 0,
      maximum: 4,
      unit: 'tier',
      about: 'Largest tier number that needs a full test environment.',
    }),
  },
  check({ testEnvironment }, { fullTestUpToTier }, { subject, estate }) {
    const application = subject.value;
    const { changeControl } = estate.inventory.operations;
    return worstOf([
      ifRecorded(changeControl, CHANGE_CONTROL, (present) =>
        present
          ? pass('changes are controlled')
          : fail('no change control', 'Introduce change control.', { at: CHANGE_CONTROL }),
      ),
      judgeEnvironment(application, testEnvironment, fullTestUpToTier),
      ...judgeVersions(estate, application),
    ]);
  },
});

function judgeEnvironment(
  application: Application,
  environment: Application['testEnvironment'],
  fullUpTo: number,
): Outcome {
  if (environment === 'full') return pass('full test environment');
  const tier = tierOf(application);
  if (tier !== undefined && tier > fullUpTo) {
    return environment === undefined
      ? notRecorded('testEnvironment')
      : pass(`${environment} test environment at tier ${tier}`);
  }
  if (environment === undefined) return notRecorded('testEnvironment');
  if (tier === undefined) return notRecorded('tier');
  return warn(
    `${environment === 'none' ? 'no' : environment} test environment at tier ${tier}, full up to tier ${fullUpTo}`,
    'Clone production, from a replica, to a test environment.',
    { at: 'testEnvironment' },
  );
}

/** The hypervisor below the tests against the one below production. */
function judgeVersions(estate: Estate, application: Application): Outcome[] {
  const instances = estate.instancesOf(application);
  const tests = instances.filter(({ environment }) => environment === 'test');
  const production = instances.filter(isProduction);
  return tests.flatMap((test) => production.map((real) => compareBelow(estate, test, real)));
}

function compareBelow(estate: Estate, test: Instance, real: Instance): Outcome {
  const [below, wanted] = [estate.platformOfInstance(test), estate.platformOfInstance(real)];
  if (below === undefined || wanted === undefined) {
    // A machine without a platform is physical, or its target is not recorded.
    const silent = [test, real].filter(
      (one) => one.form !== 'physical' && estate.platformOfInstance(one) === undefined,
    );
    return silent.length > 0 ? notRecorded(...silent.map(targetOf)) : pass('test runs on hardware');
  }
  const missing = [below, wanted].filter(({ version }) => version === undefined).map(versionOf);
  if (missing.length > 0) return notRecorded(...missing);
  const isSame =
    below.product === wanted.product &&
    compareVersions(below.version ?? '', wanted.version ?? '') === 0;
  return isSame
    ? pass('test and production on one hypervisor version')
    : warn(
        `${test.id} is tested on ${nameOf(below)}, production runs on ${nameOf(wanted)}`,
        'Run the test on the version of production.',
        { at: targetOf(test) },
      );
}

function nameOf({ product, version }: Platform): string {
  return `${product ?? 'a platform'} ${version ?? ''}`.trim();
}

function targetOf({ id }: Instance): FactRef {
  return { subject: { kind: 'instance', id }, path: 'target' };
}

function versionOf({ id }: Platform): FactRef {
  return { subject: { kind: 'platform', id }, path: 'version' };
}
