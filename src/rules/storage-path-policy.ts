import { withoutEsxiStorage } from '../analysis/virtual-machine.ts';
import { pass, warn } from '../domain/outcome.ts';
import { listOption } from '../domain/rule-option.ts';
import { listWords } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const WITHOUT_POLICY: readonly unknown[] = ['local', 'nfs', 'hci', 'nvme'];

export default defineRule({
  id: 'HYG-023',
  name: 'storage-path-policy',
  category: 'hygiene',
  subject: 'storage',
  severity: 'info',
  effort: 'small',
  title: 'Hosts spread their load over the paths to the storage',
  source: [TEXTS.vCheckStorage],
  why: 'With one path in use its adapter is full while the others wait, and nobody notices that they are dead.',
  condition: {
    warn: 'The path policy is none of wanted.',
    unknown: 'The policy is not recorded.',
    notApplicable:
      'Its kind has no such policy (local, nfs, hci, nvme), or only hosts of other products than ESXi reach it.',
  },
  remedy: 'Set the policy that the maker of the array names, by a claim rule on every host.',
  needs: { policy: 'pathPolicy' },
  options: {
    wanted: listOption({
      default: ['round-robin'],
      choices: ['fixed', 'most-recently-used', 'round-robin', 'other'],
      about: 'Path policies that are good.',
    }),
  },
  notApplicable: ({ subject, estate }) =>
    WITHOUT_POLICY.includes(subject.value.kind)
      ? `${subject.value.kind} storage has no path policy`
      : withoutEsxiStorage(estate, subject.value),
  check({ policy }, { wanted }) {
    const at = { at: 'pathPolicy' };
    const text = `path policy ${policy}`;
    if (wanted.includes(policy)) return pass(text, at);
    const remedy =
      'Set the policy that the maker of the array names, by a claim rule on every host.';
    return warn(`${text}, allowed ${listWords(wanted)}`, remedy, at);
  },
});
