import { minify } from 'terser';

/**
 * JavaScript with short names for parameters and variables; a script's outermost ones are taken for its own.
 * Functions and classes keep their names: a stack trace of a hospital that may send nothing else is read by
 * people, without a map.
 */
export async function withShortNames(source: string, isModule: boolean): Promise<string> {
  const { code } = await minify(source, {
    module: isModule,
    toplevel: true,
    compress: false,
    mangle: { keep_fnames: true, keep_classnames: true },
    format: { ecma: 2020, max_line_len: 160, ascii_only: true },
  });
  if (code === undefined) throw new Error('nothing is left of a source');
  return code;
}
