import { isProduction } from '../analysis/carriers.ts';
import type { Estate } from '../analysis/estate.ts';
import {
  type CoreCount,
  type CoreFloors,
  countCores,
  hostsWithin,
} from '../analysis/licensed-cores.ts';
import { keptOnHardware, staysOnHardware } from '../analysis/migration.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Application, Instance, Platform } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notApplicable,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { LICENCE_MINIMUMS } from '../knowledge/licence-minimums.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { doubtOfFigure } from '../knowledge/vendor-profiles.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'License the missing cores, move to an edition for the whole host, or bound where the machines may run; check it against the contract.';

const PLATFORMS: readonly (Platform['product'] | undefined)[] = ['esxi', 'hyper-v', undefined];
const PRODUCTS = ['windows', 'sql-server', undefined] as const;

type Minimums = Readonly<Record<keyof typeof LICENCE_MINIMUMS, number>>;

export default defineRule({
  id: 'SUP-004',
  name: 'core-minimums-licensed',
  category: 'support',
  subject: ['platform', 'application'],
  severity: 'medium',
  effort: 'medium',
  title: 'Core minimums and failover rights are licensed',
  source: [
    TEXTS.vmwareCores,
    TEXTS.windowsCores,
    TEXTS.sqlServerCores,
    TEXTS.licenceMobility,
    projectDefault(
      'How many machines a Standard edition covers is not counted, nor is any minimum order.',
    ),
  ],
  why: 'Small processors and small machines are licensed as larger ones, and a restart on another host needs a licence there.',
  condition: {
    fail: 'Fewer cores are licensed than the vendor counts: of the hosts of an ESXi or Hyper-V platform or those that Windows may be started on, or of the machines that SQL Server or a Windows licensed by machine runs in.',
    warn: 'The licence must not follow a machine, and its cluster restarts or moves it.',
    unknown:
      'The licensed product, its metric or its cores are not recorded; or cores of a host or machine, what runs in a machine, or whether licence and cluster let it move.',
    notApplicable: 'It is licensed by something other than cores, or stays on its hardware.',
  },
  remedy: REMEDY,
  reads: { metric: 'licensing.metric', licensedCores: 'licensing.licensedCores' },
  options: {
    vmwarePerSocket: countOption(
      LICENCE_MINIMUMS.vmwarePerSocket.value,
      'cores',
      'Least cores of a processor that VMware counts.',
    ),
    windowsPerSocket: countOption(
      LICENCE_MINIMUMS.windowsPerSocket.value,
      'cores',
      'Least cores of a processor that Windows counts.',
    ),
    windowsPerHost: countOption(
      LICENCE_MINIMUMS.windowsPerHost.value,
      'cores',
      'Least cores of a host that Windows counts.',
    ),
    windowsPerMachine: countOption(
      LICENCE_MINIMUMS.windowsPerMachine.value,
      'cores',
      'Least cores of a virtual machine that Windows counts, where it is licensed by machine.',
    ),
    windowsInTotal: countOption(
      LICENCE_MINIMUMS.windowsInTotal.value,
      'cores',
      'Least cores of all such machines together.',
    ),
    sqlPerMachine: countOption(
      LICENCE_MINIMUMS.sqlPerMachine.value,
      'cores',
      'Least cores of a virtual machine that SQL Server counts.',
    ),
  },
  // What is not recorded may be one of those with a minimum.
  concerns: ({ subject }) =>
    subject.kind === 'platform'
      ? PLATFORMS.includes(subject.value.product)
      : PRODUCTS.some((product) => product === subject.value.licensing?.product),
  notApplicable: ({ subject, estate }) =>
    subject.kind === 'platform'
      ? undefined
      : keptOnHardware(estate, estate.instancesOf(subject.value)),
  check(_facts, minimums, { subject, estate }) {
    return subject.kind === 'platform'
      ? judgePlatform(estate, subject.value, minimums)
      : judgeApplication(estate, subject.value, minimums);
  },
});

