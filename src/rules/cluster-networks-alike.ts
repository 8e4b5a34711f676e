import { type FactRef, factRef } from '../domain/fact-path.ts';
import type { Server } from '../domain/inventory.ts';
import { notRecorded, type Outcome, pass, unknown, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Bring the standard switches of all hosts to one state, or exchange them for a distributed one.';

export default defineRule({
  id: 'HYG-016',
  name: 'cluster-networks-alike',
  category: 'hygiene',
  subject: 'cluster',
  severity: 'low',
  severityBelow: 'info',
  effort: 'medium',
  title: 'The hosts of a cluster have the same standard switches, port groups and frames',
  source: [
    TEXTS.vCheckClusters,
    projectDefault(
      'Compared are the MTU of switches and hypervisor ports and the VLAN of port groups, by name.',
    ),
  ],
  why: 'A machine that is restarted on a host without its port group, or with another VLAN behind the name, runs and is not reached.',
  condition: {
    warn: 'A standard switch, a port group or a port of the hypervisor is missing on a host, or its MTU or VLAN differs.',
    unknown:
      'No host is recorded, or the switches, port groups or hypervisor ports of one, or an MTU or a VLAN.',
    notApplicable: 'It has one host.',
  },
  remedy: REMEDY,
  notApplicable: ({ subject, estate }) =>
    estate.hostsOf(subject.value).length === 1
      ? 'one host, which has nothing to differ from'
      : undefined,
  check(_facts, _options, { subject, estate }) {
    const hosts = estate.hostsOf(subject.value);
    if (hosts.length === 0) return unknown('no host of it is recorded', ['hosts'], { at: '' });
    return worstOf(COMPARED.map((compared) => judgeDrift(hosts, compared)));
  },
});

interface Thing {
  readonly name: string;
  readonly value: number | undefined;
}

interface Compared {
  readonly path: 'virtualSwitches' | 'portGroups' | 'kernelPorts';
  readonly key: 'mtu' | 'vlan';
  readonly noun: string;
  readonly listed: (host: Server) => readonly Thing[] | undefined;
}

const COMPARED: readonly Compared[] = [
  {
    path: 'virtualSwitches',
    key: 'mtu',
    noun: 'switch',
    listed: ({ virtualSwitches }) =>
      virtualSwitches?.map(({ name, mtu }) => ({ name, value: mtu })),
  },
  {
    path: 'portGroups',
    key: 'vlan',
    noun: 'port group',
    listed: ({ portGroups }) => portGroups?.map(({ name, vlan }) => ({ name, value: vlan })),
  },
  {
    path: 'kernelPorts',
    key: 'mtu',
    noun: 'hypervisor port',
    listed: ({ kernelPorts }) =>
      kernelPorts?.map(({ device, mtu }) => ({ name: device, value: mtu })),
  },
];

/** What one host lacks or has otherwise is known from any two of them; that all agree from all. */
function judgeDrift(hosts: readonly Server[], compared: Compared): Outcome {
  const { path, key, noun, listed } = compared;
  const missing: FactRef[] = [];
  const byName = new Map<string, Map<string, number | undefined>>();
  for (const host of hosts) {
    const things = listed(host);
    if (things === undefined) missing.push(factRef('host', host.id, path));
    for (const [i, { name, value }] of (things ?? []).entries()) {
      if (value === undefined) missing.push(factRef('host', host.id, `${path}[${i}].${key}`));
      const known = byName.get(name);
      if (known === undefined) byName.set(name, new Map([[host.id, value]]));
      else known.set(host.id, value);
    }
  }
  if (missing.length > 0) return notRecorded(...missing);
  const drifted = [...byName].flatMap(([name, values]) => driftOf(name, values, hosts, compared));
  if (drifted.length > 0) return warn(`${noun} ${listNames(drifted)}`, REMEDY, { at: '' });
  return pass(byName.size === 0 ? `no ${noun}` : `the same ${noun} on every host`);
}

function driftOf(
  name: string,
  values: ReadonlyMap<string, number | undefined>,
  hosts: readonly Server[],
  { key }: Compared,
): readonly string[] {
  const lacking = hosts.filter(({ id }) => !values.has(id)).map(({ id }) => id);
  if (lacking.length > 0) return [`${name} missing on ${listNames(lacking)}`];
  const different = [...new Set(values.values())];
  if (different.length < 2) return [];
  const word = key === 'mtu' ? 'MTU' : 'VLAN';
  return [`${name} with ${word} ${different.join(' and ')}`];
}
