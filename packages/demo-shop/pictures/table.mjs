/** Drawings for kitchen, tea and coffee. Each takes the pen and the product's colours: `c`, its shades `d` and `l`, an accent `a`. */
import { darker, FLOOR, lighter, mix } from './pen.mjs'

const WOOD = '#b98a58'
const STEEL = '#b9bdc2'

const pan = (p, { c, d }) =>
  p.soft(250, 262, 210, 190, 0.4) +
  p.turn(
    -38,
    205,
    225,
    p.rect(300, 207, 170, 30, 15, p.flat(p.random() < 0.5 ? WOOD : d)) + p.oval(450, 222, 6, 6, '#2b2622'),
  ) +
  p.oval(205, 225, 136, 136, d) +
  p.oval(205, 225, 130, 130, p.metal(c)) +
  p.oval(205, 227, 114, 114, p.ball(darker(c, 0.3))) +
  p.line('M120 190A96 96 0 0 1 190 128', lighter(c, 0.3), 5, 'opacity=".5"')

const pot = (p, { c, d, l }) =>
  p.shadow(140) +
  p.line('M96 262H70Q60 290 84 296H98M384 262H410Q420 290 396 296H382', d, 14) +
  p.path(`M92 232H388V350Q388 ${FLOOR} 340 ${FLOOR}H140Q92 ${FLOOR} 92 350Z`, p.round(c)) +
  p.path('M86 232Q92 172 240 166Q388 172 394 232Z', p.round(l)) +
  p.rect(84, 224, 312, 16, 8, p.round(d)) +
  p.oval(240, 160, 24, 12, p.metal(p.random() < 0.5 ? '#c9a557' : STEEL)) +
  p.rect(230, 160, 20, 12, 3, darker(c, 0.4))

const knife = (p, { d }) =>
  p.soft(250, 270, 220, 110, 0.3) +
  p.turn(
    -32,
    240,
    240,
    p.path(
      'M30 232Q120 190 300 200V262Q140 268 30 232Z',
      p.down([0, '#eef0f2'], [0.5, '#aeb4ba'], [0.52, '#d7dbdf'], [1, '#8d949b']),
    ) +
      p.rect(300, 196, 26, 66, 4, p.flat('#8e8378')) +
      p.rect(322, 200, 138, 52, 20, p.flat(d)) +
      p.repeat(3, (i) => p.oval(352 + i * 40, 226, 6, 6, '#d9c9a4')),
  )

const board = (p, { c, d }) =>
  p.soft(250, 260, 215, 190, 0.36) +
  p.turn(
    12,
    240,
    240,
    p.rect(110, 92, 260, 300, 34, p.flat(c)) +
      p.repeat(9, (i) =>
        p.line(
          `M${128 + i * 28} 100Q${116 + i * 28 + p.between(0, 22)} 240 ${128 + i * 28} 384`,
          d,
          1.6,
          'opacity=".4"',
        ),
      ) +
      p.oval(240, 128, 15, 15, '#00000055') +
      p.line('M240 128Q232 70 268 52', '#5b4636', 5),
  )

const kettle = (p, { c, d, l }) =>
  p.shadow(130) +
  p.line('M150 190Q150 84 250 84Q346 84 346 190', darker(c, 0.55), 18) +
  p.path('M330 260Q390 250 418 176L442 190Q420 300 344 320Z', p.round(d)) +
  p.path(`M118 330Q118 186 240 186Q362 186 362 330Q362 ${FLOOR} 320 ${FLOOR}H160Q118 ${FLOOR} 118 330Z`, p.round(c)) +
  p.oval(240, 190, 62, 12, d) +
  p.path('M180 188Q240 160 300 188Z', p.round(l)) +
  p.oval(240, 168, 14, 12, p.ball('#3a2f28'))

const bowl = (p, { c, d, a }) =>
  p.shadow(130) +
  p.repeat(p.random() < 0.5 ? 1 : 2, (i) => {
    const y = 236 - i * 56
    const hue = i ? a : c
    return (
      p.path(
        `M${84 + i * 16} ${y}Q96 ${y + 150} 190 ${FLOOR - i * 62}H290Q384 ${y + 150} ${396 - i * 16} ${y}Z`,
        p.round(hue),
      ) +
      p.oval(240, y, 156 - i * 16, 28, lighter(hue, 0.2)) +
      p.oval(240, y + 3, 144 - i * 16, 22, p.down([0, darker(hue, 0.42)], [1, darker(hue, 0.12)]))
    )
  }) +
  p.line('M112 292Q128 350 190 376', lighter(d, 0.5), 4, 'opacity=".35"')

