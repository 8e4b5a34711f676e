import type { When } from './appearance.ts';
import type { Host, OutputStream } from './host.ts';

type Env = Host['env'];

/**
 * Whether a stream is known to show hyperlinks (OSC 8): `--hyperlinks` before FORCE_HYPERLINK before what the
 * stream and its terminal are. Who wants no colours wants no links either, and a terminal that is not known
 * gets none: docs/decisions/0027-hyperlinks.md.
 */
export function showsHyperlinks(
  env: Env,
  stream: OutputStream,
  choice: When,
  hasColor: boolean,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { FORCE_HYPERLINK: force, NO_COLOR: noColor, CI: ci } = env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (!stream.isTTY || !hasColor) return false;
  if (isSet(noColor) || isSet(ci) || env['TERM'] === 'dumb') return false;
  return knowsHyperlinks(env);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** What stands between asks first: inside of it, the variables of the terminal around it are still set. */
function knowsHyperlinks(env: Env): boolean {
  const { TERM: term = '', TERM_PROGRAM: program = '', TERM_PROGRAM_VERSION: version = '' } = env;
  if (isSet(env['TMUX']) || isSet(env['STY']) || /^(?:tmux|screen)/.test(term)) {
    return program === 'tmux' && isFrom(version, TMUX);
  }
  if (isSet(env['WT_SESSION']) || TERMS.test(term)) return true;
  const first = PROGRAMS.get(program);
  if (first !== undefined) return isFrom(version, first);
  return isFrom(vteVersion(env['VTE_VERSION'] ?? ''), VTE);
}

type Version = readonly [major: number, minor: number];

/** From when on it hands links through, and leaves them out where the terminal around it has none. */
const TMUX: Version = [3, 4];
/** 0.50.0 crashed on them. */
const VTE: Version = [50, 1];
/** By `TERM_PROGRAM`: the first version that shows them. */
const PROGRAMS: ReadonlyMap<string, Version> = new Map([
  ['iTerm.app', [3, 1]],
  ['WezTerm', [20_200_620, 0]],
  ['vscode', [1, 72]],
  ['ghostty', [1, 0]],
  ['WarpTerminal', [0, 0]],
  ['zed', [0, 0]],
]);
/** By `TERM`. */
const TERMS = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|foot-extra|contour)$/;

/** Whether `3.4a`, or a date such as `20240203-110809-5046fc22`, is from that version on. */
function isFrom(version: string, [major, minor]: Version): boolean {
  const [first = '', second = ''] = version.split(/[.-]/);
  const [mine, then] = [Number.parseInt(first, 10), Number.parseInt(second, 10)];
  if (major === 0) return true;
  return mine > major || (mine === major && (minor === 0 || then >= minor));
}

/** `5001` is 0.50.1: written as `50.1`. */
function vteVersion(number: string): string {
  const value = Number.parseInt(number, 10);
  return `${Math.floor(value / 100)}.${value % 100}`;
}
