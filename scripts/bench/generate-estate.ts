import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * `mixed`: clusters of 16 hosts, a dependency now and then. The others put everything into one place,
 * where an analysis that compares each with each shows: `one-cluster`, `one-site`, `one-storage`,
 * `one-application`, `one-chain` of applications that each need the one before.
 */
export const SHAPES = [
  'mixed',
  'one-cluster',
  'one-site',
  'one-storage',
  'one-application',
  'one-chain',
] as const;

export interface EstateSize {
  readonly servers: number;
  readonly instances: number;
  readonly shape: (typeof SHAPES)[number];
}

/** Writes an estate as YAML and the same data as JSON; the same every time. */
export function generateEstate(size: EstateSize, yamlFile: string, jsonFile: string): void {
  const random = seeded(size.servers);
  const yaml = openSync(yamlFile, 'w');
  const json = openSync(jsonFile, 'w');
  const sections = sectionsOf(size, random);
  writeSync(json, '{"schemaVersion":1');
  writeSync(yaml, 'schemaVersion: 1\nassessment: { asOf: 2026-11-22 }\n');
  for (const [section, count, make] of sections) {
    if (count === 0) continue;
    writeSync(yaml, `${section}:\n`);
    writeSync(json, `,"${section}":[`);
    let lines = '';
    let items = '';
    for (let i = 0; i < count; i++) {
      const item = make(i);
      lines += itemYaml(item);
      items += `${i === 0 ? '' : ','}${JSON.stringify(item)}`;
      if (lines.length > 1_000_000 || i === count - 1) {
        writeSync(yaml, lines);
        writeSync(json, items);
        lines = '';
        items = '';
      }
    }
    writeSync(json, ']');
  }
  writeSync(json, '}');
  closeSync(yaml);
  closeSync(json);
}

type Item = Record<string, unknown>;
type Random = () => number;

