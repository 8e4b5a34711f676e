import type { Look } from '../app/render.ts';
import type { Host, OutputStream } from './host.ts';
import { showsHyperlinks } from './hyperlinks.ts';
import { workspaceOf } from './outputs.ts';

export const WHEN = ['auto', 'always', 'never'] as const;

export type When = (typeof WHEN)[number];

/** What the command line says of the look. */
export interface LookChoices {
  readonly color: When;
  readonly hyperlinks: When;
}

const USUAL_WIDTH = 80;
const NARROWEST = 40;
const WIDEST = 200;

/** How text is to look on a stream. */
export function appearanceOf(host: Host, stream: OutputStream, choices: LookChoices): Look {
  const colorLevel = usesColor(host, stream, choices.color) ? 1 : 0;
  return {
    colorLevel,
    width: Math.min(WIDEST, Math.max(NARROWEST, stream.columns ?? USUAL_WIDTH)),
    unicode: showsUnicode(host),
    ...(showsHyperlinks(host.env, stream, choices.hyperlinks, colorLevel > 0) && {
      links: { host: linkedHost(host), folder: workspaceOf(host).folder },
    }),
  };
}

/** `--color` before FORCE_COLOR before NO_COLOR before TERM=dumb before what the stream is. */
function usesColor({ env }: Host, stream: OutputStream, choice: When): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return term !== 'dumb' && stream.isTTY;
}

/** A locale that says another encoding, or a console without the glyphs, gets ASCII. */
function showsUnicode({ env }: Host): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}

/** An editor's own terminal runs where its files are, and older ones take the name for a folder. */
function linkedHost({ env, machineName }: Host): string {
  return env['TERM_PROGRAM'] === 'vscode' ? '' : machineName();
}
