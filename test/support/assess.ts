import { type AssessedEstate, assessEstate } from '../../src/app/assess-estate.ts';

export const TOOL = { name: 'virtready', version: '0.0.0-test' } as const;

type Overrides = Partial<Parameters<typeof assessEstate>[0]>;

/** Assesses YAML texts, by file name, through the whole use case. */
export function assessTexts(
  texts: Readonly<Record<string, string>>,
  overrides: Overrides = {},
): Promise<AssessedEstate> {
  const files = Object.entries(texts).map(([file, text]) => ({ file, bytes: Buffer.from(text) }));
  return assessEstate({
    tool: TOOL,
    files,
    unread: [],
    maxFileMiB: 16,
    today: '2026-11-22',
    rules: { only: [], skip: [] },
    applications: [],
    gate: {},
    allowEmpty: true,
    ...overrides,
  });
}
