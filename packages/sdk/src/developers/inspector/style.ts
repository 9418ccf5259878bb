/**
 * When closed, the inspector is a handle in the corner of the window, or at the edge of a narrow one, where a consent
 * banner would fill the corner; when open, it is a pane beside the page, which
 * makes room for it.
 */
export const STYLE = `
:host{position:fixed;inset:auto 0 0 auto;z-index:2147483000;font-family:system-ui,sans-serif}
@media(max-width:63.99rem){:host{inset-block-end:50%}}
.handle,.pane{font-size:.875rem}
.handle{display:block;background:var(--paper);border-radius:.4rem 0 0 0}
.pane{position:fixed;inset:auto 0 0;block-size:50vh;display:grid;grid-template-rows:auto auto minmax(0,1fr);background:var(--paper);color:var(--ink);border:0 solid;border-block-start-width:2px;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem;padding:.3rem .75rem}
h2{flex:1 1 0;min-inline-size:min-content;font-size:1rem;line-height:1.2;overflow-wrap:normal}
h3{font-size:1rem;margin-block:1rem .3rem}
[role=tablist]{display:flex;flex-wrap:wrap;gap:.25rem;padding:0 .75rem;border-block-end:1px solid}
[role=tab]{border-radius:.4rem .4rem 0 0;border-block-end:0;padding-inline:.45rem}
[role=tab][aria-selected=true]{background:var(--ink);color:var(--paper)}
[role=tabpanel]{overflow:auto;padding:.75rem}
[role=tabpanel]:focus-visible{outline-offset:-4px}
[role=tabpanel]>h3:first-child{margin-block-start:0}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin-block:.4rem}
.row label{font-weight:700}
select{min-block-size:2.75rem;max-inline-size:100%;color:var(--ink);background:var(--paper);border:1px solid;border-radius:.4rem}
ol,ul{list-style:none;margin:0;padding:0}
.items>li,.log>li{border-block-end:1px dotted}
.items p{margin-block:.3rem}
.items ul{padding-block-end:.6rem}
.log>li{padding-block:.35rem}
summary{padding-block:.6rem;cursor:pointer}
.small{font-size:.8125rem;margin-block:.4rem}
table{border-collapse:collapse;inline-size:100%;margin-block:.3rem}
th{text-align:start;font-weight:400}
td{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
th,td{padding:.15rem 0;vertical-align:top}
tfoot{font-weight:700;border-block-start:1px solid}
tfoot th{font-weight:700}
.gauge{inline-size:60%}
.gauge span{float:inline-start;inline-size:calc(100% - 3.25rem);padding-block-start:.3rem}
.gauge i{display:block;block-size:.7rem;inline-size:max(2px,calc(var(--much)*100%));border:1px solid var(--ink);forced-color-adjust:none}
.gauge .shown{background:var(--accent);border-color:var(--accent)}
.gauge .editors{background:var(--ink)}
.gauge .byScore{background:repeating-linear-gradient(135deg,var(--ink) 0 1px,transparent 1px 5px)}
tbody b{display:block;padding-block-start:.5rem}
.arms{margin-block:.3rem .9rem}
.arms caption{text-align:start;padding-block:.3rem}
.arms thead th+th{text-align:end}
.arms :is(td,thead th+th){padding-inline-start:.75rem}
dl>div{display:grid;grid-template-columns:minmax(8rem,1fr) 1.4fr;gap:.5rem;padding-block:.15rem}
.about{font-size:1.125rem}
.wrong{font-weight:700}
pre,textarea{inline-size:100%;margin:.3rem 0;padding:.4rem;border:1px solid;overflow:auto;white-space:pre-wrap;font:.8125rem/1.4 ui-monospace,monospace;color:inherit;background:none}
textarea{block-size:22rem}
.links a{display:block;padding-block:.6rem;color:var(--accent)}
.links [aria-current]{font-weight:700;text-decoration:none}
@media(min-width:64rem){.pane{inset:0 0 0 auto;block-size:auto;inline-size:min(30rem,40vw);border-width:0;border-inline-start-width:2px}}
@media(forced-colors:active){.gauge .shown{background:Highlight;border-color:Highlight}[role=tab][aria-selected=true]{forced-color-adjust:none;color:HighlightText;background:Highlight}}
@media print{:host{display:none}}`
