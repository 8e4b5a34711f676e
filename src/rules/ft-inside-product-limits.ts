import type { Estate } from '../analysis/estate.ts';
import { ftCopiesOn, mayCarryFtCopy } from '../analysis/ft-copies.ts';
import { isOutsidePlatforms } from '../analysis/guest-cluster-nodes.ts';
import { platformsBelow } from '../analysis/platforms-below.ts';
import { releaseName } from '../analysis/releases.ts';
import { type FactRef, factRef, factRefs } from '../domain/fact-path.ts';
import type { Cluster, Instance, Platform, Server } from '../domain/inventory.ts';
import {
  fail,
  ifRecorded,
  notRecorded,
  type Outcome,
  pass,
  unknown,
  warn,
  worstOf,
} from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { FT_HOST_DEFAULTS, type FtLimit, ftLimits } from '../knowledge/ft-limits.ts';
import { doubtOf } from '../knowledge/provenance.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Give it fewer vCPU, license a larger edition, or use fault-tolerant hardware or an application cluster.';

export default defineRule({
  id: 'FTL-001',
  name: 'ft-inside-product-limits',
  category: 'clustering',
  subject: ['instance', 'host'],
  severity: 'blocker',
  effort: 'large',
  title: 'Planned fault tolerance is inside the limits of the product',
  source: [TEXTS.ftLimits, TEXTS.ftHostLimits],
  why: 'Fault tolerance that the product refuses leaves the machine with a restart, and nobody notices before the host fails.',
  condition: {
    fail: 'A fault-tolerant machine on ESXi has more vCPU than its edition and version allow; its cluster has HA off, one host only, or a logging network slower than leastLogging.',
    warn: 'The logging network is not dedicated; or a host carries copies of more than mostMachines fault-tolerant machines, or of more than mostVcpus vCPU of them, secondaries included.',
    unknown:
      'Whether a machine is fault tolerant is not recorded, or the product, version, edition, vCPU, cluster, its HA or its logging network; the product has no table of limits; or too many second copies may stand on a host whose place is not recorded.',
    notApplicable:
      'The machine is not fault tolerant, or by its own hardware; or none stands on this host.',
  },
  remedy: REMEDY,
  options: {
    leastLogging: numberOption({
      default: 10,
      minimum: 0,
      unit: 'Gbit/s',
      about: 'Least speed of the logging network.',
    }),
    mostMachines: countOption(
      FT_HOST_DEFAULTS.machines,
      'machines',
      'Fault-tolerant copies on a host, as das.maxftvmsperhost is set; 0 turns the limit off.',
    ),
    mostVcpus: countOption(
      FT_HOST_DEFAULTS.vcpus,
      'vCPU',
      'vCPU of fault-tolerant copies on a host, as das.maxftvcpusperhost is set; 0 turns the limit off.',
    ),
  },
  notApplicable({ subject, estate }) {
    if (subject.kind === 'host') {
      return mayCarryFtCopy(estate, subject.value)
        ? undefined
        : 'no fault-tolerant machine stands on it';
    }
    const { protection } = subject.value;
    if (protection === undefined) return undefined;
    if (protection !== 'ft') return 'not fault tolerant';
    return isOutsidePlatforms(subject.value) ? 'fault tolerant by its own hardware' : undefined;
  },
  check(_facts, options, { subject, estate }) {
    if (subject.kind === 'host') return judgeHost(estate, subject.value, options);
    const instance = subject.value;
    if (instance.protection === undefined) return notRecorded('protection');
    const { platforms, missing } = platformsBelow(estate, instance);
    const cluster = estate.clusterOfInstance(instance);
    return worstOf([
      ...platforms.map((platform) => judgeVcpus(platform, instance)),
      ...(missing.length > 0 ? [notRecorded(...missing)] : []),
      ...(cluster === undefined
        ? [notRecorded('target.cluster')]
        : judgeCluster(estate, cluster, options.leastLogging)),
    ]);
  },
});

function judgeVcpus(platform: Platform, { vcpu }: Instance): Outcome {
  const { id, product, version, edition } = platform;
  if (product !== undefined && product !== 'esxi') return noTable(product);
  if (product === undefined || version === undefined || vcpu === undefined) {
    const facts = { product, version, edition };
    const missing = Object.entries(facts).filter(([, value]) => value === undefined);
    return notRecorded(
      ...missing.map(([path]) => factRef('platform', id, path)),
      ...(vcpu === undefined ? ['vcpu'] : []),
    );
  }
  const limits = ftLimits(product, version, edition);
  if (limits === undefined) {
    const name = [releaseName(platform), edition].filter((part) => part !== undefined).join(' ');
    const text = `no limits of fault tolerance are known for ${name}`;
    return unknown(text, [], { at: factRef('platform', id, 'edition') });
  }
  const { least, most } = limits;
  const text = `${count(vcpu, 'vCPU', 'vCPU')}, ${releaseName(platform)}`;
  const at = { at: 'vcpu' };
  if (edition === undefined) {
    if (vcpu <= most.vcpus) return notRecorded(factRef('platform', id, 'edition'));
    return fail(`${text} allows ${told(most)} in any edition`, REMEDY, at);
  }
  const message = `${text} ${edition} allows ${told(least)}`;
  return vcpu > least.vcpus ? fail(message, REMEDY, at) : pass(message, at);
}

