import type { Limits } from '../analysis/capacity.ts';
import { type Estate, indexEstate } from '../analysis/estate.ts';
import {
  type FailureDomain,
  failureDomain,
  failureDomains,
  nestedDomains,
  unplacedAnywhere,
} from '../analysis/failure-domain.ts';
import {
  type ApplicationOutage,
  endingOf,
  type FailureModel,
  type FailureRecovery,
  failureRecovery,
  type MachineReturn,
  type Moment,
  NEVER,
  sureRecovery,
  verdictOn,
} from '../analysis/failure-recovery.ts';
import { tierOf } from '../analysis/tier.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Config } from '../domain/config.ts';
import type { FactRef } from '../domain/fact-path.ts';
import {
  FAILURE_SCHEMA_VERSION,
  type FailedApplication,
  type FailedMachine,
  type FailureGap,
  type FailureList,
  type FailureReport,
  type FailureSummary,
  type Objective,
  type ObjectiveVerdict,
  type Outage,
} from '../domain/failure.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { InputLimits } from '../domain/limits.ts';
import { byText } from '../domain/order.ts';
import type { Tool } from '../domain/report.ts';
import { optionValues } from '../domain/rule-option.ts';
import { type Problem, userError } from '../domain/user-error.ts';
import { type LoadedInventory, loadInventory } from '../load/load-inventory.ts';
import { nearestWord } from '../load/nearest-word.ts';
import capacityAfterHostLoss from '../rules/capacity-after-host-loss.ts';
import recoveryFitsRto from '../rules/recovery-fits-rto.ts';
import { recoveryDefaults } from '../rules/recovery-options.ts';
import { configuredRules } from './configured-rules.ts';

export interface FailureRequest {
  readonly tool: Tool;
  readonly files: readonly InputFile[];
  /** Problems of files that could not be read. */
  readonly unread: readonly Problem[];
  readonly limits: InputLimits;
  /** The day that was asked for; it wins over the inventory's own. */
  readonly asOf?: IsoDate;
  /** The day that is taken where nobody names one. */
  readonly today: IsoDate;
  /** What the team has settled: the times and limits of CON-005 and CLU-001 are taken from it. */
  readonly config?: Config;
}

/** The recovery after the loss of the domain of a name. Throws a `UserError` with the nearest one. */
export async function showFailure(request: FailureRequest, name: string): Promise<FailureReport> {
  const examined = await prepare(request);
  const domain = failureDomain(examined.estate, name);
  if (domain === undefined) throw unknownDomain(examined.estate, name);
  return failureReportOf(examined, domain);
}

/** All failure domains with what each of them takes down for sure, the worst first. */
export async function listFailures(request: FailureRequest): Promise<FailureList> {
  const list = failureListOf(await prepare(request));
  if (list.domains.length === 0) {
    throw userError(
      'nothing-to-assess',
      'the inventory names no site, storage, cluster or machine',
    );
  }
  return list;
}

/** An estate whose failures are looked at, with what no inventory records. */
export interface ExaminedEstate {
  readonly tool: Tool;
  readonly estate: Estate;
  readonly loaded: LoadedInventory;
  readonly model: FailureModel;
}

/** The recovery after the loss of a domain. */
export function failureReportOf(examined: ExaminedEstate, domain: FailureDomain): FailureReport {
  const { tool, estate, loaded, model } = examined;
  const recovery = failureRecovery(estate, domain, model);
  return {
    schemaVersion: FAILURE_SCHEMA_VERSION,
    tool,
    asOf: estate.asOf,
    domain: { kind: domain.kind, name: domain.name, contains: nestedDomains(estate, domain) },
    applications: recovery.outages.map(applicationOf).sort(gravestFirst),
    goOn: recovery.goOn.map(({ id }) => id),
    machines: recovery.machines.map((machine) => machineOf(estate, machine)),
    circles: recovery.circles,
    gaps: gapsOf(recovery, loaded),
  };
}

