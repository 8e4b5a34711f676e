import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';
import type { Report, ReportFinding } from '../../src/domain/report.ts';

const VERSION = '0.0.0-test';

/** A report as JSON has it. */
export type JsonReport = Omit<Report, 'findings'> & { readonly findings: readonly ReportFinding[] };

export interface FakeWorld {
  /** Files beside those on disk, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly cwd?: string;
  /** Milliseconds that pass between two looks at the clock. */
  readonly tick?: number;
  /** Links, and the absolute places that they lead to. */
  readonly links?: Readonly<Record<string, string>>;
  /** What happens whenever the program waits; it may change the files, and ends it by throwing. */
  readonly onPause?: () => void;
  /** Version of the program. */
  readonly version?: string;
  /** Columns of the terminal; without them the streams are pipes. */
  readonly columns?: number;
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, string>>;
  /** What was added to files, by path. */
  readonly appended: Readonly<Record<string, string>>;
}

/** Runs the command line in a world of its own; fixtures are read from disk. */
export async function run(args: readonly string[], world: FakeWorld = {}): Promise<Ran> {
  const { files = {}, stdin = '', env = {}, now = '2026-11-22T12:00:00Z', columns } = world;
  let ticks = 0;
  const { cwd = '/srv/estate', links = {} } = world;
  const out = { stdout: '', stderr: '' };
  const written: Record<string, string> = {};
  const appended: Record<string, string> = {};
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: columns !== undefined,
    columns,
    write: async (text: string) => {
      out[name] += text;
    },
  });
  const host: Host = {
    cwd,
    env: { LANG: 'C.UTF-8', ...env },
    now: new Date(now),
    clock: () => (ticks += world.tick ?? 0),
    runtime: '20.0.0-test',
    machineName: () => 'ward-7',
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    kindOf: async (path) => {
      if (path in files) return 'file';
      if (Object.keys(files).some((file) => file.startsWith(`${path}/`))) return 'folder';
      // The repository of this project is not of this world.
      if (path.endsWith('.git') || !existsSync(path)) return 'missing';
      return statSync(path).isDirectory() ? 'folder' : 'file';
    },
    realPath: async (path) => links[path] ?? posix.resolve(cwd, path),
    sizeOf: async (path) => bytesOf(files[path] ?? readFileSync(path)).byteLength,
    readFile: async (path) => bytesOf(files[path] ?? readFileSync(path)),
    stampOf: async (path) => (path in files ? String(files[path]) : undefined),
    pause: async () => world.onPause?.(),
    readHead: async (path, bytes) => bytesOf(files[path] ?? readFileSync(path)).subarray(0, bytes),
    readStdin: async () => Buffer.from(stdin),
    listFiles: async (folder) => {
      if (folder === '.') return Object.keys(files).sort();
      const inMemory = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
      if (inMemory.length > 0) return inMemory.map((file) => file.slice(folder.length + 1)).sort();
      return readdirSync(folder).sort();
    },
    makeFolder: async () => {},
    writeFile: async (path, parts) => {
      written[path] = [...parts].join('');
    },
    appendFile: async (path, text) => {
      appended[path] = (appended[path] ?? '') + text;
    },
  };
  const exitCode = await main(host, { name: 'virtready', version: world.version ?? VERSION }, args);
  return { exitCode, ...out, written, appended };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
