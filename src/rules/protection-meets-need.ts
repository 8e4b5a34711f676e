import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind } from '../analysis/migration.ts';
import { outlivesOneHost, type Part, partsOf } from '../analysis/parts.ts';
import {
  PROTECTION_RANK,
  PROTECTION_THRESHOLDS,
  type Protection,
  type RequiredProtection,
  requiredProtection,
} from '../analysis/protection.ts';
import { lastProtectionTest } from '../analysis/protection-test.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  type OutcomeKind,
  onAssumption,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { minutesOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'AVL-003',
  name: 'protection-meets-need',
  category: 'availability',
  subject: 'application',
  severity: 'blocker',
  effort: 'large',
  title: 'The protection of each application meets its tolerable outage',
  source: [
    paper('P3'),
    TEXTS.availabilityClasses,
    projectDefault('Which protection answers which tolerable outage.'),
  ],
  why: 'A protection that is weaker than the need turns every fault into an outage that nobody accepted.',
  condition: {
    fail: 'The weakest part of its production is protected less than the tolerable outage asks for; a tolerable outage below measuredRestartBelow rests on a restart that is not measured, or is measured to be longer.',
    warn: 'The protection is just enough, and it was never tested or its last test failed.',
    unknown:
      'The tolerable outage is not recorded; the protection of a part is not; whether work in flight may be lost is not, where it decides; no production instance is.',
  },
  remedy:
    'Raise the protection (a second instance, an application cluster, fault tolerance), renegotiate the tolerable outage, or keep it physical.',
  needs: { outage: 'availability.maxOutageMinutes' },
  reads: { inFlightLossOk: 'availability.inFlightLossOk', drStrategy: 'continuity.drStrategy' },
  options: {
    transparentBelow: minutesOption(
      PROTECTION_THRESHOLDS.transparentBelow,
      'Below this tolerable outage only fault tolerance is enough, where work in flight must not be lost.',
    ),
    clusterBelow: minutesOption(
      PROTECTION_THRESHOLDS.clusterBelow,
      'Below this tolerable outage an application cluster is needed.',
    ),
    measuredRestartBelow: minutesOption(
      PROTECTION_THRESHOLDS.measuredRestartBelow,
      'Below this tolerable outage a restart is enough only where its time is measured.',
    ),
    restartWithin: minutesOption(
      PROTECTION_THRESHOLDS.restartWithin,
      'Up to this tolerable outage a restart or a failover to another site is needed.',
    ),
    restoreWithin: minutesOption(
      PROTECTION_THRESHOLDS.restoreWithin,
      'Up to this tolerable outage a restore from a tested backup is needed.',
    ),
  },
  check({ outage }, thresholds, { subject, estate }) {
    const application = subject.value;
    const parts = partsOf(estate, application);
    if (parts.length === 0) {
      return unknown('no production instance is recorded, so nothing protects it', ['instances']);
    }
    const answers = requiredProtection(application, thresholds).map((required) =>
      worstOf(parts.map((part) => judgePart({ estate, application, part, required, outage }))),
    );
    const [lenient, strict] = answers;
    if (lenient === undefined) return notRecorded('availability.maxOutageMinutes');
    if (strict === undefined || strict.kind === lenient.kind) return lenient;
    // Two answers: it is not recorded whether work in flight may be lost, and it matters.
    const missing = [...(lenient.missing ?? []), ...(strict.missing ?? [])];
    return notRecorded('availability.inFlightLossOk', ...missing);
  },
});

interface Question {
  readonly estate: Estate;
  readonly application: Application;
  readonly part: Part;
  readonly required: RequiredProtection;
  readonly outage: number;
}

/** Judges one part: its best protected member answers for it, because any member is enough. */
function judgePart(question: Question): Outcome {
  const { application, part } = question;
  const strongestFirst = [...part.members].sort((a, b) => rankOf(b) - rankOf(a));
  const ways = strongestFirst.map((member) => judgeMember(question, member));
  const isActiveActive = application.continuity?.drStrategy === 'active-active';
  return kindest([
    ...ways,
    ...judgePeers(question),
    ...(isActiveActive ? [judgeActiveActive(question)] : []),
  ]);
}

/** Members that stand in for each other on different hosts are as good as a cluster of them. */
function judgePeers(question: Question): Outcome[] {
  const { estate, part, required } = question;
  const apart = outlivesOneHost(estate, part);
  const margin = PROTECTION_RANK['app-cluster'] - PROTECTION_RANK[required.level];
  if (apart === false || margin < 0) return [];
  if (apart !== true) {
    const message = `whether the members of ${part.name} stand on different hosts decides, ${needed(question)}`;
    return [{ ...notRecorded(...apart), message }];
  }
  const text = `${part.name} has ${part.members.length} members on different hosts, ${needed(question)}`;
  const [first] = part.members;
  if (margin > 0 || first === undefined) return [pass(text)];
  return [judgeTested(question, { ...first, protection: 'app-cluster' }, text)];
}

const KINDNESS: readonly OutcomeKind[] = ['pass', 'warn', 'unknown', 'fail'];