/** All failure domains, the worst first; none where the inventory names nothing that can fail. */
export function failureListOf({ tool, estate, model }: ExaminedEstate): FailureList {
  const domains = failureDomains(estate).map((domain) => summaryOf(estate, domain, model));
  return {
    schemaVersion: FAILURE_SCHEMA_VERSION,
    tool,
    asOf: estate.asOf,
    domains: domains.sort(worstFirst),
    unplaced: unplacedAnywhere(estate).length,
    unassigned: estate.instances.filter((one) => estate.applicationOf(one) === undefined).length,
  };
}

/** Applications that the loss of a domain takes out for sure. */
export function sureOutages(
  { estate, model }: ExaminedEstate,
  domain: FailureDomain,
): readonly FailedApplication[] {
  return sureRecovery(estate, domain, model).outages.map(applicationOf);
}

function summaryOf(estate: Estate, domain: FailureDomain, model: FailureModel): FailureSummary {
  const { machines, outages } = sureRecovery(estate, domain, model);
  const applications = outages.map(applicationOf);
  const critical = applications.filter(({ tier }) => (tier ?? 0) <= 1);
  const verdicts = applications.map(worstVerdict);
  const number = (verdict: ObjectiveVerdict) => verdicts.filter((one) => one === verdict).length;
  return {
    kind: domain.kind,
    name: domain.name,
    machines,
    critical: critical.map(({ id }) => id),
    exceeded: number('exceeded'),
    unknown: number('unknown'),
    met: number('met'),
    longest: longestOf(critical.length > 0 ? critical : applications),
  };
}

async function prepare(request: FailureRequest): Promise<ExaminedEstate> {
  const { tool } = request;
  const model = await failureModel(request.config);
  const loaded = await loadInventory(request.files, request.limits, request.unread);
  const { inventory } = loaded;
  const asOf = request.asOf ?? inventory.assessment.asOf ?? request.today;
  return { tool, estate: indexEstate(inventory, asOf), loaded, model };
}

/** What stands in for unrecorded times, and how much of a host may be used, as the rules have it. */
export async function failureModel(config: Config | undefined): Promise<FailureModel> {
  const rules = await configuredRules(config);
  const numbersOf = ({ id }: { readonly id: string }): Readonly<Record<string, number>> =>
    optionValues(rules.find(({ rule }) => rule.id === id)?.rule.options ?? {}) as Record<
      string,
      number
    >;
  const recovery = numbersOf(recoveryFitsRto);
  const capacity = numbersOf(capacityAfterHostLoss);
  const limits: Limits = {
    memory: 100 - settled(capacity, 'hypervisorMemory'),
    cpu: settled(capacity, 'cpuFail'),
  };
  const restart = recoveryDefaults(
    {
      assumedParallelRestarts: settled(recovery, 'assumedParallelRestarts'),
      assumedDetection: settled(recovery, 'assumedDetection'),
    },
    {
      bootMinutes: settled(recovery, 'assumedBoot'),
      appStartMinutes: settled(recovery, 'assumedStart'),
    },
  );
  return { restart, limits };
}

function settled(options: Readonly<Record<string, number>>, name: string): number {
  const value = options[name];
  if (value === undefined) throw new Error(`no rule has an option ${name}`);
  return value;
}

function unknownDomain(estate: Estate, name: string): Error {
  const names = failureDomains(estate).map((domain) => domain.name);
  const near =
    names.find((known) => known.endsWith(`/${name}`)) ??
    nearestWord(name, names) ??
    names.find((known) => known.startsWith(`${name.split('/')[0]}/`));
  const hint = near === undefined ? 'virtready show failure <paths> lists them all.' : undefined;
  return userError('unknown-domain', `no failure domain is called "${name}"`, {
    hint: hint ?? `Did you mean "${near}"?`,
  });
}

// The report's words.

function applicationOf(outage: ApplicationOutage): FailedApplication {
  const { application, isCertain, waitsFor } = outage;
  const { rtoMinutes, maxOutageMinutes } = application.availability ?? {};
  return {
    id: application.id,
    name: application.name ?? null,
    tier: tierOf(application) ?? null,
    certain: isCertain,
    outage: lengthOf(outage),
    rto: objectiveOf(outage, rtoMinutes),
    tolerable: objectiveOf(outage, maxOutageMinutes),
    waitsFor: waitsFor?.id ?? null,
  };
}

