/** The report's one stylesheet: light, dark and print, every text at AA contrast or better. */
export const checkStyle = `
:root{--bg:#fbfaf7;--ink:#1d1d1b;--soft:#57534a;--line:#d8d3c6;--card:#fff;--bad:#a3170f;--warn:#7a4a00;--self:#6a2f8a;--argue:#0b5563;--good:#1d5c2e;--none:#57534a;--badbg:#fbe3e0;--warnbg:#fbeccb;--selfbg:#f0e2f6;--arguebg:#dceff2;--goodbg:#dff0e1;--nonebg:#ecebe6;--link:#123f8c}
@media (prefers-color-scheme:dark){:root{--bg:#171614;--ink:#efece4;--soft:#b9b3a6;--line:#3d3a34;--card:#201f1c;--bad:#ff9d92;--warn:#f2c36b;--self:#d9a8ee;--argue:#8ad5e2;--good:#94d8a1;--none:#b9b3a6;--badbg:#4a1d18;--warnbg:#46350f;--selfbg:#3a2447;--arguebg:#123b43;--goodbg:#173a20;--nonebg:#33312c;--link:#9fc1ff}}
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
mark{color:inherit;background:var(--nonebg);border-bottom:2px solid currentColor;padding:0 .05em}
.sign{text-decoration:none;font-size:.8em;margin-right:.15em;padding:0 .1em}
.mark{font-weight:700}
.finding{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--none);padding:.75rem 1rem;margin:0 0 .75rem;overflow-wrap:anywhere}
.finding:target,mark:target,.sign:target{outline:3px solid var(--link)}
.finding p{margin:.35rem 0}
blockquote{margin:.25rem 0;padding:0;font-family:Georgia,serif}
blockquote a{color:inherit}
.write{background:var(--nonebg);padding:.4rem .6rem}
.note{color:var(--soft);font-weight:400;font-size:.9em}
details{margin-top:.35rem}
summary{cursor:pointer;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;border-top:1px solid var(--line);padding:.25rem .5rem .25rem 0}
.v-contradicted{border-left-color:var(--bad)}mark.v-contradicted{background:var(--badbg)}.sign.v-contradicted,li.v-contradicted .mark,.v-contradicted h3 .mark{color:var(--bad)}
.v-imprecise,.v-contested{border-left-color:var(--warn)}mark.v-imprecise,mark.v-contested{background:var(--warnbg)}.sign.v-imprecise,.sign.v-contested,li.v-imprecise .mark,li.v-contested .mark,.v-imprecise h3 .mark,.v-contested h3 .mark{color:var(--warn)}
.v-self-sourced,.v-single-source{border-left-color:var(--self)}mark.v-self-sourced,mark.v-single-source{background:var(--selfbg)}.sign.v-self-sourced,.sign.v-single-source,li.v-self-sourced .mark,li.v-single-source .mark,.v-self-sourced h3 .mark,.v-single-source h3 .mark{color:var(--self)}
.v-argued{border-left-color:var(--argue)}mark.v-argued{background:var(--arguebg)}.sign.v-argued,li.v-argued .mark,.v-argued h3 .mark{color:var(--argue)}
.v-supported{border-left-color:var(--good)}mark.v-supported{background:var(--goodbg)}.sign.v-supported,li.v-supported .mark,.v-supported h3 .mark{color:var(--good)}
mark.unread{background:none;border-bottom:2px dotted var(--bad)}
@media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr)}}
@media print{details::details-content{content-visibility:visible;block-size:auto}:root{--bg:#fff;--ink:#000;--card:#fff;--soft:#333;--link:#000}body{font-size:10pt}.skip{display:none}.columns{display:block}.finding{break-inside:avoid}details>*{display:block}details:not([open])>table{display:table}a{text-decoration:none}}
`;
