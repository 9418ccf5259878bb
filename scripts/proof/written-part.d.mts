export function writePart(page: string, name: string, text: string): void
