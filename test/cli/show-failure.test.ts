import { describe, expect, it } from 'vitest';
import type { FailureList, FailureReport } from '../../src/domain/failure.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const REPORTS = 'fixtures/reports';

const ESTATE = `
sites: [{ id: north }]
clusters: [{ id: clinical, ha: { enabled: true, detectionSeconds: 60, parallelRestarts: 1 } }]
servers:
  - { id: esx-1, role: host, cluster: clinical, site: north, rack: A 1 }
  - { id: esx-2, role: host, cluster: clinical, site: north, rack: A 1 }
applications: [{ id: ehr, tier: 0, availability: { rtoMinutes: 15 }, dependsOn: [] }]
instances:
  - { id: ehr-1, application: ehr, target: { cluster: clinical, host: esx-1 }, protection: ha-restart }
`;

const files = { 'estate.yaml': ESTATE };

async function failure(domain: string, ...args: string[]): Promise<FailureReport> {
  const { stdout } = await run(['show', 'failure', domain, 'estate.yaml', '-o', 'json', ...args], {
    files,
  });
  return JSON.parse(stdout);
}

describe('the recovery after a failure of the hospital', () => {
  it.each([
    { what: 'all domains', args: [HOSPITAL], golden: 'failures.txt', columns: 80 },
    { what: 'a host', args: ['host/esx-c2', HOSPITAL], golden: 'failure-host.txt', columns: 80 },
    {
      what: 'a rack, on a wide terminal',
      args: ['rack/dc-main/A-2', HOSPITAL],
      golden: 'failure-rack-wide.txt',
      columns: 120,
    },
    {
      what: 'a cluster, on a narrow terminal',
      args: ['cluster/general', HOSPITAL],
      golden: 'failure-cluster-narrow.txt',
      columns: 40,
    },
    {
      what: 'storage',
      args: ['storage/array-a', HOSPITAL, '--limit', '0'],
      golden: 'failure-storage.txt',
      columns: 80,
    },
  ])('is what it was for $what', async ({ args, golden, columns }) => {
    const { stdout, stderr, exitCode } = await run(['show', 'failure', ...args], {
      columns,
      env: { NO_COLOR: '1' },
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    expectGolden(stdout, `${REPORTS}/${golden}`);
  });

  it('says the same in ASCII', async () => {
    const { stdout } = await run(['show', 'failure', 'site/dc-main', HOSPITAL], {
      env: { LANG: 'C' },
    });
    expect(stdout).toMatch(/^[\n -~]*$/);
    expectGolden(stdout, `${REPORTS}/failure-site-ascii.txt`);
  });

  it('is one JSON document, with the same as the text', async () => {
    const { stdout } = await run(['show', 'failure', 'host/esx-c2', HOSPITAL, '-o', 'json']);
    expectGolden(stdout, `${REPORTS}/failure-host.json`);
  });

  it('colours only what words and symbols say', async () => {
    for (const words of [[], ['site/dc-main']]) {
      const args = ['show', 'failure', ...words, HOSPITAL, '--limit', '0'];
      const plain = await run(args, { columns: 80, env: { NO_COLOR: '1' } });
      const colored = await run([...args, '--color', 'always'], { columns: 80 });
      expect(colored.stdout).not.toBe(plain.stdout);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
      expect(colored.stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
    }
  });
});

describe('show failure', () => {
  it('takes the name of a domain, even one with a space', async () => {
    expect((await failure('rack/north/A 1')).domain).toEqual({
      kind: 'rack',
      name: 'rack/north/A 1',
      contains: ['host/esx-1', 'host/esx-2'],
    });
  });

  it.each([
    ['a domain that is not there', ['host/esx-3', 'estate.yaml'], 'Did you mean "host/esx-1"?'],
    ['a kind that is none', ['hosts/esx-1', 'estate.yaml'], 'Did you mean "host/esx-1"?'],
    ['a name without its kind', ['clinical', 'estate.yaml'], 'Did you mean "cluster/clinical"?'],
    ['nothing near', ['x', 'estate.yaml'], 'virtready show failure <paths> lists them all.'],
    ['no inventory', ['host/esx-1'], 'virtready show failure host/esx-1 <file or folder>'],
    ['nothing at all', [], 'virtready show failure [domain] <file or folder>'],
    ['a file that is not there', ['nowhere.yaml'], 'there is no such file or folder'],
  ])('refuses %s with a message that helps', async (_what, words, message) => {
    const { exitCode, stdout, stderr } = await run(['show', 'failure', ...words], { files });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('answers a machine with the envelope of an error', async () => {
    const args = ['show', 'failure', 'host/esx-3', 'estate.yaml', '-o', 'json'];
    const { exitCode, stdout } = await run(args, { files });
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, 'unknown-domain']);
  });

  it('names the word for failures where it is misspelt', async () => {
    const { exitCode, stderr } = await run(['show', 'failur', 'estate.yaml'], { files });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean "failure"?');
  });

  it('has nothing to list in an estate without domains', async () => {
    const empty = { files: { 'estate.yaml': 'applications: [{ id: ehr }]\n' } };
    expect((await run(['show', 'failure', 'estate.yaml'], empty)).exitCode).toBe(3);
  });

  it('names each assumption with the place of its fact', async () => {
    const { gaps, applications } = await failure('host/esx-1');
    expect(applications).toEqual([
      {
        id: 'ehr',
        name: null,
        tier: 0,
        certain: true,
        outage: { fromMinutes: 0, toMinutes: 11, ending: 'predicted', assumed: true },
        rto: { limitMinutes: 15, verdict: 'unknown' },
        tolerable: { limitMinutes: null, verdict: 'unknown' },
        waitsFor: null,
      },
    ]);
    const told = gaps.map(({ assumed, fact, location }) => [
      assumed,
      `${fact.subject.kind}/${fact.subject.id} ${fact.path}`,
      location.line,
    ]);
    expect(told).toEqual([
      ['room for every machine', 'host/esx-2 memoryGiB', 6],
      ['room for every machine', 'host/esx-2 cpu.sockets', 6],
      ['room for every machine', 'host/esx-2 cpu.coresPerSocket', 6],
      ['room for every machine', 'instance/ehr-1 memoryGiB', 9],
      ['room for every machine', 'instance/ehr-1 vcpu', 9],
      ['disks within reach of other hosts', 'instance/ehr-1 disks', 9],
      ['boot 5 min', 'instance/ehr-1 bootMinutes', 9],
      ['application start 5 min', 'instance/ehr-1 appStartMinutes', 9],
    ]);
  });

  it('takes the assumed times from the configuration of CON-005', async () => {
    const config = 'options: { CON-005: { assumedBoot: 1, assumedStart: 2 } }';
    const { stdout } = await run(
      ['show', 'failure', 'host/esx-1', 'estate.yaml', '--config', 'my.yaml', '-o', 'json'],
      { files: { ...files, 'my.yaml': config } },
    );
    expect(JSON.parse(stdout).applications[0].outage.toMinutes).toBe(4);
  });

  it('counts on no support that has ended by the day that is asked about', async () => {
    const text = `
servers: [{ id: box, role: standalone, hardwareSupport: { responseHours: 4, end: 2026-12-31 } }]
instances: [{ id: fax, server: box, form: physical, protection: none, bootMinutes: 1, appStartMinutes: 1 }]
`;
    const backAt = async (...args: string[]) => {
      const world = { files: { 'estate.yaml': text } };
      const words = ['show', 'failure', 'server/box', 'estate.yaml', '-o', 'json', ...args];
      return JSON.parse((await run(words, world)).stdout).machines[0].backAtMinutes;
    };
    expect(await backAt()).toBe(242);
    expect(await backAt('--as-of', '2027-01-01')).toBeNull();
  });

  it('lists every domain, the worst first, and writes to a file', async () => {
    const args = ['show', 'failure', 'estate.yaml', '-o', 'json=list.json'];
    const { stdout, written } = await run(args, { files });
    expect(stdout).toBe('');
    const { domains, unplaced }: FailureList = JSON.parse(written['list.json'] ?? '');
    expect(unplaced).toBe(0);
    expect(domains.map(({ name, critical }) => [name, critical])).toEqual([
      ['cluster/clinical', ['ehr']],
      ['rack/north/A 1', ['ehr']],
      ['site/north', ['ehr']],
      ['host/esx-1', ['ehr']],
      ['host/esx-2', []],
    ]);
  });

  it('prints the circle that keeps machines down', async () => {
    const circle = `
clusters: [{ id: clinical, ha: { enabled: true } }]
servers: [{ id: esx-1, role: host, cluster: clinical }, { id: esx-2, role: host, cluster: clinical }]
applications:
  - { id: dns, dependsOn: [{ application: directory, kind: hard }] }
  - { id: directory, dependsOn: [{ application: dns }] }
instances:
  - { id: dns-1, application: dns, target: { cluster: clinical, host: esx-1 }, protection: ha-restart, bootMinutes: 2, appStartMinutes: 1 }
  - { id: dir-1, application: directory, target: { cluster: clinical, host: esx-1 }, protection: ha-restart }
`;
    const show = async (text: string) => {
      const world = { files: { 'estate.yaml': text } };
      return (await run(['show', 'failure', 'host/esx-1', 'estate.yaml'], world)).stdout;
    };
    // One of the two links may be soft, for all that is recorded.
    const open = await show(circle);
    expect(open).toContain(
      'Wait for each other without end\n  ✖ directory needs dns needs directory\n',
    );
    expect(open).toContain(
      'dns (tier ?) out for at least 3 min, and for good as far as is recorded',
    );
    expect(open).toContain('directory (tier ?) out for good as far as is recorded');
  });

  it('escapes what could move the cursor', async () => {
    const hostile = ESTATE.replaceAll('ehr', '"e\\u202ehr"').replaceAll('"e\\u202ehr"-1', 'vm');
    const { stdout } = await run(['show', 'failure', 'host/esx-1', 'estate.yaml'], {
      files: { 'estate.yaml': hostile },
    });
    expect(stdout).not.toContain('\u202e');
  });

  it('clears no domain whose machines name no application', async () => {
    const files = {
      'e.yaml':
        'clusters: [{ id: c }]\nservers: [{ id: h, role: host, cluster: c }]\ninstances: [{ id: vm, form: virtual, target: { cluster: c, host: h } }]\n',
    };
    const { stdout } = await run(['show', 'failure', 'e.yaml'], { files });
    expect(stdout).toContain(
      '1 machine without an application: what is out with them is not known',
    );
    expect(stdout).not.toContain('surely');
    const page = await run(['show', 'failure', 'host/h', 'e.yaml'], { files });
    expect(page.stdout).toContain(
      '1 machine down; 1 of them without an application, so what is out is not known',
    );
  });
});
