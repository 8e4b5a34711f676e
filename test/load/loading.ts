import type { Location } from '../../src/domain/location.ts';
import { UserError } from '../../src/domain/user-error.ts';
import { type LoadedInventory, loadInventory } from '../../src/load/load-inventory.ts';

/** The inventory of texts that stand in the files `0.yaml`, `1.yaml` and so on. */
export function load(...texts: readonly string[]): Promise<LoadedInventory> {
  const files = texts.map((text, i) => ({ file: `${i}.yaml`, bytes: Buffer.from(text) }));
  return loadInventory(files);
}

/** What is refused of the same, with its places in short; empty where all is taken. */
export async function problemsOf(...texts: readonly string[]) {
  const problems = await refusedOf(() => load(...texts));
  return problems.map(({ code, message, location, related, hint }) => ({
    code,
    message,
    at: placeOf(location),
    ...(related !== undefined && {
      related: related.map(({ note, location: other }) => `${note} ${placeOf(other)}`),
    }),
    ...(hint !== undefined && { hint }),
  }));
}

/** The problems for which a text is refused, in a line each: `line:column [code] message | hint`. */
export async function refusals(read: () => Promise<unknown>): Promise<string[]> {
  const problems = await refusedOf(read);
  return problems.map(({ code, message, location, hint }) => {
    const place = location === undefined ? '' : `${location.line}:${location.column} `;
    return [`${place}[${code}] ${message}`, hint].filter(Boolean).join(' | ');
  });
}

async function refusedOf(read: () => Promise<unknown>): Promise<UserError['problems']> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems;
  }
  return [];
}

/** `file:line:column`. */
export function placeOf(location: Location | undefined): string {
  return location === undefined ? '' : `${location.file}:${location.line}:${location.column}`;
}
