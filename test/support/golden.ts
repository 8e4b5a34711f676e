import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** UPDATE_GOLDEN=1 writes what is found; read every changed line of it before it is committed. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Compares a text, whole, with the file that holds what it must be. */
export function expectGolden(text: string, file: string): void {
  if (UPDATE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${file} is missing: UPDATE_GOLDEN=1 npx vitest run`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
