import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/analysis/estate.ts';
import { failureDomain, failureDomains, nestedDomains } from '../../src/analysis/failure-domain.ts';
import {
  type FailureModel,
  type FailureRecovery,
  failureRecovery,
  NEVER,
  sureRecovery,
  verdictOn,
} from '../../src/analysis/failure-recovery.ts';
import { NOT_KNOWN } from '../../src/analysis/recovery.ts';
import { subjectName } from '../../src/domain/subject.ts';
import { estateOf, present } from '../support/estate.ts';

const MODEL: FailureModel = {
  restart: { bootMinutes: 5, appStartMinutes: 5, parallelRestarts: 4, detectionSeconds: 60 },
  limits: { memory: 90, cpu: 90 },
};

/** Everything that a restart asks of a machine. */
const SIZE =
  'vcpu: 2, memoryGiB: 8, memoryReservationPercent: 0, metrics: { cpuP95Percent: 50, memoryP99GiB: 4 }';
const HOST =
  'role: host, cpu: { sockets: 2, coresPerSocket: 8 }, memoryGiB: 256, reliability: { mttrHours: 4, source: measured }';

/**
 * Two sites; cluster `a` with two hosts in two racks of the north, cluster `b` with one host in each
 * of them, a stretched cluster `s`, an array at each site. One restart at a time, detection 1 min.
 */
async function estate(more: {
  readonly instances: readonly string[];
  readonly applications?: readonly string[];
  readonly arrayNorth?: string;
  readonly stretched?: boolean;
}): Promise<Estate> {
  const ha = 'ha: { enabled: true, detectionSeconds: 60, parallelRestarts: 1 }';
  return estateOf(`
sites: [{ id: north }, { id: south }]
clusters:
  - { id: a, stretched: false, ${ha} }
  - { id: b, stretched: false, ${ha} }
  - { id: s, stretched: ${more.stretched ?? true}, ${ha} }
servers:
  - { id: a-1, cluster: a, site: north, rack: R1, ${HOST} }
  - { id: a-2, cluster: a, site: north, rack: R2, ${HOST} }
  - { id: b-1, cluster: b, site: north, rack: R1, ${HOST} }
  - { id: b-2, cluster: b, site: north, rack: R2, ${HOST} }
  - { id: s-1, cluster: s, site: north, rack: R3, ${HOST} }
  - { id: s-2, cluster: s, site: south, rack: R3, ${HOST} }
  - { id: box, role: standalone, site: north, rack: R2, reliability: { mttrHours: 10, source: measured } }
  - { id: two, role: standalone, site: south, rack: R3, clusteredWith: [box] }
storage:
  - { id: array-n, site: north, kind: fc, reachableBy: [a, b, s], ${more.arrayNorth ?? 'replication: { mode: none }'} }
  - { id: array-s, site: south, kind: fc, reachableBy: [s], replication: { mode: none } }
applications:
${(more.applications ?? []).map((one) => `  - { ${one} }`).join('\n')}
instances:
${more.instances.map((one) => `  - { ${one} }`).join('\n')}
`);
}

/** A machine on a host, on the northern array, whose boot and start are given. */
function vm(id: string, host: string, boot: number, start: number, more: string): string {
  return `id: ${id}, target: { cluster: ${host[0]}, host: ${host} }, ${SIZE}, disks: [{ storage: array-n, kind: virtual }], bootMinutes: ${boot}, appStartMinutes: ${start}, restartPriority: medium, ${more}`;
}

const HA = 'protection: ha-restart';

function lose(of: Estate, name: string): FailureRecovery {
  return failureRecovery(of, present(failureDomain(of, name)), MODEL);
}

function time(moment: number): number | string {
  if (moment === NEVER) return 'never';
  return moment === NOT_KNOWN ? 'not known' : moment;
}

