import { createSSRApp } from 'vue'
import { stories } from '../stories.js'
import Marked from './marked.vue'
import Shelf from './shelf.vue'

export const appOf = (name, options) => createSSRApp(name === 'marked' ? Marked : Shelf, { stories, ...options })
