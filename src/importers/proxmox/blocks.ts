import type { ForeignFile } from '../importer.ts';
import { cleanName } from '../subject-ids.ts';
import { textOf } from '../text-file.ts';

/** A block of storage.cfg or resources.cfg: `nfs: backup`, then indented settings. */
export interface Block {
  readonly kind: string;
  readonly name: string;
  readonly settings: ReadonlyMap<string, string>;
}

const MAX_MIB = 8;
const HEADING = /^([a-z]+):\s*(\S+)\s*$/;
const SETTING = /^\s+(\S+)(?:\s+(.*\S))?\s*$/;

export function blocksOf(file: ForeignFile, onStray: (place: string) => void): Block[] {
  const blocks: { kind: string; name: string; settings: Map<string, string> }[] = [];
  for (const [i, line] of textOf(file, { maxMiB: MAX_MIB }).split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, kind, name] = HEADING.exec(line) ?? [];
    const [, key, value = ''] = SETTING.exec(line) ?? [];
    if (kind !== undefined && cleanName(name ?? '') !== '')
      blocks.push({ kind, name: cleanName(name ?? ''), settings: new Map() });
    else if (key === undefined || blocks.length === 0) onStray(`${file.file}:${i + 1}`);
    else blocks.at(-1)?.settings.set(key, value);
  }
  return blocks;
}
