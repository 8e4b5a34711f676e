import { type Estate, indexEstate } from '../analysis/estate.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Config, Demand, Override } from '../domain/config.ts';
import type { EstateView } from '../domain/estate-view.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Inventory } from '../domain/inventory.ts';
import type { InputLimits, JudgingLimits } from '../domain/limits.ts';
import type { Report, Tool } from '../domain/report.ts';
import { STANDING_STILL, type Stopwatch } from '../domain/stopwatch.ts';
import type { Subject } from '../domain/subject.ts';
import { type Problem, type UserError, userError } from '../domain/user-error.ts';
import { formatNumber } from '../domain/wording.ts';
import { judgeEstate } from '../engine/judge.ts';
import { Judgements, NOT_ASKED } from '../engine/judgements.ts';
import { scoreEstate } from '../engine/score.ts';
import { waive } from '../engine/waive.ts';
import { type LoadedInventory, loadInventory } from '../load/load-inventory.ts';
import { nearestWord } from '../load/nearest-word.ts';
import type { EstateRule } from '../rules/define-rule.ts';
import { buildReport, type ReadBaseline } from './build-report.ts';
import { demandsOn } from './config/configured-demands.ts';
import { settingNotices } from './config/setting-notices.ts';
import { settleWaivers } from './config/settle-waivers.ts';
import { configuredRules, type SettledRule } from './configured-rules.ts';
import { OwnRuleBudget } from './own-rule-budget.ts';
import { noRuleLeft, type RuleSelection, selectRules } from './select-rules.ts';

/** What is asked of an estate that is loaded. */
export interface JudgeRequest {
  readonly tool: Tool;
  readonly files: readonly InputFile[];
  /** Limits of what is judged; none where it is absent. */
  readonly judging?: JudgingLimits;
  /** The day that was asked for; it wins over the inventory's own. */
  readonly asOf?: IsoDate;
  /** The day that is taken where nobody names one. */
  readonly today: IsoDate;
  readonly rules: RuleSelection;
  /** What the team has settled; nothing where it is absent. */
  readonly config?: Config;
  /** Findings that are known; without it, all are new. */
  readonly baseline?: InputFile;
  /** Ids of the applications to report on; all where it is empty. */
  readonly applications: readonly string[];
  /** Demands beside those of the configuration; they win. */
  readonly gate: readonly Demand[];
  readonly allowEmpty: boolean;
  readonly watch?: Stopwatch;
}

export interface AssessRequest extends JudgeRequest {
  /** Problems of files that could not be read. */
  readonly unread: readonly Problem[];
  readonly limits: InputLimits;
}

/** An assessment with everything that it was made from. */
export interface AssessedEstate {
  readonly report: Report;
  readonly loaded: LoadedInventory;
  readonly estate: Estate;
  readonly judgements: Judgements;
}

/** Loads, judges and scores an estate. Throws a `UserError` for what the user can mend. */
export async function assessEstate(request: AssessRequest): Promise<AssessedEstate> {
  const { watch = STANDING_STILL } = request;
  // A word that names no rule is told of before a large estate is read.
  const rules = await rulesFor(request);
  const loaded = await watch.time('load', () =>
    loadInventory(request.files, request.limits, request.unread),
  );
  return judgeLoaded(request, rules, loaded);
}

/** Judges and scores an estate that is loaded. Throws a `UserError` for what the user can mend. */
export async function assessLoaded(
  request: JudgeRequest,
  loaded: LoadedInventory,
): Promise<AssessedEstate> {
  return judgeLoaded(request, await rulesFor(request), loaded);
}

/** All rules, and those that are to be asked. */
interface RequestedRules {
  readonly all: readonly SettledRule[];
  readonly selected: readonly SettledRule[];
  /** The time that own rules have; undefined where nothing limits it. */
  readonly budget: OwnRuleBudget | undefined;
}

async function rulesFor({ config, rules, judging }: JudgeRequest): Promise<RequestedRules> {
  const budget = judging && new OwnRuleBudget(judging);
  const all = await configuredRules(config, budget?.spend);
  return { all, selected: selectRules(all, rules), budget };
}

