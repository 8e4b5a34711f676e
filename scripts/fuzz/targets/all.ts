import type fc from 'fast-check';
import type { FuzzCase } from '../fuzz-case.ts';
import {
  besideConfigurations,
  configurations,
  ownRules,
  waiverComments,
} from './configurations.ts';
import { bytes, exports, groupings, mappings, refreshes, workbooks } from './imports.ts';
import { answers, estates, overlays, yaml } from './inventories.ts';
import { reports } from './reports.ts';
import { words } from './words.ts';

interface Target {
  readonly cases: fc.Arbitrary<FuzzCase>;
  /** Its share of all cases; the cheap ones have more. */
  readonly weight: number;
}

/** What is fuzzed, by the word that `--target` takes. */
export const TARGETS: Readonly<Record<string, Target>> = {
  yaml: { cases: yaml, weight: 30 },
  bytes: { cases: bytes, weight: 15 },
  exports: { cases: exports, weight: 15 },
  mappings: { cases: mappings, weight: 6 },
  groupings: { cases: groupings, weight: 3 },
  workbooks: { cases: workbooks, weight: 3 },
  refreshes: { cases: refreshes, weight: 2 },
  estates: { cases: estates, weight: 5 },
  overlays: { cases: overlays, weight: 3 },
  answers: { cases: answers, weight: 2 },
  configurations: { cases: configurations, weight: 4 },
  'beside-configurations': { cases: besideConfigurations, weight: 2 },
  'waiver-comments': { cases: waiverComments, weight: 2 },
  'own-rules': { cases: ownRules, weight: 4 },
  reports: { cases: reports, weight: 3 },
  words: { cases: words, weight: 4 },
};
