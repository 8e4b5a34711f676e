import type { PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import type { SchemaError } from './schema-error.ts';
import { type InventorySchema, schemaProblems } from './schema-problems.ts';
import { sourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** What a file must be. */
export interface Form {
  /** Name of its definition in the schema. */
  readonly definition: string;
  /** As problems call it. */
  readonly name: string;
  /** What stands for a file with nothing in it, and says whether it is a list or a mapping. */
  readonly empty: object | readonly unknown[];
  readonly validate: { (value: unknown): boolean; errors?: SchemaError[] | null };
  schema(): Promise<InventorySchema>;
}

/** A document with the places of its values. */
export interface Placed<T> {
  readonly value: T;
  locate(path: readonly PathSegment[]): Location;
}

/** The one valid document of a file. Throws a `UserError` with all problems of syntax or schema. */
export async function readValid({ file, bytes }: InputFile, form: Form): Promise<Placed<unknown>> {
  const { definition, name, empty, validate } = form;
  const source = sourceText(file, bytes);
  const { documents, problems } = await readYaml(source);
  refuse(problems);
  const [document, second] = documents;
  const locate = (path: readonly PathSegment[]): Location =>
    source.locate(document === undefined ? source.start : document.offsetOf(path));
  if (second !== undefined) {
    const message = `a file of ${name} is one document, found a second one`;
    refuse([{ code: 'too-many-documents', message, location: source.locate(second.offsetOf([])) }]);
  }
  const value = document?.value ?? empty;
  if (Array.isArray(value) !== Array.isArray(empty) || typeof value !== 'object') {
    const must = Array.isArray(empty) ? 'a list' : 'a mapping';
    refuse([{ code: 'wrong-type', message: `a file of ${name} is ${must}`, location: locate([]) }]);
  }
  if (!validate(value)) {
    const subject = { definition, name, value, locate };
    refuse(schemaProblems(validate.errors ?? [], subject, await form.schema()));
  }
  return { value, locate };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}
