import { type Criticality, criticalityOf } from '../analysis/criticality.ts';
import { memoryCapacityGiB, sumOf } from '../analysis/demand.ts';
import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind } from '../analysis/migration.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Instance, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  worstOf,
} from '../domain/outcome.ts';
import { standsStill, stillness } from '../domain/power.ts';
import { listOption, percentOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { doubtOfReservation, RESERVED_MEMORY_PROFILES } from '../knowledge/vendor-profiles.ts';
import { defineRule } from './define-rule.ts';

type Profile = NonNullable<Application['workloadProfile']>;

const RESERVE = 'Reserve all of its memory.';
const REMEDY = 'Reserve all of its memory, move machines elsewhere, or add memory.';

export default defineRule({
  id: 'PRF-005',
  name: 'critical-memory-not-overcommitted',
  category: 'performance',
  subject: 'instance',
  severity: 'high',
  effort: 'medium',
  title: 'The memory of critical machines is not overcommitted',
  source: [
    TEXTS.imagingPractices,
    TEXTS.irisMemory,
    TEXTS.wsfcOnVsphere,
    TEXTS.rhelOvercommit,
    projectDefault('A tenth of a host’s memory is left to the hypervisor.'),
  ],
  why: 'Memory that is promised twice is taken back when it is needed most, and a database that is swapped stands still.',
  condition: {
    fail: 'Memory of it is ballooned or swapped; or it is not wholly reserved and its workload profile is one of reservedProfiles (then a blocker), or all machines of its host (of its cluster, where a host is not recorded) have more than the memory there less overhead.',
    unknown:
      'One of these facts is not recorded, and none of the others fails; or its tier is not. What still runs on hardware of its own is not asked for ballooning and swapping.',
    notApplicable:
      'It is not production of tier 0 or 1, it is switched off, or it stays on its hardware.',
  },
  remedy: REMEDY,
  reads: {
    reserved: 'memoryReservationPercent',
    balloon: 'metrics.balloonMiB',
    swap: 'metrics.swapMiB',
    profile: 'application>workloadProfile',
  },
  options: {
    overhead: percentOption(10, 'Share of the memory of a host that is left to the hypervisor.'),
    reservedProfiles: listOption({
      default: RESERVED_MEMORY_PROFILES,
      choices: [
        'epic-odb',
        'meditech-expanse',
        'meditech-6x',
        'meditech-cs5',
        'meditech-magic',
        'pacs',
        'sql',
        'iris',
      ],
      about: 'Workload profiles whose memory is wholly reserved.',
    }),
  },
  notApplicable({ subject, estate }) {
    const still = stillness(subject.value);
    if (still !== undefined) return still;
    if (isLeftBehind(subject.value)) return 'it stays on its hardware';
    const criticality = criticalityOf(estate, subject.value);
    return 'critical' in criticality && !criticality.critical
      ? 'it is not production of tier 0 or 1'
      : undefined;
  },
  check({ reserved, balloon, swap, profile }, options, { subject, estate }) {
    const { form, server } = subject.value;
    const isPlanned = form === 'physical' || server !== undefined;
    const outcome = worstOf([
      ...(isPlanned ? [] : [judgeTaken('balloonMiB', balloon), judgeTaken('swapMiB', swap)]),
      judgeReserved(reserved, profile, options.reservedProfiles),
      reserved === 100 ? pass('all of it reserved') : judgePool(estate, subject.value, options),
    ]);
    const isDatabase = profile !== undefined && isAmong(options.reservedProfiles, profile);
    const isGrave = isDatabase && outcome.kind === 'fail';
    const graver = isGrave ? { ...outcome, severity: 'blocker' as const } : outcome;
    return onCriticality(graver, criticalityOf(estate, subject.value));
  },
});

function isAmong(profiles: readonly string[], profile: Profile): boolean {
  return profiles.includes(profile);
}

/** The rule is about critical machines: where the tier is not recorded, it may not be about this one. */
function onCriticality(outcome: Outcome, criticality: Criticality): Outcome {
  if (!('missing' in criticality) || outcome.kind === 'pass') return outcome;
  if (outcome.kind === 'unknown') return worstOf([outcome, notRecorded(...criticality.missing)]);
  return onAssumption(outcome, ['tier 0 or 1'], criticality.missing);
}

const TAKEN_WORDS = { balloonMiB: 'ballooned', swapMiB: 'swapped' } as const;

function judgeTaken(fact: keyof typeof TAKEN_WORDS, taken: number | undefined): Outcome {
  const at = `metrics.${fact}`;
  return ifRecorded(taken, at, (mebibytes) => {
    const text = `${mebibytes} MiB ${TAKEN_WORDS[fact]}`;
    return mebibytes > 0 ? fail(`${text}, allowed none`, REMEDY, { at }) : pass(text);
  });
}

/** Some profiles ask for a full reservation, so one that is not recorded may ask for it as well. */
function judgeReserved(
  reserved: number | undefined,
  profile: Profile | undefined,
  profiles: readonly string[],
): Outcome {
  if (reserved === 100) return pass('all of it reserved');
  const reservation = reserved === undefined ? ['memoryReservationPercent'] : [];
  if (profile === undefined) {
    return notRecorded('application>workloadProfile', ...reservation);
  }
  if (!isAmong(profiles, profile)) return pass(`profile ${profile} asks for no reservation`);
  if (reserved === undefined) return notRecorded(...reservation);
  const text = `${reserved} % of its memory reserved, ${profile} needs 100 %${doubtOfReservation(profile)}`;
  return fail(text, RESERVE, { at: 'memoryReservationPercent' });
}

/** Machines that share the memory of hosts. */
interface Pool {
  readonly name: string;
  readonly hosts: readonly Server[];
  readonly machines: readonly Instance[];
}

function judgePool(
  estate: Estate,
  instance: Instance,
  { overhead }: { overhead: number },
): Outcome {
  const pool = poolOf(estate, instance);
  if ('missing' in pool) return notRecorded(pool.missing);
  const capacity = memoryOf(pool.hosts);
  if ('missing' in capacity) return notRecorded(...capacity.missing);
  const { configured, unsized } = promisedTo(pool.machines);
  const usable = tenth(capacity.value * (1 - overhead / 100));
  const text = `${configured} GiB for machines of ${usable} GiB on ${pool.name}`;
  if (configured > usable) return judgeOvercommit(text, instance);
  return unsized.length > 0
    ? notRecorded(...factRefs('instance', unsized, 'memoryGiB'))
    : pass(text);
}

const memoryOf = memoised((hosts: readonly Server[]) => sumOf(hosts.map(memoryCapacityGiB)));

/** Computed once for each pool: every machine of it is held against the same sum. */
const promisedTo = memoised((machines: readonly Instance[]) => {
  const running = machines.filter((machine) => !standsStill(machine));
  return {
    // To a tenth of a GiB, as it is shown, so that no error of rounding decides.
    configured: tenth(running.reduce((sum, { memoryGiB }) => sum + (memoryGiB ?? 0), 0)),
    unsized: running.filter(({ memoryGiB }) => memoryGiB === undefined),
  };
});

/** A full reservation keeps a machine out of it. */
function judgeOvercommit(text: string, { id, memoryReservationPercent }: Instance): Outcome {
  if (memoryReservationPercent === undefined) {
    return { ...notRecorded(factRef('instance', id, 'memoryReservationPercent')), message: text };
  }
  const reserved = `${memoryReservationPercent} % of its memory reserved, needed 100 %`;
  return fail(`${text}; ${reserved}`, REMEDY, { at: 'memoryReservationPercent' });
}

/** Its host where every machine of the cluster has one, else the whole cluster. */
function poolOf(estate: Estate, instance: Instance): Pool | { readonly missing: FactRef } {
  const host = estate.hostOfInstance(instance);
  const cluster = estate.clusterOfInstance(instance);
  const isSettled = cluster === undefined || estate.unplacedInCluster(cluster).length === 0;
  if (host !== undefined && isSettled) {
    return { name: host.id, hosts: [host], machines: estate.instancesOnHost(host) };
  }
  if (cluster === undefined) return { missing: factRef('instance', instance.id, 'target') };
  const hosts = estate.hostsOf(cluster);
  if (hosts.length === 0) return { missing: factRef('cluster', cluster.id, 'hosts') };
  return { name: cluster.id, hosts, machines: estate.instancesInCluster(cluster) };
}

function tenth(value: number): number {
  return Number(value.toFixed(1));
}
