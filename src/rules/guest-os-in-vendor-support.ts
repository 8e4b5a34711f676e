import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Instance } from '../domain/inventory.ts';
import { byText } from '../domain/order.ts';
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
import { daysOption } from '../domain/rule-option.ts';
import type { LifecycleRelease } from '../knowledge/generated/lifecycle.ts';
import { lifecycleAgeDays } from '../knowledge/lifecycle.ts';
import {
  isExtensionFree,
  type SoftwareProduct,
  softwareReleases,
} from '../knowledge/software-lifecycle.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Database = NonNullable<Instance['databases']>[number];

const REMEDY = 'Upgrade it; until then keep it in a network segment of its own.';
const EXTEND =
  'Upgrade it; until then buy extended support and keep it in a network segment of its own.';
const PLAN = 'Plan its upgrade, to be done before its support ends.';

export default defineRule({
  id: 'DEP-002',
  name: 'guest-os-in-vendor-support',
  category: 'dependencies',
  subject: 'instance',
  severity: 'high',
  effort: 'large',
  title: 'Guest operating system and database are in vendor support',
  source: [
    TEXTS.lifecycle,
    projectDefault(
      'How early the end of support warns, and when the table is too old to be trusted.',
    ),
  ],
  why: 'Virtualization keeps old systems alive beyond their hardware: without security patches they are the way in.',
  condition: {
    fail: 'General support of the operating system or of a database has ended, and so has its extension, or there is none, or it is not bought.',
    warn: 'Only an extension is left, or general support ends within warnWithin days.',
    unknown:
      'System, version, databases or, after the end of general support, extendedSupport are not recorded; the built-in table has no entry, or several that end differently; or the table is older than tableMaxAge.',
  },
  remedy:
    'Upgrade it; until then buy extended support, where its vendor still sells it, and keep it in a network segment of its own.',
  reads: {
    family: 'guestOs.family',
    version: 'guestOs.version',
    edition: 'guestOs.edition',
    extendedSupport: 'guestOs.extendedSupport',
    generalEnd: 'guestOs.generalEnd',
    databases: 'databases',
  },
  options: {
    warnWithin: daysOption(365, 'How early the end of general support warns.'),
    tableMaxAge: daysOption(
      180,
      'Age at which the built-in life-cycle table no longer proves support.',
    ),
  },
  check({ family, databases, ...os }, limits, { estate }) {
    const calendar = { ...limits, asOf: estate.asOf };
    return worstOf([
      judge({ ...os, product: family, at: 'guestOs', productFact: 'family' }, calendar),
      ifRecorded(databases, 'databases', (list) =>
        list.length === 0
          ? pass('no database')
          : worstOf(list.map((database, i) => judge(installed(database, i), calendar))),
      ),
    ]);
  },
});

interface Installed {
  readonly product?: SoftwareProduct | undefined;
  readonly version?: string | undefined;
  readonly edition?: string | undefined;
  readonly extendedSupport?: boolean | undefined;
  readonly generalEnd?: IsoDate | undefined;
  /** Where it is recorded. */
  readonly at: string;
  readonly productFact: 'family' | 'product';
}

interface Calendar {
  readonly asOf: IsoDate;
  readonly warnWithin: number;
  readonly tableMaxAge: number;
}

function installed(database: Database, index: number): Installed {
  return { ...database, at: `databases[${index}]`, productFact: 'product' };
}

function judge(software: Installed, calendar: Calendar): Outcome {
  const { product, version, edition, generalEnd } = software;
  const missing = missingFacts(software);
  const known =
    product === undefined || version === undefined
      ? undefined
      : softwareReleases({ product, version, edition });
  if (generalEnd !== undefined) {
    const releases = known === undefined || known.older ? undefined : known.releases;
    const phases = (releases ?? [undefined]).map((release): Phases => {
      const extendedEnd = release?.extendedEnd;
      return { generalEnd, extendedEnd, isListed: release !== undefined, missing };
    });
    return judgeAll(software, phases, calendar);
  }
  if (missing.length > 0) return notRecorded(...missing);
  if (known === undefined) {
    return noEntry(software, `${nameOf(software)} is not in the built-in life-cycle table`);
  }
  if (known.older) {
    return ifFresh(judgeOlder(software, known.releases[0], calendar), software, calendar);
  }
  const phases = known.releases.map(({ generalEnd: end, extendedEnd }): Phases => {
    return { generalEnd: end, extendedEnd, isListed: true, missing };
  });
  return ifFresh(judgeAll(software, phases, calendar), software, calendar);
}

function missingFacts({ product, version, at, productFact }: Installed): string[] {
  return [
    ...(product === undefined ? [`${at}.${productFact}`] : []),
    ...(version === undefined ? [`${at}.version`] : []),
  ];
}

