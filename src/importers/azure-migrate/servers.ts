import type { Instance } from '../../domain/inventory.ts';
import type { Machine } from '../cloud/machines.ts';
import { systemOf } from '../cloud/system.ts';
import { nameIn, numberIn, readTable } from '../cloud/tables.ts';
import { csvHeadings } from '../csv-sheet.ts';
import type { ForeignFile } from '../importer.ts';
import { gibibytes, recorded } from '../recorded.ts';
import type { Headings, TableRow } from '../table.ts';
import type { Notes } from './notes.ts';

/** An asterisk marks what Azure asks for. */
const HEADINGS: Headings<string> = {
  name: ['*Server name', 'Server name'],
  addresses: ['IP addresses', 'IP address'],
  cores: ['*Cores', 'Cores'],
  memoryMB: ['*Memory (In MB)', 'Memory (In MB)'],
  osName: ['*OS name', 'OS name'],
  osVersion: ['OS version'],
  osArchitecture: ['OS architecture'],
  type: ['Server type'],
  hypervisor: ['Hypervisor'],
  boot: ['Boot type'],
  disks: ['Number of disks'],
};

const TYPES = { physical: 'physical', virtual: 'virtual' } as const;
const BOOTS = { bios: 'bios', uefi: 'uefi', efi: 'uefi' } as const;
const BITS = { x64: 64, x86_64: 64, amd64: 64, '64-bit': 64, x86: 32, '32-bit': 32 } as const;
const DISK_SIZE = /^Disk (\d+) size \(In GB\)$/i;

/** The machines of the CSV file that servers are imported to Azure Migrate with. */
export function readServers(file: ForeignFile, notes: Notes): Machine[] {
  const sizes = csvHeadings(file.bytes).filter((heading) => DISK_SIZE.test(heading));
  const diskHeadings = Object.fromEntries(sizes.map((heading) => [heading, [heading]]));
  const table = readTable<string>(
    file,
    {
      headings: { ...HEADINGS, ...diskHeadings },
      required: 'name',
      helpers: [],
      hint: 'The first row must hold the headings of the template for servers.',
    },
    notes,
  );
  if (table.found.has('memoryMB')) notes.add('size-heading-mb', table.found.get('memoryMB'));
  for (const heading of sizes) notes.add('size-heading-mb', heading);
  return table.rows.flatMap((row) => {
    const name = nameIn(row, 'name', notes);
    return name === undefined ? [] : [machineOf(name, row, sizes, notes)];
  });
}

function machineOf(
  name: string,
  row: TableRow<string>,
  sizes: readonly string[],
  notes: Notes,
): Machine {
  const system = systemOf(row.text('osName'), row.text('osVersion'), notes);
  const bits = row.choice<32 | 64>('osArchitecture', BITS);
  return {
    name,
    marks: [row.text('addresses')],
    form: formOf(name, row, notes),
    cores: row.whole('cores', 1),
    memoryGiB: gibibytes(numberIn(row, 'memoryMB', notes, { above: 0 })),
    os: system === undefined ? undefined : recorded({ ...system, bits: system.bits ?? bits }),
    firmware: row.choice<'bios' | 'uefi'>('boot', BOOTS),
    disks: disksOf(name, row, sizes, notes),
  };
}

function formOf(name: string, row: TableRow<string>, notes: Notes): Machine['form'] {
  const type = row.choice<'physical' | 'virtual'>('type', TYPES);
  if (type !== undefined || (row.text('hypervisor') ?? '') === '') return type;
  if ((row.text('type') ?? '') !== '') return undefined;
  notes.add('form-derived', name);
  return 'virtual';
}

function disksOf(
  name: string,
  row: TableRow<string>,
  sizes: readonly string[],
  notes: Notes,
): Instance['disks'] | undefined {
  const known = sizes.flatMap((heading) => numberIn(row, heading, notes) ?? []);
  const number = row.whole('disks');
  if (known.length === 0 && (number === undefined || number > 0)) return undefined;
  if (number !== known.length) {
    notes.add('disks-incomplete', `${name}: ${known.length} of ${number ?? 'an unknown number'}`);
    return undefined;
  }
  return known.map((GiB) => ({ GiB }));
}
