export function interleave<T extends { readonly topic: string; readonly published: number }>(
  articles: readonly T[],
): T[]
