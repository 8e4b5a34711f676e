/** The world, as commands see it. The real one stands in `node-host.ts`, tests bring their own. */
export interface Host {
  /** The working folder, as the system writes it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** Milliseconds that only ever grow, from an unknown begin. */
  clock(): number;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Version of Node. */
  readonly runtime: string;
  /** Name of the machine, as links to its files have it; empty where they have none. */
  machineName(): string;
  /** What stands at a path. */
  kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'missing'>;
  /** The place that a path leads to by its links, absolute; nothing needs to stand there yet. */
  realPath(path: string): Promise<string>;
  /** Size of a file in bytes. */
  sizeOf(path: string): Promise<number>;
  readFile(path: string): Promise<Uint8Array>;
  /** What tells a changed file from the same one; undefined where none is. */
  stampOf(path: string): Promise<string | undefined>;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** The first bytes of a file, or all of them where it has fewer. */
  readHead(path: string, bytes: number): Promise<Uint8Array>;
  readStdin(): Promise<Uint8Array>;
  /** Files below a folder, as paths with forward slashes from that folder, sorted. */
  listFiles(folder: string): Promise<readonly string[]>;
  /** Makes a folder, and those that it stands in; one that is there is no error. */
  makeFolder(path: string): Promise<void>;
  /** Writes the parts of a text to a file, whole or not at all. */
  writeFile(path: string, parts: Iterable<string>): Promise<void>;
  /** Adds a text at the end of a file, whole or not at all. */
  appendFile(path: string, text: string): Promise<void>;
}

export interface OutputStream {
  readonly isTTY: boolean;
  /** Columns of the terminal, where it is one. */
  readonly columns: number | undefined;
  /** Resolves when the text is handed on; rejects with `EPIPE` where the reader has gone away. */
  write(text: string): Promise<void>;
}
