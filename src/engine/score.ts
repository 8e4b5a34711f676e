import type { ApplicationView, EstateView, Tier } from '../domain/estate-view.ts';
import {
  isJudged,
  type Judgement,
  keptShare,
  possibleShare,
  type Ruling,
  shownSeverity,
} from '../domain/finding.ts';
import { entryOf, memoised } from '../domain/memo.ts';
import { CATEGORIES, type Category } from '../domain/rule.ts';
import {
  type CategoryScore,
  floorPercent,
  type Score,
  type UnitScore,
  type Verdict,
  worseVerdict,
} from '../domain/score.ts';
import { SEVERITY_WEIGHT } from '../domain/severity.ts';
import type { Subject } from '../domain/subject.ts';
import { type Column, type Judgements, NOT_ASKED } from './judgements.ts';

/** Weight of an application in the estate's mean, by tier. */
const TIER_WEIGHT: Readonly<Record<Tier, number>> = { 0: 16, 1: 8, 2: 4, 3: 2, 4: 1 };
const UNTIERED_WEIGHT = 8;

/** Below this share of judged weight nothing is promised. */
const LEAST_COVERAGE = 0.4;

export interface EstateScore {
  readonly verdict: Verdict;
  readonly score: Score;
  readonly categories: readonly CategoryScore[];
  /** Applications, sorted by id. */
  readonly applications: readonly UnitScore[];
  /** Everything that no application stands on; undefined where there is no such check. */
  readonly unassigned: UnitScore | undefined;
  /** Points of the estate's score (0 to 100) that a judgement withholds. */
  pointsLost(judgement: Judgement): number;
  /** The same for each subject of a column; nothing where its rule was not asked. */
  pointsLostIn(column: Column): Float64Array;
}

/** Weighted sums over checks. Weights are small integers and halves, so the sums are exact. */
interface Sums {
  applicable: number;
  guaranteed: number;
  possible: number;
  judged: number;
}

interface Tally {
  readonly byCategory: Map<Category, Sums>;
  blockerFailed: boolean;
  blockerUnknown: boolean;
  conditionFailed: boolean;
}

interface Unit {
  readonly view: ApplicationView | undefined;
  readonly weight: number;
  readonly tally: Tally;
}

/** Scores the estate: each application over the checks that concern it, then their weighted mean. */
export function scoreEstate(judgements: Judgements, estate: EstateView): EstateScore {
  const tallies = tallyByCarriers(judgements, estate);
  const units = estate.applications.map((view) => unitOf(view));
  const rest = unitOf(undefined);
  const unitById = new Map(units.map((unit) => [unit.view?.id, unit]));
  for (const [carriers, tally] of tallies) {
    if (carriers.length === 0) addTally(rest.tally, tally);
    for (const id of carriers) {
      const unit = unitById.get(id);
      if (unit !== undefined) addTally(unit.tally, tally);
    }
  }

  const scored = [...units, rest].filter((unit) => total(unit.tally).applicable > 0);
  const totalWeight = scored.reduce((sum, unit) => sum + unit.weight, 0);
  const judgedUnits = units.map((unit) => scoreUnit(unit, totalWeight));
  const unassigned = hasChecks(rest.tally) ? scoreUnit(rest, totalWeight) : undefined;
  const all = unassigned === undefined ? judgedUnits : [...judgedUnits, unassigned];
  return {
    verdict: all.length === 0 ? 'unknown' : all.map((unit) => unit.verdict).reduce(worseVerdict),
    score: meanScore(scored.map((unit) => ({ weight: unit.weight, sums: total(unit.tally) }))),
    categories: CATEGORIES.map((category) => ({
      category,
      ...meanScore(
        scored.flatMap(({ weight, tally }) => {
          const sums = tally.byCategory.get(category);
          return sums === undefined || sums.applicable === 0 ? [] : [{ weight, sums }];
        }),
      ),
    })).filter(({ guaranteed }) => guaranteed !== null),
    applications: judgedUnits,
    unassigned,
    ...pointsLostBy(estate, scored, totalWeight),
  };
}