/** One machine in three is a host, the others stand alone, with an instance each that shall move. */
function sectionsOf({ servers, instances, shape }: EstateSize, random: Random) {
  const hosts = Math.ceil(servers / 3);
  const hostsInCluster = shape === 'one-cluster' ? hosts : 16;
  const clusters = Math.ceil(hosts / hostsInCluster);
  const applications = shape === 'one-application' ? 1 : Math.ceil(servers / 5);
  const site = shape === 'one-site' ? { site: 'site-0' } : {};
  const disks = shape === 'one-storage' ? { disks: [{ GiB: 100, storage: 'storage-0' }] } : {};
  const isMoving = (i: number) => i >= hosts * 2 && i < servers;
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const maybe = (chance: number, item: Item): Item => (random() < chance ? item : {});
  const window = { from: '2026-09-01', to: '2026-10-01', intervalSeconds: 300, samplesPercent: 98 };
  const hostOf = (i: number) => `host-${i % hosts}`;
  return [
    ['sites', shape === 'one-site' ? 1 : 0, () => ({ id: 'site-0' })],
    [
      'storage',
      shape === 'one-storage' ? 1 : 0,
      () => ({
        id: 'storage-0',
        kind: 'fc',
        capacityTiB: instances,
        reachableBy: Array.from({ length: clusters }, (_, i) => `cluster-${i}`),
      }),
    ],
    [
      'platforms',
      3,
      (i: number) => ({
        id: `platform-${i}`,
        vendor: 'Broadcom',
        product: 'esxi',
        version: ['7.0', '8.0', '9.0'][i],
        hypervisorType: 'bare-metal',
      }),
    ],
    [
      'clusters',
      clusters,
      (i: number) => ({
        id: `cluster-${i}`,
        platform: `platform-${i % 3}`,
        ha: { enabled: true, failuresToTolerate: 1, detectionSeconds: 15, parallelRestarts: 4 },
        lastFailoverTest: pick(['2026-08-15', '2025-03-01']),
        lastFailoverTestResult: 'pass',
        runbook: true,
      }),
    ],
    [
      'servers',
      servers,
      (i: number): Item =>
        i < hosts
          ? {
              id: hostOf(i),
              role: 'host',
              cluster: `cluster-${Math.floor(i / hostsInCluster)}`,
              ...site,
              model: 'ProLiant DL380 Gen10',
              cpu: {
                architecture: 'x86_64',
                sockets: 2,
                coresPerSocket: pick([16, 24, 32]),
                threadsPerCore: 2,
                baseMHz: 2700,
                hwVirtualization: true,
                slat: true,
                iommu: true,
              },
              memoryGiB: pick([512, 768, 1024]),
              ecc: true,
              powerSupplies: pick([1, 2, 2, 2]),
              powerFeeds: 2,
              ...maybe(0.8, { bootMediaRedundant: true }),
              outOfBand: true,
              ...maybe(0.9, { hclStatus: 'compatible' }),
              drivers: [
                {
                  component: 'nic',
                  driverVersion: pick(['2.5.0', '2.6.1']),
                  firmwareVersion: '9.20',
                  certified: true,
                  acceptanceLevel: 'partner',
                },
              ],
            }
          : {
              id: `server-${i}`,
              role: 'standalone',
              ...site,
              model: 'PowerEdge R640',
              cpu: {
                architecture: 'x86_64',
                sockets: pick([1, 2]),
                coresPerSocket: pick([4, 8, 16]),
                baseMHz: 2400,
              },
              memoryGiB: pick([16, 32, 64, 128]),
              os: {
                family: pick(['windows-server', 'rhel']),
                version: pick(['2019', '2022', '8.6']),
                bits: 64,
              },
              devices: [],
              performance: {
                cpuAvgPercent: between(1, 30),
                cpuP95Percent: between(5, 80),
                ...maybe(0.9, { cpuPeakPercent: between(20, 100) }),
                memoryP95Percent: between(20, 95),
                memoryP99GiB: between(4, 60),
                diskIopsP95: between(20, 8000),
                netMBpsP95: between(1, 100),
                includesMonthEnd: true,
                window,
              },
            },
    ],
    [
      'applications',
      applications,
      (i: number) => ({
        id: `app-${i}`,
        name: `Application ${i}`,
        owner: `team-${i % 60}`,
        function: pick(['ehr', 'lis', 'billing', 'file', 'other']),
        patientCare: random() < 0.4,
        phi: true,
        tier: between(0, 4),
        availability: {
          assessedOn: '2026-03-10',
          ...maybe(0.9, { maxOutageMinutes: pick([2, 20, 60, 480, 2880]) }),
          rtoMinutes: pick([15, 60, 360, 1440]),
          rpoMinutes: 15,
          inFlightLossOk: true,
        },
        vendorSupport: { virtualized: 'supported' },
        dependsOn:
          i > 0 && (random() < 0.5 || shape === 'one-chain')
            ? [
                {
                  application: `app-${shape === 'one-chain' ? i - 1 : between(0, i - 1)}`,
                  kind: 'hard',
                },
              ]
            : [],
        testEnvironment: pick(['none', 'partial', 'full']),
      }),
    ],
    [
      'instances',
      instances,
      (i: number): Item =>
        !isMoving(i)
          ? {
              id: `vm-${i}`,
              ...maybe(0.95, { application: `app-${i % applications}` }),
              form: 'virtual',
              target: {
                cluster: `cluster-${Math.floor((i % hosts) / hostsInCluster)}`,
                host: hostOf(i),
              },
              vcpu: pick([2, 4, 8]),
              memoryGiB: pick([8, 16, 32]),
              guestOs: {
                family: pick(['windows-server', 'rhel']),
                version: pick(['2019', '2022', '8.6']),
                bits: 64,
              },
              protection: pick(['ha-restart', 'ha-restart', 'app-cluster', 'ft', 'backup-restore']),
              ...disks,
              guestCluster: 'none',
              passthrough: [],
              nicPassthrough: false,
              restartPriority: pick(['high', 'medium', 'low']),
              ...maybe(0.8, { bootMinutes: between(1, 5), appStartMinutes: between(1, 9) }),
              created: '2024-02-01',
              metrics: {
                cpuP95Percent: between(5, 60),
                cpuPeakPercent: between(20, 100),
                memoryP99GiB: between(2, 30),
                includesMonthEnd: true,
                window,
              },
            }
          : {
              id: `vm-${i}`,
              application: `app-${i % applications}`,
              form: 'physical',
              server: `server-${i}`,
              target: { cluster: `cluster-${i % clusters}` },
              vcpu: 4,
              memoryGiB: 16,
              guestOs: { family: 'rhel', version: '8.6', bits: 64 },
              protection: 'backup-restore',
              guestCluster: 'none',
              passthrough: [],
              nicPassthrough: false,
            },
    ],
  ] as const satisfies readonly (readonly [string, number, (i: number) => Item])[];
}

function itemYaml(item: Item): string {
  let text = '';
  for (const [key, value] of Object.entries(item)) {
    text += `${text === '' ? '  - ' : '    '}${key}:${valueYaml(value, 6)}\n`;
  }
  return text;
}

/** Mappings in block style, short lists in flow style, as people and exporters write them. */
function valueYaml(value: unknown, indent: number): string {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object'))
      return ` [${value.map(scalar).join(', ')}]`;
    return value.map((item) => `\n${' '.repeat(indent)}- ${flow(item)}`).join('');
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .map(([key, fact]) => `\n${' '.repeat(indent)}${key}:${valueYaml(fact, indent + 2)}`)
      .join('');
  }
  return ` ${scalar(value)}`;
}

function flow(item: unknown): string {
  if (item === null || typeof item !== 'object') return scalar(item);
  return `{ ${Object.entries(item)
    .map(([key, value]) => `${key}: ${flow(value)}`)
    .join(', ')} }`;
}

function scalar(value: unknown): string {
  return typeof value === 'string' && /^[\d.]+$/.test(value) ? `"${value}"` : String(value);
}

/** Mulberry32: small, and the same on every machine. */
function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
