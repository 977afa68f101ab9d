package io.github.goldspike.conformance.report;

/** How the page looks, on a telephone and at night too, and how it is filtered. Neither may have a character that XML escapes. */
final class HtmlStyle {

    static final String STYLE = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --faint: #5f5f5f; --line: #d9d9d9; --box: #f5f5f5;
          --good: #176b2c; --fair: #7a5b00; --bad: #b00020; --first: #1f5fbf; --second: #c2410c; --third: #6b3fa0 }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #16181c; --faint: #a3a3a3; --line: #3a3d44;
          --box: #22252b; --good: #6fcf8b; --fair: #e0b84c; --bad: #ff7b8a; --first: #7fb2ff; --second: #ffa366; --third: #c9a6ff } }
        * { box-sizing: border-box }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem; color: var(--ink);
          background: var(--paper); overflow-wrap: anywhere }
        h1 { font-size: 1.5rem; margin: .5rem 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
        .wide { overflow-x: auto; max-width: 100% }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal }
        th { color: var(--faint); font-weight: 600; white-space: nowrap }
        .agrees { color: var(--good) } .excused, .own-convention, .inconclusive { color: var(--fair) }
        .disagrees, .fault, .errored { color: var(--bad); font-weight: 600 }
        .skipped, .unclaimed, .not-judged, .not-given, .undefined, .quiet { color: var(--faint); font-weight: 400 }
        code, pre { font: 13px/1.4 ui-monospace, monospace }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--box); padding: .6rem; border-radius: 4px; margin: .4rem 0 }
        details { border-bottom: 1px solid var(--line); padding: .25rem 0; content-visibility: auto; contain-intrinsic-size: auto 2rem }
        summary { cursor: pointer; padding: .2rem 0 }
        details details { margin-left: 1rem }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0 } .filter input, .filter select { font: inherit; padding: .4rem;
          color: inherit; background: var(--box); border: 1px solid var(--line); border-radius: 4px; max-width: 100% }
        .filter input { flex: 1 1 14rem }
        figure { margin: .5rem 0; max-width: 44rem } svg { width: 100%; height: auto; display: block; background: var(--box); border-radius: 4px }
        svg.plot { min-width: 38rem } svg.picture { min-width: 26rem }
        svg text { font: 12px system-ui, sans-serif; fill: var(--ink) } svg text.axis { fill: var(--faint) } svg text.end { text-anchor: end }
        svg line { stroke: var(--line) } svg line.threshold { stroke: var(--faint); stroke-dasharray: 4 3 }
        svg line.input { stroke: var(--ink); stroke-width: 2 } svg line.golden { stroke: var(--first); stroke-width: 3 }
        svg line.engine { stroke: var(--second); stroke-width: 3 } svg polyline { fill: none; stroke-width: 1.6 }
        svg polyline.golden { stroke: var(--first) } svg polyline.engine { stroke: var(--second); stroke-dasharray: 5 3 }
        svg text.golden { fill: var(--first) } svg text.engine { fill: var(--second) }
        svg circle.spikes { fill: var(--first) } svg circle.loss { fill: var(--second) } svg circle.gradient { fill: var(--third) }
        @media (max-width: 40rem) { body { padding: .6rem } th, td { padding: .25rem .4rem } h1 { font-size: 1.25rem } }
        """;

    static final String SCRIPT = """
        document.addEventListener('DOMContentLoaded', function () {
          var text = document.getElementById('text'), outcome = document.getElementById('outcome'), shown = document.getElementById('shown');
          if (text === null) { return; }
          var rows = Array.prototype.slice.call(document.querySelectorAll('[data-outcome]'));
          function filter() {
            var words = text.value.toLowerCase(), count = 0;
            rows.forEach(function (row) {
              var fits = (outcome.value === '' || row.dataset.outcome === outcome.value);
              fits = fits ? row.textContent.toLowerCase().includes(words) : false;
              row.hidden = !fits;
              if (fits) { count = count + (row.tagName === 'TR' ? 1 : 0); }
            });
            document.querySelectorAll('details.reason').forEach(function (group) {
              group.hidden = group.querySelector('[data-outcome]:not([hidden])') === null;
            });
            shown.textContent = count + ' cases';
          }
          text.addEventListener('input', filter);
          outcome.addEventListener('change', filter);
          filter();
        });
        """;

    private HtmlStyle() {}
}
