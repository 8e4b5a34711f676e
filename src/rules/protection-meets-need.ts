import type { Estate } from '../analysis/estate.ts';
import { type Part, partsOf } from '../analysis/parts.ts';
import {
  PROTECTION_RANK,
  PROTECTION_THRESHOLDS,
  type Protection,
  type RequiredProtection,
  requiredProtection,
} from '../analysis/protection.ts';
import { lastProtectionTest } from '../analysis/protection-test.ts';
import type { FactRef } from '../domain/fact-path.ts';
import type { Application, Instance } from '../domain/inventory.ts';
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
import { numberOption } from '../domain/rule-option.ts';
import { formatMinutes } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const minutes = (value: number, about: string) =>
  numberOption({ default: value, minimum: 0, unit: 'min', about });

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
    fail: 'The weakest part of its production is protected less than the tolerable outage asks for; a tolerable outage below measuredRestartBelow rests on a restart whose time is not measured.',
    warn: 'The protection is just enough, and it was never tested or its last test failed.',
    unknown:
      'The tolerable outage is not recorded; the protection of a part is not; no instance is.',
  },
  remedy:
    'Raise the protection (a second instance, an application cluster, fault tolerance), renegotiate the tolerable outage, or keep it physical.',
  needs: { outage: 'availability.maxOutageMinutes' },
  reads: { inFlightLossOk: 'availability.inFlightLossOk', drStrategy: 'continuity.drStrategy' },
  options: {
    transparentBelow: minutes(
      PROTECTION_THRESHOLDS.transparentBelow,
      'Below this tolerable outage only fault tolerance is enough, where work in flight must not be lost.',
    ),
    clusterBelow: minutes(
      PROTECTION_THRESHOLDS.clusterBelow,
      'Below this tolerable outage an application cluster is needed.',
    ),
    measuredRestartBelow: minutes(
      PROTECTION_THRESHOLDS.measuredRestartBelow,
      'Below this tolerable outage a restart is enough only where its time is measured.',
    ),
    restartWithin: minutes(
      PROTECTION_THRESHOLDS.restartWithin,
      'Up to this tolerable outage a restart or a failover to another site is needed.',
    ),
    restoreWithin: minutes(
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
    const required = requiredProtection(application, thresholds);
    const answers = required.map((level) =>
      worstOf(parts.map((part) => judgePart(estate, application, part, level, outage))),
    );
    const [answer, stricter] = answers;
    if (answer === undefined) return notRecorded('availability.maxOutageMinutes');
    // Two answers: it is not recorded whether work in flight may be lost, and it matters.
    if (stricter === undefined || stricter.kind === answer.kind) return stricter ?? answer;
    return answer.kind === 'fail' ? answer : notRecorded('availability.inFlightLossOk');
  },
});

/** Judges one part: its best protected member answers for it, because any member is enough. */
function judgePart(
  estate: Estate,
  application: Application,
  part: Part,
  required: RequiredProtection,
  outage: number,
): Outcome {
  const need = PROTECTION_RANK[required.level];
  const recorded = part.members.filter((member) => member.protection !== undefined);
  const best = recorded.reduce<Instance | undefined>(
    (least, member) => (rankOf(member) > rankOf(least) ? member : least),
    undefined,
  );
  const found = best?.protection ?? 'none';
  const asked = `a tolerable outage of ${formatMinutes(outage)} needs ${required.level}`;
  const text = `${part.name} is protected by ${found}, ${asked}`;

  if (best !== undefined && rankOf(best) >= need) {
    return rankOf(best) > need ? pass(text) : judgeTested(estate, application, best, text);
  }
  if (isActiveActive(application, required)) return pass(`active/active at two sites, ${asked}`);
  const unrecorded = part.members.filter((member) => member.protection === undefined);
  if (unrecorded.length > 0) return notRecorded(...unrecorded.map(protectionOf));
  if (best !== undefined && required.orMeasuredRestart && found === 'ha-restart') {
    return judgeRestart(estate, application, part, best, text);
  }
  return fail(text, remedyFor(required.level), { at: protectionOf(best ?? part.members[0]) });
}

function rankOf(instance: Instance | undefined): number {
  return instance?.protection === undefined ? -1 : PROTECTION_RANK[instance.protection];
}

function protectionOf(instance: Instance | undefined): FactRef {
  return { subject: { kind: 'instance', id: instance?.id ?? '' }, path: 'protection' };
}

/** An application that runs at two sites at once has no failover to wait for. */
function isActiveActive({ continuity }: Application, { level }: RequiredProtection): boolean {
  return level === 'ft' && continuity?.drStrategy === 'active-active';
}

/** A restart is enough for a short tolerable outage only where somebody has measured it. */
function judgeRestart(
  estate: Estate,
  application: Application,
  part: Part,
  best: Instance,
  text: string,
): Outcome {
  const unmeasured = part.members.flatMap((member) =>
    (['bootMinutes', 'appStartMinutes'] as const)
      .filter((path) => member[path] === undefined)
      .map((path): FactRef => ({ subject: { kind: 'instance', id: member.id }, path })),
  );
  if (unmeasured.length === 0) {
    return judgeTested(estate, application, best, `${text} or a measured restart`);
  }
  return onAssumption(
    fail(
      `${text} or a measured restart`,
      'Measure the restart and record bootMinutes and appStartMinutes, or add a second instance.',
      { at: protectionOf(best) },
    ),
    ['its restart takes longer'],
    unmeasured,
  );
}

/** Just enough protection is trusted after a test; one that is stronger than needed has a margin. */
function judgeTested(
  estate: Estate,
  application: Application,
  instance: Instance,
  text: string,
): Outcome {
  const test = lastProtectionTest(estate, application, instance);
  if (test === undefined) return pass(text, { at: protectionOf(instance) });
  const { date, result, at, remedy } = test;
  if (date === undefined) return warn(`${text}; it was never tested`, remedy, { at });
  if (result === 'fail') {
    return warn(`${text}; its last test failed`, 'Mend what failed and test again.', { at });
  }
  if (result === undefined) {
    return warn(`${text}; the result of its test of ${date} is not recorded`, remedy, { at });
  }
  return pass(`${text}; tested on ${date}`, { at: protectionOf(instance) });
}

function remedyFor(level: Protection): string {
  const ways: Readonly<Record<Protection, string>> = {
    none: '',
    'backup-restore': 'Back it up and test the restore',
    'dr-failover': 'Let the cluster restart it, or set up a failover to another site',
    'ha-restart': 'Let the cluster restart it',
    'app-cluster':
      'Add a second instance on another host, an application cluster or fault tolerance',
    ft: 'Run it fault tolerant or active/active',
  };
  return `${ways[level]}; or renegotiate the tolerable outage, or keep it physical.`;
}
