import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';

it('the bundle names no folder of the machine that built it', () => {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  expect(files).toContain('run.js');
  const telling = files.filter((file) =>
    readFileSync(join('dist', file), 'utf8').includes(process.cwd()),
  );
  expect(telling).toEqual([]);
});
