// What a page is looked at for as readers change it (test_browser_adapting.py); each function lists what is wrong.
const looks = {
  // WCAG 1.4.12: the room between lines, letters, words and paragraphs that readers may ask for.
  space() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    return getComputedStyle(document.body).letterSpacing === "normal" ? ["no more room between letters"] : [];
  },

  cutOff() {
    const width = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
    const told = (one, what) => found.push(`${what}: ${one.outerHTML.slice(0, 120)}`);
    const hides = (value) => value === "hidden" || value === "clip";
    const scrolls = (one) =>
      one && one !== document.body && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const isHeardAlone = (one) => one && (getComputedStyle(one).clipPath !== "none" || isHeardAlone(one.parentElement));
    // A name that is too long for the head of a page ends in dots there: the page's heading has it.
    for (const one of document.querySelectorAll("body *:not(svg, svg *, .md-header__title *, .md-sidebar *)")) {
      const style = getComputedStyle(one);
      const isSeen = one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 1;
      if (!isSeen || isHeardAlone(one)) continue;
      const wide = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
      const high = hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
      if ((wide || high) && one.textContent.trim()) told(one, "cut off");
      const words = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (words && one.getBoundingClientRect().right > width + 1 && !scrolls(one)) told(one, "beside the page");
    }
    return found;
  },

  // Marks that do not stand out by 3:1 from the ground that the reader has chosen.
  unseen() {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "Canvas";
    const linear = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
      const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => linear(part / 255));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = light(getComputedStyle(probe).color);
    probe.remove();
    const stands = (colour) => {
      if (!/^rgb/.test(colour) || /^rgba.*, 0\)$/.test(colour)) return false;
      const [low, high] = [light(colour), ground].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05) >= 3;
    };
    const drawn = [
      [".r-badge, .r-ladder li", "borderTopColor"],
      [".r-ladder .r-reached", "backgroundColor"],
      [".r-evidence", "borderLeftColor"],
      [".r-status, .r-proof, .r-verdict", "color"],
      [".r-shape:not(.r-shape--area), .r-node .r-words, .r-country, .r-lane__mark", "fill"],
      [":is(.r-timeline, .r-chart) text", "fill"],
      [".r-line, .r-land, .r-shape--area", "stroke"],
      [".r-timeline :is(use, .r-arrow, .r-bar), .r-chart :is(.r-sure, .r-perhaps, .r-arrow)", "stroke"],
    ];
    const found = [];
    for (const [marks, property] of drawn) {
      for (const one of document.querySelectorAll(marks)) {
        const style = getComputedStyle(one);
        if (one.checkVisibility({ opacityProperty: true }) && !stands(style[property])) {
          found.push(`${property} ${style[property]}: ${one.outerHTML.slice(0, 120)}`);
          break;
        }
      }
    }
    const quote = document.querySelector(".r-quote a");
    const line = quote ? getComputedStyle(quote).textDecorationLine : "underline";
    return line.includes("underline") ? found : [...found, "links in quotes are told by colour alone"];
  },

  // Cells that no heads are tied to, and tables without a name; tables of Markdown have a head above alone.
  untied() {
    const found = [];
    for (const table of document.querySelectorAll("main table")) {
      const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
      const isOurs = Boolean(table.closest(".r-page"));
      for (const row of table.tBodies[0]?.rows ?? []) {
        const beside = [...row.cells].some((cell) => cell.nodeName === "TH" && cell.scope === "row");
        for (const cell of row.cells) {
          const head = heads[cell.cellIndex];
          const above = head?.nodeName === "TH" && head.textContent.trim() && (head.scope === "col" || !isOurs);
          if (cell.nodeName === "TD" && !(above && (beside || !isOurs))) found.push(cell.outerHTML.slice(0, 120));
        }
      }
      const name = table.ariaLabel || table.ariaLabelledByElements?.[0]?.textContent.trim() || table.caption;
      if (isOurs && !name) found.push(`no name: ${table.outerHTML.slice(0, 80)}`);
    }
    return found;
  },
};
