import { constants } from 'node:buffer';
import type { PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import {
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportFinding,
  type Tool,
} from '../domain/report.ts';
import { type Problem, UserError, userError } from '../domain/user-error.ts';
import type { Data } from './entry.ts';
import { isMapping } from './facts.ts';
import { finding, report } from './generated/report-validators.js';
import { completeFinding, completeReport } from './older-reports.ts';
import { type InventorySchema, schemaProblems } from './schema-problems.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

const VALIDATORS = { report, finding };

/** Problems of findings that one run lists. */
const SHOWN_PROBLEMS = 20;

const HINT = 'Give a file that `virtready assess -o json=report.json` has written.';

/**
 * Reads a saved report. In the layout in which it was written, findings are read one by one whenever
 * somebody asks for them, so that a report may be longer than the engine's longest text. One that an earlier
 * tool has written gets the fields that came since. Throws a `UserError` for what is no report of this
 * version, with the place.
 */
export async function loadReport({ file, bytes }: InputFile, tool: Tool): Promise<Report> {
  const source = sourceText(file, bytes);
  const lines = findingLines(source.bytes);
  const head = lines === undefined ? wholePart(source) : headPart(source, lines);
  const value = parse(head, source);
  checkKind(value, file);
  completeReport(value);
  await checkAgainstSchema('report', 'report', value, head, tool);
  if (lines === undefined) return value as unknown as Report;
  await checkFindings(lines, source, tool);
  return { ...(value as unknown as Report), findings: findingsIn(source.bytes, lines) };
}

/** Where the list of findings begins, and where its last line ends. */
interface FindingLines {
  readonly from: number;
  readonly to: number;
}

const LIST_BEGINS = '\n  "findings": [\n';
const LIST_ENDS = '\n  ]';

/** The findings, where each stands on a line of its own; undefined in any other layout. */
function findingLines(bytes: Buffer): FindingLines | undefined {
  const begin = bytes.indexOf(LIST_BEGINS);
  const from = begin + LIST_BEGINS.length;
  const to = bytes.indexOf(LIST_ENDS, from);
  if (begin < 0 || to < 0) return undefined;
  const [first] = lineRanges(bytes, { from, to });
  // Other tools indent the same, and break a finding into lines.
  return first !== undefined && first.to - first.from > '    {'.length ? { from, to } : undefined;
}

function* lineRanges(bytes: Buffer, { from, to }: FindingLines): Iterable<FindingLines> {
  for (let at = from; at < to; ) {
    const end = bytes.indexOf('\n', at);
    yield { from: at, to: end === to ? end : end - ','.length };
    at = end + 1;
  }
}

function findingsIn(bytes: Buffer, lines: FindingLines): Iterable<ReportFinding> {
  return {
    *[Symbol.iterator]() {
      for (const { from, to } of lineRanges(bytes, lines)) {
        const finding = JSON.parse(bytes.toString('utf8', from, to));
        completeFinding(finding);
        yield finding;
      }
    },
  };
}

/** A stretch of a file that is JSON by itself. */
interface Part {
  readonly bytes: Buffer;
  /** Offset in the file of an offset in the part. */
  offsetInFile(offset: number): number;
  readonly source: SourceText;
}

function wholePart(source: SourceText): Part {
  const { bytes, start } = source;
  return { bytes: bytes.subarray(start), offsetInFile: (offset) => offset + start, source };
}

/** Everything but the findings. */
function headPart(source: SourceText, { from, to }: FindingLines): Part {
  const { bytes, start } = source;
  const before = bytes.subarray(start, from);
  return {
    bytes: Buffer.concat([before, bytes.subarray(to)]),
    offsetInFile: (offset) => start + offset + (offset < before.length ? 0 : to - from),
    source,
  };
}

function linePart(source: SourceText, { from, to }: FindingLines): Part {
  return {
    bytes: source.bytes.subarray(from, to),
    offsetInFile: (offset) => offset + from,
    source,
  };
}

function parse(part: Part, { file, locate }: SourceText): unknown {
  if (part.bytes.length > constants.MAX_STRING_LENGTH) {
    throw userError(
      'file-too-large',
      `${file}: a report of this size must be in the layout in which virtready writes it: a finding a line`,
    );
  }
  const text = part.bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (isJsonLines(text)) {
      throw userError('not-a-report', `${file} is a report as JSON Lines`, { hint: HINT });
    }
    const offset = Buffer.byteLength(text.slice(0, positionIn(String(error), text)));
    const location = locate(part.offsetInFile(offset));
    throw userError('not-json', `${file} is not JSON`, { location, hint: HINT });
  }
}

