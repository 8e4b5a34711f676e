import type {
  Config,
  ConfigRow,
  Demand,
  Origin,
  Override,
  RuleSetting,
} from '../../domain/config.ts';
import { formatPath } from '../../domain/fact-path.ts';
import type { EstateRule } from '../../rules/define-rule.ts';
import { concernsRule, configuredRules, type SettledRule } from '../configured-rules.ts';
import { mergeLayers } from './config-layer.ts';
import { demandsInForce } from './configured-demands.ts';

const DEFAULT: Origin = { name: 'default' };

/** Every value in force with its origin; `asked` are the demands of the command line. */
export async function configRows(
  config: Config | undefined,
  asked: readonly Demand[],
): Promise<readonly ConfigRow[]> {
  const settled = config ?? mergeLayers([]);
  const { inventory, profile, baseline, outputs, waivers, unwaivable, overrides } = settled;
  const single = (path: string, one: Omit<ConfigRow, 'path'> | undefined): ConfigRow[] =>
    one === undefined ? [] : [{ path, ...one }];
  return [
    ...single('inventory', inventory),
    ...single('profile', profile),
    ...single('outputs', outputs ?? { value: ['terminal'], origin: DEFAULT }),
    ...single('baseline', baseline),
    ...demandsInForce(config, asked).map(({ path, value, origin }) => ({
      path: formatPath(['gate', ...path]),
      value,
      origin,
    })),
    ...waivers.map(({ location, ...terms }, i) => ({
      path: `waivers[${i}]`,
      value: terms,
      origin: { name: location.file, location },
    })),
    ...unwaivable.map(({ value, origin }, i) => ({ path: `unwaivable[${i}]`, value, origin })),
    ...(await configuredRules(config)).flatMap((rule) => ruleRows(rule, settled.settings)),
    ...overrides.flatMap(overrideRows),
  ];
}

function ruleRows({ rule, isOff }: SettledRule, settings: readonly RuleSetting[]): ConfigRow[] {
  const own = settings.filter((setting) => concernsRule(setting, rule));
  const path = `rules.${rule.id}`;
  if (isOff) return [{ path, value: 'off', origin: lastOf(own, 'off') }];
  return [
    { path: `${path}.severity`, value: severityOf(rule), origin: lastOf(own, 'severity') },
    ...Object.entries(rule.options).map(([name, option]) => ({
      path: `${path}.options.${name}`,
      value: option.default,
      origin: originOfOption(own, name),
    })),
  ];
}

function severityOf({ severity, severityBelow }: EstateRule): string {
  return severity === severityBelow ? severity : `${severity}, ${severityBelow} for tiers 2 to 4`;
}

function lastOf(settings: readonly RuleSetting[], about: RuleSetting['about']): Origin {
  return settings.findLast((setting) => setting.about === about)?.origin ?? DEFAULT;
}

function originOfOption(settings: readonly RuleSetting[], name: string): Origin {
  const origins = settings.flatMap((setting) => {
    const value = setting.about === 'options' ? setting.values.get(name) : undefined;
    return value === undefined ? [] : [value.origin];
  });
  return origins.at(-1) ?? DEFAULT;
}

function overrideRows({ files, tags, settings, origin }: Override, index: number): ConfigRow[] {
  const path = `overrides[${index}]`;
  return [
    ...(files === undefined ? [] : [{ path: `${path}.files`, value: files, origin }]),
    ...(tags === undefined ? [] : [{ path: `${path}.tags`, value: tags, origin }]),
    ...settings.flatMap((setting) => settingRows(setting, path)),
  ];
}

function settingRows(setting: RuleSetting, above: string): ConfigRow[] {
  const path = `${above}.rules.${setting.rule}`;
  const { origin } = setting;
  switch (setting.about) {
    case 'off':
      return [{ path, value: 'off', origin }];
    case 'severity':
      return [{ path: `${path}.severity`, value: setting.severity, origin }];
    case 'options':
      return [...setting.values].map(([name, one]) => ({
        path: `${path}.options.${name}`,
        ...one,
      }));
  }
}
