import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/importers/importer.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import { expectSound, noteIn } from './imported.ts';
import { plainRows } from './plain-xlsx.ts';

const FOLDER = new URL('../../../shared/data/rvtools/', import.meta.url);
const missing = !existsSync(FOLDER);
if (missing) process.stderr.write(`skipped: no exports in ${FOLDER.pathname}\n`);

const bytesOf = (name: string) => Uint8Array.from(readFileSync(new URL(name, FOLDER)));

async function read(name: string): Promise<ImportResult> {
  const result = await rvtools.read([{ file: name, bytes: bytesOf(name) }]);
  expectSound(result);
  return result;
}

const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const toGiB = (mebibytes: number) => Math.round((mebibytes / 1024) * 1000) / 1000;
const distinct = (values: readonly (string | undefined)[]) => [
  ...new Set(values.filter((value) => value !== undefined)),
];

describe
  .skipIf(missing)
  .each(['SizingWorkshop-RVTools.xlsx', 'padded-sheets.xlsx', 'all-tabs-generated.xlsx'])(
  '%s',
  (name) => {
    it('gives what a count by another way gives', { timeout: 20_000 }, async () => {
      const { document } = await read(name);
      const vms = plainRows(bytesOf(name), 'vInfo').filter((row) => row['VM'] !== undefined);
      const hosts = plainRows(bytesOf(name), 'vHost').filter((row) => row['Host'] !== undefined);
      const machines = vms.filter((row) => row['Template'] !== 'True');
      const instances = document.instances ?? [];
      const servers = document.servers ?? [];

      expect(instances.map(({ id }) => id)).toEqual(machines.map((row) => row['VM']).sort());
      expect(sum(instances.map(({ vcpu }) => vcpu))).toBe(
        sum(machines.map((row) => Number(row['CPUs'] ?? 0))),
      );
      expect(sum(instances.map(({ memoryGiB }) => memoryGiB))).toBeCloseTo(
        sum(machines.map((row) => toGiB(Number(row['Memory'] ?? 0)))),
        6,
      );
      for (const [state, power] of [
        ['on', 'poweredOn'],
        ['off', 'poweredOff'],
      ] as const) {
        expect(instances.filter(({ powerState }) => powerState === state).length).toBe(
          machines.filter((row) => row['Powerstate'] === power).length,
        );
      }

      const described = hosts.map((row) => row['Host'] ?? '');
      const named = distinct(vms.map((row) => row['Host']));
      expect(servers.map(({ id }) => id)).toEqual(distinct([...described, ...named]).sort());
      expect(sum(servers.map(({ memoryGiB }) => memoryGiB))).toBeCloseTo(
        sum(hosts.map((row) => toGiB(Number(row['# Memory'] ?? 0)))),
        6,
      );
      const clusters = distinct([...vms, ...hosts].map((row) => row['Cluster'])).sort();
      expect(document.clusters?.map(({ id }) => id)).toEqual(clusters);
      const versions = hosts.map((row) => /\d+\.\d+\.\d+/.exec(row['ESX Version'] ?? '')?.[0]);
      expect(document.platforms?.map(({ version }) => version) ?? []).toEqual(
        distinct(versions).sort(),
      );
    });

    it('gives the same twice', async () => {
      expect(JSON.stringify(await read(name))).toBe(JSON.stringify(await read(name)));
    });
  },
);

describe.skipIf(missing)('the shared exports', () => {
  it('hold the estate of 805 machines and 34 hosts', async () => {
    const { document, notes } = await read('SizingWorkshop-RVTools.xlsx');
    const templates = noteIn({ document, notes }, 'template-left-out')?.count ?? 0;
    expect([document.instances?.length, templates]).toEqual([795, 10]);
    expect(document.servers?.filter(({ cpu }) => cpu !== undefined).length).toBe(34);
    expect(document.platforms).toEqual([
      {
        id: 'esxi-6.0',
        vendor: 'VMware',
        product: 'esxi',
        version: '6.0.0',
        hypervisorType: 'bare-metal',
      },
    ]);
    const guests = document.instances?.filter(
      ({ guestOs }) => guestOs?.family === 'windows-server' && guestOs.version === '2003',
    );
    expect(guests?.length).toBeGreaterThan(50);
    expect(notes.map(({ code, count }) => [code, count])).toEqual([
      ['sheet-absent', 2],
      ['sheet-not-used', 2],
      ['column-absent', 5],
      ['column-not-used', 17],
      ['template-left-out', 10],
      ['host-not-in-vhost', 32],
      ['datacenter-not-a-site', 1],
      ['nics-not-listed', 34],
      ['threads-derived', 34],
      ['architecture-derived', 34],
      ['platform-derived', 1],
      ['cluster-version-incomplete', 3],
      ['disks-not-listed', 795],
      ['guest-os-from-configuration', 18],
      ['guest-os-disagrees', 16],
      ['guest-os-version-absent', 12],
      ['as-of-absent', 1],
    ]);
  });

  it('hold no rows beyond those of the nine machines, whatever the sheets declare', async () => {
    const { document, notes } = await read('padded-sheets.xlsx');
    expect([document.instances?.length, document.servers?.length]).toEqual([9, 10]);
    expect(notes.map(({ code }) => code)).not.toContain('row-without-name');
  });
});
