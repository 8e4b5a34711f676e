import type { Estate } from '../analysis/estate.ts';
import { type Stored, storedOn } from '../analysis/stored.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance, Server, Storage } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { numberOption, type OptionValues, percentOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { doubtOfFigure, EPIC, MEDITECH } from '../knowledge/vendor-profiles.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Give it more or faster disks, or put the heaviest machines into a pool of their own.';

const OPTIONS = {
  warnAbove: percentOption(70, 'Share of the sustained operations above which it warns.'),
  failAbove: percentOption(90, 'Share of the sustained operations above which it fails.'),
  meditechExpanse: iopsOption(
    MEDITECH.expanseIops.value,
    'Assumed for a machine of MEDITECH Expanse or 6.x.',
  ),
  meditechCs5: iopsOption(MEDITECH.cs5Iops.value, 'Assumed for a machine of MEDITECH C/S 5.x.'),
  meditechMagic: iopsOption(MEDITECH.magicIops.value, 'Assumed for a machine of MEDITECH MAGIC.'),
  epicPerTiB: iopsOption(EPIC.iopsPerTiB.value, 'Assumed for each TiB of the database of Epic.'),
};

type Options = OptionValues<typeof OPTIONS>;

export default defineRule({
  id: 'PRF-008',
  name: 'storage-iops-headroom',
  category: 'performance',
  subject: 'storage',
  severity: 'high',
  effort: 'large',
  title: 'Storage has headroom in operations, also for what shall move there',
  source: [
    TEXTS.epicStorage,
    TEXTS.meditechStorage,
    projectDefault('Ten to thirty percent of the sustained operations are kept free.'),
  ],
  why: 'Storage close to its limit answers late, and all machines on it wait at once.',
  condition: {
    fail: 'The operations that are measured (95th percentile), with those of the machines that shall move there, are more than failAbove of what it was sized for.',
    warn: 'They are more than warnAbove.',
    unknown:
      'Its capacity or its load is not recorded, or the load of a machine that shall move there, or where the disks of such a machine will lie. The sum of its machines, or the load that a vendor gives for a profile, is judged in the place of a measure, and keeps no points.',
  },
  remedy: REMEDY,
  needs: { capacity: 'iopsCapacity' },
  reads: { measured: 'observed.iopsP95' },
  options: OPTIONS,
  check({ capacity, measured }, options, { subject, estate }) {
    const stored = storedOn(estate, subject.value);
    const running = measured === undefined ? sumOfRunning(stored) : measuredLoad(measured);
    const moving = loadOfMoving(estate, subject.value, stored, options);
    const missing = [...running.missing, ...moving.missing];
    const assumed = [...running.assumed, ...moving.assumed];
    const instead = [...running.instead, ...moving.instead];
    const outcome = onAssumption(judge(capacity, running.iops, moving, options), assumed, instead);
    if (missing.length === 0 || outcome.kind === 'fail') return outcome;
    // Where nothing is known of its load, words about it would be words about zero.
    return running.missing.length > 0
      ? notRecorded(...missing)
      : worstOf([notRecorded(...missing), outcome]);
  },
});

function iopsOption(value: number, about: string) {
  return numberOption({ default: value, minimum: 0, unit: 'IOPS', about });
}

/** A load, as far as it is known, and what it rests on. */
interface Load {
  readonly iops: number;
  readonly missing: readonly (string | FactRef)[];
  readonly assumed: readonly string[];
  /** What would stand in the place of what is assumed. */
  readonly instead: readonly (string | FactRef)[];
}

const MEASURED = 'observed.iopsP95';

function measuredLoad(iops: number): Load {
  return { iops, missing: [], assumed: [], instead: [] };
}

/** What its machines measured themselves. Peaks seldom fall together, so this is an assumption. */
function sumOfRunning({ settled, maybe }: Stored): Load {
  const running = settled.filter(({ server }) => server === undefined);
  const loads = running.map(({ metrics }) => metrics?.iopsP95);
  const isOpen = maybe.some(({ instance }) => instance.server === undefined);
  if (running.length === 0 || isOpen || loads.includes(undefined)) {
    return { iops: 0, missing: [MEASURED], assumed: [], instead: [] };
  }
  return {
    iops: loads.reduce<number>((sum, load) => sum + (load ?? 0), 0),
    missing: [],
    assumed: ['the peaks of its machines fall together'],
    instead: [MEASURED],
  };
}

interface MovingLoad extends Load {
  readonly machines: number;
}