const pin = (p, { c, d }) =>
  p.soft(246, 268, 230, 90, 0.34) +
  p.turn(
    -24,
    240,
    240,
    p.rect(24, 226, 90, 28, 14, p.flat(d)) +
      p.rect(366, 226, 90, 28, 14, p.flat(d)) +
      p.rect(88, 198, 304, 84, 26, p.flat(c)) +
      p.repeat(4, (i) =>
        p.line(`M110 ${214 + i * 17}Q240 ${206 + i * 18} 372 ${214 + i * 17}`, d, 1.5, 'opacity=".45"'),
      ),
  )

const dish = (p, { c, l }) =>
  p.soft(246, 300, 230, 120, 0.36) +
  p.path('M70 220H410L384 352Q378 372 356 372H124Q102 372 96 352Z', p.round(c)) +
  p.path('M30 214Q30 198 48 198H432Q450 198 450 214Q450 234 432 234H48Q30 234 30 214Z', p.flat(l)) +
  p.path('M62 206H418L408 222H72Z', darker(c, 0.4)) +
  p.repeat(11, (i) => p.line(`M${118 + i * 25} 248L${124 + i * 23} 356`, lighter(c, 0.24), 3, 'opacity=".5"'))

const mug = (p, { c, d, l, a }) => {
  const style = p.pick(['plain', 'dipped', 'banded', 'speckled'])
  const body = 'M136 176H334L322 370Q320 396 294 396H176Q150 396 148 370Z'
  return (
    p.shadow(112) +
    p.line('M324 222C412 212 412 346 318 338', d, 26) +
    p.line('M326 218C404 210 404 336 322 332', c, 14) +
    p.path(body, p.round(c)) +
    (style === 'dipped'
      ? p.path('M143 290Q200 306 240 290T327 292L322 370Q320 396 294 396H176Q150 396 148 370Z', p.round(a))
      : '') +
    (style === 'banded'
      ? p.repeat(3, (i) =>
          p.path(
            `M${139 + i * 2} ${230 + i * 34}Q236 ${246 + i * 34} ${331 - i * 2} ${230 + i * 34}V${242 + i * 34}Q236 ${258 + i * 34} ${139 + i * 2} ${242 + i * 34}Z`,
            a,
            'opacity=".75"',
          ),
        )
      : '') +
    (style === 'speckled'
      ? p.repeat(46, () =>
          p.oval(
            p.between(156, 314),
            p.between(206, 384),
            p.between(1, 3.4),
            p.between(1, 3),
            darker(c, 0.6),
            'opacity=".5"',
          ),
        )
      : '') +
    p.oval(235, 176, 99, 20, l) +
    p.oval(235, 178, 90, 15, p.down([0, darker(c, 0.5)], [1, p.random() < 0.5 ? '#4a2c1c' : darker(c, 0.2)]))
  )
}

const cup = (p, { c, d, l, a }) =>
  p.shadow(150) +
  p.oval(240, 384, 164, 26, d) +
  p.oval(240, 378, 164, 26, p.round(l)) +
  p.oval(240, 376, 96, 13, d) +
  p.line('M326 254C396 244 388 330 312 320', d, 15) +
  p.path('M142 232H338Q334 340 290 370H190Q146 340 142 232Z', p.round(c)) +
  p.path('M143 252Q240 276 337 252L335 268Q240 292 145 268Z', a, 'opacity=".8"') +
  p.oval(240, 232, 98, 19, l) +
  p.oval(240, 235, 88, 14, '#5a3520')

const teapot = (p, { c, d, l }) =>
  p.shadow(134) +
  p.line('M120 236C30 220 40 348 130 336', d, 20) +
  p.path('M330 300Q386 290 404 196L436 204Q424 330 350 356Z', p.round(d)) +
  p.path('M104 300Q104 196 236 196Q366 196 366 300Q366 396 300 396H170Q104 396 104 300Z', p.round(c)) +
  p.path('M172 204Q180 158 236 158Q292 158 300 204Z', p.round(l)) +
  p.oval(236, 204, 66, 10, d) +
  p.oval(236, 150, 17, 15, p.ball(d)) +
  p.line('M136 276Q146 230 196 220', '#ffffff', 8, 'opacity=".4"')

const moka = (p, { c, d }) =>
  p.shadow(92) +
  p.line('M314 160H372Q388 164 384 188L366 300', '#2c2724', 24) +
  p.path(`M158 296H312L332 ${FLOOR}H138Z`, p.metal(c)) +
  p.rect(152, 276, 166, 24, 6, p.metal(d)) +
  p.path('M150 146H306L300 276H170Z', p.metal(c)) +
  p.path('M152 150L116 128L154 190Z', p.metal(c)) +
  p.path('M148 148L228 104L308 148Z', p.metal(lighter(c, 0.2))) +
  p.rect(216, 84, 24, 24, 6, '#2c2724') +
  p.repeat(3, (i) =>
    p.line(
      `M${192 + i * 36} 150L${196 + i * 32} 274M${190 + i * 40} 300L${178 + i * 52} 392`,
      darker(c, 0.4),
      1.6,
      'opacity=".5"',
    ),
  )