interface Phases {
  readonly generalEnd: IsoDate | null;
  readonly extendedEnd: IsoDate | undefined;
  /** The table knows the release, so it would know of an extension. */
  readonly isListed: boolean;
  /** What would have to be recorded to look it up there. */
  readonly missing: readonly string[];
}

/** One answer where every release that it may be gives the same one; else nothing is settled. */
function judgeAll(software: Installed, releases: readonly Phases[], calendar: Calendar): Outcome {
  // The last end is the kindest reading: where that one has ended, all of them have.
  const [last, ...others] = [...releases]
    .sort((a, b) => byText(lastEnd(b), lastEnd(a)))
    .map((phases) => judgePhases(software, phases, calendar));
  if (last === undefined) throw new Error('there is a release to judge');
  if (others.every(({ kind }) => kind === last.kind)) return last;
  const text = `${nameOf(software)} may be any of ${releases.length} releases, which end on different days`;
  const isDesktop = software.product === 'windows' && software.edition === undefined;
  const missing = isDesktop ? ['guestOs.version', 'guestOs.edition'] : [`${software.at}.version`];
  return unknown(text, missing);
}

/** No published end is after every other. */
function lastEnd({ generalEnd }: Phases): string {
  return generalEnd ?? '9999-12-31';
}

function judgePhases(software: Installed, phases: Phases, { asOf, warnWithin }: Calendar): Outcome {
  const { generalEnd, extendedEnd } = phases;
  const { at } = software;
  const name = nameOf(software);
  if (generalEnd === null) return pass(`support of ${name} has no published end`, { at });
  const left = daysBetween(asOf, generalEnd);
  const ends = { generalEnd, ...(extendedEnd !== undefined && { extendedEnd }), daysLeft: left };
  const details = { at, facts: { [name]: ends } };
  if (left < 0) {
    const text = `support of ${name} ended on ${generalEnd}, ${-left} d ago`;
    return { ...judgeExtension(software, phases, text, asOf), ...details };
  }
  const text = `support of ${name} ends on ${generalEnd}, in ${left} d`;
  if (left > warnWithin) return pass(text, details);
  return warn(`${text}, warning within ${warnWithin} d`, PLAN, details);
}

/** What is left after the end of general support. */
function judgeExtension(
  { product, extendedSupport, at }: Installed,
  { extendedEnd, isListed, missing }: Phases,
  text: string,
  asOf: IsoDate,
): Outcome {
  if (isListed && extendedEnd === undefined) {
    const claim = extendedSupport ? ', and its vendor is not known to extend it' : '';
    return fail(`${text}${claim}`, REMEDY);
  }
  const left = extendedEnd === undefined ? 0 : daysBetween(asOf, extendedEnd);
  if (left < 0) {
    const ended = `its extended support ended on ${extendedEnd}, ${-left} d ago`;
    return fail(`${text}; ${ended}`, REMEDY);
  }
  const until = extendedEnd === undefined ? '' : ` until ${extendedEnd}, for ${left} d`;
  if (product !== undefined && isExtensionFree(product)) {
    return warn(`${text}; only long-term support is left${until}`, REMEDY);
  }
  if (extendedSupport === false) return fail(`${text}, without extended support`, EXTEND);
  if (extendedSupport === undefined || missing.length > 0) {
    const claim = extendedSupport === undefined ? [`${at}.extendedSupport`] : [];
    return unknown(`${text}; whether extended support is in force decides`, [...claim, ...missing]);
  }
  return warn(`${text}; only extended support is left${until}`, REMEDY);
}

/** Before the oldest release that is known: what has ended for that one has ended for this one. */
function judgeOlder(software: Installed, oldest: LifecycleRelease, { asOf }: Calendar): Outcome {
  const last = oldest.extendedEnd ?? oldest.generalEnd;
  const name = nameOf(software);
  if (last === null || daysBetween(asOf, last) >= 0) {
    return noEntry(software, `${name} is older than the built-in life-cycle table`);
  }
  const text = `${name} is older than release ${oldest.cycle}, whose last support ended on ${last}`;
  return fail(`${text}, ${daysBetween(last, asOf)} d ago`, REMEDY, { at: software.at });
}

function noEntry({ at }: Installed, message: string): Outcome {
  return unknown(message, [`${at}.generalEnd`], { at });
}

/** An old table proves no support any more; an end that it gives has been reached all the same. */
function ifFresh(outcome: Outcome, software: Installed, { asOf, tableMaxAge }: Calendar): Outcome {
  const age = lifecycleAgeDays(asOf);
  if (age <= tableMaxAge || outcome.kind === 'unknown') return outcome;
  const stale = `the life-cycle table is ${age} d old, allowed ${tableMaxAge} d`;
  return outcome.kind === 'fail'
    ? { ...outcome, message: `${outcome.message}; ${stale}` }
    : noEntry(software, `${stale}; it says: ${outcome.message}`);
}

function nameOf({ product, version, at }: Installed): string {
  return [product ?? at, version].filter((part) => part !== undefined).join(' ');
}
