import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import { isLeftBehind } from '../analysis/migration.ts';
import { storageNamed } from '../analysis/stored.ts';
import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Application, Instance, Storage } from '../domain/inventory.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { stillness } from '../domain/power.ts';
import { numberOption, type OptionValues } from '../domain/rule-option.ts';
import { doubtOf } from '../knowledge/provenance.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import {
  doubtOfFigure,
  EPIC,
  MEDITECH,
  PACS,
  type VendorFigure,
} from '../knowledge/vendor-profiles.ts';
import { defineRule } from './define-rule.ts';

type Profile = NonNullable<Application['workloadProfile']>;

const REMEDY = 'Give it a tier of its own, bound what its neighbours may use, or move it to flash.';
const VENDOR_REMEDY = `${REMEDY} The vendor's hardware configuration guide has the last word on the limit.`;
const KERNEL_REMEDY = 'Look for full queues: spread the load over more volumes, paths or adapters.';

const OPTIONS = {
  warnFlash: msOption(2, 'Latency on flash above which it warns.'),
  failFlash: msOption(10, 'Latency on flash above which it fails.'),
  warnDisk: msOption(10, 'Latency on disk or hybrid storage above which it warns.'),
  failDisk: msOption(20, 'Latency on disk or hybrid storage above which it fails.'),
  warnKernel: msOption(2, 'Time in the queue of the hypervisor above which storage warns.'),
  meditechWrite: msOption(MEDITECH.writeBelowMs.value, 'Write latency at which MEDITECH fails.'),
  meditechReadFirst: msOption(
    MEDITECH.readBelowMsFirst.value,
    'Read latency at which MEDITECH of category 1 fails.',
  ),
  meditechRead: msOption(
    MEDITECH.readBelowMs.value,
    'Read latency at which MEDITECH of category 2 to 6 fails.',
  ),
  pacsAbove: msOption(PACS.latencyMs.value, 'Latency above which a PACS fails.'),
};

type Limits = OptionValues<typeof OPTIONS>;

export default defineRule({
  id: 'PRF-007',
  name: 'storage-latency-fits-profile',
  category: 'performance',
  subject: ['storage', 'instance'],
  severity: 'high',
  effort: 'large',
  title: 'The latency of storage fits its media and the profile of the application',
  source: [
    TEXTS.deviceLatency,
    TEXTS.kernelLatency,
    TEXTS.meditechStorage,
    TEXTS.imagingPractices,
    TEXTS.epicStorage,
    projectDefault('Hybrid storage is held to the limits of disks.'),
  ],
  why: 'An application waits for every read; storage that is a few milliseconds late is a screen that is seconds late.',
  condition: {
    fail: 'Reads or writes are slower than the profile allows (MEDITECH, PACS), else above failFlash or failDisk; or the database of Epic does not lie on flash.',
    warn: 'Without such a profile, they are above warnFlash or warnDisk; or the queue of the hypervisor takes more than warnKernel.',
    unknown:
      'A latency is not recorded; or the media, the profile or its category is not, and it decides. The queue is asked of storage whose hosts may run ESXi, not of nfs and hci.',
    notApplicable:
      'The machine is not production, is switched off, has no disks, stays on its hardware, or still runs there (and is no database of Epic).',
  },
  remedy: REMEDY,
  options: OPTIONS,
  notApplicable({ subject, estate }) {
    if (subject.kind === 'storage') return undefined;
    const still = stillness(subject.value);
    if (still !== undefined) return still;
    if (!isProduction(subject.value)) return 'it is not production, so no profile holds it';
    if (isLeftBehind(subject.value)) return 'it stays on its hardware';
    const profile = estate.applicationOf(subject.value)?.workloadProfile;
    const isUnmeasured = isPlanned(subject.value) && ![undefined, 'epic-odb'].includes(profile);
    return isUnmeasured ? 'it still runs on hardware of its own' : undefined;
  },
  check(_facts, limits, { subject, estate }) {
    return subject.kind === 'storage'
      ? judgeStorage(estate, subject.value, limits)
      : judgeInstance(estate, subject.value, limits);
  },
});

function msOption(value: number, about: string) {
  return numberOption({ default: value, minimum: 0, unit: 'ms', about });
}

function isPlanned({ form, server }: Instance): boolean {
  return form === 'physical' || server !== undefined;
}

/** Up to where a latency is good, is borne with a warning, or is too long. */
interface Bound {
  readonly warnAbove?: number;
  readonly failAbove?: number;
  readonly failFrom?: number;
  readonly whose: string;
  readonly remedy: string;
}

