import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The bytes of JavaScript that a run of an installed package loads, as V8 tells by its coverage. */
export function loadedBytes(installed: string, args: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'virtready-loaded-'));
  try {
    execFileSync(process.execPath, [join(installed, 'bin/virtready.js'), ...args], {
      env: { ...process.env, NODE_V8_COVERAGE: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const urls = readdirSync(folder)
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
      .flatMap(({ result }: { result: readonly { readonly url: string }[] }) => result)
      .map(({ url }) => url)
      .filter((url) => url.startsWith('file:'));
    return urls.reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
