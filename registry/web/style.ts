// The one stylesheet: system fonts, one accent colour, light and dark, nothing that moves.

/** The text of /style.css. */
export const stylesheet = `:root {
  color-scheme: light dark;
  --ink: #1d2226; --soft: #59636b; --line: #d9dee2; --ground: #fff; --panel: #f5f7f8; --accent: #0b62a8; --warn: #8a4b00;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9eb; --soft: #a0aab1; --line: #353c42; --ground: #15181a; --panel: #1e2326; --accent: #7ab8f0; --warn: #e5a75a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .9rem 0; border-bottom: 1px solid var(--line); }
header a { font-weight: 600; text-decoration: none; }
footer { margin-top: 3rem; padding-top: .9rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { margin: 1.6rem 0 .2rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.2rem 0 .5rem; font-size: 1.1rem; }
p { margin: .5rem 0; max-width: 44rem; }
code, pre, .name { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em; }
pre { margin: .5rem 0; padding: .8rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 4px;
  white-space: pre-wrap; }
.soft { color: var(--soft); }
.warn { color: var(--warn); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
form { display: flex; gap: .5rem; margin: 1.4rem 0 .8rem; max-width: 44rem; }
input { flex: 1; min-width: 0; padding: .5rem .7rem; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--soft); border-radius: 4px; }
button { padding: .5rem 1rem; font: inherit; color: var(--ground); background: var(--accent); border: 0; border-radius: 4px; cursor: pointer; }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; }
th, td { padding: .55rem .9rem .55rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-size: .85rem; font-weight: 500; white-space: nowrap; }
td p { margin: 0; }
.list td:first-child { width: 52%; }
.list td:not(:first-child) { font-size: .9rem; }
.list a { font-weight: 600; text-decoration: none; }
.list a:hover { text-decoration: underline; }
.server { display: flex; gap: .75rem; }
.tile { flex: none; width: 2rem; height: 2rem; border-radius: 4px; background: var(--panel); border: 1px solid var(--line);
  color: var(--soft); font-weight: 600; line-height: 1.9rem; text-align: center; }
.filters { margin: .8rem 0; font-size: .9rem; }
.filters p { margin: .15rem 0; max-width: none; padding-left: 5.8rem; text-indent: -5.8rem; }
.filters p > * { text-indent: 0; }
.filters b { display: inline-block; min-width: 5.5rem; color: var(--soft); font-weight: 500; }
.filters a { margin-left: .3rem; display: inline-block; max-width: 100%; }
time { white-space: nowrap; }
.method { margin: 1.4rem 0; padding-left: 1rem; border-left: 2px solid var(--line); }
h3 { margin: 0 0 .2rem; font-size: 1rem; font-weight: 600; }
.parameters th { width: 16rem; font-weight: 400; white-space: normal; }
.parameters th, .parameters td { padding-top: .3rem; padding-bottom: .3rem; }
.chain { margin: .5rem 0; padding: 0; list-style: none; }
.chain li { padding: .35rem 0 .35rem 1rem; border-left: 2px solid var(--line); }
.chain li + li { border-top: 0; }
.chain b { display: inline-block; min-width: 7rem; color: var(--soft); font-weight: 500; }
@media (max-width: 44rem) {
  :is(.list, .stack) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :is(.list, .stack) tr { display: block; padding: .7rem 0; border-bottom: 1px solid var(--line); }
  :is(.list, .stack) td, .list td:first-child { display: block; width: auto; padding: .1rem 0; border: 0; }
  .list td:not(:first-child) { padding-left: 2.75rem; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--soft); }
  .chain b { display: block; }
  .parameters th, .parameters td { display: block; width: auto; border: 0; padding: .1rem 0; }
}
`;
