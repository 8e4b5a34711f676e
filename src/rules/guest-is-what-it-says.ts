import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-007',
  name: 'guest-is-what-it-says',
  category: 'hygiene',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'The guest is the one that its machine is configured for and named by',
  source: [
    TEXTS.vCheckGuest,
    projectDefault(
      'The id in the inventory stands for the name of the machine; a name that the host name holds is enough.',
    ),
  ],
  why: 'A machine that is configured for another system gets the wrong devices and tools, and one with a foreign name is the wrong one to switch off.',
  condition: {
    warn: 'The guest that runs is not the configured one, or its host name does not hold the name of the machine.',
    unknown: 'Whether the guest is the configured one is not recorded, or its host name.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy:
    'Set the configured guest while the machine is switched off, and name machine and guest alike.',
  reads: { matches: 'configuredOsMatches', hostName: 'hostName' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ matches, hostName }, _options, { subject }) {
    return worstOf([
      ifRecorded(matches, 'configuredOsMatches', judgeSystem),
      ifRecorded(hostName, 'hostName', (name) => judgeName(subject.id, name)),
    ]);
  },
});

function judgeSystem(matches: boolean): Outcome {
  return matches
    ? pass('the configured guest runs')
    : warn(
        'another guest runs than the configured one',
        'Set the configured guest while the machine is switched off.',
        { at: 'configuredOsMatches', snippet: 'configuredOsMatches: true' },
      );
}

function judgeName(id: string, hostName: string): Outcome {
  return hostName.toLowerCase().includes(id.toLowerCase())
    ? pass(`under the name of its machine`)
    : warn(`its host name is ${hostName}`, 'Name machine and guest alike.', { at: 'hostName' });
}