/** Sums of the checks that the same applications carry, so that a shared host is added up once. */
function tallyByCarriers(
  judgements: Judgements,
  estate: EstateView,
): Map<readonly string[], Tally> {
  const tallies = new Map<readonly string[], Tally>();
  const talliesOf = memoised((subjects: readonly Subject[]): readonly Tally[] =>
    subjects.map((subject) => entryOf(tallies, estate.applicationsOn(subject), emptyTally)),
  );
  for (const column of judgements.columns) countColumn(column, talliesOf(column.subjects));
  return tallies;
}

/** `tallies`: of each subject of the column. */
function countColumn({ rule, rulings, numbers }: Column, tallies: readonly Tally[]): void {
  const shares = rulings.map(shareOf);
  for (let row = 0; row < numbers.length; row++) {
    const share = shares[numbers[row] ?? NOT_ASKED];
    const tally = tallies[row];
    if (share !== undefined && tally !== undefined) countShare(tally, rule.category, share);
  }
}

function emptyTally(): Tally {
  return {
    byCategory: new Map(),
    blockerFailed: false,
    blockerUnknown: false,
    conditionFailed: false,
  };
}

/** What a ruling adds to the tally of those who carry its subject. */
interface Share {
  /** Undefined where it does not count in the score. */
  readonly sums: Sums | undefined;
  readonly blockerFailed: boolean;
  readonly blockerUnknown: boolean;
  readonly conditionFailed: boolean;
}

function shareOf(ruling: Ruling): Share {
  const { kind, outcome, severity } = ruling;
  const shown = shownSeverity(ruling);
  const isCondition = shown === 'blocker' || shown === 'high' || shown === 'medium';
  // What is borne costs no points, and yet it is a condition.
  const hasFailed = kind === 'fail' || (kind === 'waived' && outcome.kind === 'fail');
  return {
    sums: countsInScore(ruling) ? sumsOf(ruling) : undefined,
    blockerFailed: kind === 'fail' && shown === 'blocker',
    blockerUnknown: kind === 'unknown' && severity === 'blocker',
    conditionFailed: hasFailed && isCondition,
  };
}

function sumsOf(ruling: Ruling): Sums {
  const weight = SEVERITY_WEIGHT[ruling.severity];
  return {
    applicable: weight,
    guaranteed: weight * keptShare(ruling),
    possible: weight * possibleShare(ruling),
    judged: isJudged(ruling) ? weight : 0,
  };
}

function countShare(tally: Tally, category: Category, share: Share): void {
  if (share.sums !== undefined) addSums(categorySums(tally, category), share.sums);
  addGravity(tally, share);
}

function addGravity(to: Tally, from: Pick<Tally, GravityName>): void {
  to.blockerFailed ||= from.blockerFailed;
  to.blockerUnknown ||= from.blockerUnknown;
  to.conditionFailed ||= from.conditionFailed;
}

type GravityName = 'blockerFailed' | 'blockerUnknown' | 'conditionFailed';

function countsInScore({ kind }: Ruling): boolean {
  return kind !== 'not-applicable' && kind !== 'waived' && kind !== 'error';
}

function categorySums(tally: Tally, category: Category): Sums {
  let sums = tally.byCategory.get(category);
  if (sums === undefined) {
    sums = { applicable: 0, guaranteed: 0, possible: 0, judged: 0 };
    tally.byCategory.set(category, sums);
  }
  return sums;
}

function addTally(to: Tally, from: Tally): void {
  for (const [category, sums] of from.byCategory) addSums(categorySums(to, category), sums);
  addGravity(to, from);
}

function addSums(to: Sums, from: Sums): void {
  to.applicable += from.applicable;
  to.guaranteed += from.guaranteed;
  to.possible += from.possible;
  to.judged += from.judged;
}

function total(tally: Tally): Sums {
  const sums: Sums = { applicable: 0, guaranteed: 0, possible: 0, judged: 0 };
  for (const part of tally.byCategory.values()) addSums(sums, part);
  return sums;
}

