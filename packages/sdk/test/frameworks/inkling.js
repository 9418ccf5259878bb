import { createInkling } from 'inkling'

export const inkling = createInkling({ download: 'never' })
