import { renderToString } from 'vue/server-renderer'
import { appOf } from './app.js'

export const render = (name, options) => renderToString(appOf(name, options))
