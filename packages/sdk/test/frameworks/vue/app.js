import { createSSRApp } from 'vue'
import { stories } from '../stories.js'
import Marked from './marked.vue'
import Routed from './routed.vue'
import Shelf from './shelf.vue'

const PAGES = { marked: Marked, routed: Routed, shelf: Shelf }

export const appOf = (name, options) => createSSRApp(PAGES[name], { stories, ...options })
