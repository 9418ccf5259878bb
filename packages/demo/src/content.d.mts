export interface Article {
  readonly path: string
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly topic: string
  readonly tags: readonly string[]
  readonly published: number
}
export function readContent(folder: string): Article[]
