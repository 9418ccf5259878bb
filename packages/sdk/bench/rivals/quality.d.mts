export function readPairs(root: string, count?: number): { pairs: [string, string][]; scores: number[] } | string
