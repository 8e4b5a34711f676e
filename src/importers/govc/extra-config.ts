import type { JsonNode } from '../json.ts';

/** Advanced settings by their keys. */
export function extraConfigOf(config: JsonNode): ReadonlyMap<string, string> | undefined {
  const settings = config.at('extraConfig').list();
  if (settings === undefined) return undefined;
  return new Map(
    settings.map((setting) => {
      const value = setting.at('value');
      // A value of any type is written with the name of its type by newer releases.
      const plain = (value.isGroup ? value.at('_value') : value).plain();
      return [setting.at('key').text() ?? '', String(plain ?? '')];
    }),
  );
}
