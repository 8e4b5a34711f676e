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
  /** Files that are there but cannot be read, and the code of the system's error. */
  readonly unreadable?: Readonly<Record<string, string>>;
  /** The code of the error that every write ends with. */
  readonly unwritable?: string;
  /** Nothing that lies on disk is seen, as for made-up inputs that must not lead to it. */
  readonly sealed?: true;
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, string>>;
  /** What was added to files, by path. */
  readonly appended: Readonly<Record<string, string>>;
}

const DISK = { existsSync, readFileSync, readdirSync, statSync };

const EMPTY_DISK: typeof DISK = {
  ...DISK,
  existsSync: () => false,
  readFileSync: nothingThere,
  readdirSync: nothingThere,
};

function nothingThere(): never {
  throw systemError('ENOENT');
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Runs the command line in a world of its own; fixtures are read from disk. */
export async function run(args: readonly string[], world: FakeWorld = {}): Promise<Ran> {
  const { files = {}, stdin = '', env = {}, now = '2026-11-22T12:00:00Z', columns } = world;
  let ticks = 0;
  const { cwd = '/srv/estate', links = {} } = world;
  const disk = world.sealed === true ? EMPTY_DISK : DISK;
  const contentOf = (path: string) => bytesOf(own(files, path) ?? disk.readFileSync(path));
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
      if (Object.hasOwn(files, path)) return 'file';
      const isFolder = Object.keys(files).some((file) => file.startsWith(`${path}/`));
      if (path === '.' || isFolder) return 'folder';
      // The repository of this project is not of this world.
      if (path.endsWith('.git') || !disk.existsSync(path)) return 'missing';
      return disk.statSync(path).isDirectory() ? 'folder' : 'file';
    },
    realPath: async (path) => own(links, path) ?? posix.resolve(cwd, path),
    sizeOf: async (path) => contentOf(path).byteLength,
    readFile: async (path) => {
      const code = own(world.unreadable ?? {}, path);
      if (code !== undefined) throw systemError(code);
      return contentOf(path);
    },
    stampOf: async (path) => own(files, path)?.toString(),
    pause: async () => world.onPause?.(),
    readHead: async (path, bytes) => contentOf(path).subarray(0, bytes),
    readStdin: async () => Buffer.from(stdin),
    listFiles: async (folder) => {
      if (folder === '.') return Object.keys(files).sort();
      const inMemory = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
      if (inMemory.length > 0) return inMemory.map((file) => file.slice(folder.length + 1)).sort();
      return disk.readdirSync(folder).sort();
    },
    makeFolder: async () => {},
    writeFile: async (path, parts) => {
      if (world.unwritable !== undefined) throw systemError(world.unwritable);
      written[path] = [...parts].join('');
    },
    appendFile: async (path, text) => {
      appended[path] = (appended[path] ?? '') + text;
    },
  };
  const exitCode = await main(host, { name: 'virtready', version: world.version ?? VERSION }, args);
  return { exitCode, ...out, written, appended };
}

/** A file may be called as a method of objects is. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
