import type { IsoDate } from './calendar.ts';
import type { InputFile } from './input-file.ts';
import type { Location } from './location.ts';
import type { Category, Effort } from './rule.ts';
import type { Severity } from './severity.ts';
import type { SubjectKind } from './subject.ts';
import type { Waiver } from './waiver.ts';

/** A rule as a team writes it in its configuration; expressions are CEL. */
export interface OwnRule {
  readonly id: string;
  readonly title: string;
  readonly subject: Exclude<SubjectKind, 'estate'>;
  readonly category?: Category;
  readonly severity: Severity;
  readonly effort?: Effort;
  /** Which subjects it is about; all of the kind where it is absent. */
  readonly when?: string;
  readonly assert: string;
  /** `{expression}` stands for its value. */
  readonly message: string;
  readonly remedy: string;
  readonly why?: string;
}

/** A case of an own rule: an inventory, and what the rule must answer. */
export interface OwnRuleCase {
  readonly name: string;
  readonly inventory: Readonly<Record<string, unknown>>;
  /** `kind/id`, where the rule answers for several. */
  readonly subject?: string;
  readonly asOf?: IsoDate;
  readonly expect: { readonly outcome: string; readonly message?: string };
}

/** Where a setting is from: a file of configuration, a preset, or the tool's own default. */
export interface Origin {
  /** `virtready.config.yaml`, `preset strict` or `default`. */
  readonly name: string;
  /** The place in the file. */
  readonly location?: Location;
}

/** A setting with its origin. */
export interface Settled<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** One value that is in force, and who settled it. */
export interface ConfigRow extends Settled<unknown> {
  /** For example `gate.failOn` or `rules.CON-001.options.warnShare`. */
  readonly path: string;
}

/** A demand of the gate. */
export interface Demand extends Settled<unknown> {
  /** Its keys below `gate`. */
  readonly path: readonly string[];
}

/** One thing that is settled about a rule. */
export type RuleSetting = { readonly rule: string; readonly origin: Origin } & (
  | { readonly about: 'severity'; readonly severity: Severity }
  | { readonly about: 'off' }
  | { readonly about: 'options'; readonly values: ReadonlyMap<string, Settled<unknown>> }
);

/** What is settled otherwise for some subjects. */
export interface Override {
  /** Globs of the files that declare them; any file where it is absent. */
  readonly files?: readonly string[];
  /** Tags, of which they bear one; any where it is absent. */
  readonly tags?: readonly string[];
  readonly settings: readonly RuleSetting[];
  readonly origin: Origin;
}

/** A rule of the team's own, and the places of its texts. */
export interface PlacedOwnRule {
  readonly definition: OwnRule;
  /** Place of one of its keys. */
  locate(key: string): Location;
}

/** What a team has settled: all its files and presets in one. Of several settings the last holds. */
export interface Config {
  /** The files that it was read from: what others build on stands first. */
  readonly files: readonly InputFile[];
  /** Inventory globs, relative to the working folder. */
  readonly inventory?: Settled<readonly string[]>;
  readonly profile?: Settled<'healthcare' | 'general'>;
  readonly settings: readonly RuleSetting[];
  readonly overrides: readonly Override[];
  /** Demands of the gate by path, written `minScore.tiers.0`. */
  readonly gate: ReadonlyMap<string, Demand>;
  readonly waivers: readonly Waiver[];
  /** Rule ids. */
  readonly unwaivable: readonly Settled<string>[];
  /** Path of the file, relative to the working folder. */
  readonly baseline?: Settled<string>;
  /** As for `-o`, the files relative to the working folder. */
  readonly outputs?: Settled<readonly string[]>;
  readonly rules: readonly PlacedOwnRule[];
}
