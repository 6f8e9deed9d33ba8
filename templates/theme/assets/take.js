// What only a browser can do for those who take a chart along: a picture in pixels, the rows and the picture of what
// a filter leaves, and addresses where the site has none of its own. It is loaded when a reader opens the box.

{
  const SCALE = 2; // pixels of the picture for each of the page's, so that letters are sharp in print

  function save(data, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(data);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // ---------------------------------------------------------------- what a filter leaves

  // The pages that the marks of the picture lead to which a filter hides; none where everything is shown.
  function hiddenIn(box) {
    const around = box.closest("[data-timeline], [data-chart]") ?? box.closest("figure");
    const hidden = [...around.querySelectorAll("svg :is(a.r-hidden, a.r-off)")];
    return new Set(hidden.map((mark) => new URL(mark.getAttribute("href"), document.baseURI).href));
  }

  // An address in a file is that of the site, wherever this page is looked at; the path below its root tells both.
  const pathOf = (address, root) => address.replace(root, "");

  // A row ends with its address, which holds no comma and no quotation mark; a cell may hold the end of a line.
  async function rows(address, hidden, roots) {
    const text = await (await fetch(address)).text();
    const lines = text.match(/(?:"(?:[^"]|"")*"|[^"\r])*?\r\n/g) ?? [];
    const gone = new Set([...hidden].map((one) => pathOf(one, roots.here)));
    const kept = lines.filter((line, at) => !at || !gone.has(pathOf(line.trimEnd().split(",").pop(), roots.site)));
    return new Blob([kept.join("")], { type: "text/csv" });
  }

  async function picture(address, hidden, roots) {
    const text = await (await fetch(address)).text();
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml");
    const gone = new Set([...hidden].map((one) => pathOf(one, roots.here)));
    for (const link of [...drawn.querySelectorAll("a[href]")]) {
      if (gone.has(pathOf(link.getAttribute("href"), roots.site))) link.remove();
    }
    return new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
  }

  // ---------------------------------------------------------------- pixels

  const asAddress = (blob) =>
    new Promise((done) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => done(reader.result));
      reader.readAsDataURL(blob);
    });

  async function pixels(blob) {
    const image = new Image();
    image.src = await asAddress(blob); // a page may show such pictures, and no others that are made here
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  // ---------------------------------------------------------------- the box

  function begin(box) {
    const [link, data, drawn] = box.querySelectorAll("a");
    const code = box.querySelector("pre");
    const source = code.textContent.match(/src="([^"]*)"/)?.[1] ?? "";
    if (!/^https?:/.test(source)) code.textContent = code.textContent.replace(source, new URL(source, document.baseURI).href);
    const own = new URL(box.querySelectorAll("a")[3].href);
    const path = own.pathname.slice(own.pathname.lastIndexOf("/embed/") + 1);
    const roots = { here: own.href.slice(0, -path.length), site: source.startsWith("http") ? source.slice(0, -path.length) : "" };

    // A filter stands in the page's address.
    const follow = () => (link.search = location.search);
    follow();
    box.addEventListener("toggle", follow);
    link.addEventListener("focus", follow);
    link.addEventListener("pointerenter", follow);

    // It is copied, and stands in the page's address, whence it can be taken where that is refused.
    const told = box.querySelector("[role=status]");
    const say = (words) => (told.textContent = words);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(history.state, "", link.href);
      copyText(link.href, {
        say,
        done: gettext("Copied: a link to this chart."),
        refused: gettext("The address of this page leads to the chart now: copy it from there."),
      });
    });

    const saving = (file, make) => async (event) => {
      const hidden = hiddenIn(box);
      if (!hidden.size) return; // the file as it is
      event.preventDefault();
      save(await make(file.href, hidden, roots), file.download);
    };
    data.addEventListener("click", saving(data, rows));
    drawn.addEventListener("click", saving(drawn, picture));

    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "r-clear";
    button.textContent = gettext("Picture (PNG)");
    button.addEventListener("click", async () => {
      const made = await pixels(await picture(drawn.href, hiddenIn(box), roots));
      save(made, drawn.download.replace(/svg$/, "png"));
    });
    item.append(button);
    drawn.closest("li").after(item);
  }

  for (const box of document.querySelectorAll(".r-take[open]")) {
    if (!box.dataset.begun) begin(box);
    box.dataset.begun = "yes";
  }
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.matches(".r-take[open]") || target.dataset.begun) return;
      begin(target);
      target.dataset.begun = "yes";
    },
    true,
  );
}
