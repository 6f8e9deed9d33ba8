/** The list of articles, and adding one. */

import { el, say } from "./dom.js";
import { tell, watchServer } from "./notice.js";
import { problemItem } from "./preview.js";
import { base, get, post } from "./server.js";

/** The first page. */
export class HomePage {
  /** @param {HTMLElement} main */
  constructor(main) {
    this.main = main;
    this.list = el("div");
    this.problems = el("ul", { class: "problems" });
  }

  async start() {
    document.title = "Articles · annotate";
    watchServer(() => this.load());
    this.main.classList.add("page");
    this.main.append(el("h1", {}, "Articles"), this.list, this.adding());
    this.main.addEventListener("dragover", (event) => event.preventDefault());
    this.main.addEventListener("drop", (event) => this.dropped(event));
    try {
      await this.load();
    } catch (fault) {
      tell(fault.message);
    }
  }

  async load() {
    const { articles, problems } = await get("api/articles");
    const rows = articles.map((article) => this.row(article));
    const head = el("tr", {}, ...["Article", "Published", "Records", "Problems", ""].map((words) => el(words ? "th" : "td", words ? { scope: "col" } : {}, words)));
    this.list.replaceChildren(
      articles.length ? el("table", { class: "table" }, el("thead", {}, head), el("tbody", {}, ...rows)) : el("p", { class: "nothing" }, "No articles yet."),
      el("p", { class: "soft" }, problems ? `${problems} problems in the whole project.` : "The files have no problems; quotes are looked up when an article is opened."),
    );
  }

  row(article) {
    return el(
      "tr", {},
      el("th", { scope: "row" }, el("a", { href: `${base}articles/${encodeURIComponent(article.id)}/` }, article.title || article.id), el("span", { class: "id" }, article.id)),
      el("td", {}, article.published || ""), el("td", { class: "number" }, String(article.records)),
      el("td", { class: article.problems ? "number bad" : "number" }, article.problems ? String(article.problems) : "none"),
      el("td", {}, article.draft ? "a form is open" : ""),
    );
  }

  /** The ways in which an article comes: pasted, fetched, or as a file. */
  adding() {
    const text = el("textarea", { rows: 7, id: "paste" });
    const url = el("input", { type: "url", id: "url", placeholder: "https://" });
    const file = el("input", { type: "file", id: "file", on: { change: () => this.addFile(file.files[0]) } });
    const send = (event) => {
      event.preventDefault();
      this.add(url.value.trim() ? { url: url.value.trim() } : { text: text.value });
    };
    return el(
      "section", { class: "adding", "aria-labelledby": "adding" },
      el("h2", { id: "adding" }, "Add an article"),
      el("form", { on: { submit: send } },
        el("label", { for: "url" }, "Its address"), url,
        el("label", { for: "paste" }, "or its text, pasted"), text,
        el("label", { for: "file" }, "or a file: choose it here, or drop it anywhere on this page"), file,
        el("p", {}, el("button", { type: "submit", class: "main" }, "Add"))),
      this.problems,
    );
  }

  dropped(event) {
    event.preventDefault();
    if (event.dataTransfer.files[0]) this.addFile(event.dataTransfer.files[0]);
  }

  async addFile(file) {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    this.add({ name: file.name, base64: btoa(binary) });
  }

  async add(what) {
    say("Adding the article");
    try {
      const answer = await post("api/add", what);
      if (answer.ok) location.href = `${base}articles/${encodeURIComponent(answer.article)}/`;
      else this.problems.replaceChildren(...answer.problems.map(problemItem));
    } catch (fault) {
      tell(fault.message);
    }
  }
}