type Direction = 'read' | 'write';
const DIRECTIONS: readonly Direction[] = ['read', 'write'];

function judge(direction: Direction, milliseconds: number, bound: Bound, at: string): Outcome {
  const { warnAbove, failAbove, failFrom, whose, remedy } = bound;
  const text = `${direction} ${milliseconds} ms`;
  const allowed =
    failFrom === undefined ? `allowed ${failAbove} ms` : `allowed below ${failFrom} ms`;
  const isTooLong =
    failFrom === undefined ? milliseconds > (failAbove ?? 0) : milliseconds >= failFrom;
  if (isTooLong) return fail(`${text}, ${allowed} ${whose}`, remedy, { at });
  return warnAbove !== undefined && milliseconds > warnAbove
    ? warn(`${text}, warning above ${warnAbove} ms ${whose}`, remedy, { at })
    : pass(`${text}, ${allowed} ${whose}`, { at });
}

function flashBound({ warnFlash, failFlash }: Limits): Bound {
  return { warnAbove: warnFlash, failAbove: failFlash, whose: 'on flash', remedy: REMEDY };
}

function diskBound({ warnDisk, failDisk }: Limits): Bound {
  return { warnAbove: warnDisk, failAbove: failDisk, whose: 'on disk', remedy: REMEDY };
}

/** The answer for all of several possible readings, or what would settle which of them holds. */
function forAll(
  readings: readonly [Outcome, ...Outcome[]],
  missing: readonly (string | FactRef)[],
): Outcome {
  const [strictest] = readings;
  const isSettled = readings.every(({ kind }) => kind === strictest.kind);
  if (!isSettled || strictest.kind === 'unknown') {
    const unknowns = readings.filter(({ kind }) => kind === 'unknown');
    return worstOf([notRecorded(...missing), ...unknowns]);
  }
  return strictest.kind === 'pass' ? strictest : (readings.at(-1) ?? strictest);
}

/** What the disks lie on, and the facts that hide more of it. */
interface Media {
  readonly slow: readonly Storage[];
  readonly missing: readonly FactRef[];
}

function judgeByMedia(media: Media, limits: Limits, judgeWith: (bound: Bound) => Outcome): Outcome {
  if (media.slow.length > 0) return judgeWith(diskBound(limits));
  const onFlash = judgeWith(flashBound(limits));
  return media.missing.length === 0
    ? onFlash
    : forAll([onFlash, judgeWith(diskBound(limits))], media.missing);
}

function mediaOf(storages: readonly Storage[]): Media {
  return {
    slow: storages.filter(({ media }) => media !== undefined && media !== 'flash'),
    missing: storages
      .filter(({ media }) => media === undefined)
      .map(({ id }) => factRef('storage', id, 'media')),
  };
}

// --- Storage, as it was measured at the array

function judgeStorage(estate: Estate, storage: Storage, limits: Limits): Outcome {
  const { observed, kind } = storage;
  const media = mediaOf([storage]);
  const measured = { read: observed?.readMs, write: observed?.writeMs };
  const hasQueue = kind !== 'nfs' && kind !== 'hci' && mayBeUnderEsxi(estate, storage);
  return worstOf([
    ...DIRECTIONS.map((direction) => {
      const at = `observed.${direction}Ms`;
      const milliseconds = measured[direction];
      if (milliseconds === undefined) return notRecorded(at);
      return judgeByMedia(media, limits, (bound) => judge(direction, milliseconds, bound, at));
    }),
    ...(hasQueue ? [judgeKernel(observed?.kernelMs, limits.warnKernel)] : []),
  ]);
}

function judgeKernel(milliseconds: number | undefined, warnAbove: number): Outcome {
  const at = 'observed.kernelMs';
  if (milliseconds === undefined) return notRecorded(at);
  const text = `${milliseconds} ms in the queue of the hypervisor`;
  return milliseconds > warnAbove
    ? warn(`${text}, warning above ${warnAbove} ms`, KERNEL_REMEDY, { at })
    : pass(text);
}

/** Only ESXi tells its own share of the latency; a platform that is not recorded may be one. */
function mayBeUnderEsxi(estate: Estate, { reachableBy }: Storage): boolean {
  if (reachableBy === undefined || reachableBy.length === 0) return true;
  return reachableBy.some((id) => {
    const from = estate.cluster(id) ?? estate.server(id);
    const product = from === undefined ? undefined : estate.platformOf(from)?.product;
    return product === undefined || product === 'esxi';
  });
}

