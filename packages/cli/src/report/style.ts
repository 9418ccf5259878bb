/**
 * Style sheet of every report, with a single column on phones, and a light or dark theme that follows the system
 * setting.
 */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1b22; --soft: #5b5966; --line: #d9d7e0; --one: #1a5fb4; --two: #a1440b; --alarm: #b3261e; --fine: #1b6e3c }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16151b; --ink: #ecebf1; --soft: #aeacba; --line: #3a3845; --one: #8ab8ff; --two: #ffb27a; --alarm: #ff8f86; --fine: #7ddc9b }
}
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.2 } section { margin-top: 2.5rem } section section { margin-top: 1.5rem }
p, ul { max-width: 48rem } ul { padding-left: 1.2rem } li { margin: .3rem 0 }
.notes { color: var(--soft); margin-top: .5rem }
.findings { list-style: none; padding: 0; font-size: 1.1rem }
.findings li { border-left: .3rem solid var(--soft); padding: .1rem 0 .1rem 1rem; margin: .8rem 0 } .findings p { margin: 0 }
.findings .alarm { border-color: var(--alarm) } .findings .warning { border-color: var(--two) } .findings .fine { border-color: var(--fine) }
pre { white-space: pre-wrap; margin: .3rem 0 }
.wide { overflow-x: auto } .wide:focus-visible { outline: 2px solid var(--one); outline-offset: 2px }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
caption, figcaption, .caption { text-align: left; font-weight: 600; padding: .4rem 0; margin: 0 }
th, td { padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
th { font-weight: 600 } thead th { vertical-align: bottom } tbody th { min-width: 8rem; max-width: 22rem } td { overflow-wrap: normal }
.number { text-align: right } td small { color: var(--soft); font-size: inherit; white-space: nowrap }
@media (max-width: 48rem) {
  body { padding: 1rem }
  table, caption, tbody, tr, tbody th, td { display: block } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tbody th { max-width: none; border: 0; padding: .8rem 0 .2rem }
  td { display: flex; flex-wrap: wrap; gap: 0 .5rem; justify-content: flex-end; padding-right: 0; text-align: right; overflow-wrap: anywhere }
  td::before { content: attr(data-head); text-align: left; margin-right: auto }
}
figure { margin: 0 0 1rem; max-width: 45rem } .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 0 2.5rem }
svg { display: block; overflow: visible; font: 12px system-ui, sans-serif } svg text { fill: var(--ink) }
svg .tick { fill: var(--soft); text-anchor: middle }
svg line { stroke: var(--line) } svg .zero { stroke: var(--ink) } svg g line, svg circle { stroke-width: 2 }
svg .one * { stroke: var(--one); fill: var(--one) } svg .two * { stroke: var(--two); fill: var(--paper) }
`