function hasChecks(tally: Tally): boolean {
  return tally.byCategory.size > 0;
}

function unitOf(view: ApplicationView | undefined): Unit {
  const weight = view?.tier === undefined ? UNTIERED_WEIGHT : TIER_WEIGHT[view.tier];
  return { view, weight, tally: emptyTally() };
}

function scoreUnit({ view, weight, tally }: Unit, totalWeight: number): UnitScore {
  const sums = total(tally);
  const counts = sums.applicable > 0;
  return {
    id: view?.id,
    name: view?.name,
    tier: view?.tier,
    tierBasis: view?.tierBasis,
    sharePercent: counts ? floorPercent((100 * weight) / totalWeight) : 0,
    verdict: verdictOf(tally, sums, view?.tier),
    score: meanScore(counts ? [{ weight: 1, sums }] : []),
    categories: CATEGORIES.flatMap((category) => {
      const part = tally.byCategory.get(category);
      if (part === undefined || part.applicable === 0) return [];
      return [{ category, ...meanScore([{ weight: 1, sums: part }]) }];
    }),
  };
}

/** The gravest of what was found; a sum never decides it. */
function verdictOf(tally: Tally, sums: Sums, tier: Tier | undefined): Verdict {
  if (tally.blockerFailed) return 'not-ready';
  const critical = tier === undefined || tier <= 1;
  if (tally.blockerUnknown && critical) return 'unknown';
  if (sums.applicable === 0 || sums.judged / sums.applicable < LEAST_COVERAGE) return 'unknown';
  return tally.conditionFailed ? 'ready-with-conditions' : 'ready';
}

function meanScore(units: readonly { readonly weight: number; readonly sums: Sums }[]): Score {
  const totalWeight = units.reduce((sum, { weight }) => sum + weight, 0);
  if (totalWeight === 0) return { guaranteed: null, possible: null, coverage: null };
  const mean = (part: (sums: Sums) => number): number => {
    const sum = units.reduce(
      (sum, { weight, sums }) => sum + (weight * part(sums)) / sums.applicable,
      0,
    );
    return floorPercent((100 * sum) / totalWeight);
  };
  return {
    guaranteed: mean((sums) => sums.guaranteed),
    possible: mean((sums) => sums.possible),
    coverage: mean((sums) => sums.judged),
  };
}

/** Points per unit of weight are summed once for each list of applications that share a subject. */
function pointsLostBy(
  estate: EstateView,
  scored: readonly Unit[],
  totalWeight: number,
): Pick<EstateScore, 'pointsLost' | 'pointsLostIn'> {
  const ofUnit = new Map<string | undefined, number>();
  for (const { view, weight, tally } of scored) {
    ofUnit.set(view?.id, (100 * weight) / totalWeight / total(tally).applicable);
  }
  const ofCarriers = memoised((carriers: readonly string[]): number => {
    const units = carriers.length === 0 ? [undefined] : carriers;
    return units.reduce((sum: number, id) => sum + (ofUnit.get(id) ?? 0), 0);
  });
  const pointsPerWeight = (subject: Subject): number => ofCarriers(estate.applicationsOn(subject));
  const pointsPerWeightOf = memoised(
    (subjects: readonly Subject[]): Float64Array => Float64Array.from(subjects, pointsPerWeight),
  );
  return {
    pointsLost: (judgement) => weightLost(judgement) * pointsPerWeight(judgement.subject),
    pointsLostIn({ subjects, rulings, numbers }) {
      const perWeight = pointsPerWeightOf(subjects);
      const lost = Float64Array.from(rulings, weightLost);
      return perWeight.map((points, row) => points * (lost[numbers[row] ?? NOT_ASKED] ?? 0));
    },
  };
}

function weightLost(ruling: Ruling): number {
  return countsInScore(ruling) ? SEVERITY_WEIGHT[ruling.severity] * (1 - keptShare(ruling)) : 0;
}
