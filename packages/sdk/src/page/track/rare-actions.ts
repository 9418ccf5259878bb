import { watchCopying } from './copying.ts'
import type { Listen } from './listen.ts'
import { watchMedia } from './media/media.ts'
import { watchPlayers } from './media/players.ts'
import { watchProgress } from './media/progress.ts'
import { recordAnswered, watchSearches } from './search.ts'
import { watchShareLinks } from './share-links.ts'
import type { RecordAction, Subjects } from './subject.ts'

/** State that the listeners of a page view share. */
export interface View {
  readonly document: Document
  readonly listen: Listen
  readonly subjects: Subjects
  readonly recordAction: RecordAction
  /** Called while something plays, because a reader who is listening is present. */
  readonly onPlaying: () => void
  /** The site's search URL, such as '/search?q'. */
  readonly search: string | undefined
}

/**
 * Records actions that happen on few pages: playing media, searching, copying, sharing through a link.
 *
 * @returns a function that listens in another tree, because form and player events don't leave their own tree
 */
export function watchRareActions({
  document,
  listen,
  subjects,
  recordAction,
  onPlaying,
  search,
}: View): (root: Node) => void {
  const take = watchProgress(recordAction)
  watchPlayers(document, listen, subjects, take, onPlaying)
  watchShareLinks(listen, subjects, recordAction)
  watchCopying(document, listen, subjects, recordAction)
  recordAnswered(document, recordAction, search)
  return (root) => {
    watchMedia(root, listen, subjects, take, onPlaying)
    watchSearches(root, listen, recordAction)
  }
}