/** Id, way, start, back; `?` where it is only perhaps down, `~` where something is assumed. */
function machines({ machines: all }: FailureRecovery): unknown[] {
  return all.map(({ course, isCertain, isSure, startsAt, backAt }) => [
    `${course.fallen.instance.id}${isCertain ? '' : '?'}`,
    course.way,
    time(startsAt),
    `${time(backAt)}${isSure ? '' : ' ~'}`,
  ]);
}

/** Id, from, to, and the verdict on its recovery time objective. */
function outages({ outages: all }: FailureRecovery): unknown[] {
  return all.map((outage) => [
    outage.application.id,
    time(outage.from),
    time(outage.to),
    verdictOn(outage, outage.application.availability?.rtoMinutes),
  ]);
}

const app = (id: string, rto: number, needs: readonly string[] = [], more = ''): string =>
  `id: ${id}, availability: { rtoMinutes: ${rto} }, dependsOn: [${needs.map((one) => `{ application: ${one}, kind: hard }`).join(', ')}]${more}`;

const NO_PLAN = ', continuity: { drStrategy: none }';

describe('the failure domains of an estate', () => {
  it('are its sites, storage, clusters, racks, hosts, and machines on which something stays', async () => {
    const of = await estate({ instances: ['id: fax, form: physical, server: box'] });
    expect(failureDomains(of).map(({ name }) => name)).toEqual([
      'site/north',
      'site/south',
      'storage/array-n',
      'storage/array-s',
      'cluster/a',
      'cluster/b',
      'cluster/s',
      'rack/north/R1',
      'rack/north/R2',
      'rack/north/R3',
      'rack/south/R3',
      'host/a-1',
      'host/a-2',
      'host/b-1',
      'host/b-2',
      'host/s-1',
      'host/s-2',
      'server/box',
    ]);
    expect(nestedDomains(of, present(failureDomain(of, 'rack/north/R2')))).toEqual([
      'host/a-2',
      'host/b-2',
      'server/box',
    ]);
    expect(nestedDomains(of, present(failureDomain(of, 'site/south')))).toEqual([
      'storage/array-s',
      'rack/south/R3',
      'host/s-2',
    ]);
  });

  it('leaves out a standalone machine whose instances shall move', async () => {
    const of = await estate({
      instances: ['id: lis, form: physical, server: box, target: { cluster: a }'],
    });
    expect(failureDomain(of, 'server/box')).toBeUndefined();
  });
});

