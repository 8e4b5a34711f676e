/**
 * Spectral, a linter of YAML by rules, with the same schema and 20 rules of ours put into its words: what
 * a team would otherwise write. It is installed into the folder of the bench, where nothing of it gets
 * into our own dependencies.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const VERSION = '6.16.3';

/** A good value for a fact; Spectral tells of one that is not recorded as well, as we do by `unknown`. */
interface PeerRule {
  readonly id: string;
  readonly of: 'host' | 'instance';
  readonly field: string;
  readonly good: Readonly<Record<string, unknown>>;
}

const RULES: readonly PeerRule[] = [
  { id: 'PLT-001', of: 'host', field: 'powerSupplies', good: { minimum: 2 } },
  { id: 'PLT-003', of: 'host', field: 'hclStatus', good: { const: 'compatible' } },
  {
    id: 'PLT-004',
    of: 'host',
    field: 'drivers',
    good: { items: { properties: { certified: { const: true } } } },
  },
  { id: 'PLT-006', of: 'host', field: 'cpu.hwVirtualization', good: { const: true } },
  { id: 'PRF-002', of: 'host', field: 'performance.cpuP95Percent', good: { maximum: 80 } },
  { id: 'HYG-009', of: 'host', field: 'connectionState', good: { const: 'connected' } },
  { id: 'HYG-010', of: 'host', field: 'timeServers', good: { minItems: 1 } },
  { id: 'HYG-012', of: 'host', field: 'lockdown', good: { not: { const: 'off' } } },
  { id: 'HYG-013', of: 'host', field: 'powerPolicy', good: { const: 'high-performance' } },
  { id: 'PRF-004', of: 'instance', field: 'metrics.cpuReadyPercent', good: { maximum: 5 } },
  { id: 'PRF-010', of: 'instance', field: 'metrics.cpuP95Percent', good: { maximum: 75 } },
  { id: 'BDR-006', of: 'instance', field: 'snapshots.count', good: { maximum: 2 } },
  { id: 'HYG-002', of: 'instance', field: 'toolsState', good: { const: 'running' } },
  { id: 'HYG-003', of: 'instance', field: 'removableMedia', good: { maxItems: 0 } },
  { id: 'HYG-006', of: 'instance', field: 'connectionState', good: { const: 'connected' } },
  { id: 'POR-003', of: 'instance', field: 'passthrough', good: { maxItems: 0 } },
  { id: 'POR-004', of: 'instance', field: 'hardwareVersion', good: { minimum: 11 } },
  { id: 'POR-005', of: 'instance', field: 'encrypted', good: { const: false } },
  { id: 'POR-006', of: 'instance', field: 'numaPinned', good: { const: false } },
  { id: 'OPS-005', of: 'instance', field: 'owner', good: { minLength: 1 } },
];

/** Ids of our rules that the peer has in its words. */
export const PEER_RULES: readonly string[] = RULES.map(({ id }) => id);

const GIVEN = { host: "$.servers[?(@.role === 'host')]", instance: '$.instances[*]' } as const;

/** The arguments after `node` that let Spectral judge a file; installs it where it is missing. */
export function spectral(folder: string): (file: string) => string[] {
  const home = `${folder}/peers`;
  const rules = `${home}/spectral.json`;
  mkdirSync(home, { recursive: true });
  const program = `${home}/node_modules/@stoplight/spectral-cli/dist/index.js`;
  if (!existsSync(program)) {
    const what = `@stoplight/spectral-cli@${VERSION}`;
    execFileSync('npm', ['install', '--prefix', home, '--no-audit', '--no-fund', what]);
  }
  writeFileSync(rules, JSON.stringify({ rules: Object.fromEntries(rulesOf()) }));
  return (file) => [program, 'lint', '--ruleset', rules, '--quiet', '--format', 'json', file];
}

function rulesOf(): [string, unknown][] {
  const schema = JSON.parse(
    readFileSync('schemas/inventory.schema.json', 'utf8'),
    plain,
  ) as unknown;
  const bySchema = {
    given: '$',
    severity: 'error',
    // biome-ignore lint/suspicious/noThenProperty: a word of Spectral's
    then: { function: 'schema', functionOptions: { schema } },
  };
  return [
    ['inventory', bySchema],
    ...RULES.map(({ id, of, field, good }): [string, unknown] => [
      id,
      {
        given: GIVEN[of],
        severity: 'warn',
        // biome-ignore lint/suspicious/noThenProperty: a word of Spectral's
        then: { field, function: 'schema', functionOptions: { schema: good } },
      },
    ]),
  ];
}

/** Spectral compiles patterns without the flag that knows classes of characters. */
function plain(key: string, value: unknown): unknown {
  return key === 'pattern' && typeof value === 'string' && value.includes('\\p{')
    ? undefined
    : value;
}