function lengthOf({ from, to, isSure }: ApplicationOutage): Outage {
  const ending = endingOf(to);
  return {
    fromMinutes: from === NEVER ? null : minutes(from),
    toMinutes: ending === 'predicted' ? minutes(to) : null,
    ending,
    assumed: !isSure,
  };
}

/** Sums of thirds of minutes leave errors of rounding behind, which are nobody's business. */
function minutes(moment: Moment): number {
  return Number(moment.toFixed(6));
}

function objectiveOf(outage: ApplicationOutage, limit: number | undefined): Objective {
  return { limitMinutes: limit ?? null, verdict: verdictOn(outage, limit) };
}

function machineOf(estate: Estate, machine: MachineReturn): FailedMachine {
  const { course, isCertain, startsAt, backAt, isSure, waitsFor } = machine;
  const { instance } = course.fallen;
  const ending = endingOf(backAt);
  return {
    id: instance.id,
    application: estate.applicationOf(instance)?.id ?? null,
    certain: isCertain,
    way: course.way,
    through: course.through ?? null,
    startsAtMinutes: endingOf(startsAt) === 'predicted' ? minutes(startsAt) : null,
    backAtMinutes: ending === 'predicted' ? minutes(backAt) : null,
    ending,
    assumed: !isSure,
    waitsFor,
  };
}

/** Each thing that is assumed or not recorded once, with the first of its facts. */
function gapsOf({ assumptions, missing }: FailureRecovery, loaded: LoadedInventory): FailureGap[] {
  const groups = new Map<string, { assumed: string | null; facts: Map<string, FactRef> }>();
  const add = (assumed: string | null, fact: FactRef): void => {
    const { subject, path } = fact;
    const key = `${subject.kind} ${path.replaceAll(/\[\d+\]/g, '[]')} ${assumed ?? ''}`;
    const group = groups.get(key) ?? { assumed, facts: new Map() };
    groups.set(key, group);
    group.facts.set(`${subject.kind}/${subject.id} ${path}`, fact);
  };
  for (const fact of missing) add(null, fact);
  for (const { text, fact } of assumptions) add(text, fact);
  return [...groups.values()].flatMap(({ assumed, facts }) => {
    const [fact] = facts.values();
    return fact === undefined
      ? []
      : [{ assumed, fact, facts: facts.size, location: loaded.locate(fact) }];
  });
}

// Orders.

const VERDICTS: readonly ObjectiveVerdict[] = ['exceeded', 'unknown', 'met'];

function worstVerdict({ rto, tolerable }: FailedApplication): ObjectiveVerdict {
  return VERDICTS.find((one) => one === rto.verdict || one === tolerable.verdict) ?? 'unknown';
}

/** Orders outages: what exceeds an objective first, then by tier and length. */
export function gravestFirst(a: FailedApplication, b: FailedApplication): number {
  const rank = (one: FailedApplication): number => VERDICTS.indexOf(worstVerdict(one));
  return (
    rank(a) - rank(b) ||
    (a.tier ?? 0) - (b.tier ?? 0) ||
    byLength(b.outage, a.outage) ||
    byText(a.id, b.id)
  );
}

const ENDINGS: readonly Outage['ending'][] = ['predicted', 'not-known', 'never'];

function byLength(a: Outage, b: Outage): number {
  return (
    ENDINGS.indexOf(a.ending) - ENDINGS.indexOf(b.ending) ||
    (a.toMinutes ?? 0) - (b.toMinutes ?? 0) ||
    (a.fromMinutes ?? Number.MAX_VALUE) - (b.fromMinutes ?? Number.MAX_VALUE)
  );
}

function longestOf(applications: readonly FailedApplication[]): Outage | null {
  const outages = applications.map(({ outage }) => outage);
  return outages.reduce<Outage | null>(
    (longest, one) => (longest === null || byLength(one, longest) > 0 ? one : longest),
    null,
  );
}

function worstFirst(a: FailureSummary, b: FailureSummary): number {
  const length =
    a.longest === null || b.longest === null
      ? Number(b.longest !== null) - Number(a.longest !== null)
      : byLength(b.longest, a.longest);
  return (
    b.critical.length - a.critical.length ||
    length ||
    b.machines - a.machines ||
    byText(a.name, b.name)
  );
}
