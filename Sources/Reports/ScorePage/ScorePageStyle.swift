/// Style of the pages that show scores, beyond that of every page.
enum ScorePageStyle {
  static let text = """
    article { border-top: 1px solid var(--grid); padding-top: .6rem; margin-top: 1.4rem;
      content-visibility: auto; contain-intrinsic-size: auto 1300px; }
    h3 { font-size: 1.05rem; margin: .2rem 0 .6rem; overflow-wrap: anywhere; }
    h4 { font-size: .95rem; margin: 1.1rem 0 .3rem; }
    .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.2rem;
      align-items: start; }
    .beside td, .bins td, .beside th, .bins th { padding-top: .18rem; padding-bottom: .18rem; }
    .measures th:last-child, .animals th:last-child { text-align: left; } .unit { color: var(--muted); display: block; text-align: left; }
    .picture svg { max-height: 26rem; } .nopicture { fill: var(--card); }
    .arena { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .arena.halo { stroke: #000; stroke-width: 5; stroke-opacity: .65; }
    .arena.own { stroke: #f0b429; stroke-width: 2.5; }
    .arena.other { stroke: #fff; stroke-width: 1.5; stroke-dasharray: 2 4; stroke-opacity: .8; }
    .nopicture ~ .other { stroke: var(--muted); } .nopicture ~ .halo { stroke: none; }
    .binbar { width: 100%; min-width: 5rem; height: .8rem; margin-top: .3em; }
    .bins td:nth-child(2) { width: 55%; } .bins td:first-child { white-space: nowrap; }
    .quality li { margin: .2rem 0; overflow-wrap: anywhere; }
    dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0; }
    .flags { display: block; white-space: normal; text-align: left; min-width: 6rem; }
    .animals th, .animals td { padding: .3rem .45rem; } .animals table { font-size: .86rem; }
    nav a { margin-right: 1rem; }
    @media print { article { break-inside: auto; content-visibility: visible; } section { break-before: page; } nav { display: none; } }
    """
}
