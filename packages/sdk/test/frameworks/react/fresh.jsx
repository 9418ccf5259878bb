import { createRoot } from 'react-dom/client'
import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import { Shelf } from './shelf.jsx'

export async function start(element) {
  const ranking = await inkling.rank(stories, { list: 'shelf' })
  createRoot(element).render(<Shelf stories={stories} ranking={ranking} />)
}
