import type { Source } from './rule.ts';

/** A source in short, with who speaks told apart. */
export interface Citation {
  /** The paper's words, another Stratus text, today's practice, or a default of this project. */
  readonly kind: Source['kind'];
  /** The paper's passage, the title of a text, or what is the default. */
  readonly reference: string;
  readonly url: string | null;
}

export function cite(source: Source): Citation {
  switch (source.kind) {
    case 'paper':
      return { kind: 'paper', reference: `${source.passage} “${source.quote}”`, url: null };
    case 'project':
      return { kind: 'project', reference: source.says, url: null };
    default:
      return { kind: source.kind, reference: source.title, url: source.url ?? null };
  }
}

/** Who speaks, for people. */
export const SOURCE_WORDS: Readonly<Record<Source['kind'], string>> = {
  paper: 'the paper',
  sibling: 'another Stratus text',
  practice: 'today’s practice',
  project: 'our default',
};
