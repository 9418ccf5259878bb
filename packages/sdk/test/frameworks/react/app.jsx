import { InklingProvider, Ranked, useRanked } from 'inkling/react'
import { lazy, StrictMode, Suspense, startTransition, useState } from 'react'
import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import { Shelf } from './shelf.jsx'

const onServer = typeof document === 'undefined'
const Items = () =>
  stories.map((story) => (
    <li key={story.id} data-inkling-topic={story.topic}>
      <a href={story.id}>{story.title}</a>
    </li>
  ))
/** Its code never comes to the browser: the server's HTML stays as it is, and React keeps an eye on it. */
const Late = onServer ? Items : lazy(() => new Promise(() => {}))

/** As it is often written: a new array, and a new function, in every render. */
function Filter() {
  const [topic, setTopic] = useState('')
  const { items, ref } = useRanked(
    stories.filter((story) => story.topic.includes(topic)).map((story) => ({ ...story })),
    { list: 'shelf', inkling: () => inkling },
  )
  if (!onServer) window.renders = (window.renders ?? 0) + 1
  return (
    <section>
      <button type="button" onClick={() => setTopic(topic ? '' : 'space')}>
        Space alone
      </button>
      <ol ref={ref}>
        {items.map((story) => (
          <li key={story.id}>
            <a href={story.id}>{story.title}</a>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A view that comes later, as a router renders it. */
function Routed(options) {
  const [routed, go] = useState(false)
  return (
    <main>
      <button type="button" onClick={() => startTransition(() => go(!routed))}>
        To the stories
      </button>
      {routed && <Shelf stories={stories} {...options} />}
    </main>
  )
}

const PAGES = {
  routed: (options) => <Routed {...options} />,
  // Rendered in the browser alone: see fresh.jsx.
  fresh: () => null,
  filter: () => <Filter />,
  shelf: (options) => <Shelf stories={stories} {...options} />,
  component: (options) => (
    <Ranked items={stories} list="shelf" as="ol" className="shelf" {...options}>
      {(story) => (
        <li>
          <a href={story.id}>{story.title}</a>
        </li>
      )}
    </Ranked>
  ),
  marked: () => (
    <ol data-inkling-list="shelf">
      <Items />
    </ol>
  ),
  late: () => (
    <ol data-inkling-list="shelf">
      <Suspense fallback="…">
        <Late />
      </Suspense>
    </ol>
  ),
}

export const App = ({ name, options }) => (
  <StrictMode>
    <InklingProvider inkling={inkling}>{PAGES[name](options)}</InklingProvider>
  </StrictMode>
)
