export const WAYS: ReadonlyArray<{ readonly name: string; readonly label: string }>
export function pagesOf(list: {
  readonly items: ReadonlyArray<{ id: string; title: string }>
  readonly read: ReadonlyArray<{ id: string; title: string }>
  readonly lines: { readonly snippet: string; readonly tag: string }
  readonly notes: string
}): Record<string, () => string>