/** What shall move here from hardware of its own is not in the measure yet; a machine counts once. */
function loadOfMoving(
  estate: Estate,
  storage: Storage,
  { settled, maybe }: Stored,
  options: Options,
): MovingLoad {
  const missing: FactRef[] = maybe
    .filter(({ instance }) => instance.server !== undefined)
    .map((one) => one.missing);
  const assumed = new Set<string>();
  const instead: FactRef[] = [];
  let iops = 0;
  const servers = serversOf(estate, settled);
  for (const [server, instances] of servers) {
    const recorded = server.performance?.diskIopsP95;
    const fact = factRef('server', server.id, 'performance.diskIopsP95');
    const guesses = instances.flatMap((one) => vendorLoad(estate, one, storage, options) ?? []);
    if (recorded !== undefined) iops += recorded;
    else if (guesses.length < instances.length) missing.push(fact);
    else {
      for (const guess of guesses) {
        iops += guess.iops;
        assumed.add(`the load that the vendor gives for the profile${guess.doubt}`);
      }
      instead.push(fact);
    }
  }
  const machines = servers.size;
  return { iops, machines, missing, assumed: [...assumed], instead };
}

function serversOf(estate: Estate, settled: readonly Instance[]): Map<Server, Instance[]> {
  const servers = new Map<Server, Instance[]>();
  for (const instance of settled) {
    const server = instance.server === undefined ? undefined : estate.server(instance.server);
    // Without a target it uses the storage from where it is, so its load is measured already.
    if (server === undefined || !isPlaced(estate, instance)) continue;
    servers.set(server, [...(servers.get(server) ?? []), instance]);
  }
  return servers;
}

function isPlaced(estate: Estate, instance: Instance): boolean {
  return (
    estate.hostOfInstance(instance) !== undefined ||
    estate.clusterOfInstance(instance) !== undefined
  );
}

type Profile = NonNullable<Application['workloadProfile']>;

interface VendorLoad {
  readonly iops: number;
  readonly doubt: string;
}

/** What a vendor sizes its own machines for; undefined where it gives no number. */
function vendorLoad(
  estate: Estate,
  instance: Instance,
  storage: Storage,
  options: Options,
): VendorLoad | undefined {
  const profile = estate.applicationOf(instance)?.workloadProfile;
  if (profile === 'epic-odb') {
    const sizes = (instance.disks ?? [])
      .filter((disk) => disk.storage === storage.id)
      .map(({ GiB }) => GiB);
    if (sizes.includes(undefined)) return undefined;
    const gibibytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const iops = (gibibytes / 1024) * options.epicPerTiB;
    return { iops, doubt: doubtOfFigure(EPIC.iopsPerTiB, options.epicPerTiB) };
  }
  const found = profile === undefined ? undefined : MEDITECH_LOADS[profile];
  if (found === undefined) return undefined;
  const iops = options[found.option];
  return { iops, doubt: doubtOfFigure(MEDITECH[found.figure], iops) };
}

interface MeditechLoad {
  readonly option: keyof Options;
  readonly figure: keyof typeof MEDITECH;
}

const EXPANSE: MeditechLoad = { option: 'meditechExpanse', figure: 'expanseIops' };

const MEDITECH_LOADS: Readonly<Partial<Record<Profile, MeditechLoad>>> = {
  'meditech-expanse': EXPANSE,
  'meditech-6x': EXPANSE,
  'meditech-cs5': { option: 'meditechCs5', figure: 'cs5Iops' },
  'meditech-magic': { option: 'meditechMagic', figure: 'magicIops' },
};

function judge(
  capacity: number,
  running: number,
  moving: MovingLoad,
  { warnAbove, failAbove }: Options,
): Outcome {
  const demand = Math.round(running + moving.iops);
  const part =
    moving.machines === 0
      ? ''
      : ` (${Math.round(moving.iops)} of them by ${count(moving.machines, 'machine')} that shall move there)`;
  const load = `${demand} IOPS${part} on storage sized for ${capacity}`;
  if (capacity === 0) return fail(load, REMEDY, { at: 'iopsCapacity' });
  // Judged as it is shown, to a tenth, so that no error of rounding decides.
  const percent = Number(((demand / capacity) * 100).toFixed(1));
  const text = `${load}, ${percent} %`;
  const facts = { facts: { iopsDemand: demand, percentOfCapacity: percent } };
  if (percent > failAbove) return fail(`${text}, allowed ${failAbove} %`, REMEDY, facts);
  return percent > warnAbove
    ? warn(`${text}, warning above ${warnAbove} %`, REMEDY, facts)
    : pass(`${text}, allowed ${failAbove} %`, facts);
}
