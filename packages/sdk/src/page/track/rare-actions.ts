import { watchCopying } from './copying.ts'
import type { Listen } from './listen.ts'
import { watchMedia } from './media/media.ts'
import { watchPlayers } from './media/players.ts'
import { watchProgress } from './media/progress.ts'
import { recordAnswered, watchSearches } from './search.ts'
import { watchShareLinks } from './share-links.ts'
import type { RecordAction, Subjects } from './subject.ts'

/** What the listeners of a page view share. */
export interface View {
  readonly document: Document
  readonly listen: Listen
  readonly subjects: Subjects
  readonly recordAction: RecordAction
  /** Called while something plays, since a reader who listens is present. */
  readonly onPlaying: () => void
  /** Where the site answers searches, such as '/search?q'. */
  readonly search: string | undefined
}

/**
 * Records actions that happen on few pages: playing, searching, copying, sharing by a link.
 *
 * @returns listens in another tree, because events of forms and players don't leave the tree that they are in
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
