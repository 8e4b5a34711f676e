import { byText } from '../domain/order.ts';
import type { ImportNote } from './importer.ts';

/** What each note says; its order is the order of the notes. */
export type Sentences<Code extends string> = Readonly<Record<Code, string>>;

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 100;

interface Entry {
  count: number;
  /** The first by code unit, so that the order of the rows does not choose them. */
  examples: string[];
}

/** Gathers what an import leaves out, derives or cannot find: one note a kind, however many rows. */
export class NoteBook<Code extends string> {
  readonly #sentences: Sentences<Code>;
  readonly #entries = new Map<Code, Entry>();

  constructor(sentences: Sentences<Code>) {
    this.#sentences = sentences;
  }

  add(code: Code, example?: string): void {
    const entry = this.#entries.get(code) ?? { count: 0, examples: [] };
    entry.count += 1;
    if (example !== undefined) entry.examples = withExample(entry.examples, example);
    this.#entries.set(code, entry);
  }

  notes(): ImportNote[] {
    const codes = Object.keys(this.#sentences) as Code[]; // the keys of a record are its codes
    return codes.flatMap((code) => {
      const entry = this.#entries.get(code);
      return entry === undefined ? [] : [noteOf(code, this.#sentences[code], entry)];
    });
  }
}

function withExample(examples: readonly string[], example: string): string[] {
  if (examples.includes(example)) return [...examples];
  return [...examples, example].sort(byText).slice(0, EXAMPLES);
}

function noteOf(code: string, sentence: string, { count, examples }: Entry): ImportNote {
  const list = examples.map(shortened).join(', ');
  const shown = count > examples.length ? `for example ${list}` : list;
  const message = examples.length === 0 ? `${sentence}.` : `${sentence} (${shown}).`;
  return { code, message, count };
}

function shortened(example: string): string {
  const characters = [...example];
  if (characters.length <= LONGEST_EXAMPLE) return example;
  return `${characters.slice(0, LONGEST_EXAMPLE - 1).join('')}…`;
}