/** Where JSON ends to be JSON, as far as the engine tells. */
function positionIn(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  return message.includes('end of JSON') ? text.trimEnd().length : 0;
}

function isJsonLines(text: string): boolean {
  return text.startsWith('{"type":"report",');
}

/** Throws for a document that is something else, in words that say what. */
function checkKind(value: unknown, file: string): asserts value is Data {
  const tool = isMapping(value) ? value['tool'] : undefined;
  if (!isMapping(value) || !isMapping(tool) || tool['name'] !== 'virtready') {
    throw userError('not-a-report', `${file} is no report of virtready`, { hint: HINT });
  }
  const version = value['schemaVersion'];
  if (version !== REPORT_SCHEMA_VERSION) {
    throw userError(
      'wrong-version',
      `${file}: schemaVersion must be ${REPORT_SCHEMA_VERSION}, found ${JSON.stringify(version)}`,
      { hint: 'Newer formats need a newer virtready.' },
    );
  }
  const error = value['error'];
  if (isMapping(error)) {
    throw userError(
      'error-report',
      `${file} holds no report: the run that wrote it could not assess (${String(error['message'])})`,
    );
  }
}

async function checkFindings(lines: FindingLines, source: SourceText, tool: Tool): Promise<void> {
  const problems: Problem[] = [];
  let index = 0;
  for (const range of lineRanges(source.bytes, lines)) {
    const part = linePart(source, range);
    const value = parse(part, source);
    if (isMapping(value)) completeFinding(value);
    if (!finding(value)) {
      problems.push(...(await explain('finding', `findings[${index}]`, value, part, tool)));
    }
    if (problems.length >= SHOWN_PROBLEMS) break;
    index++;
  }
  if (problems.length > 0) throw new UserError(problems);
}

async function checkAgainstSchema(
  definition: keyof typeof VALIDATORS,
  name: string,
  value: unknown,
  part: Part,
  tool: Tool,
): Promise<void> {
  if (VALIDATORS[definition](value)) return;
  const problems = await explain(definition, name, value, part, tool);
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  throw new UserError(shown, problems.length - shown.length);
}

/** What the validator has just found, in plain words and with places. */
async function explain(
  definition: keyof typeof VALIDATORS,
  name: string,
  value: unknown,
  { bytes, offsetInFile, source }: Part,
  tool: Tool,
): Promise<Problem[]> {
  const errors = VALIDATORS[definition].errors ?? [];
  // JSON is YAML, whose reader knows the place of every node.
  const { documents } = await readYaml(sourceText(source.file, bytes));
  const locate = (path: readonly PathSegment[]) =>
    source.locate(offsetInFile(documents[0]?.offsetOf(path) ?? 0));
  const schema = await import('../../schemas/report.schema.json', { with: { type: 'json' } });
  const problems = schemaProblems(
    errors,
    { definition, name, value, locate },
    schema.default as unknown as InventorySchema,
  );
  const writer = writerOf(value);
  if (writer === undefined || writer === tool.version) return problems;
  const hint = `virtready ${writer} has written it, and this is ${tool.version}.`;
  return problems.map((problem) => ({ ...problem, hint }));
}

function writerOf(value: unknown): string | undefined {
  const tool = isMapping(value) ? value['tool'] : undefined;
  return isMapping(tool) ? String(tool['version']) : undefined;
}
