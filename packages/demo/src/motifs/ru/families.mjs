/** The Russian edition's compositions: one family per topic. */
import { books } from './books.mjs'
import { design } from './design.mjs'
import { food } from './food.mjs'
import { health } from './health.mjs'
import { history } from './history.mjs'
import { money } from './money.mjs'
import { music } from './music.mjs'
import { nature } from './nature.mjs'
import { space } from './space.mjs'
import { sport } from './sport.mjs'
import { technology } from './technology.mjs'
import { travel } from './travel.mjs'

export const families = { space, nature, food, travel, sport, music, technology, health, money, history, books, design }
