/// How every page of the product looks: light, dark and on paper; colours after Okabe & Ito (2008), told
/// apart without red and green.
enum PageStyle {
  /// The style sheet that all pages share.
  static let text = """
    :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --muted: #5b6570; --grid: #e3e7eb;
      --card: #f6f8fa; --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b0508c; --c4: #a07800; --c5: #3a8fc2;
      --immobile: #0072b2; --mobile: #dfe4e9; --high: #d55e00; --unscored: #b9c0c7; --shade: rgba(0, 114, 178, .16);
      --shade-high: rgba(213, 94, 0, .16); --shade-unscored: rgba(91, 101, 112, .22); }
    @media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e6e9ec; --muted: #9aa5b1;
      --grid: #2c333a; --card: #1d2227; --c0: #58b4e9; --c1: #f08a3c; --c2: #34c79a; --c3: #e08fc0;
      --c4: #e0c04a; --c5: #8fd0f5; --immobile: #58b4e9; --mobile: #333b43; --high: #f08a3c; --unscored: #6b7580;
      --shade: rgba(88, 180, 233, .2); --shade-high: rgba(240, 138, 60, .2);
      --shade-unscored: rgba(154, 165, 177, .25); } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.2rem; max-width: 66rem; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.5rem; margin: 0 0 .3rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
    a { color: var(--c0); }
    :focus-visible { outline: 2px solid var(--c0); outline-offset: 2px; }
    .verdict { font-size: 1.15rem; background: var(--card); border-left: 4px solid var(--c0);
      padding: .7rem 1rem; margin: .8rem 0; }
    .muted, figcaption { color: var(--muted); font-size: .9rem; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.2rem; }
    figure { margin: 0; min-width: 0; }
    figure h3 { font-size: 1rem; margin: 0 0 .3rem; }
    .plot { position: relative; }
    .plot .drawn { display: none; }
    .plot.live svg { display: none; }
    .plot.live .drawn { display: block; }
    svg { width: 100%; height: auto; display: block; }
    svg text { fill: var(--muted); font: 12px system-ui, sans-serif; }
    svg .axis { fill: var(--ink); font-size: 13px; }
    .grid { stroke: var(--grid); } .frame { fill: none; stroke: var(--muted); }
    .line { fill: none; stroke-width: 2; } .dashed { stroke-dasharray: 6 4; } .rule { stroke: var(--muted); }
    .fine { stroke-width: 1.2; }
    .point { fill-opacity: .75; stroke: var(--paper); }
    line, polyline { vector-effect: non-scaling-stroke; }
    .line.c0 { stroke: var(--c0); } .line.c1 { stroke: var(--c1); } .line.c2 { stroke: var(--c2); }
    .line.c3 { stroke: var(--c3); } .line.c4 { stroke: var(--c4); } .line.c5 { stroke: var(--c5); }
    .point.c0, .bar.c0 { fill: var(--c0); } .point.c1, .bar.c1 { fill: var(--c1); }
    .point.c2, .bar.c2 { fill: var(--c2); } .point.c3, .bar.c3 { fill: var(--c3); }
    .point.c4, .bar.c4 { fill: var(--c4); } .point.c5, .bar.c5 { fill: var(--c5); }
    .bar.ink { fill: currentColor; } .bar.immobile { fill: var(--immobile); } .bar.mobile { fill: var(--mobile); }
    .bar.highly_mobile { fill: var(--high); } .bar.unscored { fill: var(--unscored); }
    .band.immobile { fill: var(--shade); } .band.highly_mobile { fill: var(--shade-high); }
    .band.unscored { fill: var(--shade-unscored); }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: .9rem; margin: .4rem 0; }
    .legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .35rem; }
    .raster { margin: .9rem 0; break-inside: avoid; }
    .raster .row { display: grid; grid-template-columns: 8rem 1fr 4.5rem; gap: .6rem; align-items: center;
      font-size: .85rem; line-height: 1.35; }
    .raster .row > :first-child { color: var(--muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .raster .row > :last-child { text-align: right; font-variant-numeric: tabular-nums; }
    .raster svg { height: 14px; background: var(--card); }
    .raster .time { display: flex; justify-content: space-between; color: var(--muted); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; min-width: 100%; }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
    th { color: var(--muted); font-weight: 600; } .number { text-align: right; white-space: nowrap; }
    th.number { white-space: normal; vertical-align: bottom; } th { vertical-align: bottom; }
    .hash td { overflow-wrap: anywhere; }
    @media (max-width: 40rem) { body { padding: .8rem; } .raster .row { grid-template-columns: 5rem 1fr 3.6rem; } }
    @media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --muted: #444; --grid: #ddd; --card: #f3f3f3;
        --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b0508c; --c4: #a07800; --c5: #3a8fc2;
        --immobile: #0072b2; --mobile: #dfe4e9; --high: #d55e00; --unscored: #b9c0c7; --shade: rgba(0, 114, 178, .16);
        --shade-high: rgba(213, 94, 0, .16); --shade-unscored: rgba(91, 101, 112, .22); }
      html { font-size: 11px; } body { max-width: none; padding: 0; font-size: 1rem; }
      .plot.live svg { display: block; } .plot.live .drawn, .screen { display: none !important; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; } }
    """
}
