import type { Estate } from '../analysis/estate.ts';
import {
  describePath,
  type FailurePath,
  failurePaths,
  LAYERS,
  type Layer,
} from '../analysis/failure-path.ts';
import { tierOf } from '../analysis/tier.ts';
import {
  fail,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  worstOf,
} from '../domain/outcome.ts';
import { listOption, tierOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDIES: Readonly<Record<Layer, string>> = {
  host: 'Let a second host take over: restart by HA, a peer on another host, or fault tolerance.',
  network: 'Cable the ports of the machines to a second switch.',
  power: 'Connect a second power feed, or spread the hosts over racks.',
  storage: 'Add the second controller, fabric, path or copy, or mirror the array.',
  site: 'Put a peer or a disaster-recovery copy at another site.',
};

export default defineRule({
  id: 'CON-002',
  name: 'no-single-point-of-failure',
  category: 'consolidation',
  subject: 'application',
  severity: 'blocker',
  effort: 'large',
  title: 'Nothing that a critical application stands on exists only once',
  source: [
    TEXTS.stratusCatalyst,
    paper('P5'),
    TEXTS.haManager,
    TEXTS.vsphereFtAndPaths,
    projectDefault(
      'Hosts of one rack with one power feed each hang on the same feed. A disaster-recovery copy stands in for a site; for less only where it is the recorded protection.',
    ),
  ],
  why: 'Consolidation brings single points of failure back: one switch, controller or feed stops all that stands on it.',
  condition: {
    fail: 'All members of a part stand on something that exists once and that nothing takes over for: a host, a switch, a power feed, a controller, fabric or path of the storage, or a site.',
    unknown:
      'A fact of the path is not recorded that could hide something that exists once; or no instance is.',
    notApplicable: 'Its tier is larger than upToTier.',
  },
  remedy: 'Duplicate what the finding names, or put a peer outside it.',
  reads: { tier: 'tier', drStrategy: 'continuity.drStrategy', drSite: 'continuity.drSite' },
  options: {
    upToTier: tierOption(1, 'Largest tier number whose single points of failure are looked for.'),
    layers: listOption({
      default: LAYERS,
      choices: LAYERS,
      about: 'Layers of the path that are looked at.',
    }),
  },
  check(_facts, { upToTier, layers }, { subject, estate }) {
    const tier = tierOf(subject.value);
    if (tier !== undefined && tier > upToTier) {
      return notApplicable(`tier ${tier}, asked up to tier ${upToTier}`);
    }
    const paths = failurePaths(estate, subject.value, layers);
    if (paths.length === 0) return notRecorded('instances');
    const weak = paths.filter(({ singles, missing }) => singles.length + missing.length > 0);
    if (weak.length === 0) {
      const [first] = paths;
      const path =
        first !== undefined && paths.length === 1 ? `: ${describePath(estate, first.part)}` : '';
      return pass(`nothing below its ${count(paths.length, 'part')} exists only once${path}`);
    }
    return worstOf(weak.map((path) => judgePath(estate, path)));
  },
});

function judgePath(estate: Estate, { part, singles, missing }: FailurePath): Outcome {
  const text = describePath(estate, part);
  const [first] = singles;
  if (first === undefined) return { ...notRecorded(...missing), message: `path: ${text}` };
  const labels = singles.map(({ label }) => label);
  const remedy = LAYERS.filter((layer) => singles.some((single) => single.layer === layer))
    .map((layer) => REMEDIES[layer])
    .join(' ');
  return fail(`${part.name} falls with ${listNames(labels, 6)}; path: ${text}`, remedy, {
    at: first.at,
    missing,
    facts: { [`singlePoints.${part.name}`]: labels },
  });
}
