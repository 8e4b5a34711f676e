import { byText } from '../domain/order.ts';
import type { SubjectRef } from '../domain/subject.ts';
import { UserError } from '../domain/user-error.ts';
import { fingerprint } from '../engine/fingerprint.ts';
import type { Data, SourceDocument } from '../load/entry.ts';
import { readDocuments } from '../load/read-documents.ts';
import { redactDocuments } from '../redact/redact-documents.ts';
import { renderInventoryYaml } from '../reporters/inventory-yaml.ts';
import { type AssessRequest, assessEstate } from './assess-estate.ts';

/** An estate that may be shown to others. */
export interface RedactedEstate {
  /** All documents, in the order of the files. */
  readonly yaml: string;
  /** What was replaced, for those who must find the way back: as JSON. */
  readonly map: string;
  readonly replaced: number;
  readonly foreignKeys: number;
}

/**
 * Replaces every name of an estate. The assessment of the result gives the same score and findings;
 * `map` tells which is which. Throws a `UserError` for an estate that cannot be assessed.
 */
export async function redactEstate(request: AssessRequest, seed: string): Promise<RedactedEstate> {
  const { report } = await assessEstate(request);
  const documents = await allDocuments(request);
  const redacted = redactDocuments(documents, seed);
  const findings: [string, string][] = [];
  for (const { rule, subject, fingerprint: before } of report.findings) {
    findings.push([before, fingerprint(rule, renamed(subject, redacted.ids))]);
  }
  const map = {
    schemaVersion: 1,
    replacements: redacted.replacements,
    findings: Object.fromEntries(findings.sort(([a], [b]) => byText(a, b))),
  };
  return {
    yaml: redacted.documents.map(yamlOf).join('---\n'),
    map: `${JSON.stringify(map, null, 2)}\n`,
    replaced: redacted.replacements.length,
    foreignKeys: redacted.foreignKeys,
  };
}

async function allDocuments({ files, limits }: AssessRequest): Promise<SourceDocument[]> {
  const documents: SourceDocument[] = [];
  for (const file of files) {
    const read = await readDocuments(file, limits);
    if (read.problems.length > 0) throw new UserError(read.problems);
    documents.push(...read.documents.filter(({ value }) => value !== undefined));
  }
  return documents;
}

function renamed({ kind, id }: SubjectRef, ids: ReadonlyMap<string, string>): SubjectRef {
  return { kind, id: ids.get(id) ?? id };
}

function yamlOf(document: Data): string {
  return renderInventoryYaml(document);
}
