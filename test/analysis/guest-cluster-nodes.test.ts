import { describe, expect, it } from 'vitest';
import { guestClusterNodes, shareHost } from '../../src/analysis/guest-cluster-nodes.ts';
import { estateOf, present } from '../support/estate.ts';

const PLACES = `
clusters: [{ id: clinical }, { id: office }]
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: esx-2, role: host, cluster: clinical }
  - { id: pc-1, role: host, cluster: office }
  - { id: pc-2, role: host, cluster: office }
  - { id: alone, role: host }
`;

/** Whether `a` and `b` stand on one host, or what hides it. */
async function share(a: string, b: string) {
  const estate = await estateOf(`${PLACES}
instances:
  - { id: a, ${a} }
  - { id: b, ${b} }`);
  const answer = shareHost(estate, present(estate.instance('a')), present(estate.instance('b')));
  return typeof answer === 'boolean'
    ? answer
    : answer.map(({ subject, path }) => `${subject.id} ${path}`);
}

const APART = "redundancyGroup: g, placementRules: ['anti-affinity:g']";

describe('two machines share a host', () => {
  it.each([
    ['target: { host: esx-1 }', 'target: { host: esx-1 }', true],
    ['target: { host: esx-1 }', 'target: { host: esx-2 }', false],
    ['target: { cluster: clinical }', 'target: { cluster: office }', false],
    ['target: { host: alone }', 'target: { cluster: office }', false],
    ['target: { host: esx-1 }', 'target: { cluster: clinical }', ['b target.host']],
    ['target: { cluster: clinical }', 'target: { host: esx-1 }', ['a target.host']],
    ['target: { cluster: clinical }', 'vcpu: 1', ['a target.host', 'b target']],
    ['vcpu: 1', 'vcpu: 1', ['a target', 'b target']],
    ['form: physical', 'target: { host: esx-1 }', false],
    ['target: { host: esx-1 }', 'form: physical', false],
    ['form: physical, target: { host: esx-1 }', 'target: { host: esx-1 }', true],
    [
      'form: physical, target: { cluster: office }',
      'target: { cluster: office }',
      ['a target.host', 'b target.host'],
    ],
    [
      `${APART}, target: { cluster: office }`,
      'redundancyGroup: g, target: { cluster: office }',
      false,
    ],
    [
      'redundancyGroup: g, target: { cluster: office }',
      `${APART}, target: { cluster: office }`,
      false,
    ],
    [
      `${APART}, target: { cluster: office }`,
      'redundancyGroup: h, target: { cluster: office }',
      ['a target.host', 'b target.host'],
    ],
    [
      'target: { cluster: office }',
      `${APART}, target: { cluster: office }`,
      ['a target.host', 'b target.host'],
    ],
    [`${APART}, target: { host: esx-1 }`, `${APART}, target: { host: esx-1 }`, true],
  ])('or not: { %s } and { %s }', async (a, b, expected) => {
    expect(await share(a, b)).toEqual(expected);
  });
});

describe('the other nodes of a guest cluster', () => {
  it('are those of its application, software and group, as far as these are recorded', async () => {
    const estate = await estateOf(`
applications:
  - id: lis
    instances:
      - { id: a, guestCluster: wsfc, redundancyGroup: g }
      - { id: b, guestCluster: wsfc, redundancyGroup: g }
      - { id: c, guestCluster: wsfc, redundancyGroup: h }
      - { id: d, guestCluster: wsfc }
      - { id: e, redundancyGroup: g }
      - { id: f, guestCluster: pacemaker, redundancyGroup: g }
  - { id: ris, instances: [{ id: other, guestCluster: wsfc, redundancyGroup: g }] }
instances: [{ id: nobody, guestCluster: wsfc }]
`);
    const nodesOf = (id: string) => {
      const { nodes, possible } = guestClusterNodes(estate, present(estate.instance(id)));
      return [
        nodes.map((node) => node.id).join(' '),
        possible
          .map(({ instance, missing }) => `${instance.id}: ${missing.subject.id} ${missing.path}`)
          .join(' '),
      ];
    };
    expect(nodesOf('a')).toEqual(['b d', 'e: e guestCluster']);
    expect(nodesOf('d')).toEqual(['a b c', 'e: e guestCluster']);
    expect(nodesOf('nobody')).toEqual(['', '']);
  });
});
