export function inShortForms(code: string, sourceType: 'script' | 'module', inPage?: boolean): string