const press = (p, { c, a }) =>
  p.shadow(104) +
  p.line('M318 214H386V340H318', c, 16) +
  p.rect(156, 186, 162, 206, 14, '#dfe7e6', 'opacity=".9"') +
  p.rect(160, 256, 154, 134, 10, p.round('#42291b')) +
  p.rect(160, 246, 154, 12, 3, p.metal(STEEL)) +
  p.rect(233, 96, 8, 160, 3, p.metal(STEEL)) +
  p.oval(237, 92, 16, 15, p.ball(c)) +
  p.path('M150 188Q156 160 236 158Q318 160 324 188Z', p.metal(a)) +
  p.line('M152 208H322M152 366H322M152 186V396M322 186V396', c, 9) +
  p.rect(172, 200, 10, 176, 5, '#ffffff', 'opacity=".5"')

const grinder = (p, { c, d, a }) =>
  p.shadow(110) +
  p.line('M240 140V96H344', p.metal(STEEL), 10) +
  p.oval(350, 88, 20, 18, p.ball(d)) +
  p.path('M156 208Q162 136 240 134Q318 136 324 208Z', p.metal(a)) +
  p.rect(136, 206, 208, 26, 6, p.flat(d)) +
  p.rect(148, 230, 184, 150, 6, p.flat(c)) +
  p.rect(168, 282, 144, 74, 4, p.flat(lighter(c, 0.12)), `stroke="${d}" stroke-width="3"`) +
  p.oval(240, 318, 12, 12, p.ball('#c9a557')) +
  p.rect(130, 376, 220, 22, 6, p.flat(d))

const tin = (p, { c, l, a }) => {
  const pattern = p.pick(['leaf', 'rings', 'stripes'])
  return (
    p.shadow(96) +
    p.rect(144, 160, 192, 236, 12, p.round(c)) +
    p.rect(138, 122, 204, 54, 12, p.round(p.random() < 0.5 ? l : a)) +
    p.oval(240, 124, 100, 9, lighter(a, 0.3), 'opacity=".7"') +
    p.rect(164, 212, 152, 136, 4, '#fbf6e9') +
    (pattern === 'leaf'
      ? p.repeat(3, (i) =>
          p.turn(-40 + i * 40, 240, 320, p.path('M240 320Q212 276 240 232Q268 276 240 320Z', i === 1 ? c : a)),
        )
      : '') +
    (pattern === 'rings' ? p.repeat(3, (i) => p.oval(240, 278, 46 - i * 15, 46 - i * 15, i % 2 ? '#fbf6e9' : c)) : '') +
    (pattern === 'stripes'
      ? p.repeat(4, (i) => p.rect(178, 236 + i * 26, 124 - (i % 2) * 40, 10, 5, i % 2 ? a : c))
      : '') +
    p.rect(196, 328, 88, 5, 2, darker(c, 0.3))
  )
}

const packet = (p, { c, d, a }) =>
  p.shadow(104) +
  p.path('M146 128H334L344 380Q344 396 326 396H154Q136 396 136 380Z', p.round(c)) +
  p.path('M142 104H338L334 140H146Z', p.flat(d)) +
  p.line('M140 122H340', mix(d, '#ffffff', 0.25), 3) +
  p.path('M146 140L176 396M334 140L306 396', 'none', `stroke="${d}" stroke-width="2" opacity=".45"`) +
  p.rect(176, 206, 128, 130, 64, '#f7f1e2') +
  p.turn(p.between(-30, 30), 240, 270, p.oval(240, 270, 32, 44, a) + p.line('M240 230Q224 270 240 310', '#f7f1e2', 5))

const dripper = (p, { c, d, l }) =>
  p.shadow(120) +
  p.path('M166 262H314V376Q314 396 294 396H186Q166 396 166 376Z', '#dbe6e6', 'opacity=".92"') +
  p.path('M172 320H308V374Q308 390 292 390H188Q172 390 172 374Z', p.round('#4a2c1c')) +
  p.line('M314 290Q366 292 362 336Q358 366 314 360', '#c8d5d5', 12) +
  p.oval(240, 258, 110, 13, d) +
  p.path('M128 132H352L276 252H204Z', p.round(c)) +
  p.oval(240, 132, 112, 20, l) +
  p.oval(240, 135, 100, 15, '#f4ead6') +
  p.oval(240, 140, 64, 8, '#4a2c1c') +
  p.repeat(5, (i) => p.line(`M${162 + i * 39} 158L${208 + i * 16} 246`, d, 3, 'opacity=".4"'))

export const table = {
  pan,
  pot,
  knife,
  board,
  kettle,
  bowl,
  pin,
  dish,
  mug,
  cup,
  teapot,
  moka,
  press,
  grinder,
  tin,
  packet,
  dripper,
}
