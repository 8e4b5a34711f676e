import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import { SHEET_NAMES, SHEETS } from '../../src/importers/rvtools/headings.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import { expectSound } from './imported.ts';
import { type SheetRows, type Value, workbookFile } from './workbook-file.ts';

const SECRET = 'password: 4711-secret';

/** What cells of an export, of a damaged one and of a hostile one hold. */
const cell: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Value>(null, '', ' ', 0, 1, -1, 2, 4096, true, false) },
  { weight: 3, arbitrary: fc.constantFrom<Value>('a', 'b', 'h', 'c', 'ds', 'vm-1', 'vm-2', 'dvs') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Value>(
      'poweredOn',
      'Suspended',
      'True',
      'False',
      'WAHR',
      'persistent',
      'physicalMode',
      'sharingMultiWriter',
      'toolsOk',
      'efi',
      'vmx-19',
      'VMW_PSP_RR',
      'active',
      'dead',
      'ephemeral',
      'cpuPackage',
      'Never',
      'zombie',
      '[ds] a/a-000001.vmdk',
      '[ds] a/a.vmx',
      'fullyAutomated',
      'VMware ESXi 8.0.2 build-1',
      'VMware vSphere 8',
      '2026-03-29 08:15:00',
      '31.12.2025',
      '1.024,5',
      '10.0.0.1',
      '0-4094',

      '#N/A',
      '__proto__',
      'constructor',
      '99999999999999999999',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-12-31') }),
  },
);

/** A sheet with some of its headings, in any order, and any cells. */
function sheetOf(name: keyof typeof SHEETS): fc.Arbitrary<SheetRows> {
  const { headings, required } = SHEETS[name];
  const spellings = Object.entries(headings as Readonly<Record<string, readonly string[]>>);
  const needed = spellings.find(([fact]) => fact === required)?.[1][0] ?? '';
  return fc.subarray(spellings.flatMap(([, accepted]) => [...accepted])).chain((some) => {
    const titles = [needed, ...some.filter((title) => title !== needed), 'Custom'];
    const row = fc.array(cell, { minLength: titles.length, maxLength: titles.length });
    return fc.array(row, { maxLength: 4 }).map((rows): SheetRows => [titles, ...rows]);
  });
}

const workbook = fc
  .record(Object.fromEntries(SHEET_NAMES.map((name) => [name, sheetOf(name)])), {
    requiredKeys: ['vInfo'],
  })
  .map((sheets) => sheets as Readonly<Record<string, SheetRows>>);

const RUNS = Number(process.env['VIRTREADY_RUNS'] ?? 60);

it('gives a sound document, or a refusal in words, whatever the sheets hold', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(workbook, fc.option(workbook), async (first, second) => {
      const files = [await workbookFile(first)];
      if (second !== null) files.push({ ...(await workbookFile(second)), file: 'second.xlsx' });
      try {
        const result = await rvtools.read(files);
        expectSound(result);
        expect(JSON.stringify(result)).not.toContain(SECRET);
        expect(result.notes.every(({ count }) => count === undefined || count > 0)).toBe(true);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: RUNS },
  );
});
