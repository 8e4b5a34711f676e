import type { Look } from '../app/render.ts';
import type { Host, OutputStream } from './host.ts';

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;

export type ColorChoice = (typeof COLOR_CHOICES)[number];

const USUAL_WIDTH = 80;
const WIDEST = 120;

/** How text is to look on a stream. */
export function appearanceOf(host: Host, stream: OutputStream, choice: ColorChoice): Look {
  return {
    colorLevel: usesColor(host, stream, choice) ? 1 : 0,
    width: Math.min(WIDEST, Math.max(40, stream.columns ?? USUAL_WIDTH)),
    unicode: showsUnicode(host),
  };
}

/** `--color` before FORCE_COLOR before NO_COLOR before TERM=dumb before what the stream is. */
function usesColor({ env }: Host, stream: OutputStream, choice: ColorChoice): boolean {
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