describe('the loss of a host', () => {
  it('restarts one machine after the other, and holds each application against its objective', async () => {
    const of = await estate({
      applications: [app('ehr', 6), app('lis', 7), app('erp', 20, [], NO_PLAN), app('free', 1)],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`),
        vm('lis-1', 'a-1', 2, 3, `application: lis, ${HA}`),
        vm('erp-1', 'a-1', 1, 1, `application: erp, protection: none`),
        vm('free-1', 'a-2', 1, 1, `application: free, ${HA}`),
      ],
    });
    const lost = lose(of, 'host/a-1');
    // Detection 1; ehr boots from 1 to 3, lis from 3 to 5; erp waits four hours for its host.
    expect(machines(lost)).toEqual([
      ['ehr-1', 'restart', 1, '6'],
      ['lis-1', 'restart', 3, '8'],
      ['erp-1', 'repair', 240, '242'],
    ]);
    expect(outages(lost)).toEqual([
      ['ehr', 6, 6, 'met'],
      ['erp', 242, 242, 'exceeded'],
      ['lis', 8, 8, 'exceeded'],
    ]);
    expect([lost.assumptions, lost.missing]).toEqual([[], []]);
  });

  it('leaves up what has a copy or a peer on another host', async () => {
    const of = await estate({
      applications: [app('ehr', 1), app('web', 1)],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, protection: ft`),
        vm('web-1', 'a-1', 2, 3, `application: web, redundancyGroup: web, ${HA}`),
        vm('web-2', 'a-2', 2, 3, `application: web, redundancyGroup: web, ${HA}`),
      ],
    });
    const lost = lose(of, 'host/a-1');
    expect(machines(lost)).toEqual([['web-1', 'restart', 1, '6']]);
    expect(outages(lost)).toEqual([]);
    expect(lost.goOn.map(({ id }) => id)).toEqual(['web']);
  });

  it.each(['"off"', 'suspended'])('does not count on a peer that was %s before', async (state) => {
    const of = await estate({
      applications: [app('web', 10)],
      instances: [
        vm('web-1', 'a-1', 2, 3, `application: web, redundancyGroup: web, ${HA}`),
        vm(
          'web-2',
          'a-2',
          2,
          3,
          `application: web, redundancyGroup: web, powerState: ${state}, ${HA}`,
        ),
      ],
    });
    expect(outages(lose(of, 'host/a-1'))).toEqual([['web', 6, 6, 'met']]);
    const idle = lose(of, 'host/a-2');
    expect(outages(idle)).toEqual([]);
    expect(machines(idle)).toEqual([]);
  });

  it('reaches what depends on a lost application, over what runs on', async () => {
    const of = await estate({
      applications: [app('ehr', 5, ['queue']), app('queue', 9, ['dns']), app('dns', 7)],
      instances: [
        vm('dns-1', 'a-1', 2, 3, `application: dns, ${HA}`),
        vm('queue-1', 'a-2', 2, 3, `application: queue, ${HA}`),
        vm('ehr-1', 'b-1', 2, 3, `application: ehr, ${HA}`),
      ],
    });
    const lost = lose(of, 'host/a-1');
    expect(outages(lost)).toEqual([
      ['dns', 6, 6, 'met'],
      ['ehr', 6, 6, 'exceeded'],
      ['queue', 6, 6, 'met'],
    ]);
    expect(lost.outages.map(({ waitsFor }) => waitsFor?.id)).toEqual([undefined, 'dns', 'dns']);
  });

  it('counts what may stand there, but exceeds nothing for it', async () => {
    const of = await estate({
      applications: [app('ehr', 7), app('lis', 7)],
      instances: [
        vm('lis-1', 'a-1', 2, 3, `application: lis, ${HA}`),
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`).replace(', host: a-1', ''),
      ],
    });
    const lost = lose(of, 'host/a-1');
    expect(machines(lost)).toEqual([
      ['ehr-1?', 'restart', 1, '6'],
      ['lis-1', 'restart', 1, '6'],
    ]);
    // With ehr before it, lis is back after 8 minutes.
    expect(outages(lost)).toEqual([
      ['ehr', 0, 6, 'met'],
      ['lis', 6, 8, 'unknown'],
    ]);
    expect(lost.missing.map(({ subject, path }) => `${subjectName(subject)} ${path}`)).toEqual([
      'instance/ehr-1 target.host',
    ]);
    expect(outages(lose(of, 'host/a-2'))).toEqual([['ehr', 0, 6, 'met']]);
  });

  it('takes one member at most of a group that a rule keeps apart', async () => {
    const member = (id: string) =>
      vm(
        id,
        'a-1',
        2,
        3,
        `application: web, redundancyGroup: web, placementRules: ["anti-affinity:web"], ${HA}`,
      ).replace(', host: a-1', '');
    const of = await estate({
      applications: [app('web', 1)],
      instances: [member('web-1'), member('web-2')],
    });
    expect(outages(lose(of, 'host/a-1'))).toEqual([]);
    expect(outages(lose(of, 'cluster/a'))).toEqual([['web', 0, 'not known', 'unknown']]);
  });
});

describe('the loss of a rack', () => {
  it('runs a queue for each cluster, and waits from one to the other', async () => {
    const of = await estate({
      applications: [app('ehr', 12, ['dns']), app('dns', 10), app('lis', 10)],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`),
        vm('lis-1', 'a-1', 1, 1, `application: lis, ${HA}`),
        vm('dns-1', 'b-1', 4, 1, `application: dns, ${HA}`),
      ],
    });
    const lost = lose(of, 'rack/north/R1');
    // Both queues open at 1. dns is back at 6, and ehr starts then, behind lis, which took the place.
    expect(machines(lost)).toEqual([
      ['lis-1', 'restart', 1, '3'],
      ['dns-1', 'restart', 1, '6'],
      ['ehr-1', 'restart', 6, '11'],
    ]);
    expect(outages(lost)).toEqual([
      ['dns', 6, 6, 'met'],
      ['ehr', 11, 11, 'met'],
      ['lis', 3, 3, 'met'],
    ]);
  });

  it('lets a boot make room in the queue of its own cluster alone', async () => {
    const of = await estate({
      instances: [
        vm('a-first', 'a-1', 6, 0, HA),
        vm('a-second', 'a-1', 1, 1, HA),
        vm('b-first', 'b-1', 4, 0, HA),
      ],
    });
    expect(lose(of, 'rack/north/R1').machines.map(({ startsAt }) => startsAt)).toEqual([1, 1, 7]);
  });

  it('holds a standalone machine until a repair of which no inventory tells', async () => {
    const of = await estate({
      applications: [app('fax', 60, [], NO_PLAN)],
      instances: [
        'id: fax-1, application: fax, form: physical, server: box, disks: [], protection: none, bootMinutes: 4, appStartMinutes: 2',
      ],
    });
    expect(outages(lose(of, 'rack/north/R2'))).toEqual([['fax', 6, 'not known', 'unknown']]);
    // Of the machine itself it is recorded.
    expect(machines(lose(of, 'server/box'))).toEqual([['fax-1', 'repair', 600, '606']]);
  });

  it('takes both copies of a fault-tolerant machine only where both stand in it', async () => {
    const ft = (secondary: string) =>
      vm('ehr-1', 's-1', 2, 3, `application: ehr, protection: ft`).replace(
        'host: s-1',
        `host: s-1, secondaryHost: ${secondary}`,
      );
    const of = await estate({ applications: [app('ehr', 1)], instances: [ft('s-2')] });
    expect(outages(lose(of, 'rack/north/R3'))).toEqual([]);
    expect(outages(lose(of, 'cluster/s'))).toEqual([['ehr', 0, 'not known', 'unknown']]);
  });
});

