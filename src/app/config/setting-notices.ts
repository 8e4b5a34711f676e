import type { Config, RuleSetting } from '../../domain/config.ts';
import type { Problem } from '../../domain/user-error.ts';
import { listNames } from '../../domain/wording.ts';

/**
 * What a configuration makes of rules: which it switches off, and which severities and thresholds it
 * sets. A finding that is not there any more because of it would be missed by nobody.
 */
export function settingNotices(config: Config | undefined): readonly Problem[] {
  if (config === undefined) return [];
  return [
    ...notices(config.settings, ''),
    ...config.overrides.flatMap(({ settings }) => notices(settings, ' for some subjects')),
  ];
}

const WORDS = {
  off: { code: 'rules-off', does: 'switches off' },
  severity: { code: 'severities-set', does: 'sets severities' },
  options: { code: 'thresholds-set', does: 'sets thresholds' },
} as const;

/** One of each kind for each file or preset, at the first place. */
function notices(settings: readonly RuleSetting[], where: string): Problem[] {
  const names = [...new Set(settings.map(({ origin }) => origin.name))];
  return (['off', 'severity', 'options'] as const).flatMap((about) =>
    names.flatMap((name) => {
      const own = settings.filter((one) => one.about === about && one.origin.name === name);
      const [first] = own;
      if (first === undefined) return [];
      const { code, does } = WORDS[about];
      const { location } = first.origin;
      return {
        code,
        message: `${name} ${does}${where}: ${listNames(own.map(shown), own.length)}`,
        ...(location !== undefined && { location }),
      };
    }),
  );
}

function shown(setting: RuleSetting): string {
  switch (setting.about) {
    case 'off':
      return setting.rule;
    case 'severity':
      return `${setting.rule} ${setting.severity}`;
    case 'options': {
      const values = [...setting.values].map(([name, { value }]) => `${name} ${shownValue(value)}`);
      return `${setting.rule} ${values.join(', ')}`;
    }
  }
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
