import type { Source } from './rule.ts';

/** A source in short, with who speaks told apart. */
export interface Citation {
  /** The paper's words, another Stratus text, today's practice, a default of this project, or the team. */
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
    case 'team':
      return { kind: source.kind, reference: source.says, url: null };
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
  team: 'the team’s own rule',
};
