/**
 * Columns adapt to the element's own width, so no media queries are needed. Bar lengths are also given as percentages,
 * and states in words.
 */
export const STYLE = `
:host{display:block}
.all{max-inline-size:52rem;overflow-wrap:anywhere}
section{padding-block:1.25rem}
section+section{border-block-start:1px solid}
h2{font-size:1.25rem;margin-block-end:.5rem}
h2:focus:not(:focus-visible){outline:0}
.small,.state,.share{font-size:.875rem}
.row,.find,.sure{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.interest{display:grid;grid-template-columns:1fr auto;gap:.25rem 1rem;align-items:center;padding-block:.75rem}
.interest+.interest,.thing+.thing{border-block-start:1px dotted}
.share{text-align:end;font-variant-numeric:tabular-nums}
.bar{grid-column:1/-1;block-size:.75rem;border:1px solid;border-radius:.375rem;overflow:hidden}
.bar i{display:block;block-size:100%;inline-size:calc(var(--much)*100%);background:var(--accent)}
.paused .bar{border-style:dashed}
.state{min-block-size:1.25rem}
.course{display:flex;gap:2px;align-items:end;block-size:1.75rem;border-block-end:1px solid}
.course i{inline-size:.5rem;block-size:calc(var(--high)*100%);background:var(--ink)}
.interest .row,.interest .sure{grid-column:1/-1}
.interest button{padding-inline:.55rem}
.interest .row{gap:.35rem}
.sure{padding:.75rem;border:2px solid var(--accent);border-radius:.4rem}
.sure p{flex:1 1 100%;font-weight:700}
.thing{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding-block:.35rem}
.thing span:first-child{flex:1 1 16rem}
summary{inline-size:fit-content;padding-block:.6rem;text-decoration:underline;cursor:pointer}
label{display:inline-flex;flex-wrap:wrap;gap:.25rem .5rem;align-items:center;min-block-size:2.75rem}
[type=search]{min-block-size:2.75rem;inline-size:min(20rem,100%);padding:.3rem .6rem;border:1px solid;border-radius:.4rem;background:none}
[type=checkbox]{inline-size:1.25rem;block-size:1.25rem;margin:0}
.choice{display:grid;grid-template-columns:minmax(0,24rem) max-content;gap:.25rem 1rem;margin-block-end:1rem}
[aria-disabled]{opacity:.6;cursor:default}
.said{position:sticky;inset-block-end:0;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;min-block-size:3.5rem;padding:.3rem .75rem;border:1px solid;border-radius:.4rem;background:var(--paper)}
.quiet{visibility:hidden}
@media(forced-colors:active){.bar i{background:Highlight}.course i{background:CanvasText}.bar i,.course i{forced-color-adjust:none}[aria-disabled]{color:GrayText;opacity:1}}
@media print{.row,.find,.said{display:none}}`
