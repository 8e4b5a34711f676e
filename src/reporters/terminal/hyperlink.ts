import { STDIN_FILE } from '../../domain/input-file.ts';
import type { Location } from '../../domain/location.ts';
import { absolutePath, pathUri } from '../checkout-path.ts';
import type { LinkRoot } from '../reporter.ts';

/**
 * A text that leads to an address (OSC 8). The sequence ends with BEL, because that is what the library that
 * wraps lines knows: it closes a link at the end of a line, and opens it again on the next one.
 */
export function hyperlink(text: string, url: string): string {
  return `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;
}

/**
 * `file://ward-7/srv/estate/ehr.yaml#12`; undefined where there is no file. Every character of a path that
 * could end the sequence is encoded.
 */
export function fileUrl(
  { file, line }: Pick<Location, 'file' | 'line'>,
  { host, folder }: LinkRoot,
): string | undefined {
  if (file === STDIN_FILE) return undefined;
  const path = pathUri(absolutePath(file, folder)).replace(/^([A-Za-z])%3A/, '/$1:');
  return `file://${encodeURIComponent(host)}${path}#${line}`;
}

/** An address of the web as it is; undefined for anything else, and where it could end the sequence. */
export function webUrl(address: string): string | undefined {
  return /^https?:\/\/[!-~]+$/.test(address) ? address : undefined;
}
