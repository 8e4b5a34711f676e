import type { Config, RuleSetting } from '../../domain/config.ts';
import type { Problem } from '../../domain/user-error.ts';
import { listNames } from '../../domain/wording.ts';

/** What a configuration switches off, which no other part of a report would show. */
export function offNotices(config: Config | undefined): readonly Problem[] {
  if (config === undefined) return [];
  return [
    ...notices(config.settings, ''),
    ...config.overrides.flatMap(({ settings }) => notices(settings, ' for some subjects')),
  ];
}

/** One for each file or preset that switches something off, at the first place. */
function notices(settings: readonly RuleSetting[], where: string): Problem[] {
  const off = settings.filter(({ about }) => about === 'off');
  const names = [...new Set(off.map(({ origin }) => origin.name))];
  return names.map((name) => {
    const own = off.filter(({ origin }) => origin.name === name);
    const rules = listNames(
      own.map(({ rule }) => rule),
      own.length,
    );
    const location = own[0]?.origin.location;
    return {
      code: 'rules-off',
      message: `${name} switches off${where}: ${rules}`,
      ...(location !== undefined && { location }),
    };
  });
}
