import type { PathSegment } from '../domain/fact-path.ts';
import type { Problem } from '../domain/user-error.ts';
import { type Data, SECTION_KINDS, SECTIONS, type SourceDocument } from './entry.ts';
import { isMapping } from './facts.ts';
import {
  application,
  assessment,
  cluster,
  instance,
  operations,
  platform,
  server,
  site,
  storage,
} from './generated/validators.js';
import { nearestWord } from './nearest-word.ts';
import type { SchemaError } from './schema-error.ts';
import { type InventorySchema, schemaProblems, shownValue } from './schema-problems.ts';

const VALIDATORS = {
  assessment,
  operations,
  site,
  platform,
  cluster,
  server,
  storage,
  application,
  instance,
};

const ROOT_KEYS = ['$schema', 'schemaVersion', 'overlay', 'assessment', ...SECTIONS, 'operations'];

interface Mistake {
  readonly definition: string;
  readonly name: string;
  readonly path: readonly PathSegment[];
  readonly value: unknown;
  readonly errors: readonly SchemaError[];
}

/** Validates a document against the schema, each item on its own. No problem: it may be typed. */
export async function validateDocument(document: SourceDocument): Promise<Problem[]> {
  const { value } = document;
  if (value === undefined) return [];
  if (!isMapping(value)) return [notAMapping(document)];
  const problems = [...rootProblems(document, value)];
  const mistakes = [...mistakesIn(value)];
  if (mistakes.length === 0) return problems;
  const schema = await loadSchema();
  for (const { definition, name, path, value: found, errors } of mistakes) {
    const subject = {
      definition,
      name,
      value: found,
      locate: (below: readonly PathSegment[]) => locate(document, [...path, ...below]),
    };
    problems.push(...schemaProblems(errors, subject, schema));
  }
  return problems;
}

/** Read only when there is something to explain. */
async function loadSchema(): Promise<InventorySchema> {
  const module = await import('../../schemas/inventory.schema.json', { with: { type: 'json' } });
  return module.default as unknown as InventorySchema;
}

function* mistakesIn(root: Data): Generator<Mistake> {
  for (const definition of ['assessment', 'operations'] as const) {
    const value = root[definition];
    const validate = VALIDATORS[definition];
    if (value === undefined || validate(value)) continue;
    const errors = validate.errors ?? [];
    yield { definition, name: definition, path: [definition], value, errors };
  }
  for (const section of SECTIONS) {
    const items = root[section];
    if (!Array.isArray(items)) continue;
    const definition = SECTION_KINDS[section];
    const validate = VALIDATORS[definition];
    for (let i = 0; i < items.length; i++) {
      if (validate(items[i])) continue;
      const errors = validate.errors ?? [];
      const name = itemName(definition, section, i, items[i]);
      yield { definition, name, path: [section, i], value: items[i], errors };
    }
  }
}

function itemName(kind: string, section: string, index: number, item: unknown): string {
  const id = isMapping(item) ? item['id'] : undefined;
  return typeof id === 'string' && id !== '' ? `${kind} ${id}` : `${section}[${index}]`;
}

function* rootProblems(document: SourceDocument, root: Data): Generator<Problem> {
  for (const [key, value] of Object.entries(root)) {
    const location = locate(document, [key]);
    if (!ROOT_KEYS.includes(key)) {
      if (!key.startsWith('x-')) yield unknownSection(key, location);
    } else if (key === 'schemaVersion' && value !== undefined && value !== 1) {
      const hint = 'Newer formats need a newer virtready.';
      const message = `schemaVersion must be 1, found ${shownValue(value)}`;
      yield { code: 'wrong-value', message, location, hint };
    } else if (key === 'overlay' && value !== undefined && typeof value !== 'boolean') {
      const message = `overlay must be true or false, found ${shownValue(value)}`;
      yield { code: 'wrong-type', message, location };
    } else if (key in SECTION_KINDS && value !== undefined && !Array.isArray(value)) {
      const hint = `Begin each entry of ${key} with a dash: - id: …`;
      const message = `${key} must be a list, found ${shownValue(value)}`;
      yield { code: 'wrong-type', message, location, hint };
    }
  }
}

function unknownSection(key: string, location: Problem['location'] & object): Problem {
  const near = nearestWord(key, ROOT_KEYS);
  const hint =
    near === undefined
      ? `Allowed: ${ROOT_KEYS.join(', ')}, and x-… keys.`
      : `Did you mean "${near}"?`;
  return { code: 'unknown-key', message: `unknown section "${key}"`, location, hint };
}

function notAMapping(document: SourceDocument): Problem {
  return {
    code: 'wrong-type',
    message: `an inventory is a mapping of sections, found ${shownValue(document.value)}`,
    location: locate(document, []),
    hint: `Sections: ${SECTIONS.join(', ')}.`,
  };
}

function locate(document: SourceDocument, path: readonly PathSegment[]) {
  return document.source.locate(document.offsetOf(path));
}