describe('the loss of a cluster', () => {
  it('leaves nothing to restart on: the plan brings back what has one', async () => {
    const of = await estate({
      applications: [
        app(
          'ehr',
          200,
          ['lis'],
          ', continuity: { drStrategy: warm, drSite: south, drRtoMinutes: 120, drResult: pass }',
        ),
        app(
          'lis',
          100,
          [],
          ', continuity: { drStrategy: hot, drSite: south, drRtoMinutes: 180, drResult: pass }',
        ),
        app('erp', 1, [], NO_PLAN),
      ],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`),
        vm('lis-1', 'a-2', 2, 3, `application: lis, ${HA}`),
        vm('erp-1', 'a-2', 2, 3, `application: erp, ${HA}`),
      ],
    });
    const lost = lose(of, 'cluster/a');
    expect(machines(lost)).toEqual([
      ['ehr-1', 'failover', 180, '180'],
      ['lis-1', 'failover', 180, '180'],
      ['erp-1', 'repair', 'not known', 'not known ~'],
    ]);
    // What erp is recorded to take by itself is more than its objective already.
    expect(outages(lost)).toEqual([
      ['ehr', 180, 180, 'met'],
      ['erp', 5, 'not known', 'exceeded'],
      ['lis', 180, 180, 'exceeded'],
    ]);
  });

  it('does not know it where the plan, its time or its test is not recorded', async () => {
    const plan = (continuity: string) =>
      estate({
        applications: [app('ehr', 200, [], `, continuity: ${continuity}`)],
        instances: [vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`)],
      }).then((of) => outages(lose(of, 'cluster/a')));
    const whole = 'drStrategy: warm, drSite: south, drRtoMinutes: 120, drResult: pass';
    expect(await plan(`{ ${whole} }`)).toEqual([['ehr', 120, 120, 'met']]);
    expect(await plan(`{ ${whole.replace(', drResult: pass', '')} }`)).toEqual([
      ['ehr', 0, 120, 'unknown'],
    ]);
    expect(await plan(`{ ${whole.replace('pass', 'fail')} }`)).toEqual([
      ['ehr', 0, 120, 'unknown'],
    ]);
    expect(await plan(`{ ${whole.replace(', drRtoMinutes: 120', '')} }`)).toEqual([
      ['ehr', 0, 'not known', 'unknown'],
    ]);
    expect(await plan('{}')).toEqual([['ehr', 0, 'not known', 'unknown']]);
    // A plan for the site of the cluster itself is none.
    expect(await plan(`{ ${whole.replace('south', 'north')} }`)).toEqual([
      ['ehr', 5, 'not known', 'unknown'],
    ]);
  });
});

