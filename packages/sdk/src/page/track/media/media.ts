import type { Listen } from '../listen.ts'
import { pathOf, type Subjects } from '../subject.ts'
import type { TakeProgress } from './progress.ts'

/** Media that plays by itself without sound is decoration, because nobody chose to watch it. */
const decorates = (player: HTMLMediaElement) =>
  (player.muted || player.volume === 0) && (player.loop || player.autoplay)

/**
 * Tracks playback of <audio> and <video>. Media events don't bubble, but their capture phase starts at the root of the
 * tree.
 *
 * @param onPlaying called while something plays
 */
export function watchMedia(
  root: Node,
  listen: Listen,
  subjects: Subjects,
  takeProgress: TakeProgress,
  onPlaying: () => void,
): void {
  const onTime = (event: Event) => {
    const player = event.target as HTMLMediaElement
    if (decorates(player)) return
    const { currentTime: at, duration, paused, seeking, ended } = player
    const playing = !seeking && (!paused || ended)
    if (playing) onPlaying()
    const subject = subjects.around(pathOf(event), true)
    if (subject) takeProgress(player, subject, { at, duration, playing, ended: event.type === 'ended' })
  }
  listen('timeupdate ended', onTime, root)
}
