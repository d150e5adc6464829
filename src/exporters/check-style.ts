/** The report's one stylesheet: light, dark and print, every text at AA contrast or better. Verdicts have the pages' colours. */
export const checkStyle = `
:root{--bg:#fbfaf7;--ink:#1d1d1b;--soft:#57534a;--line:#d8d3c6;--card:#fff;--supported:#0a6b5e;--contested:#8a4b00;--imprecise:#6b3fa0;--contradicted:#b3261e;--single:#3d5a80;--neutral:#565b63;--wash:#ecebe6;--link:#123f8c}
@media (prefers-color-scheme:dark){:root{--bg:#171614;--ink:#efece4;--soft:#b9b3a6;--line:#3d3a34;--card:#201f1c;--supported:#5cc7b2;--contested:#e5a54b;--imprecise:#c2a0ee;--contradicted:#f58d84;--single:#9db8dc;--neutral:#a2a8b1;--wash:#33312c;--link:#9fc1ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans KR",sans-serif}
header,.columns{max-width:88rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.5rem;margin:.25rem 0}
h2{font-size:1.1rem;margin:1.25rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .35rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem}
.counts{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin:.5rem 0}
.attacked li{margin:.4rem 0}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2rem;align-items:start}
.letter{white-space:pre-wrap;overflow-wrap:anywhere;font-family:Georgia,"Noto Serif","Noto Serif KR",serif;background:var(--card);border:1px solid var(--line);padding:1.25rem}
mark{color:inherit;background:color-mix(in srgb,var(--verdict,var(--neutral)) 12%,transparent);border-bottom:2px solid var(--verdict,var(--neutral));padding:0 .05em}
.sign{text-decoration:none;font-size:.8em;margin-right:.15em;padding:0 .1em}
.mark{font-weight:700}.mark,.sign{color:var(--verdict,var(--neutral))}
.finding{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--verdict,var(--neutral));padding:.75rem 1rem;margin:0 0 .75rem;overflow-wrap:anywhere}
.finding:target,mark:target,.sign:target{outline:3px solid var(--link)}
.finding p{margin:.35rem 0}
blockquote{margin:.25rem 0;padding:0;font-family:Georgia,serif}
blockquote a{color:inherit}
.write{background:var(--wash);padding:.4rem .6rem}
.note{color:var(--soft);font-weight:400;font-size:.9em}
details{margin-top:.35rem}
summary{cursor:pointer;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;border-top:1px solid var(--line);padding:.25rem .5rem .25rem 0}
.v-supported{--verdict:var(--supported)}.v-contested{--verdict:var(--contested)}.v-imprecise{--verdict:var(--imprecise)}.v-contradicted{--verdict:var(--contradicted)}.v-single-source,.v-self-sourced{--verdict:var(--single)}
mark.unread{background:none;border-bottom:2px dotted var(--contradicted)}
@media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr)}}
@media print{details::details-content{content-visibility:visible;block-size:auto}:root{--bg:#fff;--ink:#000;--card:#fff;--soft:#333;--link:#000}body{font-size:10pt}.skip{display:none}.columns{display:block}.finding{break-inside:avoid}details>*{display:block}details:not([open])>table{display:table}a{text-decoration:none}}
`;
