import type { Server } from '../domain/inventory.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption, listOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Port = NonNullable<Server['nics']>[number];
type Role = NonNullable<Port['roles']>[number];

/** Every host needs the first two; storage may come over adapters of its own. */
const NEEDED: readonly Role[] = ['management', 'vm'];

const NAMES: Readonly<Record<Role, string>> = {
  management: 'management',
  vm: 'virtual machines',
  migration: 'migration',
  storage: 'storage',
  ft: 'fault tolerance',
};

const SNIPPET = `nics:
  - { speedGbps: 25, switch: tor-a, roles: [management, migration] }
  - { speedGbps: 25, switch: tor-b, roles: [management, migration] }
  - { speedGbps: 25, switch: tor-a, roles: [vm] }
  - { speedGbps: 25, switch: tor-b, roles: [vm] }`;

export default defineRule({
  id: 'NET-001',
  name: 'host-networking-redundant',
  category: 'network',
  subject: 'host',
  severity: 'high',
  effort: 'medium',
  title: 'The networking of a host is redundant and separated',
  source: [
    TEXTS.vsphereNicTeams,
    TEXTS.fourUplinks,
    TEXTS.nistNetwork,
    projectDefault(
      'Ports stand for segments: management on ports of its own cannot share a segment with machines by mistake.',
    ),
  ],
  why: 'A host behind one cable or one switch is lost with it, and a cluster that cannot see it restarts its machines.',
  condition: {
    fail: 'Management, virtual machines, or storage where a port carries it, have fewer than leastPorts ports or fewer than leastSwitches switches.',
    warn: 'Fewer than leastInTotal ports in all, or a role of apartFromVm shares a port with virtual machines.',
    unknown:
      'The ports are not recorded, nor what one of them carries, or the switch of one that decides.',
  },
  remedy: 'Add ports and connect each role to two switches; give management ports of its own.',
  needs: { nics: 'nics' },
  options: {
    leastPorts: countOption(2, 'ports', 'Least number of ports for each role.'),
    leastSwitches: countOption(2, 'switches', 'Least number of switches behind them.'),
    leastInTotal: countOption(4, 'ports', 'Least number of ports in all.'),
    apartFromVm: listOption({
      default: ['management'],
      choices: ['management', 'migration', 'storage', 'ft'],
      about:
        'Roles that have no port in common with virtual machines; none where VLANs are enough.',
    }),
  },
  check({ nics }, options) {
    const open = nics.flatMap(({ roles }, i) => (roles === undefined ? [`nics[${i}].roles`] : []));
    const carriesStorage = nics.some(({ roles }) => roles?.includes('storage'));
    const roles: readonly Role[] = carriesStorage ? [...NEEDED, 'storage'] : NEEDED;
    return worstOf([
      ...roles.map((role) => judgeRole(nics, role, options)),
      ...(open.length > 0 ? [notRecorded(...open)] : []),
      judgeTotal(nics.length, options.leastInTotal),
      ...options.apartFromVm.flatMap((role) => judgeShared(nics, role)),
    ]);
  },
});

interface Limits {
  readonly leastPorts: number;
  readonly leastSwitches: number;
}

/** A port of which it is not recorded what it carries may carry this role as well. */
function judgeRole(nics: readonly Port[], role: Role, limits: Limits): Outcome {
  const { leastPorts, leastSwitches } = limits;
  const ports = nics.flatMap((port, i) => (port.roles?.includes(role) ? [{ ...port, i }] : []));
  const hidden = nics.filter(({ roles }) => roles === undefined).length;
  const first = ports[0] === undefined ? 'nics' : `nics[${ports[0].i}]`;
  const text = `${NAMES[role]} on ${count(ports.length, 'port')}`;
  if (ports.length + hidden < leastPorts) {
    return fail(`${text}, at least ${leastPorts}`, 'Add a port on another switch.', {
      at: first,
      snippet: SNIPPET,
    });
  }
  const switches = new Set(ports.flatMap((port) => port.switch ?? []));
  const open = ports.filter((port) => port.switch === undefined);
  const found = switches.size === 0 ? '' : ` (${listNames([...switches])})`;
  const behind = `${text}, ${count(switches.size, 'switch', 'switches')}${found}`;
  if (switches.size + open.length + hidden < leastSwitches) {
    const message = `${behind}, at least ${leastSwitches}`;
    return fail(message, 'Connect its ports to different switches.', {
      at: first,
      snippet: SNIPPET,
    });
  }
  if (switches.size < leastSwitches && open.length > 0) {
    return notRecorded(...open.map(({ i }) => `nics[${i}].switch`));
  }
  return pass(behind, { at: first });
}

function judgeTotal(ports: number, least: number): Outcome {
  const text = `${count(ports, 'port')} in all`;
  return ports >= least
    ? pass(text)
    : warn(`${text}, at least ${least}`, 'Add ports.', { at: 'nics', snippet: SNIPPET });
}

function judgeShared(nics: readonly Port[], role: Role): Outcome[] {
  const shared = nics.flatMap(({ roles }, i) =>
    roles?.includes(role) && roles.includes('vm') ? [`nics[${i}]`] : [],
  );
  const [first] = shared;
  if (first === undefined) return [];
  const text = `${NAMES[role]} shares ${listNames(shared)} with virtual machines`;
  return [
    warn(`${text}, allowed ports of its own`, `Give ${NAMES[role]} ports of its own.`, {
      at: first,
      snippet: SNIPPET,
    }),
  ];
}
