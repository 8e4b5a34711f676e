import {
  type Dependency,
  type ExternalDependency,
  hardDependencies,
} from '../analysis/dependencies.ts';
import type { Estate } from '../analysis/estate.ts';
import {
  type ProtectionRange,
  protectionAt,
  protectionOfParts,
  weakestProtection,
} from '../analysis/part-protection.ts';
import { PROTECTION_RANK } from '../analysis/protection.ts';
import { tierOf } from '../analysis/tier.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application } from '../domain/inventory.ts';
import { byText } from '../domain/order.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { count, formatMinutes } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Lift the dependency, or put a cache or a queue in front of it.';

export default defineRule({
  id: 'AVL-008',
  name: 'dependencies-protected-as-well',
  category: 'availability',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'What an application cannot work without is protected as well as the application',
  source: [
    TEXTS.nistContingency,
    TEXTS.stratusEndToEnd,
    projectDefault(
      'Tier, protection and recovery time objective are compared; a dependency without a kind counts as hard.',
    ),
  ],
  why: 'An application is down when anything that it cannot work without is down, however well it is protected itself.',
  condition: {
    fail: 'A hard dependency, direct or through others, has a larger tier number, a weaker protection or a longer recovery time objective than the application.',
    warn: 'A hard dependency is outside the inventory.',
    unknown:
      'dependsOn of the application or of a hard dependency is not recorded, or a tier, protection or objective that is to be compared.',
  },
  remedy: REMEDY,
  needs: { dependsOn: 'dependsOn' },
  reads: { tier: 'tier', rto: 'availability.rtoMinutes' },
  check(_facts, _options, { subject, estate }) {
    const application = subject.value;
    const { inside, outside, missing } = hardDependencies(estate, application);
    const own = weakestProtection(application, protectionOfParts(estate, application));
    const links = inside
      .map((link) => compareLink({ estate, application, own }, link))
      .sort(weakestFirst);
    const [weakest] = links;
    const answer = worstOf([
      ...links.flatMap(({ parts }) => parts),
      ...outside.map(judgeOutside),
      ...(missing.length > 0 ? [notRecorded(...missing)] : []),
      ...(links.length + outside.length + missing.length === 0
        ? [pass('no hard dependencies', { at: 'dependsOn' })]
        : []),
    ]);
    return weakest === undefined ? answer : named(answer, weakest, links.length);
  },
});

/** A hard dependency, held against the application. */
interface Link {
  readonly id: string;
  readonly parts: readonly Outcome[];
  readonly protection: ProtectionRange;
  readonly tier: number | undefined;
  readonly rto: number | undefined;
}

/** Says which link is the weakest; where all hold, that is all there is to say. */
function named(answer: Outcome, { id, protection, tier, rto = 0 }: Link, links: number): Outcome {
  const facts = { ...answer.facts, weakestLink: id };
  if (answer.kind !== 'pass') {
    const isClear = links === 1 || answer.kind === 'unknown' || answer.kind === 'warn';
    return {
      ...answer,
      facts,
      message: isClear ? answer.message : `${answer.message}; weakest link ${id}`,
    };
  }
  const how = `tier ${tier}, ${protectionAt(protection.atLeast)}, recovery time objective ${formatMinutes(rto)}`;
  const found = count(links, 'hard dependency', 'hard dependencies');
  return pass(`${found}, protected as well; weakest link ${id}: ${how}`, {
    at: 'dependsOn',
    facts,
  });
}

/** Links that fail come first, then by protection, tier, objective and id. */
function weakestFirst(a: Link, b: Link): number {
  const fails = ({ parts }: Link) => (parts.some(({ kind }) => kind === 'fail') ? 0 : 1);
  return (
    fails(a) - fails(b) ||
    a.protection.atMost - b.protection.atMost ||
    (b.tier ?? 0) - (a.tier ?? 0) ||
    (b.rto ?? 0) - (a.rto ?? 0) ||
    byText(a.id, b.id)
  );
}

interface Dependent {
  readonly estate: Estate;
  readonly application: Application;
  /** How the application itself is protected. */
  readonly own: ProtectionRange;
}

