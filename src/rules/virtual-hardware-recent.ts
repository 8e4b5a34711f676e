import { withoutEsxiMachine } from '../analysis/virtual-machine.ts';
import { fail, pass, warn } from '../domain/outcome.ts';
import { numberOption } from '../domain/rule-option.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Back the machine up, bring its guest tools up to date, then raise its compatibility while it is switched off.';

export default defineRule({
  id: 'POR-004',
  name: 'virtual-hardware-recent',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Its virtual hardware is recent enough to be moved',
  source: [TEXTS.avsMachines, TEXTS.vCheckHardware],
  why: 'Old virtual hardware lacks devices that newer guests need, and tools that move machines refuse it.',
  condition: {
    fail: 'The version of its virtual hardware (vmx) is below failBelow.',
    warn: 'It is below warnBelow.',
    unknown: 'The version is not recorded.',
    notApplicable:
      'It still runs on hardware of its own, or on another product than ESXi and does not come from there (migration.method v2v).',
  },
  remedy: REMEDY,
  needs: { version: 'hardwareVersion' },
  options: {
    failBelow: numberOption({
      default: 7,
      minimum: 0,
      unit: 'vmx',
      about: 'Version below which no way of moving takes it.',
    }),
    warnBelow: numberOption({
      default: 9,
      minimum: 0,
      unit: 'vmx',
      about: 'Version below which it warns.',
    }),
  },
  notApplicable: ({ subject, estate }) => withoutEsxiMachine(estate, subject.value),
  check({ version }, { failBelow, warnBelow }) {
    const text = `virtual hardware version ${version}`;
    const at = { at: 'hardwareVersion' };
    if (version < failBelow) return fail(`${text}, at least ${failBelow}`, REMEDY, at);
    if (version < warnBelow) return warn(`${text}, warning below ${warnBelow}`, REMEDY, at);
    return pass(text, at);
  },
});
