import { rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import type { Host, OutputStream } from './host.ts';

/** The real world. Nothing else in the product touches files, streams, clock or environment. */
export function nodeHost(): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: new Date(),
    // `performance` would load all that measures with it.
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    runtime: process.versions.node,
    // Windows takes a name for that of a server in its network.
    machineName: () => (process.platform === 'win32' ? '' : hostname()),
    stdout: outputStream(process.stdout),
    stderr: errorStream(process.stderr),
    kindOf,
    realPath,
    sizeOf: async (path) => (await stat(path)).size,
    readFile: (path) => readFile(path),
    stampOf,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    readHead,
    readStdin,
    listFiles: (folder) => listFiles(folder, ''),
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true });
    },
    writeFile: writeWhole,
    appendFile: appendWhole,
  };
}

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  // The write that fails tells of it; without a listener, the process would crash as well.
  stream.on('error', () => {});
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
          if (error === null || error === undefined) resolve();
          else reject(error);
        });
      }),
  };
}

/** Where even standard error takes nothing, there is nobody left to tell. */
function errorStream(stream: NodeJS.WriteStream): OutputStream {
  const { write, ...rest } = outputStream(stream);
  return { ...rest, write: (text) => write(text).catch(() => {}) };
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'missing'> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    // A pipe such as /dev/fd/63 from a shell's <(…) can be read like a file.
    return found.isFile() || found.isFIFO() || found.isCharacterDevice() ? 'file' : 'other';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    // A link to itself, or what stands in a folder that nobody may enter: reading it tells why.
    return 'other';
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return undefined;
  }
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const above = dirname(resolve(path));
    const { code } = error as NodeJS.ErrnoException;
    // What cannot be followed cannot be read either.
    if (code !== 'ENOENT' || above === resolve(path)) return resolve(path);
    return join(await realPath(above), basename(path));
  }
}

async function readHead(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(Math.min(bytes, (await file.stat()).size));
    let length = 0;
    for (let read = -1; read !== 0 && length < head.byteLength; length += read) {
      ({ bytesRead: read } = await file.read(head, length, head.byteLength - length, length));
    }
    return head.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Hidden entries, `node_modules` and linked folders (they may form a loop) are left out. */
async function listFiles(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listFiles(root, path)));
    else files.push(path);
  }
  return files;
}

/** A name that nobody else takes. The module is not loaded by a start that writes no file. */
async function besides(path: string): Promise<string> {
  const { randomBytes } = await import('node:crypto');
  return `${path}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Written beside its place and renamed, so that a full disk or an interrupt leaves the old file. */
async function writeWhole(path: string, parts: Iterable<string>): Promise<void> {
  const kind = await kindOf(path);
  // A device such as /dev/null or a pipe cannot be replaced; it is written to.
  const isDevice = kind === 'file' && !(await stat(path)).isFile();
  const place = isDevice ? path : await besides(path);
  const forget = isDevice ? () => {} : removeOnInterrupt(place);
  try {
    const file = await open(place, isDevice ? 'w' : 'wx');
    try {
      for (const part of parts) await file.writeFile(part);
      if (!isDevice) await file.sync();
    } finally {
      await file.close();
    }
    if (!isDevice) await rename(place, path);
  } catch (error) {
    if (!isDevice) await rm(place, { force: true });
    throw error;
  } finally {
    forget();
  }
}

/** Takes a half-written file away where the process is interrupted, until the answer is called. */
function removeOnInterrupt(place: string): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    rmSync(place, { force: true });
    forget();
    // Again, and without a listener: the process ends as if nobody had listened.
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of INTERRUPTS) process.off(signal, onSignal);
  };
  for (const signal of INTERRUPTS) process.on(signal, onSignal);
  return forget;
}

const INTERRUPTS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What was there before is all that is left where the text could not be added whole. */
async function appendWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    const { size } = await file.stat();
    try {
      await file.writeFile(text);
    } catch (error) {
      // A device cannot be cut, and keeps nothing either; what is told is why the text was not taken.
      await file.truncate(size).catch(() => {});
      throw error;
    }
  } finally {
    await file.close();
  }
}
