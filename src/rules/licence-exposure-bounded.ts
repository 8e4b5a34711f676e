import { countCores, hostsWithin } from '../analysis/licensed-cores.ts';
import { keptOnHardware, staysOnHardware } from '../analysis/migration.ts';
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
import { numberOption } from '../domain/rule-option.ts';
import { count, formatNumber } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Contain the database in a cluster or on hosts of its own, have the contract read by a lawyer, or partition in a way that its vendor accepts.';

export default defineRule({
  id: 'SUP-003',
  name: 'licence-exposure-bounded',
  category: 'support',
  subject: 'application',
  severity: 'high',
  effort: 'large',
  title: 'The licence exposure of a soft-partitioned database is bounded',
  source: [
    TEXTS.oraclePartitioning,
    TEXTS.oracleReach,
    projectDefault(
      'The cluster bounds the exposure that is reckoned here; for newer hypervisors a wider one is claimed. It is an exposure, not what the contract says.',
    ),
  ],
  why: 'The vendor’s policy, which is no part of the contract, counts every core that the database could be moved to: an audit starts from that number.',
  condition: {
    fail: 'Fewer cores are licensed than those of all hosts that an Oracle database may be started on, times licencesPerCore.',
    warn: 'All of them are licensed, but its cluster runs other machines as well, so the exposure grows with every host.',
    unknown:
      'The licensed product is not recorded, or the licensed cores, the cores of a host, where it runs, or whether its cluster is dedicated.',
    notApplicable: 'All of it stays on its hardware.',
  },
  remedy: REMEDY,
  needs: { product: 'licensing.product' },
  reads: {
    licensedCores: 'licensing.licensedCores',
    isDedicated: 'licensing.scopeClusterDedicated',
  },
  options: {
    licencesPerCore: numberOption({
      default: 1,
      minimum: 0,
      unit: 'licences',
      about:
        'What licensedCores must hold for each core: 0.5 where it counts Oracle processor licences for x86.',
    }),
  },
  // An application whose licence is not recorded may be an Oracle database.
  concerns: ({ subject }) => (subject.value.licensing?.product ?? 'oracle-db') === 'oracle-db',
  notApplicable: ({ subject, estate }) => keptOnHardware(estate, estate.instancesOf(subject.value)),
  check({ licensedCores, isDedicated }, { licencesPerCore }, { subject, estate }) {
    const instances = estate.instancesOf(subject.value);
    if (instances.length === 0) return unknown('no instance is recorded', ['instances']);
    const moving = instances.filter((instance) => !staysOnHardware(estate, instance));
    const { hosts, missing } = hostsWithin(estate, moving);
    const cores = countCores(hosts);
    const hidden = [...missing, ...cores.missing];
    const exposure = cores.known * licencesPerCore;
    const facts = { coresWithinReach: cores.known, hostsWithinReach: hosts.length };
    return worstOf([
      ifRecorded(licensedCores, 'licensing.licensedCores', (licensed) => {
        const least = hidden.length > 0 ? 'at least ' : '';
        const policy = `the vendor’s policy may count ${least}${formatNumber(exposure)}`;
        const text = `${count(licensed, 'core')} licensed, ${policy} on ${count(hosts.length, 'host')}`;
        if (licensed < exposure)
          return fail(text, REMEDY, { at: 'licensing.licensedCores', facts });
        return hidden.length > 0 ? notRecorded(...hidden) : pass(text, { facts });
      }),
      ifRecorded(isDedicated, 'licensing.scopeClusterDedicated', judgeScope),
    ]);
  },
});

function judgeScope(isDedicated: boolean): Outcome {
  if (isDedicated) return pass('its cluster is dedicated');
  return warn(
    'its cluster is shared, so the exposure grows with every host',
    'Give it a cluster or hosts of its own.',
    { at: 'licensing.scopeClusterDedicated' },
  );
}
