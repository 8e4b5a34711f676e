import type { Config } from '../domain/config.ts';
import type { InputFile } from '../domain/input-file.ts';
import { count } from '../domain/wording.ts';

/** What an assessment was made from, a line each. */
export function readText(
  config: Config | undefined,
  baseline: InputFile | undefined,
  inventory: readonly InputFile[],
): string {
  return [
    ...(config?.files ?? []).map((file) => line('configuration', file)),
    ...(baseline === undefined ? [] : [line('baseline', baseline)]),
    ...inventory.map((file) => line('inventory', file)),
  ].join('');
}

function line(what: string, { file, bytes }: InputFile): string {
  return `${what.padEnd(13)} ${JSON.stringify(file).slice(1, -1)}, ${count(bytes.byteLength, 'byte')}\n`;
}
