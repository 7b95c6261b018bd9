/// Style of a study's page, beyond that of every page and of those with scores.
enum StudyPageStyle {
  static let text = """
    @media (min-width: 80rem) { body { max-width: 78rem; } }
    h2 { border-top: 2px solid var(--grid); padding-top: .8rem; }
    h3 { margin-top: 1.2rem; }
    nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .6rem 0; } nav a { margin: 0; }
    .scroll.tall { max-height: 36rem; overflow: auto; border-bottom: 1px solid var(--grid); }
    .tall thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; }
    .tall td:first-child, .tall th:first-child { position: sticky; left: 0; background: var(--paper); }
    .tall thead th:first-child { z-index: 2; }
    .sortable td { white-space: nowrap; } .sortable td:last-child, .sortable td:nth-child(2) { white-space: normal; }
    .sortable td:nth-child(2) { min-width: 8rem; overflow-wrap: anywhere; } .sortable td:last-child { min-width: 12rem; }
    .sortable th, .sortable td { padding: .25rem .45rem; } .sortable { font-size: .86rem; }
    tr.out td { color: var(--muted); }
    .remark { background: var(--card); border-left: 4px solid var(--c1); padding: .4rem .8rem; margin: .4rem 0; }
    .raster.study { break-inside: auto; }
    .raster.study h4 { margin: .8rem 0 .2rem; break-after: avoid; }
    .raster.study .row { break-inside: avoid; }
    .raster.study .row > a { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .raster.study svg { background: none; height: 12px; }
    .raster .axis { position: sticky; top: 0; background: var(--paper); z-index: 1; padding: .2rem 0; }
    .raster .scale { color: var(--muted); } .raster .ticks { position: relative; height: 1.35em; }
    .raster .ticks i { position: absolute; transform: translateX(-50%); font-style: normal; font-variant-numeric: tabular-nums; }
    .raster.study .row { grid-template-columns: 8rem 1fr 4.6rem; }
    .raster .row.out > * { color: var(--muted); } .raster .row.out svg { opacity: .45; }
    .raster.thin .row { font-size: .66rem; line-height: 1.1; } .raster.thin svg { height: 7px; }
    .raster.thin .scale { font-size: .85rem; line-height: 1.35; }
    .methods p { margin: 0 0 .6rem; } .methods { background: var(--card); padding: .8rem 1rem; }
    .arrive td:first-child { white-space: nowrap; font-weight: 600; } .arrive td { min-width: 14rem; } .arrive td:first-child { min-width: 0; }
    .reasons td { overflow-wrap: anywhere; }
    @media (max-width: 40rem) { .arrive td { min-width: 11rem; } .arrive td:first-child { white-space: normal; }
      .scroll.tall { max-height: 28rem; } .raster.study .row { grid-template-columns: 5rem 1fr 4.2rem; } }
    @media print { section { break-before: auto; } .scroll.tall { max-height: none; overflow: visible; border: 0; }
      .tall thead th, .tall td:first-child, .raster .axis { position: static; }
      .animals .sortable { font-size: .64rem; line-height: 1.25; }
      .animals .sortable th, .animals .sortable td { padding: .15rem .18rem; white-space: normal; min-width: 0 !important; }
      .animals .sortable td.number { white-space: nowrap; }
      .sortable td:nth-child(2), .sortable td:last-child { overflow-wrap: anywhere; }
      .sortable td:nth-child(2) { min-width: 4.5rem !important; } .sortable td:last-child { min-width: 6rem !important; }
      .flags { min-width: 0; } .raster.study svg { height: 9px; }
      .raster.thin svg { height: 5px; } .raster.thin .row { font-size: .5rem; } }
    """
}
