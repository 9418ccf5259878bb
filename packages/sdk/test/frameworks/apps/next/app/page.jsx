import Link from 'next/link'
import { Expose } from './expose.jsx'
import { Shelf } from './shelf.jsx'
import { stories } from './stories.js'

export default function Page() {
  return (
    <main>
      <Expose />
      <Link href="/about">About</Link>
      <Shelf stories={stories} />
    </main>
  )
}
