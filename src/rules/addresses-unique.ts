import { SHOWN_MISSING } from '../analysis/carried-production.ts';
import { type Duplicate, knownAddresses } from '../analysis/known-addresses.ts';
import { fail, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-028',
  name: 'addresses-unique',
  category: 'hygiene',
  subject: 'estate',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'No two virtual machines have the same hardware address, address or host name',
  source: [
    projectDefault(
      'A hardware address that is there twice fails, for no network works with it; an address or a host name warns, for separate networks and clusters may share one. Link-local and loopback addresses do not count.',
    ),
  ],
  why: 'A copy that was started for a test with the address of its original takes both of them from their users, now and then.',
  condition: {
    fail: 'Two machines have a hardware address in common; shown as medium.',
    warn: 'Two machines have a network address or a host name in common.',
    unknown:
      'The cards of a virtual machine are not recorded, a hardware address or the addresses of one, or its host name.',
    notApplicable: 'There is one virtual machine, or none.',
  },
  remedy: 'Give the copy addresses and a name of its own, or retire it.',
  notApplicable: ({ estate }) =>
    knownAddresses(estate).machines < 2 ? 'fewer than two virtual machines' : undefined,
  check(_facts, _options, { estate }) {
    const { macs, addresses, hostNames, missing } = knownAddresses(estate);
    return worstOf([
      judgeMacs(macs),
      judgeShared(addresses, 'address'),
      judgeShared(hostNames, 'host name'),
      ...(missing.length > 0 ? [notRecorded(...missing.slice(0, SHOWN_MISSING))] : []),
    ]);
  },
});

function judgeMacs(duplicates: readonly Duplicate[]): Outcome {
  const [first] = duplicates;
  if (first === undefined) return pass('no hardware address is there twice');
  return fail(
    `the same hardware address: ${tell(duplicates)}`,
    'Let the platform give the copy a new hardware address, or retire it.',
    { at: first.at, severity: 'medium' },
  );
}

function judgeShared(duplicates: readonly Duplicate[], noun: string): Outcome {
  const [first] = duplicates;
  if (first === undefined) return pass(`no ${noun} either`);
  const remedy = `Give one of them another ${noun}, or retire it.`;
  return warn(`the same ${noun}: ${tell(duplicates)}`, remedy, { at: first.at });
}

function tell(duplicates: readonly Duplicate[]): string {
  return listNames(duplicates.map(({ value, owners }) => `${value} (${listNames(owners)})`));
}
