import type { Platform } from '../../domain/inventory.ts';
import type { TableRow } from '../table.ts';
import type { FactOf } from './headings.ts';
import type { Notes } from './notes.ts';

export type HostFact = FactOf<'vHost'>;

/** "VMware ESXi 7.0.3 build-20328353", taken apart. */
export interface EsxVersion {
  /** ESX with its service console ended with 4.1; it is not ESXi. */
  readonly product: NonNullable<Platform['product']>;
  /** `7.0.3`, or `7.0` where the text says no more. */
  readonly version: string;
  readonly build: string | undefined;
  /** `esxi-7.0.3`; an update of 0 is left out: `esxi-6.0`. */
  readonly platformName: string;
}

const ESX = /\bESX(i)?\b\D*?(\d+\.\d+)(?:\.(\d+))?/i;
const BUILD = /\bbuild[-\s]?(\d+)/i;

function parseEsxVersion(text: string): EsxVersion | undefined {
  const [found, i, release, update] = ESX.exec(text) ?? [];
  if (found === undefined || release === undefined) return undefined;
  return {
    product: i === undefined ? 'other' : 'esxi',
    version: update === undefined ? release : `${release}.${update}`,
    build: BUILD.exec(text)?.[1],
    platformName: [
      i === undefined ? 'esx-' : 'esxi-',
      release,
      update === undefined || Number(update) === 0 ? '' : `.${update}`,
    ].join(''),
  };
}

export function esxVersionIn(row: TableRow<HostFact>, notes: Notes): EsxVersion | undefined {
  const text = row.text('esxVersion');
  const version = text === undefined ? undefined : parseEsxVersion(text);
  if (text !== undefined && version === undefined) {
    notes.add('value-not-read', `${row.place('esxVersion')}: "${text}"`);
  }
  return version;
}
