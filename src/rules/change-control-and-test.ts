import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { isKeptPhysical } from '../analysis/migration.ts';
import { groupBy } from '../analysis/places.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { tierOf } from '../analysis/tier.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance, Platform } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { tierOption } from '../domain/rule-option.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { compareVersions } from '../domain/version.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const CHANGE_CONTROL: FactRef = factRef('estate', ESTATE_ID, 'operations.changeControl');

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
    warn: 'An application of tier 0 or 1 has no full test environment, or none of its tests runs on the hypervisor version of its production.',
    unknown:
      'changeControl, testEnvironment or the tier is not recorded, or no test instance, or the platform below it or production.',
  },
  remedy:
    'Introduce change control; clone production from a replica to a test on the same versions.',
  reads: { testEnvironment: 'testEnvironment', tier: 'tier' },
  options: {
    fullTestUpToTier: tierOption(1, 'Largest tier number that needs a full test environment.'),
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
      ...judgeVersions(estate, application, testEnvironment),
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
      : pass(`${wordOf(environment)} test environment at tier ${tier}`);
  }
  if (environment === undefined) return notRecorded('testEnvironment');
  if (tier === undefined) return notRecorded('tier');
  return warn(
    `${wordOf(environment)} test environment at tier ${tier}, full up to tier ${fullUpTo}`,
    'Clone production, from a replica, to a test environment.',
    { at: 'testEnvironment' },
  );
}

function wordOf(environment: 'none' | 'partial'): string {
  return environment === 'none' ? 'no' : environment;
}

/** The hypervisors below production against those below its tests: each needs a test on its like. */
function judgeVersions(
  estate: Estate,
  application: Application,
  environment: Application['testEnvironment'],
): Outcome[] {
  if (environment === undefined || environment === 'none') return [];
  const instances = estate.instancesOf(application);
  const tests = groundsOf(
    estate,
    instances.filter((instance) => instance.environment === 'test'),
  );
  const production = groundsOf(estate, instances.filter(isProduction));
  if (tests.length === 0) return [unknown('no test instance is recorded', ['instances'])];
  if (production.length === 0)
    return [unknown('no production instance is recorded', ['instances'])];
  return production.map((ground) => judgeGround(ground, tests));
}

/** What an instance stands on: a platform, hardware where there is none, or what hides it. */
interface Ground {
  /** The first of the instances that stand on it. */
  readonly instance: Instance;
  readonly platform: Platform | undefined;
  readonly missing: readonly FactRef[];
}

/** Different grounds only: an application may have thousands of instances on one platform. */
function groundsOf(estate: Estate, instances: readonly Instance[]): Ground[] {
  const grounds = instances.map((instance) => groundOf(estate, instance));
  const alike = groupBy(grounds, ({ instance, platform, missing }) =>
    JSON.stringify([platform?.id, missing, isKeptPhysical(instance)]),
  );
  return [...alike.values()].flatMap(([first]) => first ?? []);
}

/** A physical machine stands on hardware as long as no target is recorded. */
function groundOf(estate: Estate, instance: Instance): Ground {
  const { cluster, host } = instance.target ?? {};
  const platform = estate.platformOfInstance(instance);
  const isPhysical = instance.form === 'physical' && cluster === undefined && host === undefined;
  const missing =
    isPhysical || platform !== undefined ? [] : platformsBelow(estate, instance).missing;
  return { instance, platform, missing };
}

function judgeGround(ground: Ground, tests: readonly Ground[]): Outcome {
  if (tests.some((test) => isAlike(ground, test))) {
    return pass(
      `tested on ${ground.platform === undefined ? 'hardware, as it runs' : 'the hypervisor version of production'}`,
    );
  }
  const all = [ground, ...tests];
  const places = all.flatMap(hiddenPlace);
  if (places.length > 0) return notRecorded(...places);
  const versions = all.flatMap(hiddenVersion);
  if (versions.length > 0) return notRecorded(...versions);
  const names = [...new Set(tests.map(nameOf))].join(', ');
  return warn(
    `${ground.instance.id} runs on ${nameOf(ground)}, tested on ${names}`,
    'Run the test on the version of production.',
    { at: targetOf(tests[0]?.instance ?? ground.instance) },
  );
}

/** An entry is one product at one version, so what stands on one entry needs no version. */
function isAlike(a: Ground, b: Ground): boolean {
  if (a.missing.length > 0 || b.missing.length > 0) return false;
  if (a.platform === b.platform) return true;
  const [left, right] = [a.platform, b.platform];
  if (left?.version === undefined || right?.version === undefined) return false;
  return (
    left.product !== undefined &&
    left.product === right.product &&
    compareVersions(left.version, right.version) === 0
  );
}

/** What hides a platform. Whether hardware is left for one is open until it is decided against. */
function hiddenPlace({ instance, platform, missing }: Ground): readonly FactRef[] {
  const isOpen = platform === undefined && missing.length === 0 && !isKeptPhysical(instance);
  return isOpen ? [targetOf(instance)] : missing;
}

/** What may show two platforms to be alike after all. */
function hiddenVersion({ platform }: Ground): readonly FactRef[] {
  if (platform === undefined) return [];
  const { id, product, version } = platform;
  return [
    ...(product === undefined ? [platformFact(id, 'product')] : []),
    ...(version === undefined ? [platformFact(id, 'version')] : []),
  ];
}

function nameOf({ platform }: Ground): string {
  return platform === undefined ? 'hardware' : `${platform.product} ${platform.version}`;
}

function targetOf({ id }: Instance): FactRef {
  return factRef('instance', id, 'target');
}

function platformFact(id: string, path: string): FactRef {
  return factRef('platform', id, path);
}
