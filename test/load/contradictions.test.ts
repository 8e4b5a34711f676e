import { describe, expect, it } from 'vitest';
import { problemsOf } from './loading.ts';

const ESTATE = `
platforms: [{ id: old }, { id: new }]
clusters: [{ id: clinical, platform: new }, { id: general }]
servers:
  - { id: esx-1, role: host, cluster: clinical }
  - { id: esx-2, role: host, cluster: general, platform: old }
  - { id: esx-3, role: host, platform: old }
  - { id: fax, role: standalone }
`;

describe('facts that go together', () => {
  it.each([
    [
      'a host of the platform of its cluster',
      '{ id: a, role: host, cluster: clinical, platform: new }',
    ],
    ['a host of a platform alone', '{ id: a, role: host, platform: old }'],
    [
      'a host of a cluster without a platform',
      '{ id: a, role: host, cluster: general, platform: old }',
    ],
  ])('%s', async (_what, server) => {
    expect(await problemsOf(ESTATE, `servers:\n  - ${server}\n`)).toEqual([]);
  });

  it.each([
    ['a host in the target cluster', 'target: { cluster: clinical, host: esx-1 }'],
    ['a host alone', 'target: { host: esx-1 }'],
    ['a host in no cluster', 'target: { host: esx-3 }'],
    ['a cluster alone', 'target: { cluster: clinical }'],
    ['a physical machine on its server', 'form: physical, server: fax'],
    ['a virtual machine on no server', 'form: virtual'],
    [
      'a pin to a host in the target cluster',
      'target: { cluster: clinical }, placementRules: ["pin:esx-1"]',
    ],
    ['a pin without a target', 'placementRules: ["pin:esx-1"]'],
    [
      'hosts that are kept apart',
      'target: { cluster: clinical }, placementRules: ["anti-affinity:esx-2"]',
    ],
  ])('%s', async (_what, facts) => {
    expect(await problemsOf(ESTATE, `instances:\n  - { id: vm, ${facts} }\n`)).toEqual([]);
  });
});

describe('facts that cannot both be true', () => {
  it('a standalone server has neither a platform nor a cluster', async () => {
    const fax = 'servers: [{ id: copier, role: standalone, platform: new, cluster: clinical }]\n';
    const about = { code: 'contradiction', related: ['its role stands here 1.yaml:1:25'] };
    const hint = 'Only a host has one; is its role: host?';
    expect(await problemsOf(ESTATE, fax)).toEqual([
      {
        ...about,
        message: 'server copier: a standalone server has no platform',
        at: '1.yaml:1:43',
        hint,
      },
      {
        ...about,
        message: 'server copier: a standalone server has no cluster',
        at: '1.yaml:1:58',
        hint,
      },
    ]);
  });

  it('a host is in the target cluster of what runs on it', async () => {
    const target = (host: string) =>
      `instances: [{ id: vm, target: { cluster: clinical, host: ${host} } }]\n`;
    expect(await problemsOf(ESTATE, target('esx-3'))).toEqual([
      {
        code: 'contradiction',
        message:
          'instance vm: its target is host esx-3 in cluster clinical, but esx-3 is in no cluster',
        at: '1.yaml:1:52',
        related: ['esx-3 stands here 0.yaml:7:5'],
      },
    ]);
    expect(await problemsOf(ESTATE, target('fax'))).toEqual([
      {
        code: 'contradiction',
        message: 'instance vm: target.host names fax, which is a standalone server',
        at: '1.yaml:1:52',
        related: ['its role stands here 0.yaml:8:16'],
      },
    ]);
  });

  it('a host to which something is pinned is in its target cluster', async () => {
    const pinned =
      'instances: [{ id: vm, target: { cluster: clinical }, placementRules: ["pin:esx-1", "pin:esx-3"] }]\n';
    expect(await problemsOf(ESTATE, pinned)).toEqual([
      {
        code: 'contradiction',
        message: 'instance vm: it is pinned to esx-3, which is not in its target cluster clinical',
        at: '1.yaml:1:84',
        related: ['esx-3 stands here 0.yaml:7:5'],
      },
    ]);
  });
});