// --- A machine, as its guest measures it

interface Question {
  readonly instance: Instance;
  readonly media: Media;
  readonly category: number | undefined;
  readonly limits: Limits;
}

/** One of each kind of limits, strictest first: what a profile that is not recorded may ask for. */
const POSSIBLE_PROFILES: readonly [Profile, ...Profile[]] = [
  'epic-odb',
  'meditech-expanse',
  'pacs',
  'none',
];

function judgeInstance(estate: Estate, instance: Instance, limits: Limits): Outcome {
  if (instance.disks?.length === 0) return notApplicable('it has no disks');
  const { workloadProfile, workloadCategory } = estate.applicationOf(instance) ?? {};
  const media = mediaBehind(estate, instance);
  const question = { instance, media, category: workloadCategory, limits };
  if (workloadProfile !== undefined) return judgeProfile(question, workloadProfile);
  const [first, ...others] = POSSIBLE_PROFILES;
  return forAll(
    [judgeProfile(question, first), ...others.map((profile) => judgeProfile(question, profile))],
    ['application>workloadProfile'],
  );
}

function mediaBehind(estate: Estate, { id, disks }: Instance): Media {
  if (disks === undefined) return { slow: [], missing: [factRef('instance', id, 'disks')] };
  const named = new Set(disks.flatMap(({ storage }) => storage ?? []));
  const { slow, missing } = mediaOf([...named].flatMap((name) => storageNamed(estate, name) ?? []));
  const nowhere = disks.flatMap(({ storage }, i) =>
    storage === undefined ? factRef('instance', id, `disks[${i}].storage`) : [],
  );
  return { slow, missing: [...nowhere, ...missing] };
}

function judgeProfile(question: Question, profile: Profile): Outcome {
  const parts = isPlanned(question.instance)
    ? []
    : DIRECTIONS.map((direction) => judgeLatency(question, profile, direction));
  if (profile === 'epic-odb') parts.unshift(judgeFlash(question.media));
  return parts.length === 0 ? pass('it still runs on hardware of its own') : worstOf(parts);
}

function judgeFlash({ slow, missing }: Media): Outcome {
  const [first] = slow;
  if (first !== undefined) {
    const remedy = 'Move it to flash.';
    const at = factRef('storage', first.id, 'media');
    return fail(
      `${first.id} is ${first.media}, the database of Epic needs flash${doubtOf(EPIC.flash)}`,
      remedy,
      { at },
    );
  }
  return missing.length > 0 ? notRecorded(...missing) : pass('all of its disks on flash');
}

function judgeLatency(question: Question, profile: Profile, direction: Direction): Outcome {
  const { instance, media, category, limits } = question;
  const at = `metrics.${direction}Ms`;
  const milliseconds = instance.metrics?.[`${direction}Ms`];
  if (milliseconds === undefined) return notRecorded(at);
  const judgeWith = (bound: Bound) => judge(direction, milliseconds, bound, at);
  if (profile === 'pacs') {
    const doubt = doubtOfFigure(PACS.latencyMs, limits.pacsAbove);
    return judgeWith({
      failAbove: limits.pacsAbove,
      whose: `for a PACS${doubt}`,
      remedy: VENDOR_REMEDY,
    });
  }
  if (!profile.startsWith('meditech')) return judgeByMedia(media, limits, judgeWith);
  const [strictest, ...others] = meditechBounds(direction, category, limits);
  return forAll([judgeWith(strictest), ...others.map(judgeWith)], ['application>workloadCategory']);
}

/** The limit of its category; where that is not recorded, of each. */
function meditechBounds(
  direction: Direction,
  category: number | undefined,
  limits: Limits,
): readonly [Bound, ...Bound[]] {
  const bound = (failFrom: number, figure: VendorFigure, where: string): Bound => ({
    failFrom,
    whose: `for MEDITECH${where}${doubtOfFigure(figure, failFrom)}`,
    remedy: VENDOR_REMEDY,
  });
  if (direction === 'write') return [bound(limits.meditechWrite, MEDITECH.writeBelowMs, '')];
  const first = bound(limits.meditechReadFirst, MEDITECH.readBelowMsFirst, ' of category 1');
  if (category === 1) return [first];
  const where = ` of category ${category ?? '2 to 6'}`;
  const other = bound(limits.meditechRead, MEDITECH.readBelowMs, where);
  return category === undefined ? [other, first] : [other];
}
