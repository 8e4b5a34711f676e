import { sourceText } from '../../../src/load/source-text.ts';
import { readYaml } from '../../../src/load/yaml/read-yaml.ts';
import { readSubset } from '../../../src/load/yaml/subset-reader.ts';
import {
  DEFAULT_YAML_LIMITS,
  type YamlDocument,
  type YamlLimits,
  type YamlStream,
} from '../../../src/load/yaml/yaml-document.ts';

export function read(text: string, limits?: YamlLimits): Promise<YamlStream> {
  return readYaml(sourceText('estate.yaml', Buffer.from(text)), limits);
}

/** The only document of a text without problems. */
export async function readDocument(text: string): Promise<YamlDocument> {
  const { documents, problems } = await read(text);
  const [document] = documents;
  if (problems.length > 0 || documents.length !== 1 || document === undefined) {
    throw new Error(`not one sound document: ${JSON.stringify(problems)}`);
  }
  return document;
}

/** The problems of a text in one line each: `line:column code: message (hint) [note line:column]`. */
export async function problemsIn(text: string, limits?: YamlLimits): Promise<string[]> {
  const { problems } = await read(text, limits);
  return problems.map(({ code, message, location, hint, related = [] }) => {
    const notes = related.map(({ note, location: at }) => ` [${note} ${at.line}:${at.column}]`);
    const advice = hint === undefined ? '' : ` (${hint})`;
    return `${location?.line}:${location?.column} ${code}: ${message}${advice}${notes.join('')}`;
  });
}

/** How the subset reader fares with a text: its gaps, or nothing where it refuses the whole. */
export function gapsIn(text: string): string[] | undefined {
  const source = sourceText('estate.yaml', Buffer.from(text));
  const read = readSubset(source, DEFAULT_YAML_LIMITS);
  if ('refusedAt' in read) return undefined;
  return read.leftItems.map(({ from, to }) => source.bytes.toString('utf8', from, to));
}
