/** The panel's own looks: it stands in a shadow root, so that neither the page's styles nor its own reach across. */
export const PANEL_STYLE = `
:host { all: initial; }
aside {
  position: fixed; z-index: 9999; inset-block-end: 12px; inset-inline-end: 12px;
  box-sizing: border-box; width: 340px; max-height: min(70dvh, 640px); overflow: auto;
  border-radius: 10px; color: #f4f4f5; background: #18181b; box-shadow: 0 4px 16px #0006;
  font: 12px/1.45 system-ui, sans-serif;
}
aside:has([aria-expanded="false"]) { width: auto; max-width: 340px; }
*, *::before { box-sizing: border-box; }
h2 { margin: 0; font: inherit; position: sticky; inset-block-start: 0; background: #18181b; }
h2 > button { width: 100%; padding: 8px 12px; text-align: start; font-weight: 600; background: none; border: 0; border-radius: 10px; }
em { color: #fcd34d; font-style: normal; }
#panel { display: grid; gap: 8px; padding: 2px 12px 12px; }
#panel[hidden] { display: none; }
label { display: flex; gap: 8px; align-items: center; justify-content: space-between; margin-block: 3px; }
fieldset { margin: 6px 0 0; padding: 0; border: 0; }
fieldset label { justify-content: start; }
legend { padding: 0; color: #a1a1aa; }
details { border-block-start: 1px solid #3f3f46; padding-block-start: 6px; }
summary { cursor: pointer; font-weight: 600; padding-block: 2px; border-radius: 4px; }
select, button { font: inherit; color: inherit; background: #27272a; border: 1px solid #71717a; border-radius: 6px; padding: 2px 6px; }
select { min-width: 0; max-width: 220px; }
select:disabled { opacity: 0.6; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid #a5b4fc; outline-offset: 1px; }
ul { margin: 4px 0; padding: 0; list-style: none; display: grid; gap: 4px; }
li i { display: block; color: #a1a1aa; font-style: normal; }
dl { margin: 4px 0; display: grid; gap: 4px; }
dt b { font-weight: 400; color: #a1a1aa; }
[data-level="none"] > dt b { color: #fca5a5; }
dd { margin: 0 0 0 10px; color: #d4d4d8; }
dd i { color: #a1a1aa; }
code { font: 11px ui-monospace, monospace; padding: 0 4px; border-radius: 4px; background: #3f3f46; }
p[role="alert"] { margin: 0; color: #fca5a5; }
/* On a phone it is a part of the page's end: the page keeps as much room free as it takes. */
@media (max-width: 640px) {
  aside, aside:has([aria-expanded="false"]) { inset-inline: 0; inset-block-end: 0; width: auto; max-width: none; max-height: 45dvh; border-radius: 10px 10px 0 0; }
  button, select, summary { min-height: 32px; }
}
`;
