import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/importers/importer.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import { expectRoundTrip, expectSound, noteIn } from './imported.ts';
import { plainRows } from './plain-xlsx.ts';
import { workbookFile } from './workbook-file.ts';

const FOLDER = new URL('../../../shared/data/rvtools/', import.meta.url);
const missing = !existsSync(FOLDER);
if (missing) process.stderr.write(`skipped: no exports in ${FOLDER.pathname}\n`);

const bytesOf = (name: string) => Uint8Array.from(readFileSync(new URL(name, FOLDER)));

async function read(name: string): Promise<ImportResult> {
  const result = await rvtools.read([{ file: name, bytes: bytesOf(name) }]);
  expectSound(result);
  await expectRoundTrip(result);
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

    it('gives for each machine what the other sheets list, by another count', async () => {
      const { document } = await read(name);
      const instances = document.instances ?? [];
      const machines = plainRows(bytesOf(name), 'vInfo').filter(
        (row) => row['VM'] !== undefined && row['Template'] !== 'True',
      );
      /** Rows of a sheet that are of a machine, where its count in vInfo, if any, is theirs. */
      const listed = (sheet: string, count?: string) => {
        const rows = plainRows(bytesOf(name), sheet).filter((row) => row['VM'] !== undefined);
        const key = rows.some((row) => row['VM ID'] !== undefined) ? 'VM ID' : 'VM';
        return machines.flatMap((machine) => {
          const own = rows.filter((row) => row[key] === machine[key]);
          const counted = count === undefined ? undefined : machine[count];
          return counted === undefined || Number(counted) === own.length ? own : [];
        });
      };
      const sizes = (rows: readonly Readonly<Record<string, string>>[], column: string) =>
        sum(rows.map((row) => toGiB(Number(row[`${column} MiB`] ?? row[`${column} MB`] ?? 0))));

      const disks = listed('vDisk', 'Disks');
      const given = instances.flatMap((instance) => instance.disks ?? []);
      expect(given.length).toBe(disks.length);
      expect(sum(given.map(({ GiB }) => GiB))).toBeCloseTo(sizes(disks, 'Capacity'), 6);
      expect(given.filter(({ kind }) => kind?.startsWith('rdm')).length).toBe(
        disks.filter((row) => row['Raw'] === 'True' || row['Raw'] === '1').length,
      );

      const volumes = instances.flatMap(({ guestVolumes }) => guestVolumes ?? []);
      const partitions = listed('vPartition');
      expect(volumes.length).toBe(partitions.length);
      expect(sum(volumes.map(({ freeGiB }) => freeGiB))).toBeCloseTo(sizes(partitions, 'Free'), 3);

      const cards = listed('vNetwork', 'NICs');
      expect(instances.flatMap(({ nics }) => nics ?? []).length).toBe(cards.length);
      const snapshots = listed('vSnapshot');
      expect(sum(instances.map((instance) => instance.snapshots?.count))).toBe(snapshots.length);
      expect(instances.flatMap(({ removableMedia }) => removableMedia ?? []).length).toBe(
        listed('vCD').length,
      );
      expect(instances.flatMap(({ passthrough }) => passthrough ?? []).length).toBe(
        listed('vUSB').filter((row) => !row['Device Type']?.includes('Controller')).length,
      );
      expect(document.servers?.flatMap(({ kernelPorts }) => kernelPorts ?? []).length).toBe(
        plainRows(bytesOf(name), 'vSC_VMK').length,
      );
      expect(document.storage?.map(({ id }) => id) ?? []).toEqual(
        plainRows(bytesOf(name), 'vDatastore').map((row) => row['Name']),
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
      ['sheet-absent', 20],
      ['column-absent', 20],
      ['column-not-used', 24],
      ['column-of-vinfo', 9],
      ['size-heading-mb', 2],
      ['row-of-left-out', 11],
      ['template-left-out', 10],
      ['host-not-in-vhost', 32],
      ['datacenter-not-a-site', 1],
      ['nics-not-listed', 34],
      ['threads-derived', 34],
      ['architecture-derived', 34],
      ['platform-derived', 1],
      ['cluster-version-incomplete', 3],
      ['disks-not-listed', 795],
      ['nic-count-differs', 39],
      ['configured-os-compared', 770],
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

const HEADINGS = new URL(
  '../../../shared/data/headers/rvtools-headers-by-version.json',
  import.meta.url,
);

describe.skipIf(!existsSync(HEADINGS))('the headings of', () => {
  const generations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> =
    existsSync(HEADINGS) ? JSON.parse(readFileSync(HEADINGS, 'utf8')) : {};

  it('RVTools 4.7 hold every fact, and nothing unknown', async () => {
    const file = await workbookFile(
      Object.fromEntries(
        Object.entries(generations['RVTools 4.7.1.4'] ?? {}).map(([name, row]) => [name, [row]]),
      ),
    );
    const { notes } = await rvtools.read([file]);
    expect(notes.map(({ code }) => code)).toEqual([
      'sheet-not-used',
      'column-not-used',
      'column-of-vinfo',
      'column-private',
      'as-of-absent',
    ]);
  });

  it.each(Object.entries(generations))('%s are read', async (_generation, sheets) => {
    const rows = Object.entries(sheets).map(([name, row]) => [name, [row, row.map(() => 'a')]]);
    const file = await workbookFile(Object.fromEntries(rows));
    expect(rvtools.recognises(file)).toBe(true);
    const result = await rvtools.read([file]);
    expectSound(result);
    expect(result.document.instances).toHaveLength(1);
    expect(result.notes.map(({ code }) => code)).not.toContain('sheet-unknown');
  });
});
