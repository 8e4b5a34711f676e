import { failureDomain } from '../../analysis/failure-domain.ts';
import type { Atlas } from '../../domain/atlas.ts';
import type { Config } from '../../domain/config.ts';
import type { FailureList, FailureReport } from '../../domain/failure.ts';
import type { AssessedEstate } from '../assess-estate.ts';
import {
  type ExaminedEstate,
  failureListOf,
  failureModel,
  failureReportOf,
} from '../show-failure.ts';
import { clusterRooms } from './cluster-rooms.ts';
import { singlePoints } from './single-points.ts';
import { atlasSites } from './sites.ts';
import { supportEnds } from './support-ends.ts';

/** Failure domains whose recovery is shown whole. */
const SHOWN_RECOVERIES = 5;

/** What pictures show of an assessed estate beside its report. */
export async function buildAtlas(
  { report: { tool }, loaded, estate, judgements }: AssessedEstate,
  config: Config | undefined,
): Promise<Atlas> {
  const model = await failureModel(config);
  const examined = { tool, estate, loaded, model };
  const failures = failureListOf(examined);
  return {
    failures: failures.domains.length === 0 ? null : failures,
    recoveries: worstRecoveries(examined, failures),
    sites: atlasSites(estate),
    singlePoints: singlePoints(estate),
    clusters: clusterRooms(estate, judgements, model.limits),
    supportEnds: supportEnds(estate),
  };
}

/** The worst host stands first: its loss is the one to expect. */
function worstRecoveries(examined: ExaminedEstate, { domains }: FailureList): FailureReport[] {
  const falling = domains.filter(({ longest }) => longest !== null);
  const worstHost = falling.find(({ kind }) => kind === 'host');
  const others = falling.filter((domain) => domain !== worstHost);
  return [...(worstHost === undefined ? [] : [worstHost]), ...others]
    .slice(0, SHOWN_RECOVERIES)
    .flatMap(({ name }) => failureDomain(examined.estate, name) ?? [])
    .map((domain) => failureReportOf(examined, domain));
}
