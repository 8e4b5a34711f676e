import type { SchemaName } from '../../app/schemas.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeText } from '../outputs.ts';

/** Prints a schema, for editors and other tools. */
export async function schema(host: Host, name: SchemaName): Promise<ExitCode> {
  const { schemaText } = await import('../../app/schemas.ts');
  await writeText(host, undefined, await schemaText(name));
  return EXIT.ok;
}
