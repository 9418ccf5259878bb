/** Written by the build: what the page checks before it uses it. */
declare module 'virtual:release' {
  export const version: string
  /** Base64 SHA-256 of `engine/<file>` and `<bundle>/manifest.json`. */
  export const hashes: Readonly<Record<string, string>>
  /** `integrity` of the files that the tag brings in when it needs them. */
  export const laterHashes: Readonly<Record<'engine/client.js' | 'insight.js', string>>
}
