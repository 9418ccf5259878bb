'use client'
import { useEffect } from 'react'
import { inkling } from './inkling.js'

/** Gives the tests this page's Inkling, and tells them that the page has been hydrated. */
export function Expose() {
  useEffect(() => {
    window.shop = inkling
  }, [])
  return null
}
