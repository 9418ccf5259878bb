import { useRanked } from 'inkling/react'

export function Shelf({ stories, ...options }) {
  const { items, ref, undo, redo } = useRanked(stories, { list: 'shelf', ...options })
  return (
    <section>
      <button type="button" onClick={undo}>
        Original order
      </button>
      <button type="button" onClick={redo}>
        My order
      </button>
      <ol ref={ref} data-inkling-ranked="shelf">
        {items.map((story) => (
          <li key={story.id} data-inkling-item={story.id}>
            <a href={story.id}>{story.title}</a> <input aria-label={`Note on ${story.title}`} />
          </li>
        ))}
      </ol>
    </section>
  )
}
