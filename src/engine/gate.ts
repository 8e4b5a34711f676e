import type { Tier } from '../domain/estate-view.ts';
import type { GateDemands, ScopedDemands } from '../domain/gate-demands.ts';
import type { FailWarn, Gate, GateAssertion, Report, ReportApplication } from '../domain/report.ts';
import { CATEGORIES, type Category } from '../domain/rule.ts';
import { VERDICTS, type Verdict } from '../domain/score.ts';
import { isAtLeast, SEVERITIES, type Severity } from '../domain/severity.ts';
import { listNames } from '../domain/wording.ts';

/** What the gate looks at: of a fresh assessment, or of one that was saved. */
export type GatedReport = Pick<
  Report,
  'applications' | 'baseline' | 'categories' | 'counts' | 'score' | 'verdict' | 'waivers'
>;

/** The gate: every assertion with what it asks and what was found. */
export function judgeGate(demands: GateDemands, report: GatedReport): Gate {
  const { failOn, noNew, minScore, minCoverage, requireVerdict, noExpiredWaivers } = demands;
  const assertions: GateAssertion[] = [];
  if (failOn !== undefined) assertions.push(failLevel(failOn, report));
  if (noNew !== undefined) assertions.push(nothingNew(noNew, report));
  if (minScore !== undefined) {
    for (const { scope, words, required, found } of scoped(minScore, report, SCORES)) {
      assertions.push(least('min-score', `guaranteed score${words}`, scope, required, found));
    }
  }
  if (minCoverage !== undefined) {
    const { coverage } = report.score;
    const found = { actual: coverage, detail: '' };
    assertions.push(least('min-coverage', 'coverage', 'estate', minCoverage, found));
  }
  if (requireVerdict !== undefined) {
    for (const demand of scoped(requireVerdict, report, VERDICTS_OF)) {
      assertions.push(leastVerdict(demand));
    }
  }
  if (noExpiredWaivers === true) assertions.push(noneExpired(report));
  return { passed: assertions.every(({ passed }) => passed), assertions };
}

function failLevel(required: Severity, { counts, baseline }: GatedReport): GateAssertion {
  const bySeverity = baseline === null ? counts.severities : baseline.added;
  const failed = sumFrom(required, bySeverity, ({ fail }) => fail);
  const what = baseline === null ? 'failed findings' : 'failed findings beyond the baseline';
  return noneOf('fail-on', what, required, failed);
}

/** Without a baseline every finding is new. */
function nothingNew(required: Severity, { counts, baseline }: GatedReport): GateAssertion {
  const bySeverity = baseline === null ? counts.severities : baseline.added;
  const added = sumFrom(required, bySeverity, ({ fail, warn }) => fail + warn);
  return noneOf('no-new', 'new failed or warned findings', required, added);
}

function sumFrom(
  least: Severity,
  counts: Readonly<Record<Severity, FailWarn>>,
  number: (count: FailWarn) => number,
): number {
  return SEVERITIES.filter((severity) => isAtLeast(severity, least)).reduce(
    (sum, severity) => sum + number(counts[severity]),
    0,
  );
}

function noneOf(
  name: GateAssertion['name'],
  what: string,
  required: Severity,
  actual: number,
): GateAssertion {
  const passed = actual === 0;
  const level = required === 'blocker' ? 'blocker' : `${required} or graver`;
  const found = passed ? 'none' : `${actual}`;
  const message = `${what} of severity ${level}: ${found}, allowed none`;
  return { name, scope: 'estate', passed, required, actual, message };
}

/** What was found for a demand; `detail` names the application that decided. */
interface Found<T> {
  readonly actual: T | null;
  readonly detail: string;
  /** There is nothing that could fall short. */
  readonly none?: true;
}

interface ScopedDemand<T> {
  readonly scope: string;
  /** The scope in a sentence. */
  readonly words: string;
  readonly required: T;
  readonly found: Found<T>;
}

/** How the values of one kind of demand are found, and which of two is the worse. */
interface Measure<T> {
  readonly estate: (report: GatedReport) => T | null;
  readonly category?: (report: GatedReport, category: Category) => T | null;
  readonly application: (application: ReportApplication) => T | null;
  readonly isWorse: (a: T | null, b: T | null) => boolean;
}

