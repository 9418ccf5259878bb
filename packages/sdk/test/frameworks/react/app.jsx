import { InklingProvider, Ranked } from 'inkling/react'
import { lazy, StrictMode, Suspense } from 'react'
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

const PAGES = {
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
