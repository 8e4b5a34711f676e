import { withoutEsxiStorage } from '../analysis/virtual-machine.ts';
import { pass, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { projectDefault } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const VMFS = /^vmfs[ -]?(\d+)/i;
const REMEDY =
  'Make a new datastore, move the machines to it while they run, and delete the old one.';

export default defineRule({
  id: 'HYG-025',
  name: 'file-system-current',
  category: 'hygiene',
  subject: 'storage',
  severity: 'info',
  effort: 'medium',
  title: 'The file system of the storage is a current one',
  source: [
    projectDefault(
      'VMFS 6 is current since vSphere 6.5; an older one cannot be raised, only left.',
    ),
  ],
  why: 'An old file system gives freed space back by hand only, and the next version of the platform may not write to it.',
  condition: {
    warn: 'It is a VMFS below leastVersion.',
    unknown: 'The file system is not recorded.',
    notApplicable:
      'It is reached over NFS or is hyper-converged, or only hosts of other products than ESXi reach it.',
  },
  remedy: REMEDY,
  needs: { fileSystem: 'fileSystem' },
  options: {
    leastVersion: numberOption({
      default: 6,
      minimum: 0,
      unit: 'version',
      about: 'Least version of VMFS.',
    }),
  },
  notApplicable: ({ subject, estate }) =>
    subject.value.kind === 'nfs' || subject.value.kind === 'hci'
      ? `${subject.value.kind} storage has a file system of its own`
      : withoutEsxiStorage(estate, subject.value),
  check({ fileSystem }, { leastVersion }) {
    const version = VMFS.exec(fileSystem)?.[1];
    return version !== undefined && Number(version) < leastVersion
      ? warn(`${fileSystem}, at least VMFS ${leastVersion}`, REMEDY)
      : pass(fileSystem);
  },
});
