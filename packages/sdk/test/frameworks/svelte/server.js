import { render as renderComponent } from 'svelte/server'
import { stories } from '../stories.js'
import Marked from './marked.svelte'
import Shelf from './shelf.svelte'

export const render = (name, options) =>
  renderComponent(name === 'marked' ? Marked : Shelf, { props: { stories, ...options } }).body
