import Link from 'next/link'
import { Expose } from '../expose.jsx'

export default function About() {
  return (
    <main>
      <Expose />
      <Link href="/">Stories</Link>
    </main>
  )
}
