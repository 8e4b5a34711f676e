import { fail, ifRecorded, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption } from '../domain/rule-option.ts';
import { count } from '../domain/wording.ts';
import { paper, projectDefault, TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

export default defineRule({
  id: 'PLT-001',
  name: 'host-hardware-redundant',
  category: 'platform',
  subject: 'host',
  severity: 'high',
  effort: 'medium',
  title: 'The hardware of a host is redundant where it can be',
  source: [
    paper('P5'),
    TEXTS.haManager,
    projectDefault(
      'Two feeds, redundant boot media and a management controller are asked for as a warning.',
    ),
  ],
  why: 'A part that is there once takes down everything on the host when it fails.',
  condition: {
    fail: 'Fewer than leastSupplies power supplies, or memory without error correction.',
    warn: 'Fewer than leastFeeds power feeds, boot media that are not redundant, or no out-of-band management.',
    unknown: 'One of these facts is not recorded, and none of the others fails.',
  },
  remedy: 'Add the power supply, feed, mirror or controller, or replace the host.',
  reads: {
    supplies: 'powerSupplies',
    ecc: 'ecc',
    feeds: 'powerFeeds',
    bootRedundant: 'bootMediaRedundant',
    outOfBand: 'outOfBand',
  },
  options: {
    leastSupplies: countOption(2, 'supplies', 'Least number of power supplies.'),
    leastFeeds: countOption(2, 'feeds', 'Least number of independent power feeds.'),
  },
  check({ supplies, ecc, feeds, bootRedundant, outOfBand }, { leastSupplies, leastFeeds }) {
    return worstOf([
      ifRecorded(supplies, 'powerSupplies', (number) => {
        const text = `${count(number, 'power supply', 'power supplies')}, at least ${leastSupplies}`;
        return number >= leastSupplies
          ? pass(text)
          : fail(text, 'Add a power supply.', { at: 'powerSupplies' });
      }),
      ifRecorded(ecc, 'ecc', (present) =>
        present
          ? pass('memory with error correction')
          : fail('memory without error correction', 'Replace the host or its memory.', {
              at: 'ecc',
            }),
      ),
      ifRecorded(feeds, 'powerFeeds', (number) => {
        const text = `${count(number, 'power feed')}, at least ${leastFeeds}`;
        return number >= leastFeeds
          ? pass(text)
          : warn(text, 'Connect it to a second feed.', { at: 'powerFeeds' });
      }),
      ifRecorded(bootRedundant, 'bootMediaRedundant', (redundant) =>
        redundant
          ? pass('redundant boot media')
          : warn('boot media not redundant', 'Mirror the boot media.', {
              at: 'bootMediaRedundant',
            }),
      ),
      ifRecorded(outOfBand, 'outOfBand', (present) =>
        present
          ? pass('out-of-band management')
          : warn('no out-of-band management', 'Add a management controller.', { at: 'outOfBand' }),
      ),
    ]);
  },
});
