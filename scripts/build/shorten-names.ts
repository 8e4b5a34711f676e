import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from 'terser';

/**
 * Shortens the names of parameters and variables in files of JavaScript, in place. Functions and classes
 * keep theirs: a stack trace of a hospital that may send nothing else is read by people, without a map.
 */
export async function shortenNames(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { code } = await minify(readFileSync(file, 'utf8'), {
      module: true,
      compress: false,
      mangle: { keep_fnames: true, keep_classnames: true },
      format: { ecma: 2020, max_line_len: 160 },
    });
    if (code === undefined) throw new Error(`${file} could not be shortened`);
    writeFileSync(file, code);
  }
}
