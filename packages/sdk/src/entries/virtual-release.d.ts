/** Written by the build: what the page checks before it uses it. */
declare module 'virtual:release' {
  type ReleaseFile = import('../lib/load/release-file.ts').ReleaseFile

  export const version: string
  /** The worker scripts and the WebAssembly file, by name. */
  export const engineFiles: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 of each model's manifest: it counts, and not the folder's name. */
  export const manifests: readonly string[]
  /** core.js, which the tag brings in once consent is granted. */
  export const coreFile: ReleaseFile
  /** check.js, for the console: the tag brings it in. */
  export const checkFile: ReleaseFile
  /** inspect.js, for developers: check.js has it brought in. */
  export const inspectFile: ReleaseFile
  /** The personas that come with the release, by name. */
  export const personaFiles: Readonly<Record<string, ReleaseFile>>
  /** preview.js, which the tag brings in where the address names a persona. */
  export const previewFile: ReleaseFile
  /** watch.js, which is brought in by the tag when core.js asks for it. */
  export const watchFile: ReleaseFile
  /** creatives.js, which is brought in by the tag when core.js asks for it. */
  export const creativesFile: ReleaseFile
  /** tone.js, which is brought in by the tag when creatives.js asks for it. */
  export const toneFile: ReleaseFile
  /** audiences.js, which is brought in by the tag when explain.js asks for it. */
  export const audiencesFile: ReleaseFile
  /** measurement.js, which is brought in by the tag where something is measured. */
  export const measurementFile: ReleaseFile
  /** telling.js, which is brought in by the tag where a site is told of arms, when measurement.js asks for it. */
  export const tellingFile: ReleaseFile
  /** explain.js, which is brought in by the tag when core.js asks for it. */
  export const explainFile: ReleaseFile
  /** The bundles of elements for readers, by what follows `inkling-` in their names: watch.js has them brought in. */
  export const elementFiles: Readonly<Record<string, ReleaseFile>>
  /** table.js, which is brought in by the tag when vectors are missing. */
  export const tableFile: ReleaseFile
  /** engine.js, which is brought in by the tag when table.js asks for it. */
  export const engineFile: ReleaseFile
  /** pictures.js, which is brought in by the tag where items have pictures that count. */
  export const picturesFile: ReleaseFile
  /** consent-platforms.js, which the tag brings in where the site names a platform. */
  export const platformsFile: ReleaseFile
  /** site-files.js, which is brought in by the tag where an option names a file of the site's. */
  export const siteFilesFile: ReleaseFile
  /** words.js, which is brought in by the tag with consent. */
  export const wordsFile: ReleaseFile
  /** What is known of each language, words-LANGUAGE.js, by the language's subtag: words.js has them brought in. */
  export const wordFiles: Readonly<Record<string, ReleaseFile>>
  /** transfer.js, which is brought in by the tag when core.js asks for it. */
  export const transferFile: ReleaseFile
}
