import { parseDocument } from 'yaml';
import { userError } from '../../domain/user-error.ts';
import type { ForeignFile } from '../importer.ts';
import { type JsonNode, jsonNodeOf } from '../json.ts';
import { placeIn, textOf } from '../text-file.ts';
import type { OnMisfit } from '../value.ts';

const MAX_MIB = 16;
/** Facts nest 8 deep, groups seldom more. */
const DEEPEST = 200;
/** Aliases that are expanded; a real inventory has a few. */
const MAX_ALIASES = 1000;
const HINT = 'Mend it, or leave it out.';

/**
 * A YAML file as Ansible reads it: version 1.1, the last of repeated keys. Throws a `UserError` with
 * line and column for a text that is no YAML, nests too deep, or expands too many aliases.
 */
export function readYaml(foreign: ForeignFile, onMisfit: OnMisfit): JsonNode {
  const text = textOf(foreign, { maxMiB: MAX_MIB });
  return jsonNodeOf(parsed(foreign.file, text), foreign.file, { onMisfit });
}

function parsed(file: string, text: string): unknown {
  const document = careful(file, () =>
    parseDocument(text, {
      version: '1.1',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    }),
  );
  const [problem] = document.errors;
  // How deep the parser comes before it gives up is not the same everywhere: it has no place.
  if (problem?.code === 'RESOURCE_EXHAUSTION') throw tooDeep(file);
  if (problem !== undefined) {
    const message = `${placeIn(file, text, problem.pos[0])}: this is no YAML: ${problem.message}`;
    throw userError('yaml-damaged', message, { hint: HINT });
  }
  const data = careful(file, () => document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
  if (nestsBelow(data, DEEPEST)) throw tooDeep(file);
  return data;
}

function nestsBelow(data: unknown, depth: number): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return depth === 0 || Object.values(data).some((one) => nestsBelow(one, depth - 1));
}

function tooDeep(file: string): Error {
  return userError('yaml-too-deep', `${file}: it nests more than ${DEEPEST} deep`, { hint: HINT });
}

/** The parser calls itself for what nests, and gives up on too many aliases and on odd merges. */
function careful<Result>(file: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    if (!(error instanceof Error)) throw error;
    throw userError('yaml-damaged', `${file}: this is no YAML: ${error.message}`, { hint: HINT });
  }
}
