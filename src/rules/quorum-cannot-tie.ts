import type { Estate } from '../analysis/estate.ts';
import { isStretched, siteIdsOf } from '../analysis/stretched.ts';
import { factRefs } from '../domain/fact-path.ts';
import type { Cluster } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, unknown, worstOf } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Witness = NonNullable<NonNullable<Cluster['quorum']>['witness']>;

const REMEDY = 'Add a witness at a third site, or a further node.';

export default defineRule({
  id: 'CLU-006',
  name: 'quorum-cannot-tie',
  category: 'clustering',
  subject: 'cluster',
  severity: 'blocker',
  effort: 'medium',
  title: 'The quorum of a cluster cannot tie',
  source: [
    TEXTS.stratusQuorum,
    TEXTS.windowsQuorum,
    TEXTS.haManager,
    projectDefault('vSphere HA elects a primary host without votes, so ESXi is not asked.'),
  ],
  why: 'When the halves of a cluster lose sight of each other and neither has a majority, both stop, or both run and corrupt the data.',
  condition: {
    fail: 'An even number of votes without a witness, two hosts without a witness, fewer than leastVotes with the witness counted; or a cluster at two sites without a witness, or with one at either of them.',
    unknown:
      'Votes or witness are not recorded; of a cluster that stands at two sites, or may, the site of the witness or of a host is not.',
    notApplicable: 'All its platforms are ESXi: vSphere HA has no quorum of votes.',
  },
  remedy: REMEDY,
  reads: {
    votes: 'quorum.votes',
    witness: 'quorum.witness',
    witnessSite: 'quorum.witnessSite',
    stretched: 'stretched',
  },
  options: {
    leastVotes: countOption(3, 'votes', 'Least number of votes, with the witness counted.'),
  },
  notApplicable({ subject, estate }) {
    const products = [subject.value, ...estate.hostsOf(subject.value)].flatMap(
      (one) => estate.platformOf(one) ?? [],
    );
    const isVsphere = products.length > 0 && products.every(({ product }) => product === 'esxi');
    return isVsphere ? 'vSphere HA has no quorum of votes' : undefined;
  },
  check({ votes, witness, witnessSite }, { leastVotes }, { subject, estate }) {
    const cluster = subject.value;
    return worstOf([
      judgeVotes(votes, witness, estate.hostsOf(cluster).length, leastVotes),
      ...judgeSites(estate, cluster, { witness, witnessSite, least: leastVotes }),
    ]);
  },
});

function judgeVotes(
  votes: number | undefined,
  witness: Witness | undefined,
  hosts: number,
  least: number,
): Outcome {
  if (witness === 'none' && hosts === 2) {
    const text = '2 hosts and no witness, so neither has a majority without the other';
    return fail(text, REMEDY, { at: 'quorum.witness', snippet: snippet(least) });
  }
  if (votes === undefined) {
    return notRecorded('quorum.votes', ...(witness === undefined ? ['quorum.witness'] : []));
  }
  const most = votes + (witness === 'none' ? 0 : 1);
  const text = `${count(votes, 'vote')}${beside(witness)}`;
  if (most < least) {
    return fail(`${text}, at least ${least} votes with the witness counted`, REMEDY, {
      at: 'quorum.votes',
      snippet: snippet(least),
    });
  }
  const isOdd = votes % 2 === 1;
  if (witness === 'none' && !isOdd) {
    return fail(`${text} can tie, allowed an odd number or a witness`, REMEDY, {
      at: 'quorum.votes',
      snippet: snippet(least),
    });
  }
  if (witness !== undefined) return pass(`${text} cannot tie`, { at: 'quorum.votes' });
  // An odd number is enough with and without a witness, but not of two hosts without one.
  return isOdd && votes >= least && hosts !== 2
    ? pass(`${text} cannot tie`, { at: 'quorum.votes' })
    : notRecorded('quorum.witness');
}

function beside(witness: Witness | undefined): string {
  if (witness === undefined) return '';
  return witness === 'none' ? ' without a witness' : ' and a witness';
}

/** What is recorded of the third vote, and how many there shall be in all. */
interface Third {
  readonly witness: Witness | undefined;
  readonly witnessSite: string | undefined;
  readonly least: number;
}

/** Of two sites, the one that keeps the witness would take the other one's cluster down with it. */
function judgeSites(
  estate: Estate,
  cluster: Cluster,
  { witness, witnessSite, least }: Third,
): Outcome[] {
  const stretched = isStretched(estate, cluster);
  const sites = siteIdsOf(estate, cluster).filter((site) => site !== undefined);
  const known = [...new Set(sites)];
  if (stretched === false || witness === 'cloud' || known.length > 2) return [];
  const where = known.length === 2 ? `two sites (${listNames(known)})` : 'two sites';
  const ifStretched = (message: string, at: string): Outcome[] => [
    stretched === undefined
      ? notRecorded('stretched')
      : fail(message, 'Move the witness to a third site.', { at, snippet: snippet(least) }),
  ];
  if (witness === 'none') return ifStretched(`at ${where} without a witness`, 'quorum.witness');
  const missing = [
    ...(witness === undefined ? ['quorum.witness'] : []),
    ...(witnessSite === undefined ? ['quorum.witnessSite'] : []),
    ...(stretched === undefined ? ['stretched'] : []),
  ];
  if (witness === undefined || witnessSite === undefined) return [notRecorded(...missing)];
  if (known.includes(witnessSite)) {
    return ifStretched(
      `at ${where}, with the witness at one of them, ${witnessSite}`,
      'quorum.witnessSite',
    );
  }
  return judgeThirdSite(estate, cluster, known.length, witnessSite);
}

/** A host whose site is not recorded may stand where the witness stands. */
function judgeThirdSite(
  estate: Estate,
  cluster: Cluster,
  knownSites: number,
  witnessSite: string,
): Outcome[] {
  const hosts = estate.hostsOf(cluster);
  const hidden = hosts.filter(({ site }) => site === undefined);
  if (hosts.length === 0) return [unknown('no host of it is recorded', ['hosts'], { at: '' })];
  if (knownSites < 2 && hidden.length > 0) {
    return [notRecorded(...factRefs('host', hidden, 'site'))];
  }
  return [pass(`the witness stands at a site of its own, ${witnessSite}`)];
}

function snippet(leastVotes: number): string {
  return `quorum: { votes: ${leastVotes - 1}, witness: share, witnessSite: its-third-site }`;
}
