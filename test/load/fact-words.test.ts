import { describe, expect, it } from 'vitest';
import type { EntryKind } from '../../src/domain/subject.ts';
import { inventoryWords } from '../../src/load/fact-words.ts';

describe('what may stand at a fact, in words', () => {
  it.each<[EntryKind, string, string]>([
    ['server', 'role', 'host | standalone'],
    ['platform', 'support.hours', '24x7 | business'],
    ['platform', 'lastPatched', 'YYYY-MM-DD'],
    ['server', 'memoryGiB', 'GiB'],
    ['server', 'cpu.sockets', 'sockets'],
    ['server', 'ecc', 'true | false'],
    ['platform', 'management.breakGlass', 'true | false'],
    ['application', 'tags', 'a list'],
    ['instance', 'disks', 'a list'],
    [
      'instance',
      'passthrough',
      'a list of usb-dongle | usb-device | pci-card | fax-board | modem | serial | parallel | gpu | hsm | tape | san-hba | other',
    ],
    ['server', 'nics.roles', ''],
    ['instance', 'metrics.window.from', 'YYYY-MM-DD'],
    ['site', 'name', ''],
    ['site', 'power', ''],
    ['site', 'colour', ''],
    ['site', 'power.colour.shade', ''],
  ])('%s %s: %s', async (kind, path, words) => {
    expect((await inventoryWords())(kind, path)).toBe(words);
  });
});
