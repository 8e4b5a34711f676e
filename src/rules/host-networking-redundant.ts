import type { Server } from '../domain/inventory.ts';
import {
  fail,
  notRecorded,
  type Outcome,
  onAssumption,
  pass,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, listOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const ROLES = ['management', 'vm', 'migration', 'storage', 'ft'] as const;

type Role = (typeof ROLES)[number];

/** Every host has these networks; storage may be local or reached by adapters of its own. */
const ON_EVERY_HOST: readonly Role[] = ['management', 'vm'];

const SNIPPET = `nics:
  - { switch: tor-a, roles: [management, vm], segmented: true }
  - { switch: tor-b, roles: [management, vm], segmented: true }
  - { switch: san-a, roles: [storage] }
  - { switch: san-b, roles: [storage] }`;

export default defineRule({
  id: 'NET-001',
  name: 'host-networking-redundant',
  category: 'platform',
  subject: 'host',
  severity: 'high',
  effort: 'medium',
  title: 'The networks of a host are redundant, and management is kept apart',
  source: [
    TEXTS.haNetworking,
    TEXTS.hostUplinks,
    TEXTS.nistNetwork,
    projectDefault(
      'Two ports that lead to two switches for each role; a segment (VLAN) of its own keeps management apart on a shared port.',
    ),
  ],
  why: 'A port, a cable or a switch that is there once cuts off every machine of the host, and fault tolerance does not see it.',
  condition: {
    fail: 'A role of redundantRoles is carried by fewer than leastPorts ports, or by ports of fewer than leastSwitches switches. A role that no port carries fails for management and vm only.',
    warn: 'Fewer than leastInAll ports in all; or a port carries management and vm and does not keep them in segments of their own.',
    unknown: 'The ports are not recorded, or the switch or the roles of one that would decide.',
  },
  remedy:
    'Add the port, lead the ports of each role to two switches, and give management a segment of its own.',
  needs: { nics: 'nics' },
  options: {
    redundantRoles: listOption({
      default: ['management', 'vm', 'storage'],
      choices: ROLES,
      about: 'Roles that are to be redundant.',
    }),
    leastPorts: countOption(2, 'ports', 'Least number of ports that carry a role.'),
    leastSwitches: countOption(2, 'switches', 'Least number of switches behind them.'),
    leastInAll: countOption(4, 'ports', 'Least number of ports of the host.'),
  },
  check({ nics }, { redundantRoles, leastInAll, ...least }) {
    const ports = nics.map((nic, index): Port => ({ ...nic, at: `nics[${index}]` }));
    return worstOf([
      ...redundantRoles.map((role) => judgeRole(role, ports, least)),
      judgeNumber(ports.length, leastInAll),
      judgeSegments(ports),
    ]);
  },
});

type Port = NonNullable<Server['nics']>[number] & { readonly at: string };

interface Least {
  readonly leastPorts: number;
  readonly leastSwitches: number;
}

/** A port without recorded roles may carry each of them; one without a switch may lead to a new one. */
function judgeRole(
  role: Role,
  ports: readonly Port[],
  { leastPorts, leastSwitches }: Least,
): Outcome {
  const carrying = ports.filter(({ roles }) => roles?.includes(role));
  const open = ports.filter(({ roles }) => roles === undefined);
  if (carrying.length === 0 && !ON_EVERY_HOST.includes(role)) {
    return open.length === 0 ? pass(`no port carries ${role}`) : notRecorded(...rolesOf(open));
  }
  const possible = [...carrying, ...open];
  const most = `${role} on ${open.length > 0 ? 'at most ' : ''}${count(possible.length, 'port')}`;
  if (possible.length < leastPorts) {
    const remedy = `Let another port carry ${role}.`;
    return fail(`${most}, at least ${leastPorts}`, remedy, { at: possible[0]?.at ?? 'nics' });
  }
  const unnamed = possible.filter((port) => port.switch === undefined);
  const names = switchesOf(possible);
  const mostSwitches = names.length + unnamed.length;
  if (mostSwitches < leastSwitches) {
    const text = `${most} of ${count(mostSwitches, 'switch', 'switches')} (${listNames(names)})`;
    const remedy = `Lead the ports of ${role} to different switches.`;
    return fail(`${text}, at least ${leastSwitches}`, remedy, { at: `${possible[0]?.at}.switch` });
  }
  const sureSwitches = switchesOf(carrying).length;
  if (carrying.length < leastPorts || sureSwitches < leastSwitches) {
    return notRecorded(...rolesOf(open), ...unnamed.map(({ at }) => `${at}.switch`));
  }
  const sure = `${role} on ${count(carrying.length, 'port')}`;
  return pass(`${sure} of ${count(sureSwitches, 'switch', 'switches')}`);
}

function switchesOf(ports: readonly Port[]): readonly string[] {
  return [...new Set(ports.flatMap((port) => port.switch ?? []))];
}

function rolesOf(ports: readonly Port[]): readonly string[] {
  return ports.map(({ at }) => `${at}.roles`);
}

function judgeNumber(number: number, least: number): Outcome {
  const text = `${count(number, 'port')} in all, at least ${least}`;
  return number >= least ? pass(text) : warn(text, 'Add ports.', { at: 'nics' });
}

/** Roles on different ports count as kept apart. */
function judgeSegments(ports: readonly Port[]): Outcome {
  const open = ports.filter(({ segmented }) => segmented !== true);
  const hidden = open.filter(({ roles }) => roles === undefined);
  const shared = open.filter(({ roles }) => roles?.includes('management') && roles.includes('vm'));
  if (shared.length > 0) return worstOf([warnOfSharing(shared), ...missingRoles(hidden)]);
  return missingRoles(hidden)[0] ?? pass('management apart from vm');
}

function missingRoles(ports: readonly Port[]): readonly Outcome[] {
  return ports.length === 0 ? [] : [notRecorded(...rolesOf(ports))];
}

/** One port that is known to mix them settles it, else it is assumed of those that say nothing. */
function warnOfSharing(shared: readonly Port[]): Outcome {
  const mixed = shared.find(({ segmented }) => segmented === false);
  const at = `${(mixed ?? shared[0])?.at}.segmented`;
  const outcome = warn(
    `management shares ${count(shared.length, 'port')} with vm, allowed in segments of their own`,
    'Give management a segment (VLAN) of its own.',
    { at, snippet: SNIPPET },
  );
  if (mixed !== undefined) return outcome;
  const missing = shared.map((port) => `${port.at}.segmented`);
  return onAssumption(outcome, ['they share a segment'], missing);
}
