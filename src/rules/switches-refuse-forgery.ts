import { withoutEsxiCluster, withoutEsxiHost } from '../analysis/virtual-machine.ts';
import type { Server } from '../domain/inventory.ts';
import { notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { listNames } from '../domain/wording.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY =
  'Set all three to reject, and allow them on a port group of its own where a product needs them.';

const SETTINGS = {
  promiscuous: 'promiscuous mode',
  macChanges: 'changed addresses',
  forgedTransmits: 'forged transmits',
} as const;

export default defineRule({
  id: 'HYG-017',
  name: 'switches-refuse-forgery',
  category: 'hygiene',
  subject: ['host', 'cluster'],
  severity: 'low',
  severityBelow: 'info',
  effort: 'small',
  title: 'Virtual switches let no machine read or send under a foreign address',
  source: [TEXTS.hardeningSwitches, TEXTS.avsNetworks, TEXTS.vCheckNetworks],
  why: 'A machine that has been taken over reads the traffic of its neighbours, or speaks in their name, unless the switch refuses it.',
  condition: {
    warn: 'A virtual switch or port group allows promiscuous mode, changed hardware addresses or forged transmits.',
    unknown: 'The switches or port groups are not recorded, or one of these settings.',
    notApplicable: 'It runs another product than ESXi.',
  },
  remedy: REMEDY,
  needs: { switches: 'virtualSwitches', portGroups: 'portGroups' },
  notApplicable: ({ subject, estate }) =>
    subject.kind === 'host'
      ? withoutEsxiHost(estate, subject.value)
      : withoutEsxiCluster(estate, subject.value),
  check({ switches, portGroups }) {
    const all = [
      ...switches.map((one, i) => judgeSettings(one, `virtualSwitches[${i}]`)),
      ...portGroups.map((one, i) => judgeSettings(one, `portGroups[${i}]`)),
    ];
    return all.length === 0 ? pass('no virtual switches') : worstOf(all);
  },
});

type Settings = Pick<
  NonNullable<Server['portGroups']>[number],
  'name' | 'promiscuous' | 'macChanges' | 'forgedTransmits'
>;

/** What a port group does not say it has from its switch; nobody knows unless it is recorded. */
function judgeSettings(one: Settings, path: string): Outcome {
  const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  const allowed = names.filter((name) => one[name] === true);
  const open = names.filter((name) => one[name] === undefined);
  const parts: Outcome[] = [];
  if (open.length > 0) parts.push(notRecorded(...open.map((name) => `${path}.${name}`)));
  if (allowed.length > 0) {
    const text = `${one.name} allows ${listNames(allowed.map((name) => SETTINGS[name]))}`;
    parts.push(warn(text, REMEDY, { at: `${path}.${allowed[0]}` }));
  }
  return parts.length > 0 ? worstOf(parts) : pass('every switch refuses them');
}
