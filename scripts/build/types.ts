import { generateDtsBundle } from 'dts-bundle-generator';

/** The types of the library in one file that imports nothing. */
export function libraryTypes(): string {
  const [types] = generateDtsBundle(
    [
      {
        filePath: 'src/library/index.ts',
        output: { noBanner: true, exportReferencedTypes: false, sortNodes: false },
      },
    ],
    { preferredConfigPath: 'scripts/build/tsconfig.json' },
  );
  if (types === undefined) throw new Error('the library has no types');
  return types;
}
