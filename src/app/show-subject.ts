import type { Estate } from '../analysis/estate.ts';
import { failureDomain, failureDomains } from '../analysis/failure-domain.ts';
import type { FailureReport } from '../domain/failure.ts';
import type { Application, Instance, Server } from '../domain/inventory.ts';
import { byText } from '../domain/order.ts';
import type { ReportFinding } from '../domain/report.ts';
import type { SubjectRef } from '../domain/subject.ts';
import {
  type PageFailure,
  type PageInstance,
  SUBJECT_PAGE_SCHEMA_VERSION,
  type SubjectPage,
} from '../domain/subject-page.ts';
import { userError } from '../domain/user-error.ts';
import { count } from '../domain/wording.ts';
import { nearestWord } from '../load/nearest-word.ts';
import { type AssessedEstate, type AssessRequest, assessEstate } from './assess-estate.ts';
import {
  type ExaminedEstate,
  failureModel,
  failureReportOf,
  gravestFirst,
  sureOutages,
} from './show-failure.ts';

/**
 * The page of `application/ehr`, `server/esx-1` or `host/esx-1`. Throws a `UserError` with the nearest
 * name where there is none.
 */
export async function showSubject(request: AssessRequest, name: string): Promise<SubjectPage> {
  const assessed = await assessEstate(request);
  const { estate } = assessed;
  const model = await failureModel(request.config);
  const examined: ExaminedEstate = { tool: request.tool, estate, loaded: assessed.loaded, model };
  const [, kind, id = ''] = /^(application|server|host)\/(.*)$/s.exec(name) ?? [];
  const application = kind === 'application' ? estate.application(id) : undefined;
  if (application !== undefined) return applicationPage(request, assessed, application, examined);
  const server = kind === 'application' ? undefined : estate.server(id);
  if (server !== undefined) return serverPage(request, assessed, server, examined);
  throw unknownSubject(estate, name);
}

function applicationPage(
  request: AssessRequest,
  assessed: AssessedEstate,
  application: Application,
  examined: ExaminedEstate,
): SubjectPage {
  const { estate, report } = assessed;
  const { id } = application;
  const instances = estate.instancesOf(application);
  const ids = new Set(instances.map((instance) => instance.id));
  return {
    ...pageOf(request, assessed, { kind: 'application', id }, application),
    unit: report.applications.find((unit) => unit.id === id) ?? null,
    instances: instances.map((instance) => instanceRow(estate, instance)),
    failures: failuresOf(examined, id, instances),
    loss: null,
    findings: openFindings(
      report.findings,
      ({ kind, id: about }) =>
        (kind === 'application' && about === id) || (kind === 'instance' && ids.has(about)),
    ),
  };
}

function serverPage(
  request: AssessRequest,
  assessed: AssessedEstate,
  server: Server,
  examined: ExaminedEstate,
): SubjectPage {
  const { estate, report } = assessed;
  const kind = server.role === 'host' ? 'host' : 'server';
  const subject: SubjectRef = { kind, id: server.id };
  const instances =
    kind === 'host' ? estate.instancesOnHost(server) : estate.instancesOnServer(server);
  return {
    ...pageOf(request, assessed, subject, server),
    unit: null,
    instances: instances.map((instance) => instanceRow(estate, instance)),
    failures: [],
    loss: lossOf(examined, `${kind}/${server.id}`),
    findings: openFindings(
      report.findings,
      (about) => about.kind === kind && about.id === server.id,
    ),
  };
}

function pageOf(
  { tool }: AssessRequest,
  { loaded, estate }: AssessedEstate,
  subject: SubjectRef,
  value: object,
): Pick<SubjectPage, 'schemaVersion' | 'tool' | 'asOf' | 'subject' | 'location' | 'facts'> {
  return {
    schemaVersion: SUBJECT_PAGE_SCHEMA_VERSION,
    tool,
    asOf: estate.asOf,
    subject,
    location: loaded.locate({ subject, path: 'id' }),
    facts: Object.fromEntries(plainFacts(value)),
  };
}

/** Groups are opened, lists of groups are counted: they have pages and places of their own. */
function plainFacts(value: object, above = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, fact]): [string, unknown][] => {
    const path = `${above}${key}`;
    if (fact === undefined || path === 'id') return [];
    if (Array.isArray(fact)) {
      const isPlain = fact.every((item) => item === null || typeof item !== 'object');
      if (path === 'instances') return [];
      return [[path, isPlain ? fact : count(fact.length, 'entry', 'entries')]];
    }
    return typeof fact === 'object' && fact !== null
      ? plainFacts(fact, `${path}.`)
      : [[path, fact]];
  });
}

function instanceRow(estate: Estate, instance: Instance): PageInstance {
  const { id, server, target, protection, redundancyGroup } = instance;
  return {
    id,
    application: estate.applicationOf(instance)?.id ?? null,
    place: server ?? target?.host ?? target?.cluster ?? null,
    protection: protection ?? null,
    redundancyGroup: redundancyGroup ?? null,
  };
}

/** Only failures that reach its machines are looked at: an estate has one for each of its hosts. */
function failuresOf(
  examined: ExaminedEstate,
  id: string,
  instances: readonly Instance[],
): PageFailure[] {
  const hosts = new Set(
    instances.flatMap(({ server, target }) => [server, target?.host, target?.secondaryHost]),
  );
  const clusters = new Set(instances.map(({ target }) => target?.cluster));
  const storage = new Set(
    instances.flatMap(({ disks }) => (disks ?? []).map((disk) => disk.storage)),
  );
  const isNear = (domain: ReturnType<typeof failureDomains>[number]): boolean =>
    domain.servers.some((server) => hosts.has(server.id)) ||
    clusters.has(domain.cluster?.id) ||
    domain.storage.some((one) => storage.has(one.id));
  return failureDomains(examined.estate)
    .filter(isNear)
    .flatMap((domain) =>
      sureOutages(examined, domain)
        .filter((one) => one.id === id)
        .map((one) => ({ one, domain: domain.name })),
    )
    .sort((a, b) => gravestFirst(a.one, b.one) || byText(a.domain, b.domain))
    .map(({ one: { outage, rto, tolerable }, domain }) => ({ domain, outage, rto, tolerable }));
}

/** A standalone machine on which nothing runs is no failure domain. */
function lossOf(examined: ExaminedEstate, name: string): FailureReport | null {
  const domain = failureDomain(examined.estate, name);
  return domain === undefined ? null : failureReportOf(examined, domain);
}

function openFindings(
  findings: Iterable<ReportFinding>,
  isAbout: (subject: SubjectRef) => boolean,
): ReportFinding[] {
  const open: ReportFinding[] = [];
  for (const finding of findings) {
    const isOpen = finding.outcome !== 'pass' && finding.outcome !== 'not-applicable';
    if (isOpen && isAbout(finding.subject)) open.push(finding);
  }
  return open;
}

function unknownSubject({ applications, inventory }: Estate, name: string): Error {
  const names = [
    ...applications.map(({ id }) => `application/${id}`),
    ...inventory.servers.map(({ id, role }) => `${role === 'host' ? 'host' : 'server'}/${id}`),
    'failure',
  ];
  const ids = names.map((one) => one.slice(one.indexOf('/') + 1));
  const nearId = nearestWord(name.slice(name.indexOf('/') + 1), ids);
  const near = nearId === undefined ? undefined : names[ids.indexOf(nearId)];
  return userError('unknown-subject', `there is no "${name}"`, {
    hint:
      near === undefined
        ? 'Name application/<id>, host/<id>, server/<id>, or failure.'
        : `Did you mean "${near}"?`,
  });
}