function judgePlatform(estate: Estate, platform: Platform, minimums: Minimums): Outcome {
  const { product, licensing } = platform;
  const missing = [
    ...(product === undefined ? ['product'] : []),
    ...(licensing?.metric === undefined ? ['licensing.metric'] : []),
    ...(licensing?.licensedCores === undefined ? ['licensing.licensedCores'] : []),
  ];
  if (licensing?.metric !== undefined && licensing.metric !== 'core') {
    return notApplicable(`licensed by ${licensing.metric}`);
  }
  if (licensing?.licensedCores === undefined || missing.length > 0) return notRecorded(...missing);
  const hosts = estate.hosts.filter((host) => estate.platformOf(host) === platform);
  const hidden = estate.hosts.filter((host) => estate.platformOf(host) === undefined);
  if (hosts.length === 0) return unknown('no host of it is recorded', ['hosts']);
  const { known, missing: cores } = countCores(hosts, floorsOf(product, minimums));
  const need = { known, missing: [...cores, ...factRefs('host', hidden, 'platform')] };
  const doubt = doubtOfMinimum(product === 'esxi' ? 'vmwarePerSocket' : 'windowsPerHost', minimums);
  return judgeCores(licensing.licensedCores, need, need, `${count(hosts.length, 'host')}${doubt}`);
}

/** How far the way of counting can be trusted; its minimum stands for it. */
function doubtOfMinimum(name: keyof Minimums, minimums: Minimums): string {
  return doubtOfFigure(LICENCE_MINIMUMS[name], minimums[name]);
}

function floorsOf(product: Platform['product'], minimums: Minimums): CoreFloors {
  if (product === 'esxi') return { perSocket: minimums.vmwarePerSocket, perHost: 0 };
  return { perSocket: minimums.windowsPerSocket, perHost: minimums.windowsPerHost };
}

/** Fewer than what is certain fails; enough for all that may be counted passes. */
function judgeCores(licensed: number, certain: CoreCount, all: CoreCount, of: string): Outcome {
  const text = `${count(licensed, 'core')} licensed, its vendor counts`;
  if (licensed < certain.known) {
    const least = all.missing.length > 0 ? 'at least ' : '';
    return fail(`${text} ${least}${certain.known} for ${of}`, REMEDY, {
      at: 'licensing.licensedCores',
    });
  }
  if (all.missing.length > 0) return notRecorded(...all.missing);
  return pass(`${text} ${all.known} for ${of}`);
}

function judgeApplication(estate: Estate, application: Application, minimums: Minimums): Outcome {
  const { product, metric, licensedCores } = application.licensing ?? {};
  const missing = [
    ...(product === undefined ? ['licensing.product'] : []),
    ...(metric === undefined ? ['licensing.metric'] : []),
  ];
  if (product === undefined || metric === undefined) return notRecorded(...missing);
  if (metric !== 'core' && metric !== 'vcpu') return notApplicable(`licensed by ${metric}`);
  const machines = licensedMachines(estate, application, product);
  if (machines === undefined) return unknown('no instance is recorded', ['instances']);
  const byHost = product === 'windows' && metric === 'core';
  const way = byHost ? countHosts(estate, minimums) : countMachines(product, minimums);
  return worstOf([
    ifRecorded(licensedCores, 'licensing.licensedCores', (licensed) =>
      judgeMachines(licensed, machines, way),
    ),
    // With all hosts licensed it does not matter which of them a machine runs on.
    ...(byHost ? [] : [judgeMobility(estate, application, machines)]),
  ]);
}

/** The instances that a licence is for, and those of which the record does not say it. */
interface Machines {
  readonly certain: readonly Instance[];
  readonly possible: readonly Instance[];
  readonly missing: readonly FactRef[];
}

function licensedMachines(
  estate: Estate,
  application: Application,
  product: string,
): Machines | undefined {
  const all = estate.instancesOf(application);
  if (all.length === 0) return undefined;
  const moving = all.filter((instance) => !staysOnHardware(estate, instance));
  const { path, runs } = product === 'windows' ? WINDOWS : SQL_SERVER;
  // Tests run a free edition of the database, but no free one of the system.
  const counted = product === 'windows' ? moving : moving.filter(isProduction);
  const possible = counted.filter((instance) => runs(instance) === undefined);
  return {
    certain: counted.filter((instance) => runs(instance) === true),
    possible,
    missing: factRefs('instance', possible, path),
  };
}

