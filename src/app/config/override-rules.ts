import picomatch from 'picomatch';
import type { Estate } from '../../analysis/estate.ts';
import type { Override } from '../../domain/config.ts';
import type { Subject } from '../../domain/subject.ts';
import type { EstateRule } from '../../rules/define-rule.ts';
import { concernsRule, type SettledRule, settle } from '../configured-rules.ts';

/**
 * The rules that are asked, once for each way in which overrides settle them, and each about its own
 * subjects only. `fileOf` is the file that declares a subject.
 */
export function overrideRules(
  rules: readonly SettledRule[],
  overrides: readonly Override[],
  estate: Estate,
  fileOf: (subject: Subject) => string,
): readonly EstateRule[] {
  const tests = new Map(overrides.map((override) => [override, fits(override, estate, fileOf)]));
  return rules.flatMap((settled) => {
    const concerning = [...tests].filter(([{ settings }]) =>
      settings.some((setting) => concernsRule(setting, settled.rule)),
    );
    if (concerning.length === 0) return settled.isOff ? [] : [settled.rule];
    return variantsOf(settled, concerning, estate);
  });
}

type Test = (subject: Subject) => boolean;

function variantsOf(
  settled: SettledRule,
  tests: readonly (readonly [Override, Test])[],
  estate: Estate,
): EstateRule[] {
  const variants = new Map<string, { overrides: Override[]; subjects: Set<Subject> }>();
  for (const subject of settled.rule.subjects.flatMap((kind) => estate.subjectsOf(kind))) {
    const overrides = tests.filter(([, test]) => test(subject)).map(([override]) => override);
    const key = overrides.map((override) => tests.findIndex(([one]) => one === override)).join();
    const variant = variants.get(key) ?? { overrides, subjects: new Set() };
    variants.set(key, variant);
    variant.subjects.add(subject);
  }
  return [...variants.values()].flatMap(({ overrides, subjects }) => {
    const { rule, isOff } = settle(
      settled,
      overrides.flatMap(({ settings }) => settings),
    );
    return isOff ? [] : [{ ...rule, concerns: (asked) => isAsked(asked, subjects, rule) }];
  });
}

function isAsked(
  asked: Parameters<NonNullable<EstateRule['concerns']>>[0],
  subjects: ReadonlySet<Subject>,
  { concerns }: EstateRule,
): boolean {
  return subjects.has(asked.subject) && (concerns === undefined || concerns(asked));
}

/** Whether an override is about a subject: by its file and by its tags, where it names any. */
function fits(
  { files, tags }: Override,
  estate: Estate,
  fileOf: (subject: Subject) => string,
): Test {
  const inFiles = files === undefined ? undefined : picomatch([...files], { dot: true });
  return (subject) =>
    (inFiles === undefined || inFiles(fileOf(subject))) &&
    (tags === undefined || tagsOf(subject, estate).some((tag) => tags.includes(tag)));
}

/** An instance bears the tags of its application as well. */
function tagsOf(subject: Subject, estate: Estate): readonly string[] {
  const own = 'tags' in subject.value ? (subject.value.tags ?? []) : [];
  const application = subject.kind === 'instance' ? estate.applicationOf(subject.value) : undefined;
  return [...own, ...(application?.tags ?? [])];
}
