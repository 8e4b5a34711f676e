import type { Estate } from '../analysis/estate.ts';
import { failurePaths, storagesOf } from '../analysis/failure-path.ts';
import { type Part, partsOf } from '../analysis/parts.ts';
import { tierOf } from '../analysis/tier.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Storage } from '../domain/inventory.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { listOption, tierOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDIES = {
  site: 'Keep a disaster-recovery copy, or a peer, at another site.',
  cluster: 'Put a peer into another cluster, or keep a hot copy at another site.',
  storage: 'Put a peer on another array, or replicate this one to another.',
} as const;

export default defineRule({
  id: 'CON-004',
  name: 'not-all-in-one-place',
  category: 'consolidation',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'No critical application stands in one site, one cluster or one array only',
  source: [
    TEXTS.saferWarmSite,
    TEXTS.epicPools,
    projectDefault(
      'A copy of the strategies in standIn stands in for a cluster or an array as well, any other for a site only.',
    ),
  ],
  why: 'What fails as a whole (a site, a cluster with its software, an array with its firmware) takes all that is in it.',
  condition: {
    fail: 'Up to failUpToTier: a part and its disaster-recovery copy stand at one site.',
    warn: 'Beyond that tier the same; and all members of a part stand in one cluster, or on one array that is not replicated, without a copy elsewhere that stands in.',
    unknown:
      'A site, a cluster, the storage, its replication or the disaster-recovery strategy is not recorded and may decide; or a tier, where a site does; or no instance is recorded.',
    notApplicable: 'Its tier is larger than upToTier.',
  },
  remedy: 'Spread its parts, or keep a copy elsewhere.',
  reads: { tier: 'tier', drStrategy: 'continuity.drStrategy', drSite: 'continuity.drSite' },
  options: {
    failUpToTier: tierOption(0, 'Largest tier number for which one site fails.'),
    upToTier: tierOption(1, 'Largest tier number that is looked at.'),
    standIn: listOption({
      default: ['hot', 'active-active'],
      choices: ['cold', 'warm', 'hot', 'active-active'],
      about: 'Disaster-recovery strategies whose copy stands in for a lost cluster or array.',
    }),
  },
  check(_facts, { failUpToTier, upToTier, standIn }, { subject, estate }) {
    const application = subject.value;
    const tier = tierOf(application);
    if (tier !== undefined && tier > upToTier) {
      return notApplicable(`tier ${tier}, asked up to tier ${upToTier}`);
    }
    const parts = partsOf(estate, application);
    if (parts.length === 0) return notRecorded('instances');
    const siteFails = tier === undefined ? undefined : tier <= failUpToTier;
    const copy = copyElsewhere(estate, application, parts, standIn);
    const answers = [
      ...judgeSites(estate, application, siteFails),
      ...parts.flatMap((part) => [
        ...judgeCluster(estate, part, copy),
        ...judgeStorage(estate, part, copy),
      ]),
    ];
    if (answers.length > 0) return worstOf(answers);
    return pass(
      `none of its ${count(parts.length, 'part')} stands in one site, cluster or array only`,
    );
  },
});

/** A yes or a no, or the facts without which there is neither. */
type Answer = boolean | readonly FactRef[];

/** Whether a copy at another site stands in for clusters and arrays. */
function copyElsewhere(
  estate: Estate,
  { id, continuity }: Application,
  parts: readonly Part[],
  standIn: readonly string[],
): Answer {
  const { drStrategy, drSite } = continuity ?? {};
  if (drStrategy === undefined) return [factRef('application', id, 'continuity.drStrategy')];
  if (!standIn.includes(drStrategy)) return false;
  if (drSite === undefined) return [factRef('application', id, 'continuity.drSite')];
  const hosts = parts.flatMap(({ members }) =>
    members.flatMap((member) => estate.hostOfInstance(member) ?? []),
  );
  return !hosts.some(({ site }) => site === drSite);
}

/** Without a tier it is open whether one site is a failure. */
function judgeSites(
  estate: Estate,
  application: Application,
  siteFails: boolean | undefined,
): readonly Outcome[] {
  return failurePaths(estate, application, ['site']).flatMap(({ part, singles, missing }) => {
    const [first] = singles;
    if (first === undefined) return missing.length === 0 ? [] : [notRecorded(...missing)];
    const sites = singles.map(({ label }) => label).join(' and ');
    const message = `${part.name} depends on ${sites} alone`;
    if (siteFails === undefined) return [{ ...notRecorded('tier'), message }];
    return [(siteFails ? fail : warn)(message, REMEDIES.site, { at: first.at, missing })];
  });
}

function judgeCluster(estate: Estate, { name, members }: Part, copy: Answer): readonly Outcome[] {
  const places = members.map((member) => {
    const cluster = estate.clusterOfInstance(member);
    if (cluster !== undefined) return { cluster: cluster.id };
    const stands = estate.hostOfInstance(member) !== undefined || member.server !== undefined;
    return stands || member.form === 'physical' ? 'elsewhere' : 'unknown';
  });
  const clusters = new Set(
    places.flatMap((place) => (typeof place === 'string' ? [] : place.cluster)),
  );
  if (places.includes('elsewhere') || clusters.size > 1) return [];
  const unplaced = members.filter((_member, i) => places[i] === 'unknown');
  if (unplaced.length > 0) return [notRecorded(...factRefs('instance', unplaced, 'target'))];
  const [only = ''] = clusters;
  const at = factRef('instance', members[0]?.id ?? name, 'target');
  return unlessCopied(copy, [], warn(`${name} stands in ${only} alone`, REMEDIES.cluster, { at }));
}

/** Arrays that every member needs; local disks are another matter. */
function judgeStorage(estate: Estate, { name, members }: Part, copy: Answer): readonly Outcome[] {
  const each = members.map((member) => storagesOf(estate, member));
  // A member that needs no array at all, or another one, keeps the part up.
  const common = estate.inventory.storage.filter(
    (storage) =>
      storage.kind !== 'local' &&
      each.every(({ storages, missing }) => missing.length > 0 || storages.includes(storage)),
  );
  const missing = each.flatMap((one) => one.missing);
  if (missing.length > 0) {
    const mayShare = each.every(
      (one) => one.missing.length > 0 || one.storages.some(({ kind }) => kind !== 'local'),
    );
    return mayShare ? unlessCopied(copy, missing, notRecorded(...missing)) : [];
  }
  return common.flatMap((storage) => {
    const { replicated, at } = replicationOf(storage);
    if (replicated === true) return [];
    const outcome = warn(`${name} lies on ${storage.id} alone`, REMEDIES.storage, { at });
    return unlessCopied(copy, replicated === false ? [] : [at], outcome);
  });
}

/** Whether another array has a copy, whatever its age; or the fact that would tell. */
function replicationOf({ id, replication, kind }: Storage) {
  const fact = (path: string): FactRef => factRef('storage', id, path);
  if (kind === undefined) return { replicated: undefined, at: fact('kind') };
  const { mode, target } = replication ?? {};
  if (mode === undefined) return { replicated: undefined, at: fact('replication.mode') };
  if (mode === 'none') return { replicated: false, at: fact('replication.mode') };
  return { replicated: target === undefined ? undefined : true, at: fact('replication.target') };
}

/** A warning stands where nothing is open and no copy stands in for what it warns of. */
function unlessCopied(
  copy: Answer,
  missing: readonly FactRef[],
  outcome: Outcome,
): readonly Outcome[] {
  if (copy === true) return [];
  const open = copy === false ? missing : [...copy, ...missing];
  return [open.length === 0 ? outcome : notRecorded(...open)];
}
