import type { JsonNode } from '../json.ts';

/** Advanced settings by their keys. */
export function extraConfigOf(config: JsonNode): ReadonlyMap<string, string> | undefined {
  const settings = config.at('extraConfig').list();
  if (settings === undefined) return undefined;
  return new Map(
    settings.map((setting) => {
      const value = setting.at('value');
      // A value of any type is written with the name of its type by newer releases.
      const scalar = (value.isGroup ? value.at('_value') : value).scalar();
      return [setting.at('key').text() ?? '', String(scalar ?? '')];
    }),
  );
}
