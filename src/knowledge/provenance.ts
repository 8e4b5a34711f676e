import type { IsoDate } from '../domain/calendar.ts';

/**
 * How far an entry can be trusted. `verified`: the vendor's own text was read and says it.
 * `opening only`: as much as was read says it. `indirect`: the text is another party's, or is about
 * a neighbouring matter, and the entry is our reading. `assumed`: from memory; the address, where
 * there is one, is where to look it up.
 */
export type Confidence = 'verified' | 'opening only' | 'indirect' | 'assumed';

/** Where an entry of a table is from. */
export interface Provenance {
  readonly title: string;
  readonly url?: string;
  /** The date that the document itself bears. */
  readonly published?: IsoDate;
  readonly retrievedOn: IsoDate;
  readonly confidence: Confidence;
}

/** The day on which the tables were last held against their sources. */
export const RETRIEVED_ON: IsoDate = '2026-11-22';

/** "assumed" would read as an answer that keeps no points. */
const DOUBTS: Readonly<Record<Confidence, string>> = {
  verified: '',
  'opening only': ' [opening only]',
  indirect: ' [indirect]',
  assumed: ' [from memory]',
};

/** How far an entry can be trusted, to stand behind it in a message; nothing where it was read. */
export function doubtOf({ confidence }: Provenance): string {
  return DOUBTS[confidence];
}

/** An entry for the facts of a finding. */
export function provenanceFacts({ confidence, title, url }: Provenance) {
  return { confidence, source: title, url };
}

/** The same text, where the entry is our reading of it. */
export function readOutOf(source: Provenance): Provenance {
  return { ...source, confidence: 'indirect' };
}
