import { render as renderComponent } from 'svelte/server'
import { stories } from '../stories.js'
import Marked from './marked.svelte'
import Routed from './routed.svelte'
import Shelf from './shelf.svelte'

export const render = (name, options) =>
  renderComponent({ marked: Marked, routed: Routed, shelf: Shelf }[name], { props: { stories, ...options } }).body
