import type { Estate } from '../analysis/estate.ts';
import { networkOf } from '../analysis/networks.ts';
import { withoutEsxiMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { notRecorded, type Outcome, pass, unknown, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'POR-011',
  name: 'networks-distributed',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'medium',
  title: 'Its networks are made once for all hosts, and are not those of the hypervisor',
  source: [TEXTS.avsNetworks],
  why: 'A network of one host has to be made again wherever the machine goes; one that the hypervisor talks on puts the machine among its management, storage or migration traffic.',
  condition: {
    warn: 'A network of it is a port group of a standard switch, or one that carries a port of the hypervisor.',
    unknown:
      'The cards are not recorded, the network of one, or the port groups and hypervisor ports of the hosts that it may run on.',
    notApplicable:
      'It still runs on hardware of its own, or on another product than ESXi and does not come from there (migration.method v2v).',
  },
  remedy:
    'Move it to a port group of a distributed switch, which no port of the hypervisor is connected to.',
  needs: { nics: 'nics' },
  notApplicable: ({ subject, estate }) => withoutEsxiMachine(estate, subject.value),
  check({ nics }, _options, { subject, estate }) {
    if (nics.length === 0) return pass('no network card');
    return worstOf(
      nics.map(({ network }, i) => judgeNetwork(estate, subject.value, network, `nics[${i}]`)),
    );
  },
});

function judgeNetwork(
  estate: Estate,
  instance: Instance,
  network: string | undefined,
  card: string,
): Outcome {
  const at = `${card}.network`;
  if (network === undefined) return notRecorded(at);
  const found = networkOf(estate, instance, network);
  if ('missing' in found) {
    return found.missing.length > 0
      ? notRecorded(...found.missing)
      : unknown(`${network} is none of the recorded port groups`, [at]);
  }
  switch (found.kind) {
    case 'distributed':
      return pass('on distributed switches');
    case 'standard':
      return warn(
        `${network} is a network of a standard switch`,
        'Move it to a port group of a distributed switch.',
        { at },
      );
    case 'hypervisor':
      return warn(
        `${network} is a network of the hypervisor`,
        'Give the machine a network of its own.',
        { at },
      );
  }
}
