export function withLikelyNames(code: string): string
