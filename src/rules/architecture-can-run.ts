import type { Estate } from '../analysis/estate.ts';
import {
  type Destination,
  type Destinations,
  destinationsOf,
  staysPhysical,
} from '../analysis/migration.ts';
import { groupBy } from '../analysis/places.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Platform, Server } from '../domain/inventory.ts';
import { memoised } from '../domain/memo.ts';
import {
  fail,
  gravest,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  worstOf,
} from '../domain/outcome.ts';
import { ESTATE_ID } from '../domain/subject.ts';
import { guestKind, guestSupport } from '../knowledge/guest-support.ts';
import { GUEST_SUPPORT } from '../knowledge/guest-support-table.ts';
import {
  type Architecture,
  hostArchitectures,
  runsOn,
  type ShippedArchitectures,
} from '../knowledge/platform-architectures.ts';
import { doubtOf } from '../knowledge/provenance.ts';
import { paper, projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Move the application to Windows or Linux on x86_64, or leave it on its own hardware.';

interface System {
  readonly family: NonNullable<NonNullable<Server['os']>['family']>;
  readonly version: string | undefined;
}

export default defineRule({
  id: 'DEP-003',
  name: 'architecture-can-run',
  category: 'dependencies',
  subject: 'server',
  severity: 'blocker',
  effort: 'large',
  title: 'Architecture and system of each machine can run on the target platform',
  source: [
    paper('P17'),
    projectDefault('A hypervisor runs guests of its own host’s architecture; BSD counts as well.'),
  ],
  why: 'Virtualization of this kind does not translate instructions: SPARC, POWER or Itanium code does not run on x86.',
  condition: {
    fail: 'Its architecture is not that of the target hosts, or of any platform there is; or its system is neither Windows, Linux nor BSD and the matrix has no entry that supports it there.',
    unknown:
      'Architecture or system is not recorded, or what the target hosts are, or a version that the matrix asks for; or no target is, and only some platforms can run it.',
    notApplicable: 'It stays on its hardware.',
  },
  remedy: REMEDY,
  reads: { architecture: 'cpu.architecture', family: 'os.family', version: 'os.version' },
  notApplicable: ({ subject, estate }) =>
    staysPhysical(subject.value, estate.instancesOnServer(subject.value))
      ? 'it stays on its hardware'
      : undefined,
  check({ architecture, family, version }, _options, { subject, estate }) {
    const destinations = destinationsOf(estate, subject.value);
    const { isSettled } = destinations;
    const judgeAll = (judge: (place: Place) => Outcome) =>
      judgeDestinations(destinations, ({ host, platform }) => {
        const hidden = () => missingPlatform(estate, subject.value, host);
        return judge({ host, platform, hidden, isSettled });
      });
    return worstOf([
      ifRecorded(architecture, 'cpu.architecture', (source) =>
        judgeAll((place) => judgeArchitecture(estate, source, place)),
      ),
      ifRecorded(family, 'os.family', (known) => {
        const kind = guestKind(known);
        if (kind !== 'other') return pass(`${known} is a ${KIND_NAMES[kind]} system`);
        return judgeAll((place) => judgeSystem({ family: known, version }, place));
      }),
    ]);
  },
});

interface Place extends Destination {
  readonly isSettled: boolean;
  /** What hides its platform, where that is not recorded. */
  readonly hidden: () => readonly FactRef[];
}

const KIND_NAMES = { windows: 'Windows', linux: 'Linux', bsd: 'BSD' } as const;

/** Every settled destination must suit; while none is settled, one that suits may still be chosen. */
function judgeDestinations(
  { isSettled, places, missing }: Destinations,
  judge: (place: Destination) => Outcome,
): Outcome {
  if (places.length === 0) return notRecorded(...missing);
  if (isSettled) return gravest(ofEachKind(places).map(judge));
  const answers = places.map(judge);
  const isClear = answers.every(({ kind }) => kind === answers[0]?.kind);
  return isClear ? worstOf(answers) : notRecorded(...missing);
}

/**
 * Hosts of a cluster are mostly alike, and the first of each architecture on a platform answers for
 * the others. A place of which either is not recorded answers for itself alone.
 */
const ofEachKind = memoised((places: readonly Destination[]): readonly Destination[] => {
  const seen = new Set<string>();
  return places.filter(({ host, platform }) => {
    const architecture = host?.cpu?.architecture;
    if (platform === undefined || architecture === undefined) return true;
    const kind = `${architecture} ${platform.id}`;
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
});

/** What hides the platform of a recorded host, or of a cluster that no host is recorded of. */
function missingPlatform(estate: Estate, server: Server, host: Server | undefined): FactRef[] {
  if (host !== undefined) return [factRef('host', host.id, 'platform')];
  return estate.instancesOnServer(server).flatMap((instance) => {
    const cluster = estate.clusterOfInstance(instance);
    const isHidden = cluster !== undefined && estate.platformOf(cluster) === undefined;
    return isHidden ? factRef('cluster', cluster.id, 'platform') : [];
  });
}

function judgeArchitecture(estate: Estate, source: Architecture, place: Place): Outcome {
  const name = place.host?.id ?? place.platform?.id ?? 'its platform';
  const { possible, missing, shipped } = architecturesAt(estate, place);
  const doubt = shipped === undefined ? '' : doubtOf(shipped.source);
  const runsOnAny = (targets: readonly Architecture[]) =>
    targets.some((target) => runsOn(source, target));
  if (runsOnAny(possible)) return pass(`${source} runs on ${name}${doubt}`);
  const mayRun = shipped === undefined || runsOnAny(shipped.architectures);
  if (missing !== undefined && mayRun) return missing;
  const allowed = `allowed ${(shipped?.architectures ?? possible).join(' or ')}${doubt}`;
  return fail(`${source} does not run on ${name}, ${allowed}`, REMEDY, { at: 'cpu.architecture' });
}

interface Architectures {
  readonly possible: readonly Architecture[];
  /** Why there may be more of them. */
  readonly missing?: Outcome;
  /** What its product is shipped for, where no host says more. */
  readonly shipped?: ShippedArchitectures;
}

/** The architecture of a host, else those of its product; of a platform, those of its hosts. */
function architecturesAt(estate: Estate, place: Place): Architectures {
  const { host, platform, hidden, isSettled } = place;
  const recorded = host?.cpu?.architecture;
  if (recorded !== undefined) return { possible: [recorded] };
  if (platform === undefined) return { possible: [], missing: notRecorded(...hidden()) };
  const shipped = hostArchitectures(platform.product);
  if (shipped?.architectures.length === 1) return { possible: shipped.architectures, shipped };
  const others = isSettled ? [] : (hostsByPlatform(estate).get(platform.id) ?? []);
  const found = ofHosts(platform, host === undefined ? others : [host]);
  return found.missing === undefined || shipped === undefined ? found : { ...found, shipped };
}

const hostsByPlatform = memoised((estate: Estate) =>
  groupBy(estate.hosts, (host) => estate.platformOf(host)?.id),
);

function ofHosts(platform: Platform, hosts: readonly Server[]): Architectures {
  const possible = [...new Set(hosts.flatMap(({ cpu }) => cpu?.architecture ?? []))];
  if (hosts.length === 0) return { possible, missing: noHostOf(platform) };
  const silent = hosts.filter(({ cpu }) => cpu?.architecture === undefined);
  if (silent.length === 0) return { possible };
  const facts = factRefs('host', silent, 'cpu.architecture');
  return { possible, missing: notRecorded(...facts) };
}

/** A product that runs on several architectures says nothing of the hosts that it stands on. */
function noHostOf({ id, product }: Platform): Outcome {
  if (product === undefined) return notRecorded(factRef('platform', id, 'product'));
  const text = `${product} runs on several architectures, and no host of ${id} to move to is recorded`;
  return unknown(text, [factRef('estate', ESTATE_ID, 'servers')]);
}

/** Beside Windows, Linux and BSD, only a system that the matrix supports on the platform can move. */
function judgeSystem(system: System, { platform, hidden }: Place): Outcome {
  if (platform === undefined) return notRecorded(...hidden());
  const { id, product, version } = platform;
  if (product === undefined) return notRecorded(factRef('platform', id, 'product'));
  const name = nameOf(system);
  const details = { at: 'os.family' };
  const entry = guestSupport({ product, version }, system);
  if (entry?.level === 'unsupported') {
    const text = `${name} does not run on ${id}${doubtOf(entry.source)}, allowed Windows, Linux and BSD`;
    return fail(text, REMEDY, details);
  }
  if (entry !== undefined) return pass(`${name} runs on ${id}${doubtOf(entry.source)}`);
  const missing = [
    ...(system.version === undefined ? ['os.version'] : []),
    ...(version === undefined ? [factRef('platform', id, 'version')] : []),
  ];
  if (missing.length > 0 && mayBeListed(product, system.family)) return notRecorded(...missing);
  const text = `the matrix has no entry for ${name} on ${id}, allowed Windows, Linux and BSD`;
  return fail(text, REMEDY, details);
}

function nameOf({ family, version }: System): string {
  if (family === 'other') return 'an unlisted system';
  return version === undefined ? family : `${family} ${version}`;
}

/** Whether a version, once recorded, can turn up an entry that lets the system move. */
function mayBeListed(product: NonNullable<Platform['product']>, family: System['family']): boolean {
  return GUEST_SUPPORT.some(
    (entry) =>
      entry.product === product && entry.family === family && entry.level !== 'unsupported',
  );
}