/** One way that is good enough is enough; one that is not known may be. */
function kindest(ways: readonly Outcome[]): Outcome {
  const kind = KINDNESS.find((kindness) => ways.some((way) => way.kind === kindness));
  const alike = ways.filter((way) => way.kind === kind);
  if (kind === 'unknown') return worstOf(alike);
  // A failure on an assumption may still turn out well, so it is not covered by a sure one.
  return alike.find((way) => way.assumed !== undefined) ?? (alike[0] as Outcome);
}

function judgeMember(question: Question, member: Instance): Outcome {
  const { part, required } = question;
  const { protection } = member;
  if (protection === undefined) return notRecorded(protectionOf(member));
  const found = protection === 'none' ? 'has no protection' : `is protected by ${protection}`;
  const text = `${part.name} ${found}, ${needed(question)}`;
  const margin = rankOf(member) - PROTECTION_RANK[required.level];
  if (margin > 0) return pass(text);
  if (margin === 0) return judgeTested(question, member, text);
  if (required.orMeasuredRestart && protection === 'ha-restart') {
    return judgeRestart(question, member, text);
  }
  return fail(text, remedyFor(required.level, member), { at: protectionOf(member) });
}

const NEEDED: Readonly<Partial<Record<Protection, string>>> = {
  none: 'no protection',
  ft: 'ft or active/active',
};

function needed({ required, outage }: Question): string {
  const level = NEEDED[required.level] ?? required.level;
  const other = required.orMeasuredRestart ? ' or a measured restart' : '';
  return `a tolerable outage of ${formatMinutes(outage)} needs ${level}${other}`;
}

function rankOf({ protection }: Instance): number {
  return protection === undefined ? -1 : PROTECTION_RANK[protection];
}

function protectionOf({ id }: Instance): FactRef {
  return factRef('instance', id, 'protection');
}

/**
 * An application that runs at two sites at once has no failover to wait for: it is as good as
 * fault tolerance, and an exercise of the loss of a site is its test.
 */
function judgeActiveActive(question: Question): Outcome {
  const text = `runs active/active, ${needed(question)}`;
  if (PROTECTION_RANK.ft > PROTECTION_RANK[question.required.level]) return pass(text);
  return judgeTested(question, { id: question.application.id, protection: 'dr-failover' }, text);
}

/** A restart is enough for a short tolerable outage only where it is measured and fits. */
function judgeRestart(question: Question, member: Instance, text: string): Outcome {
  const { bootMinutes, appStartMinutes } = member;
  const atLeast = (bootMinutes ?? 0) + (appStartMinutes ?? 0);
  if (atLeast > question.outage) {
    return fail(
      `${text}; its own takes at least ${formatMinutes(atLeast)}`,
      `Shorten boot and start. Or: ${remedyFor('app-cluster', member)}`,
      { at: protectionOf(member) },
    );
  }
  const unmeasured = (['bootMinutes', 'appStartMinutes'] as const)
    .filter((path) => member[path] === undefined)
    .map((path): FactRef => factRef('instance', member.id, path));
  if (unmeasured.length === 0) return judgeTested(question, member, text);
  return onAssumption(
    fail(
      text,
      'Measure the restart and record bootMinutes and appStartMinutes, or add a second instance.',
      { at: protectionOf(member) },
    ),
    ['its restart takes longer'],
    unmeasured,
  );
}

/** Just enough protection is trusted after a test; one that is stronger than needed has a margin. */
function judgeTested({ estate, application }: Question, instance: Instance, text: string): Outcome {
  const test = lastProtectionTest(estate, application, instance);
  if (test === undefined) return pass(text);
  const { date, result, at, remedy } = test;
  const details = { at, effort: 'medium' } as const;
  if (result === 'fail') {
    return warn(`${text}; its last test failed`, 'Mend what failed and test again.', details);
  }
  if (date === undefined) return warn(`${text}; no test of it is recorded yet`, remedy, details);
  if (result === undefined) {
    return warn(`${text}; the result of its test of ${date} is not recorded`, remedy, details);
  }
  return pass(`${text}; tested on ${date}`, { at });
}

function remedyFor(level: Protection, member: Instance): string {
  const ways = isLeftBehind(member) ? WAYS_ON_HARDWARE : WAYS;
  const isMoving = member.server !== undefined && !isLeftBehind(member);
  const stay = isMoving ? ', or keep it physical' : '';
  return `${ways[level]}; or renegotiate the tolerable outage${stay}.`;
}

const WAYS: Readonly<Record<Protection, string>> = {
  none: '',
  'backup-restore': 'Back it up and test the restore',
  'dr-failover': 'Let the cluster restart it, or set up a failover to another site',
  'ha-restart': 'Let the cluster restart it',
  'app-cluster':
    'Add a second instance on another host that takes over (app-cluster) or fault tolerance',
  ft: 'Run it fault tolerant or active/active',
};

/** No cluster restarts what stays on hardware of its own. */
const WAYS_ON_HARDWARE: Readonly<Record<Protection, string>> = {
  ...WAYS,
  'dr-failover': 'Keep a machine ready at another site, and record it as dr-failover',
  'ha-restart': 'Move it to a cluster that restarts it, or add a second machine that takes over',
  'app-cluster': 'Add a second machine that takes over (app-cluster)',
};
