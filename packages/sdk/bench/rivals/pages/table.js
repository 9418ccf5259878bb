import { openTable } from '/rivals/built/table.js'
import { order } from './order.js'

await order(await openTable('/dist/models/encoder-en/'))
