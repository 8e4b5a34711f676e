/**
 * Writes every generated file; with `--check`, names those that are stale and exits 1.
 * The order is the direction of truth: schema → types, validators and the page
 * of the inventory; rules → pages, tables and the schema of the configuration; all of it → the
 * picture of the report.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Artefact } from './artefact.ts';
import { configSchema, validatedConfigSchema } from './config-schema.ts';
import { inventoryPage } from './inventory-page.ts';
import { inventoryTypes } from './inventory-types.ts';
import { lifecycleTable } from './lifecycle.ts';
import { manPage } from './man-page.ts';
import { mappingFields } from './mapping-fields.ts';
import { pageParts } from './page-parts.ts';
import { referenceTable } from './references.ts';
import { subjectFields } from './subject-fields.ts';
import { compiledValidators, INVENTORY_PARTS } from './validators.ts';

const check = process.argv.includes('--check');
const stale: string[] = [];

function emit(artefacts: readonly Artefact[]): void {
  for (const { path, text } of artefacts) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const schema = JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8'));
emit([await inventoryTypes(schema)]);
emit(
  await compiledValidators({
    from: 'schemas/inventory.schema.json',
    schema,
    parts: INVENTORY_PARTS,
    to: 'src/load/generated/validators',
  }),
);
emit(
  await compiledValidators({
    from: 'schemas/report.schema.json',
    schema: JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')),
    parts: ['report', 'finding'],
    to: 'src/load/generated/report-validators',
  }),
);
emit(
  await compiledValidators({
    from: 'schemas/mapping.schema.json',
    schema: JSON.parse(readFileSync('schemas/mapping.schema.json', 'utf8')),
    parts: ['mapping'],
    to: 'src/load/generated/mapping-validators',
  }),
);
emit([referenceTable(schema), inventoryPage(schema), subjectFields(schema), mappingFields(schema)]);
emit(lifecycleTable());
emit([await pageParts()]);
// Loaded only now: the rules stand on what was generated above.
const { listRules } = await import('../../src/app/list-rules.ts');
const { ruleDocuments } = await import('./rule-pages.ts');
const rules = await listRules();
emit(ruleDocuments(rules));
const config = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));
emit([configSchema(config, rules)]);
emit(
  await compiledValidators({
    from: 'schemas/config.schema.json',
    schema: validatedConfigSchema(config),
    parts: ['config', 'waivers', 'baseline', 'cases'],
    to: 'src/load/generated/config-validators',
  }),
);
const { reportPicture } = await import('./report-picture.ts');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
emit([await reportPicture(version), manPage(version)]);

for (const path of stale) console.log(`${check ? 'stale' : 'wrote'} ${path}`);
if (check && stale.length > 0) {
  console.error('Run `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}