function noTable(product: string): Outcome {
  return unknown(`no limits of fault tolerance are known for ${product}`, [], {
    at: 'platform>product',
  });
}

/** How far the table can be trusted stands beside what it says. */
function told({ vcpus, source }: FtLimit): string {
  return `${vcpus}${doubtOf(source)}`;
}

function judgeCluster(estate: Estate, cluster: Cluster, leastLogging: number): Outcome[] {
  const { id, ha, ft } = cluster;
  const single =
    estate.hostsOf(cluster).length === 1
      ? [fail(`${id} has 1 host, the second copy needs another`, 'Add a host.', { at: 'target' })]
      : [];
  const isOn = ifRecorded(ha?.enabled, 'cluster>ha.enabled', (on) =>
    on
      ? pass('HA on')
      : fail(`HA is off on ${id}, fault tolerance needs it`, 'Switch HA on.', {
          at: 'cluster>ha.enabled',
        }),
  );
  const speed = ifRecorded(ft?.loggingGbps, 'cluster>ft.loggingGbps', (gbps) => {
    const text = `logging network ${formatNumber(gbps)} Gbit/s, at least ${formatNumber(leastLogging)} Gbit/s`;
    return gbps >= leastLogging
      ? pass(text)
      : fail(text, 'Give fault tolerance a faster logging network.', {
          at: 'cluster>ft.loggingGbps',
        });
  });
  const dedicated = ifRecorded(ft?.dedicatedNetwork, 'cluster>ft.dedicatedNetwork', (alone) =>
    alone
      ? pass('dedicated')
      : warn('logging network not dedicated', 'Give the logging traffic a network of its own.', {
          at: 'cluster>ft.dedicatedNetwork',
        }),
  );
  return [...single, isOn, speed, dedicated];
}

interface HostLimits {
  readonly mostMachines: number;
  readonly mostVcpus: number;
}

function judgeHost(estate: Estate, host: Server, limits: HostLimits): Outcome {
  const product = estate.platformOf(host)?.product;
  if (product === undefined) return notRecorded('platform>product');
  if (product !== 'esxi') return noTable(product);
  const { certain, possible } = ftCopiesOn(estate, host);
  const all = [...certain, ...possible.map(({ instance }) => instance)];
  const sizeless = all.filter(({ vcpu }) => vcpu === undefined);
  const hidden = possible.map(({ missing }) => missing);
  return worstOf([
    judgeTotal({
      noun: 'fault-tolerant copy',
      plural: 'fault-tolerant copies',
      sure: certain.length,
      most: all.length,
      limit: limits.mostMachines,
      missing: hidden,
    }),
    judgeTotal({
      noun: 'vCPU of them',
      plural: 'vCPU of them',
      sure: vcpusOf(certain),
      most: sizeless.length > 0 ? Number.POSITIVE_INFINITY : vcpusOf(all),
      limit: limits.mostVcpus,
      missing: [...hidden, ...factRefs('instance', sizeless, 'vcpu')],
    }),
  ]);
}

function vcpusOf(instances: readonly Instance[]): number {
  return instances.reduce((sum, { vcpu = 0 }) => sum + vcpu, 0);
}

interface Total {
  readonly noun: string;
  readonly plural: string;
  readonly sure: number;
  readonly most: number;
  readonly limit: number;
  readonly missing: readonly FactRef[];
}

/** The limits of a host are defaults that may be raised, so more than they allow only warns. */
function judgeTotal({ noun, plural, sure, most, limit, missing }: Total): Outcome {
  const range =
    sure === most || sure > limit ? count(sure, noun, plural) : `${sure} to ${most} ${plural}`;
  if (limit === 0) return pass(`${range}, no limit`);
  const text = `${range}, limit ${limit}`;
  if (sure > limit) {
    const remedy =
      'Spread the copies over more hosts; or raise the limit knowingly, here and in the product.';
    return warn(text, remedy, { at: '' });
  }
  return most > limit ? notRecorded(...missing) : pass(text);
}
