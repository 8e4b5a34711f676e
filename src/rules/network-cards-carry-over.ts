import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import type { Instance } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { standsStill } from '../domain/power.ts';
import { countOption, listOption } from '../domain/rule-option.ts';
import { count, listNames } from '../domain/wording.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

type Card = NonNullable<Instance['nics']>[number];

const ADAPTERS = ['e1000', 'e1000e', 'flexible', 'pcnet32', 'vlance', 'vmxnet', 'vmxnet2'] as const;

export default defineRule({
  id: 'POR-010',
  name: 'network-cards-carry-over',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Its network cards are few, connected and current, and their addresses known',
  source: [
    TEXTS.forkliftGuest,
    TEXTS.azureAgentless,
    TEXTS.vCheckState,
    projectDefault(
      'Which cards are old: those that imitate a piece of hardware, and the forerunners of vmxnet3. Azure takes 32 cards.',
    ),
  ],
  why: 'A target gives the machine new cards: whoever does not know which address belongs where finds out when nobody can reach it.',
  condition: {
    warn: 'There are more than mostCards cards; one is of oldAdapters, is not connected or knows no address while the machine may run, or has an IPv6 address.',
    unknown: 'The cards are not recorded, or of one its kind, its connection or its addresses.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy:
    'Take away what is not used, exchange old cards, and write the addresses down before the move.',
  needs: { nics: 'nics' },
  options: {
    mostCards: countOption(32, 'cards', 'Number of network cards above which it warns.'),
    oldAdapters: listOption({
      default: [...ADAPTERS],
      choices: ADAPTERS,
      about: 'Kinds of cards that warn.',
    }),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ nics }, { mostCards, oldAdapters }, { subject }) {
    const mayRun = !standsStill(subject.value);
    return worstOf([
      judgeNumber(nics.length, mostCards),
      ...nics.map((card, i) => judgeCard(card, `nics[${i}]`, oldAdapters, mayRun)),
    ]);
  },
});

function judgeNumber(number: number, most: number): Outcome {
  const text = count(number, 'network card');
  return number > most
    ? warn(`${text}, warning above ${most}`, 'Take away cards.', { at: 'nics' })
    : pass(text);
}

function judgeCard(
  { adapter, connected, addresses }: Card,
  card: string,
  oldAdapters: readonly string[],
  mayRun: boolean,
): Outcome {
  return worstOf([
    ifRecorded(adapter, `${card}.adapter`, (kind) =>
      judgeAdapter(kind, `${card}.adapter`, oldAdapters),
    ),
    ...(mayRun
      ? [
          ifRecorded(connected, `${card}.connected`, (is) => judgeLink(is, `${card}.connected`)),
          ifRecorded(addresses, `${card}.addresses`, (list) =>
            judgeAddresses(list, `${card}.addresses`),
          ),
        ]
      : []),
  ]);
}

function judgeAdapter(kind: string, at: string, old: readonly string[]): Outcome {
  return old.includes(kind.toLowerCase())
    ? warn(`an old kind of card (${kind})`, 'Exchange it for vmxnet3.', { at })
    : pass(kind);
}

function judgeLink(isConnected: boolean, at: string): Outcome {
  return isConnected
    ? pass('connected')
    : warn('a card is not connected', 'Connect it, or take it away.', { at });
}

function judgeAddresses(addresses: readonly string[], at: string): Outcome {
  if (addresses.length === 0) {
    const remedy = 'Look whether the guest tools run, and write the address down.';
    return warn('a card without a known address', remedy, { at });
  }
  // Every interface gives itself a link-local address; it says nothing about what is in use.
  const six = addresses.filter((one) => one.includes(':') && !one.toLowerCase().startsWith('fe80'));
  return six.length === 0
    ? pass('addresses known')
    : warn(`IPv6 (${listNames(six)})`, 'Ask whether the target carries IPv6.', { at });
}
