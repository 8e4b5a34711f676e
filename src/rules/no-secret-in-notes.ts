import { withoutVirtualMachine } from '../analysis/virtual-machine.ts';
import { fail, pass } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'HYG-008',
  name: 'no-secret-in-notes',
  category: 'hygiene',
  subject: 'instance',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'No password stands in the notes of the machine',
  source: [TEXTS.avsHygiene],
  why: 'Everybody who may look at the platform reads its notes, and so does everybody who gets an export of it.',
  condition: {
    fail: 'The notes hold what looks like a password; shown as medium.',
    unknown: 'Whether they do is not recorded.',
    notApplicable: 'It still runs on hardware of its own.',
  },
  remedy: 'Take it out of the notes, keep it in a password safe, and change it.',
  needs: { found: 'secretInNotes' },
  notApplicable: ({ subject }) => withoutVirtualMachine(subject.value),
  check({ found }) {
    const at = 'secretInNotes';
    if (!found) return pass('no password in its notes', { at });
    return fail(
      'its notes hold what looks like a password',
      'Take it out of the notes, keep it in a password safe, and change it.',
      { at, severity: 'medium' },
    );
  },
});
