export function inShortForms(code: string, sourceType: 'script' | 'module'): string