async function judgeLoaded(
  request: JudgeRequest,
  { all, selected, budget }: RequestedRules,
  loaded: LoadedInventory,
): Promise<AssessedEstate> {
  const { config, watch = STANDING_STILL } = request;
  const { inventory } = loaded;
  const isEmpty = countSubjects(inventory) === 0;
  if (isEmpty && !request.allowEmpty) throw nothingToAssess(request.files);

  const asOf = request.asOf ?? inventory.assessment.asOf ?? request.today;
  const estate = watch.time('index', () => indexEstate(inventory, asOf));
  const view = restrict(estate, request.applications);
  const asked = await rulesToAsk(selected, config?.overrides ?? [], estate, loaded);
  if (asked.length === 0) throw noRuleLeft();
  const answers = watch.time('judge', () => judgeEstate<Estate>(asked, estate, watch));
  budget?.close();
  if (answers.size > (request.judging?.maxFindings ?? Number.POSITIVE_INFINITY)) {
    throw tooManyFindings(answers.size, request.judging);
  }
  const judged = keepOf(answers, view, request.applications);
  const waivers = settleWaivers(
    [...(config?.waivers ?? []), ...loaded.waivers],
    all.map(({ rule }) => rule),
    config?.unwaivable ?? [],
  );
  const judgements = waive(judged, waivers, asOf);
  const isWaived = judgements.columns.some(({ rulings }) =>
    rulings.some(({ kind }) => kind === 'waived'),
  );
  const score = watch.time('score', () => scoreEstate(judgements, view));
  const baseline = await baselineIn(request.baseline);
  const report = watch.time('report', () =>
    buildReport({
      ...request,
      asOf,
      rules: selected
        .map(({ rule }) => rule)
        .filter(({ id }) => asked.some((one) => one.id === id)),
      asked: estate,
      estate: view,
      loaded,
      judgements,
      waivers,
      score,
      withoutWaivers: isWaived ? scoreEstate(judged, view) : undefined,
      baseline,
      demands: isEmpty ? {} : demandsOn({ estate, view }, config, request.gate),
      notices: [...loaded.notices, ...settingNotices(config)],
    }),
  );
  return { report, loaded, estate, judgements };
}

/** What overrides make of the rules; few teams have any. */
async function rulesToAsk(
  rules: readonly SettledRule[],
  overrides: readonly Override[],
  estate: Estate,
  loaded: LoadedInventory,
): Promise<readonly EstateRule[]> {
  if (overrides.length === 0) return rules.filter(({ isOff }) => !isOff).map(({ rule }) => rule);
  const { overrideRules } = await import('./config/override-rules.ts');
  return overrideRules(rules, overrides, estate, (subject) => fileOf(loaded, subject));
}

function tooManyFindings(found: number, limits: JudgingLimits | undefined): UserError {
  const allowed = formatNumber(limits?.maxFindings ?? found);
  return userError(
    'too-many-findings',
    `there are ${formatNumber(found)} findings, allowed ${allowed}`,
    { hint: 'Assess fewer files or rules, or raise the limit with --max-findings.' },
  );
}

function fileOf({ locate }: LoadedInventory, subject: Subject): string {
  return locate({ subject, path: '' }).file;
}

async function baselineIn(file: InputFile | undefined): Promise<ReadBaseline | undefined> {
  if (file === undefined) return undefined;
  const { readBaseline } = await import('./baseline.ts');
  return { file, entries: await readBaseline(file) };
}

function countSubjects(inventory: Inventory): number {
  const { sites, platforms, clusters, servers, storage, applications, instances } = inventory;
  return [sites, platforms, clusters, servers, storage, applications, instances].flat().length;
}

function nothingToAssess(files: readonly InputFile[]): Error {
  const where =
    files.length === 0 ? 'no inventory file was found' : 'the inventory names no subject';
  return userError('nothing-to-assess', where, {
    hint: 'Give a YAML file or a folder of them; --allow-empty accepts an empty one.',
  });
}

/** The estate as a few of its applications see it. */
function restrict(estate: Estate, ids: readonly string[]): EstateView {
  if (ids.length === 0) return estate;
  const known = estate.applications.map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const near = nearestWord(id, known);
    throw userError('unknown-application', `no application has the id "${id}"`, {
      ...(near !== undefined && { hint: `Did you mean "${near}"?` }),
    });
  }
  const wanted = new Set(ids);
  const cut = new Map<readonly string[], readonly string[]>();
  return {
    ...estate,
    applications: estate.applications.filter(({ id }) => wanted.has(id)),
    applicationsOn(subject) {
      const all = estate.applicationsOn(subject);
      const known = cut.get(all) ?? all.filter((id) => wanted.has(id));
      cut.set(all, known);
      return known;
    },
  };
}

/** Without the judgements of what none of the wanted applications stands on. */
function keepOf(
  judgements: Judgements,
  view: EstateView,
  applications: readonly string[],
): Judgements {
  if (applications.length === 0) return judgements;
  const isKept = (subject: Subject | undefined): boolean =>
    subject !== undefined && view.applicationsOn(subject).length > 0;
  return new Judgements(
    judgements.columns.map((column) => ({
      ...column,
      numbers: column.numbers.map((number, row) =>
        isKept(column.subjects[row]) ? number : NOT_ASKED,
      ),
    })),
  );
}
