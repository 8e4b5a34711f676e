import { fileTooLarge, type InputFile, isTooLarge } from '../domain/input-file.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
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
  maxFileMiB: number,
): Promise<ReadDocuments> {
  if (isTooLarge(bytes.byteLength, maxFileMiB)) {
    return { documents: [], problems: [fileTooLarge(file, bytes.byteLength, maxFileMiB)] };
  }
  try {
    const source = sourceText(file, bytes);
    const stream = await readYaml(source);
    if (stream.problems.length > 0) return { documents: [], problems: stream.problems };
    const documents = stream.documents.map((document) => ({ ...document, source }));
    const problems: Problem[] = [];
    for (const document of documents) problems.push(...(await validateDocument(document)));
    return { documents, problems };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { documents: [], problems: error.problems };
  }
}

/** Whether a document adds facts to subjects that others declare. */
export function isOverlay({ value }: SourceDocument): boolean {
  return isMapping(value) && value['overlay'] === true;
}
