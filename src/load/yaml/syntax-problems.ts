import { type Document, isCollection, isScalar, type Node, visit, type YAMLError } from 'yaml';
import { WORDINGS } from './syntax-wording.ts';
import type { TextProblem } from './text-problem.ts';

const LONGEST_LINE = 1000;
const LONGEST_QUOTED_TEXT = 40;
/** Unknown directives mean nothing, and %YAML is judged where it stands. */
const WITHOUT_CONSEQUENCE = /^(?:Unknown directive|Unsupported YAML version)/;

/** What `yaml` has against a document, in plain words: of errors, the first of each line. */
export function syntaxProblems(document: Document.Parsed, text: string): TextProblem[] {
  const errors = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const leading = errors.filter(
    (error, index) => index === 0 || !onOneLine(text, errors[index - 1] as YAMLError, error),
  );
  const taken = new Set(leading.map(({ pos }) => pos[0]));
  const warnings = document.warnings.filter(
    ({ message, pos }) => !taken.has(pos[0]) && !WITHOUT_CONSEQUENCE.test(message),
  );
  const openings = leading.length === 0 ? new Map<number, number>() : openingsIn(document);
  return [...leading, ...warnings].map((error) => reworded(error, text, openings));
}

function onOneLine(text: string, first: YAMLError, second: YAMLError): boolean {
  return !text.slice(first.pos[0], second.pos[0]).includes('\n');
}

/** Where what is in quotes or in brackets begins, by where it ends. */
function openingsIn(document: Document.Parsed): ReadonlyMap<number, number> {
  const openings = new Map<number, number>();
  visit(document, {
    Node(_, node: Node) {
      const isEnclosed = isCollection(node)
        ? node.flow === true
        : isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      if (isEnclosed && node.range) openings.set(node.range[1], node.range[0]);
    },
  });
  return openings;
}

function reworded(
  { message: said, pos: [from, to] }: YAMLError,
  text: string,
  openings: ReadonlyMap<number, number>,
): TextProblem {
  const [restOfLine] = text.slice(from, from + LONGEST_LINE).split('\n', 1);
  for (const { when, code, message, hint, atOpening } of WORDINGS) {
    const match = when.exec(`${said}\n${restOfLine}`);
    if (match === null) continue;
    return {
      code: code ?? 'yaml-syntax',
      at: (atOpening && openings.get(from)) ?? from,
      message: message
        .replace('$text', () => text.slice(from, Math.min(to, from + LONGEST_QUOTED_TEXT)))
        .replace('$1', () => match[1] ?? ''),
      ...(hint !== undefined && { hint }),
    };
  }
  const [head = '', ...rest] = said;
  return { code: 'yaml-syntax', at: from, message: head.toLowerCase() + rest.join('') };
}