interface Comparison extends Dependent {
  readonly needed: Application;
  /** The dependency, with the way to it. */
  readonly name: string;
}

function compareLink(dependent: Dependent, link: Dependency): Link {
  const needed = link.application;
  const way = link.through === '' ? '' : ` (through ${link.through})`;
  const comparison = { ...dependent, needed, name: `${needed.id}${way}` };
  const protection = protectionOfDependency(dependent.estate, needed);
  const parts = [
    compareTiers(comparison),
    compareProtection(comparison, protection),
    compareObjectives(comparison),
  ];
  return {
    id: needed.id,
    parts: parts.map((part) => ifHard(part, needed.id, link.assumed)),
    protection,
    tier: tierOf(needed),
    rto: needed.availability?.rtoMinutes,
  };
}

/** A weak link that may be soft is weak on an assumption. */
function ifHard(outcome: Outcome, id: string, assumed: readonly FactRef[]): Outcome {
  if (assumed.length === 0 || (outcome.kind !== 'fail' && outcome.kind !== 'warn')) return outcome;
  return onAssumption(outcome, [`${id} is a hard dependency`], assumed);
}

function compareTiers({ application, needed, name }: Comparison): Outcome {
  const own = tierOf(application);
  const other = tierOf(needed);
  const both = [application, needed];
  const fact = ({ id }: Application) => factRef('application', id, 'tier');
  if (own === undefined || other === undefined) {
    return notRecorded(...both.filter((one) => tierOf(one) === undefined).map(fact));
  }
  const text = `${name} is of tier ${other}, allowed ${own}`;
  const derived = both.filter(({ tier }) => tier === undefined);
  return onAssumption(
    other <= own ? pass(text) : fail(text, REMEDY, { at: fact(needed) }),
    derived.map((one) => `tier ${tierOf(one)} of ${one.id}, as its RTO asks for`),
    derived.map(fact),
  );
}

/** An application that is active at two sites is as good as fault tolerant to those who need it. */
function protectionOfDependency(estate: Estate, needed: Application): ProtectionRange {
  if (needed.continuity?.drStrategy === 'active-active') {
    return { atLeast: PROTECTION_RANK.ft, atMost: PROTECTION_RANK.ft, missing: [] };
  }
  return weakestProtection(needed, protectionOfParts(estate, needed));
}

function compareProtection(
  { estate, own, needed, name }: Comparison,
  other: ProtectionRange,
): Outcome {
  if (other.atLeast >= own.atMost) return pass(`${name} is protected as well`);
  if (other.atMost >= own.atLeast) return notRecorded(...other.missing, ...own.missing);
  const [weakest] = protectionOfParts(estate, needed);
  const member = weakest?.part.members[0];
  const found =
    other.atMost === 0 ? 'has no protection' : `has ${protectionAt(other.atMost)} at best`;
  return fail(`${name} ${found}, needs ${protectionAt(own.atLeast)}`, REMEDY, {
    at:
      member === undefined
        ? factRef('application', needed.id, 'instances')
        : factRef('instance', member.id, 'protection'),
  });
}

function compareObjectives({ application, needed, name }: Comparison): Outcome {
  const own = application.availability?.rtoMinutes;
  const other = needed.availability?.rtoMinutes;
  const fact = ({ id }: Application) => factRef('application', id, 'availability.rtoMinutes');
  if (own === undefined || other === undefined) {
    const unrecorded = [application, needed].filter(
      ({ availability }) => availability?.rtoMinutes === undefined,
    );
    return notRecorded(...unrecorded.map(fact));
  }
  const text = `${name} has a recovery time objective of ${formatMinutes(other)}, allowed ${formatMinutes(own)}`;
  return other <= own ? pass(text) : fail(text, REMEDY, { at: fact(needed) });
}

function judgeOutside({ id, through, at, assumed }: ExternalDependency): Outcome {
  const way = through === '' ? '' : ` (through ${through})`;
  const outcome = warn(
    `${id}${way} is outside the inventory, so how it is protected is not known`,
    'Agree on its recovery time with those who run it, or describe it in the inventory.',
    { at },
  );
  return ifHard(outcome, id, assumed);
}
