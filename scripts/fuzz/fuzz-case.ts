/** One run of the command line in a world of its own: its words, and all files that are there. */
export interface FuzzCase {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
}

/** A case as JSON keeps it: a file is a text, or its bytes in base64. */
interface KeptCase {
  readonly fault: string;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string | { readonly base64: string }>>;
  readonly stdin?: string;
}

/** A case and what was wrong with it, to be tried again for ever. */
export function keptCase({ files, ...rest }: FuzzCase, fault: string): string {
  const kept: KeptCase = {
    fault: withoutTrace(fault),
    ...rest,
    files: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [file, keptContent(content)]),
    ),
  };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** A trace tells the paths of this machine, and the bundle's lines are gone with the bundle. */
function withoutTrace(fault: string): string {
  return fault.replaceAll(/\n +at .*/g, '');
}

/** The case that was kept. */
export function readKeptCase(json: string): FuzzCase {
  const { args, files, stdin } = JSON.parse(json) as KeptCase;
  return {
    args,
    files: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [
        file,
        typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'),
      ]),
    ),
    ...(stdin !== undefined && { stdin }),
  };
}

/** Bytes that are text are kept as such, so that people can read them. */
function keptContent(content: string | Uint8Array): string | { readonly base64: string } {
  const bytes = Buffer.from(content);
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString('base64') };
}
