import { fail, pass, unknown } from '../domain/outcome.ts';
import { paper, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'PLT-003',
  name: 'host-on-compatibility-list',
  category: 'platform',
  subject: 'host',
  severity: 'high',
  effort: 'large',
  title: "Each host is on the hypervisor vendor's compatibility list",
  source: [paper('P5'), TEXTS.compatibilityGuide],
  why: 'A machine that is not on the list runs, until a fault shows that nobody has tested it.',
  condition: {
    fail: 'hclStatus is incompatible.',
    unknown: 'hclStatus is not recorded, or is itself unknown.',
  },
  remedy: 'Replace the device or the host, or choose a release that supports it.',
  needs: { status: 'hclStatus' },
  check({ status }) {
    if (status === 'unknown') {
      return unknown('hclStatus is recorded as unknown, allowed compatible', ['hclStatus']);
    }
    return status === 'compatible'
      ? pass('compatible by the vendor’s list')
      : fail(
          'incompatible by the vendor’s list, allowed compatible',
          'Replace the device or the host, or choose a release that supports it.',
        );
  },
});
