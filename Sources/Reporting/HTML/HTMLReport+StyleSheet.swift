extension HTMLReport {
  /// The colours as variables with a light and a dark value; figures use the same (see `Ink`).
  static let palette = """
    :root {
      color-scheme: light dark;
      --paper: #f6f5f1; --surface: #ffffff; --ink: #1c1e21; --muted: #5d636b; --rule: #dedbd3;
      --pass: #1b7443; --tolerable: #22697a; --inconclusive: #8d5b00; --fail: #b4261d;
      --error: #87218f; --none: #6a7078;
      --reference: #aab3c0; --samples: #1d5fb8; --band: #dfe9df;
      --hue-1: #1d5fb8; --hue-2: #c2410c; --hue-3: #0f766e;
      --hue-4: #86198f; --hue-5: #8d6a00; --hue-6: #475569;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171a; --surface: #1d2024; --ink: #e8e6e1; --muted: #a2a8b0; --rule: #373b41;
        --pass: #5cc48a; --tolerable: #68bccd; --inconclusive: #e2ae4a; --fail: #ff7b6e;
        --error: #d88be0; --none: #98a0a9;
        --reference: #6b7686; --samples: #7db4ff; --band: #2b3b30;
        --hue-1: #7db4ff; --hue-2: #ff9a62; --hue-3: #5bd0c0;
        --hue-4: #e39bea; --hue-5: #e0bf4f; --hue-6: #a9b8cc;
      }
    }
    """

  /// The style of the page.
  static let styleSheet = """
    \(palette)
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      font-variant-numeric: tabular-nums; overflow-wrap: break-word;
    }
    .pass { --tone: var(--pass); } .tolerable { --tone: var(--tolerable); }
    .inconclusive { --tone: var(--inconclusive); } .fail { --tone: var(--fail); }
    .error { --tone: var(--error); } .notApplicable { --tone: var(--none); }
    .inner, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
    h1, h2, h3, p { margin: 0; }
    h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
    h3 { font-size: 1rem; font-weight: 600; }
    sup, sub { line-height: 0; font-size: .75em; }

    header { background: color-mix(in srgb, var(--tone) 5%, var(--surface)); border-top: 8px solid var(--tone);
      border-bottom: 1px solid var(--rule); padding: 24px 0; }
    .brand { color: var(--muted); font-size: .85rem; }
    h1 { color: var(--tone); font-size: clamp(2.2rem, 7vw, 3.4rem); line-height: 1.15;
      font-weight: 700; letter-spacing: -.02em; margin-top: .25rem; }
    h1 .symbol { min-width: 0; }
    .subject { font-size: 1.15rem; font-weight: 600; overflow-wrap: anywhere; }
    .conclusion { color: var(--muted); }
    .tally { list-style: none; display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 12px 0 0;
      padding: 0; }
    .tally li { color: var(--tone); font-weight: 600; font-size: .95rem; }

    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
      gap: 16px 40px; margin: 24px 0 0; }
    dt { color: var(--muted); font-size: .8rem; }
    dd { margin: 0; }

    .findings { background: var(--surface); border: 1px solid var(--rule); border-radius: 8px;
      overflow: hidden; }
    .finding { border-left: 4px solid var(--tone, transparent);
      border-bottom: 1px solid var(--rule); }
    .finding:last-child { border-bottom: 0; }
    .row { display: grid; align-items: baseline; gap: 2px 16px;
      grid-template-columns: 9.5rem minmax(10rem, 1fr) 10.5rem 11.5rem 9rem 6.5rem; }
    .beside { margin-top: 16px; }
    .beside > summary { color: var(--muted); padding: 4px 0; }
    .claim .row { grid-template-columns: 9.5rem minmax(10rem, 1fr) 13rem minmax(10rem, 1fr); }
    .finding > .row, summary > .row { padding: 10px 16px 10px 14px; }
    .head { color: var(--muted); font-size: .8rem; }
    .head .row { padding-top: 8px; padding-bottom: 8px; }
    summary { cursor: pointer; }
    .finding summary { list-style: none; }
    .finding summary::-webkit-details-marker { display: none; }
    .finding summary:hover { background: color-mix(in srgb, var(--rule) 28%, transparent); }
    .badge { color: var(--tone); font-weight: 700; white-space: nowrap; }
    .symbol { display: inline-block; min-width: 1em; text-align: center; }
    .check { font-weight: 600; overflow-wrap: break-word; hyphens: auto; }
    summary .check::after { content: " ▸"; color: var(--muted); font-weight: 400; }
    details[open] > summary .check::after { content: " ▾"; }
    .answer.yes { font-weight: 600; }
    sup { white-space: nowrap; line-height: 0; }
    .exponent { white-space: nowrap; }
    .number { text-align: right; overflow-wrap: anywhere; }
    .label { display: none; color: var(--muted); font-weight: 400; }
    .scale { display: block; }
    .gauge { width: 100%; max-width: 8rem; height: auto; vertical-align: -3px; }
    .gauge .band { fill: var(--band); } .gauge .zero { stroke: var(--muted); stroke-width: .7; }
    .gauge .interval { stroke: var(--tone); stroke-width: 2.5; fill: none; }
    .gauge .point { fill: var(--tone); }
    .remark { display: block; padding: 0 16px 10px 14px; margin-top: -4px; color: var(--muted); max-width: 75ch; }
    .particulars { display: grid; grid-template-columns: max-content 1fr; gap: 2px 20px;
      margin: 0; padding: 4px 16px 14px 14px; font-size: .9rem; }
    .particulars dt { font-size: inherit; overflow-wrap: anywhere; }
    .guide { margin-top: 12px; color: var(--muted); font-size: .9rem; }
    .guide p { max-width: 75ch; margin-top: 6px; }

    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
      gap: 20px; align-items: start; }
    .plot, .gallery { margin: 0; background: var(--surface); border: 1px solid var(--rule);
      border-radius: 8px; padding: 16px; min-width: 0; }
    .gallery { grid-column: 1 / -1; }
    .figure { display: block; width: 100%; max-width: 45rem; height: auto; margin-top: 8px; }
    .legend { font-size: .85rem; color: var(--muted); margin-top: 8px; }
    .key { display: inline-block; width: .8em; height: .8em; margin-right: .4em;
      vertical-align: -.05em; }
    .entry { display: inline-block; margin-right: 1em; }
    .key.bars { background: var(--reference); }
    .key.line { height: 3px; vertical-align: .25em; width: 1.4em; background: var(--reference); }
    svg.key { width: 1.8em; height: .9em; vertical-align: -.12em; }
    .key.samples { background: var(--samples); border-radius: 50%; }
    .key.forbidden { background: var(--fail); border-radius: 50%; }
    .key.up { background: var(--ink); } .key.down { border: 1px solid var(--muted); }
    .numbers { margin-top: 8px; font-size: .85rem; }
    .numbers > summary { color: var(--muted); }
    .scroll { overflow: auto; max-height: 24rem; margin-top: 8px; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: right; padding: 3px 10px; white-space: nowrap;
      border-bottom: 1px solid var(--rule); }
    th { color: var(--muted); font-weight: 600; white-space: normal; vertical-align: bottom;
      position: sticky; top: 0; background: var(--surface); }
    .named :is(th, td):first-child { text-align: left; }
    tr.forbidden td { color: var(--fail); }
    .notice { color: var(--inconclusive); margin-bottom: 12px; }
    .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
      gap: 16px; margin-top: 12px; }
    .configuration { margin: 0; font-size: .8rem; color: var(--muted); line-height: 1.3; }
    .configuration svg { display: block; width: 100%; height: auto; margin-bottom: 4px;
      outline: 1px solid var(--rule); shape-rendering: crispEdges; }
    .configuration .up { fill: var(--ink); } .configuration .down { fill: var(--surface); }
    .configuration.forbidden svg { outline: 3px solid var(--fail); }
    .configuration.forbidden { color: var(--fail); }
    .configuration strong { display: block; }

    header + main > .notes { padding-top: 18px; }
    .notes { margin: 0; padding-left: 1.2em; color: var(--muted); }
    footer { margin: 2.5rem auto; color: var(--muted); font-size: .85rem; }
    pre { margin: 6px 0 0; padding: 10px 14px; background: var(--surface);
      border: 1px solid var(--rule); border-radius: 6px; white-space: pre-wrap;
      overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, Menlo, Consolas, monospace; }

    .contents { list-style: none; margin: 24px 0 0; padding: 0; display: grid; gap: 0 40px;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); }
    .contents a { display: grid; grid-template-columns: 1.2em 2.6em 1fr; gap: 0 8px; padding: 6px 0;
      color: inherit; text-decoration: none; border-bottom: 1px solid var(--rule); }
    .contents a:hover { background: color-mix(in srgb, var(--rule) 28%, transparent); }
    .contents .symbol { color: var(--tone); font-weight: 700; }
    .contents .identifier { color: var(--muted); }
    .one-claim { margin-top: 3rem; border-top: 3px solid var(--tone); padding-top: 12px; }
    .one-claim h2 { margin: 0 0 .25rem; font-size: 1.35rem; }
    .one-claim > p { max-width: 75ch; margin: 0 0 6px; }
    .one-claim > :is(.findings, .figures, details) { margin: 14px 0; }
    .setting { color: var(--muted); font-size: .9rem; }
    a { color: var(--samples); }

    @media (max-width: 1080px) {
      .head { display: none; }
      .facts { grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 10px 32px; }
      .row, .claim .row { grid-template-columns: 1fr auto; }
      .check { grid-column: 1 / -1; grid-row: 1; }
      .badge { grid-column: 1; }
      .answer { grid-column: 1 / -1; }
      .number { text-align: left; grid-column: 1 / -1; }
      .scale { grid-column: 2; grid-row: 2; width: 8rem; }
      .answer { display: grid; grid-template-columns: 9rem 1fr; column-gap: .75rem; }
      .label { display: inline; }
      .answer.nothing { display: none; }
      .remark { margin-top: -2px; }
    }
    @media (max-width: 520px) {
      .inner, main, footer { padding: 0 14px; }
      .particulars { grid-template-columns: 1fr; gap: 0; }
      .particulars dd { margin-bottom: 6px; }
      .plot, .gallery { padding: 12px; }
      .pictures { grid-template-columns: repeat(auto-fill, minmax(92px, 1fr)); gap: 12px; }
    }
    @media print {
      body, header { background: none; }
      .finding, .plot, .configuration { break-inside: avoid; }
    }
    """
}
