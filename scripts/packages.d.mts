export const PACKAGES: readonly string[]
export const SOURCES: ReadonlyArray<{ folder: string; prefix: string }>