const SCORES: Measure<number> = {
  estate: ({ score }) => score.guaranteed,
  category: ({ categories }, category) =>
    categories.find((one) => one.category === category)?.guaranteed ?? null,
  application: ({ score }) => score.guaranteed,
  isWorse: (a, b) => (a ?? -1) < (b ?? -1),
};

const VERDICTS_OF: Measure<Verdict> = {
  estate: ({ verdict }) => verdict,
  application: ({ verdict }) => verdict,
  isWorse: (a, b) => rank(a) < rank(b),
};

function rank(verdict: Verdict | null): number {
  return verdict === null ? -1 : VERDICTS.indexOf(verdict);
}

const TIERS: readonly Tier[] = [0, 1, 2, 3, 4];

/** The demands of one kind, from the estate down to single applications. */
function scoped<T>(
  { estate, categories = {}, tiers = {}, applications = {} }: ScopedDemands<T>,
  report: GatedReport,
  measure: Measure<T>,
): ScopedDemand<T>[] {
  const list: ScopedDemand<T>[] = [];
  const add = (scope: string, words: string, required: T | undefined, found: Found<T>): void => {
    if (required !== undefined) list.push({ scope, words, required, found });
  };
  add('estate', '', estate, { actual: measure.estate(report), detail: '' });
  for (const category of CATEGORIES) {
    const actual = measure.category?.(report, category) ?? null;
    const found = { actual, detail: '' };
    add(`category/${category}`, ` of category ${category}`, categories[category], found);
  }
  for (const tier of TIERS) {
    add(`tier/${tier}`, ` of tier ${tier}`, tiers[tier], worstOfTier(report, tier, measure));
  }
  for (const id of Object.keys(applications).sort()) {
    const application = report.applications.find((one) => one.id === id);
    const actual = application === undefined ? null : measure.application(application);
    const detail = application === undefined ? ' (there is no such application)' : '';
    add(`application/${id}`, ` of application ${id}`, applications[id], { actual, detail });
  }
  return list;
}

/** An application whose tier is not known may be of any. */
function worstOfTier<T>(report: GatedReport, tier: Tier, measure: Measure<T>): Found<T> {
  const members = report.applications.filter((one) => one.tier === tier || one.tier === null);
  const [first, ...rest] = members;
  if (first === undefined) return { actual: null, detail: ' (no application)', none: true };
  const worst = rest.reduce(
    (worst, one) =>
      measure.isWorse(measure.application(one), measure.application(worst)) ? one : worst,
    first,
  );
  return { actual: measure.application(worst), detail: ` (application ${worst.id})` };
}

/** Both are percentages, and only a coverage is told as one: a score has points. */
function least(
  name: 'min-score' | 'min-coverage',
  what: string,
  scope: string,
  required: number,
  { actual, detail, none }: Found<number>,
): GateAssertion {
  const unit = name === 'min-coverage' ? ' %' : '';
  const passed = none === true || (actual !== null && actual >= required);
  const found = actual === null ? 'none' : `${actual}${unit}`;
  const message = `${what} ${found}${detail}, required at least ${required}${unit}`;
  return { name, scope, passed, required, actual, message };
}

function leastVerdict({ scope, words, required, found }: ScopedDemand<Verdict>): GateAssertion {
  const { actual, detail, none } = found;
  const passed = none === true || rank(actual) >= rank(required);
  const orBetter = required === 'ready' ? '' : ' or better';
  const message = `verdict${words} ${actual ?? 'none'}${detail}, required ${required}${orBetter}`;
  return { name: 'require-verdict', scope, passed, required, actual, message };
}

function noneExpired({ waivers }: GatedReport): GateAssertion {
  const expired = waivers.filter(({ state }) => state === 'expired');
  const names = listNames(expired.map(({ rule, subject }) => `${rule} of ${subject}`));
  return {
    name: 'no-expired-waivers',
    scope: 'estate',
    passed: expired.length === 0,
    required: 0,
    actual: expired.length,
    message: `expired waivers: ${expired.length === 0 ? 'none' : names}, allowed none`,
  };
}