const WINDOWS = {
  path: 'guestOs.family',
  runs({ guestOs }: Instance): boolean | undefined {
    return guestOs?.family === undefined ? undefined : guestOs.family.startsWith('windows');
  },
};

const SQL_SERVER = {
  path: 'databases',
  runs({ databases }: Instance): boolean | undefined {
    if (databases?.some(({ product }) => product === 'sql-server')) return true;
    const isWhole = databases?.every(({ product }) => product !== undefined);
    return isWhole === true ? false : undefined;
  },
};

/** A way of counting, and what it counts. */
interface Way {
  readonly need: (instances: readonly Instance[]) => CoreCount;
  readonly noun: string;
  readonly doubt: string;
}

function countHosts(estate: Estate, minimums: Minimums): Way {
  const floors = { perSocket: minimums.windowsPerSocket, perHost: minimums.windowsPerHost };
  return {
    noun: 'the hosts of',
    doubt: doubtOfMinimum('windowsPerHost', minimums),
    need(instances) {
      const { hosts, missing } = hostsWithin(estate, instances);
      const cores = countCores(hosts, floors);
      return { known: cores.known, missing: [...missing, ...cores.missing] };
    },
  };
}

function countMachines(product: string, minimums: Minimums): Way {
  const isWindows = product === 'windows';
  const perMachine = isWindows ? minimums.windowsPerMachine : minimums.sqlPerMachine;
  const inTotal = isWindows ? minimums.windowsInTotal : 0;
  return {
    noun: '',
    doubt: doubtOfMinimum(isWindows ? 'windowsPerMachine' : 'sqlPerMachine', minimums),
    need(instances) {
      const cores = instances.map(({ vcpu }) => Math.max(vcpu ?? 0, perMachine));
      const sum = cores.reduce((total, one) => total + one, 0);
      const unsized = instances.filter(({ vcpu }) => vcpu === undefined);
      return {
        known: instances.length === 0 ? 0 : Math.max(sum, inTotal),
        missing: factRefs('instance', unsized, 'vcpu'),
      };
    },
  };
}

function judgeMachines(licensed: number, machines: Machines, way: Way): Outcome {
  const { need, noun, doubt } = way;
  const { certain, possible, missing } = machines;
  const least = need(certain);
  const most = need([...certain, ...possible]);
  const isEnough = most.missing.length === 0 && licensed >= most.known;
  const hidden = isEnough ? [] : [...missing, ...most.missing];
  const number = licensed < least.known ? certain.length : certain.length + possible.length;
  const of = `${`${noun} ${count(number, 'machine')}`.trim()}${doubt}`;
  return judgeCores(licensed, least, { known: most.known, missing: hidden }, of);
}

/** A licence that stays with a host, under a machine that does not. */
function judgeMobility(
  estate: Estate,
  { licensing }: Application,
  { certain, possible, missing }: Machines,
): Outcome {
  if (licensing?.mobility === true) return pass('the licence may follow the machine');
  const sure = certain.map((instance) => isMoved(estate, instance));
  const all = [...sure, ...possible.map((instance) => isMoved(estate, instance))];
  if (all.every((answer) => answer === false)) return pass('no cluster moves it');
  if (licensing?.mobility === undefined) return notRecorded('licensing.mobility');
  if (!sure.includes(true)) {
    const hidden = all.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer));
    return notRecorded(...hidden, ...missing);
  }
  return warn(
    'the licence must not follow the machine, but its cluster restarts or moves it',
    'Add the right to move it, license the other hosts, or keep it on one.',
    { at: 'licensing.mobility' },
  );
}

/** Whether a cluster starts or moves an instance to another host, or the facts that hide it. */
function isMoved(estate: Estate, instance: Instance): boolean | readonly FactRef[] {
  const cluster = estate.clusterOfInstance(instance);
  if (cluster === undefined) {
    const isPlaced = estate.hostOfInstance(instance) !== undefined;
    return isPlaced ? false : [factRef('instance', instance.id, 'target')];
  }
  const facts = { 'ha.enabled': cluster.ha?.enabled, liveMigration: cluster.liveMigration };
  if (Object.values(facts).includes(true)) return true;
  const hidden = Object.entries(facts).filter(([, value]) => value === undefined);
  return hidden.length === 0 ? false : hidden.map(([path]) => factRef('cluster', cluster.id, path));
}
