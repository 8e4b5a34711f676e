import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

/** Letters, digits, hyphens and dots, the first and the last a letter or digit. */
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

/** What a guest is called that nobody has named. */
const DEFAULT_NAMES: readonly string[] = ['localhost', 'localhost.localdomain'];

export default defineRule({
  id: 'POR-009',
  name: 'names-carry-over',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Its name and host name are good on any platform',
  source: [
    TEXTS.forkliftGuest,
    TEXTS.azureNames,
    projectDefault('The id in the inventory stands for the name of the machine.'),
  ],
  why: 'A name that a target refuses is changed on the way, and scripts, backups and people look for the old one.',
  condition: {
    warn: 'Its id is no host name (letters, digits, hyphens, dots) or longer than longest, or its guest is called localhost.',
    unknown: 'The host name is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Rename it before it moves, with its backups and monitoring.',
  reads: { hostName: 'hostName' },
  options: {
    longest: numberOption({
      default: 63,
      minimum: 1,
      unit: 'characters',
      about: 'Longest name that every platform takes.',
    }),
  },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ hostName }, { longest }, { subject }) {
    return worstOf([
      judgeName(subject.id, longest),
      ifRecorded(hostName, 'hostName', judgeHostName),
    ]);
  },
});

function judgeName(name: string, longest: number): Outcome {
  const remedy = 'Rename the machine.';
  if (name.length > longest) {
    const text = `its name has ${name.length} characters, allowed ${longest}`;
    return warn(text, remedy, { at: 'id' });
  }
  return HOST_NAME.test(name)
    ? pass('its name is a host name')
    : warn('its name is no host name, allowed are letters, digits, hyphens and dots', remedy, {
        at: 'id',
      });
}

function judgeHostName(hostName: string): Outcome {
  return DEFAULT_NAMES.includes(hostName.toLowerCase())
    ? warn(`its guest is called ${hostName}`, 'Give the guest a name of its own.', {
        at: 'hostName',
      })
    : pass(`its guest is called ${hostName}`);
}
