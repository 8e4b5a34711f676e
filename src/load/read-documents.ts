import { fileTooLarge, type InputFile, isTooLarge } from '../domain/input-file.ts';
import type { InputLimits } from '../domain/limits.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import { formatNumber } from '../domain/wording.ts';
import type { SourceDocument } from './entry.ts';
import { isMapping } from './facts.ts';
import { sourceText } from './source-text.ts';
import { validateDocument } from './validate-document.ts';
import { readYaml } from './yaml/read-yaml.ts';

interface ReadDocuments {
  readonly documents: readonly SourceDocument[];
  readonly problems: readonly Problem[];
}

/** The documents of one file, valid by the schema, or what is wrong with them. */
export async function readDocuments(
  { file, bytes }: InputFile,
  limits: InputLimits,
): Promise<ReadDocuments> {
  if (isTooLarge(bytes.byteLength, limits.maxFileMiB)) {
    return { documents: [], problems: [fileTooLarge(file, bytes.byteLength, limits.maxFileMiB)] };
  }
  try {
    const source = sourceText(file, bytes);
    const stream = await readYaml(source, limits);
    if (stream.problems.length > 0) return { documents: [], problems: stream.problems };
    const documents = stream.documents.map((document) => ({ ...document, source }));
    const surplus = documents[limits.maxDocuments];
    if (surplus !== undefined) {
      return { documents: [], problems: [tooManyDocuments(surplus, documents.length, limits)] };
    }
    const problems: Problem[] = [];
    for (const document of documents) problems.push(...(await validateDocument(document)));
    return { documents, problems };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { documents: [], problems: error.problems };
  }
}

function tooManyDocuments(
  first: SourceDocument,
  found: number,
  { maxDocuments }: InputLimits,
): Problem {
  return {
    code: 'too-many-documents',
    message: `the file holds ${formatNumber(found)} documents, allowed ${formatNumber(maxDocuments)}`,
    location: first.source.locate(first.offsetOf([])),
    hint: 'Split the file, or raise the limit with --max-documents.',
  };
}

/** Whether a document adds facts to subjects that others declare. */
export function isOverlay({ value }: SourceDocument): boolean {
  return isMapping(value) && value['overlay'] === true;
}