describe('the loss of storage', () => {
  const on = async (more: string, arrayNorth?: string, continuity = '{ drStrategy: none }') => {
    const of = await estate({
      applications: [app('ehr', 60, [], `, continuity: ${continuity}`)],
      instances: [vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}, ${more}`)],
      ...(arrayNorth !== undefined && { arrayNorth }),
    });
    const lost = lose(of, 'storage/array-n');
    return [machines(lost), outages(lost)];
  };

  it('takes the data with it: for good where nothing else has them', async () => {
    expect(await on('replication: { mode: none }, backup: { method: none }')).toEqual([
      [['ehr-1', 'nothing', 'never', 'never']],
      [['ehr', 'never', 'never', 'exceeded']],
    ]);
  });

  it('is followed by a restore, as long as the last one took, if there is room', async () => {
    const backup = 'backup: { method: image, lastRestoreMinutes: 45 }';
    expect(await on(`replication: { mode: none }, ${backup}`)).toEqual([
      [['ehr-1', 'restore', 45, '45 ~']],
      [['ehr', 0, 45, 'unknown']],
    ]);
  });

  it('does not know where neither a copy nor a backup is recorded', async () => {
    expect(await on('x-note: none')).toEqual([
      [['ehr-1', 'not-known', 'not known', 'not known ~']],
      [['ehr', 0, 'not known', 'unknown']],
    ]);
  });

  it('fails over by the plan', async () => {
    const plan = '{ drStrategy: warm, drSite: south, drRtoMinutes: 30, drResult: pass }';
    expect(await on('x-note: none', undefined, plan)).toEqual([
      [['ehr-1', 'failover', 30, '30']],
      [['ehr', 30, 30, 'met']],
    ]);
  });

  it('does not count on the plan alone where a mirror may take over', async () => {
    const plan = '{ drStrategy: warm, drSite: south, drRtoMinutes: 30, drResult: pass }';
    expect(await on('x-note: none', 'media: flash', plan)).toEqual([
      [['ehr-1', 'failover', 30, '30 ~']],
      [['ehr', 0, 30, 'unknown']],
    ]);
  });

  it('goes on with a mirror, on the word of the record', async () => {
    expect(await on('x-note: none', 'replication: { mode: sync, target: array-s }')).toEqual([
      [['ehr-1?', 'mirror', 0, '0 ~']],
      [['ehr', 0, 0, 'unknown']],
    ]);
  });
});

describe('the loss of a site', () => {
  const lost = async (arrayNorth: string, more = '') => {
    const machine = vm('ehr-1', 's-1', 2, 3, `application: ehr, ${HA}${more}`);
    const of = await estate({
      applications: [app('ehr', 60, [], NO_PLAN)],
      instances: [machine],
      arrayNorth,
    });
    const north = lose(of, 'site/north');
    return [machines(north), outages(north)];
  };

  it('restarts at the other one in a stretched cluster, from a mirror there', async () => {
    expect(await lost('replication: { mode: sync, target: array-s }')).toEqual([
      [['ehr-1', 'restart', 1, '6 ~']],
      [['ehr', 5, 6, 'unknown']],
    ]);
  });

  it('has lost the data without one', async () => {
    const gone = ', replication: { mode: none }, backup: { method: image, offsite: false }';
    expect(await lost('replication: { mode: none }', gone)).toEqual([
      [['ehr-1', 'nothing', 'never', 'never']],
      [['ehr', 'never', 'never', 'exceeded']],
    ]);
  });

  it('restarts nothing in a cluster that does not outlive it', async () => {
    const machine = vm('ehr-1', 's-1', 2, 3, `application: ehr, ${HA}`).replace(
      'array-n',
      'array-s',
    );
    const north = async (stretched: boolean) => {
      const applications = [app('ehr', 60, [], NO_PLAN)];
      const of = await estate({ applications, instances: [machine], stretched });
      return machines(lose(of, 'site/north'));
    };
    expect(await north(true)).toEqual([['ehr-1', 'restart', 1, '6']]);
    expect(await north(false)).toEqual([['ehr-1', 'repair', 'not known', 'not known ~']]);
  });

  it('may take a machine of which no site is recorded', async () => {
    const of = await estateOf(`
sites: [{ id: north }]
servers: [{ id: box, role: standalone }]
applications: [{ ${app('fax', 1)} }]
instances: [{ id: fax-1, application: fax, server: box, protection: none, bootMinutes: 2, appStartMinutes: 2 }]
`);
    const north = lose(of, 'site/north');
    expect(machines(north)).toEqual([['fax-1?', 'repair', 'not known', 'not known ~']]);
    expect(outages(north)).toEqual([['fax', 0, 'not known', 'unknown']]);
  });
});

describe('a circle of hard dependencies', () => {
  it('keeps all of it down for good, and what waits for it, once all of it has fallen', async () => {
    const of = await estate({
      applications: [
        app('ca', 60, ['cb']),
        app('cb', 60, ['cc']),
        app('cc', 60, ['ca']),
        app('cd', 60, ['cb']),
      ],
      instances: [
        vm('a-app', 'a-1', 1, 1, `application: ca, ${HA}`),
        vm('b-app', 'a-1', 1, 1, `application: cb, ${HA}`),
        vm('c-app', 'b-1', 1, 1, `application: cc, ${HA}`),
        vm('d-app', 'b-2', 1, 1, `application: cd, ${HA}`),
      ],
    });
    const rack = lose(of, 'rack/north/R1');
    expect(rack.circles).toEqual([['ca', 'cb', 'cc', 'ca']]);
    expect(outages(rack)).toEqual(
      ['ca', 'cb', 'cc', 'cd'].map((id) => [id, 'never', 'never', 'exceeded']),
    );
    // One host takes two of the three, and cc runs on: no circle is closed, but none works before ca does.
    const host = lose(of, 'host/a-1');
    expect(host.circles).toEqual([]);
    expect(outages(host).slice(0, 2)).toEqual([
      ['ca', 5, 5, 'met'],
      ['cb', 5, 5, 'met'],
    ]);
  });
});

it('is no circle for sure where a dependency may be soft', async () => {
  const of = await estate({
    applications: [
      app('ca', 60, ['cb'], NO_PLAN),
      'id: cb, availability: { rtoMinutes: 60 }, dependsOn: [{ application: ca }]',
    ],
    instances: [
      vm('a-app', 'a-1', 1, 1, `application: ca, ${HA}`),
      vm('b-app', 'a-1', 1, 1, `application: cb, ${HA}`),
    ],
  });
  const lost = lose(of, 'host/a-1');
  expect(lost.circles).toEqual([['ca', 'cb', 'ca']]);
  expect(outages(lost)).toEqual([
    ['ca', 2, 'never', 'unknown'],
    ['cb', 2, 'never', 'unknown'],
  ]);
});

describe('what is not recorded', () => {
  const verdict = async (change: (machine: string) => string, rto = 60) => {
    const of = await estate({
      applications: [app('ehr', rto)],
      instances: [change(vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`))],
    });
    return outages(lose(of, 'host/a-1'))[0];
  };

  it.each([
    ['its boot', 'bootMinutes: 2, ', ['ehr', 3, 9, 'unknown']],
    ['its disks', 'disks: [{ storage: array-n, kind: virtual }], ', ['ehr', 5, 6, 'unknown']],
    ['its storage', 'storage: array-n, ', ['ehr', 5, 6, 'unknown']],
    ['its processors', 'vcpu: 2, ', ['ehr', 5, 6, 'unknown']],
    ['its protection', `, ${HA}`, ['ehr', 0, 'not known', 'unknown']],
  ])('%s makes a met objective unknown', async (_what, fact, expected) => {
    expect(await verdict((machine) => machine)).toEqual(['ehr', 6, 6, 'met']);
    expect(await verdict((machine) => machine.replace(fact, ''))).toEqual(expected);
  });

  it.each([
    ['host/a-1', vm('ehr-1', 'a-1', 9, 9, 'application: ehr, protection: app-cluster')],
    ['server/two', 'id: ehr-1, application: ehr, server: two, bootMinutes: 9, protection: none'],
  ])('of its peers hides whether anything is out with %s', async (name, machine) => {
    const of = await estate({ applications: [app('ehr', 1, [], NO_PLAN)], instances: [machine] });
    const lost = lose(of, name);
    expect(outages(lost)).toEqual([['ehr', 0, 'not known', 'unknown']]);
    expect(lost.missing.map(({ path }) => path)).toEqual(['redundancyGroup']);
  });

  it('leaves what is exceeded for sure', async () => {
    expect(await verdict((machine) => machine.replace('bootMinutes: 2, ', ''), 2)).toEqual([
      'ehr',
      3,
      9,
      'exceeded',
    ]);
  });

  it('of a dependency of a dependency hides what else it may wait for', async () => {
    const of = await estate({
      applications: [app('ehr', 60, ['queue']), 'id: queue'],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`),
        vm('queue-1', 'a-2', 2, 3, `application: queue, ${HA}`),
      ],
    });
    const lost = lose(of, 'host/a-1');
    expect(outages(lost)).toEqual([['ehr', 6, 6, 'unknown']]);
    expect(lost.missing.map(({ subject, path }) => `${subjectName(subject)} ${path}`)).toEqual([
      'application/queue dependsOn',
    ]);
  });

  it('and room that is not there, hides whether a restart comes to its turn', async () => {
    const of = await estate({
      applications: [app('ehr', 60)],
      instances: [
        vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`)
          .replace('memoryGiB: 8', 'memoryGiB: 300')
          .replace('memoryP99GiB: 4', 'memoryP99GiB: 300'),
      ],
    });
    const lost = lose(of, 'host/a-1');
    expect(outages(lost)).toEqual([['ehr', 5, 6, 'unknown']]);
    expect([...new Set(lost.assumptions.map(({ text }) => text))]).toEqual([
      'room for every machine, although machines need 300 GiB of memory, left are 230.4 GiB',
    ]);
  });
});

it('tells of each domain in a list what its own page says is sure', async () => {
  const of = await estate({
    applications: [app('ehr', 6), app('lis', 7, ['ehr'])],
    instances: [
      vm('ehr-1', 'a-1', 2, 3, `application: ehr, ${HA}`),
      vm('lis-1', 'a-2', 2, 3, `application: lis, ${HA}`),
      vm('lis-2', 'a-2', 2, 3, `application: lis, ${HA}`).replace(', host: a-2', ''),
    ],
  });
  for (const domain of failureDomains(of)) {
    const page = failureRecovery(of, domain, MODEL);
    const { machines: down, outages: out } = sureRecovery(of, domain, MODEL);
    const met = (all: typeof out) =>
      all.filter((one) => verdictOn(one, 60) === 'met').map(({ application: { id } }) => id);
    expect(met(page.outages)).toEqual(expect.arrayContaining(met(out)));
    expect(down).toBe(page.machines.filter(({ isCertain }) => isCertain).length);
    expect(out.map(({ application, from }) => [application.id, from])).toEqual(
      page.outages
        .filter(({ isCertain }) => isCertain)
        .map(({ application, from }) => [application.id, from]),
    );
  }
});
