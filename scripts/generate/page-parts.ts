import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import type { Artefact } from './artefact.ts';

const FROM = 'src/reporters/html/page';

/**
 * The style and the script of an HTML report as texts, with the hashes by which the page's policy allows
 * them and nothing else.
 */
export async function pageParts(): Promise<Artefact> {
  const style = await bundled(`${FROM}/style.css`);
  const script = await bundled(`${FROM}/main.tsx`);
  const text = [
    `// Generated from ${FROM} by \`npm run generate\`.`,
    ...Object.entries({ STYLE: style, SCRIPT: script }).flatMap(([name, part]) => [
      `export const ${name} = ${JSON.stringify(part)};`,
      `export const ${name}_HASH = '${hashOf(part)}';`,
    ]),
    '',
  ].join('\n');
  return { path: 'src/reporters/html/generated/page-parts.ts', text };
}

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    legalComments: 'inline',
    banner: entry.endsWith('.css') ? {} : { js: NOTICE },
  });
  const text = (outputFiles[0]?.text ?? '').trim();
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${entry} would end its own element`);
  return text;
}

/** Its licence asks for this wherever it goes. */
const NOTICE =
  '/*! Holds preact, Copyright (c) 2015-present Jason Miller, under the MIT licence: https://github.com/preactjs/preact/blob/main/LICENSE */';

/** As a content security policy names a text. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
