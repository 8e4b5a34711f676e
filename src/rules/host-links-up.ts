import type { Server } from '../domain/inventory.ts';
import { ifRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Look at the cable and the port of the switch, or take the port out of use.';

export default defineRule({
  id: 'HYG-014',
  name: 'host-links-up',
  category: 'hygiene',
  subject: 'host',
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'Every network port of the host has a link',
  source: [TEXTS.vCheckHosts],
  why: 'Redundancy that NET-001 counts is lost with a cable, and the second cable takes the host with it.',
  condition: {
    warn: 'The link of a port is down.',
    unknown: 'The ports are not recorded, or whether one has a link.',
  },
  remedy: REMEDY,
  needs: { nics: 'nics' },
  check({ nics }) {
    return nics.length === 0 ? pass('no ports') : worstOf(nics.map(judgePort));
  },
});

function judgePort(
  { linked, device }: NonNullable<Server['nics']>[number],
  index: number,
): Outcome {
  const at = `nics[${index}].linked`;
  return ifRecorded(linked, at, (isUp) =>
    isUp
      ? pass('every port has a link')
      : warn(`${device ?? `nics[${index}]`} has no link`, REMEDY, { at }),
  );
}
