/** What is typed and not saved, kept in the server's journal and in the browser, so that it outlives both. */

import { debounced } from "./dom.js";
import { post } from "./server.js";

/** The journal of one article. */
export class Draft {
  /**
   * @param {string} article its id
   * @param {() => any} collect what there is to keep, or null
   */
  constructor(article, collect) {
    this.article = article;
    this.collect = collect;
    this.sent = "null";
    this.later = debounced(() => this.send(), 400);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.send(true));
    addEventListener("pagehide", () => this.send(true));
  }

  get place() {
    return `annotate:draft:${this.article}`;
  }

  /** Something was typed. */
  note() {
    this.later();
  }

  /** @param {boolean} leaving the page is going away, and the request must outlive it */
  async send(leaving = false) {
    const draft = this.collect();
    const words = JSON.stringify(draft);
    if (words === this.sent) return;
    this.keep(draft && words);
    try {
      await post(`api/articles/${this.article}/draft`, { draft }, { keepalive: leaving && words.length < 60000 });
      this.sent = words;
      this.keep(null);
    } catch {
      if (!leaving) setTimeout(() => this.later(), 2000);
    }
  }

  /** In the browser, only as long as the server has not got it. */
  keep(words) {
    try {
      if (words) localStorage.setItem(this.place, words);
      else localStorage.removeItem(this.place);
    } catch {
      // Where nothing can be kept, the page itself still holds it.
    }
  }

  /**
   * What to restore: the browser's own is younger, as it is removed once the server has it.
   * @param {any} fromServer
   */
  kept(fromServer) {
    this.sent = JSON.stringify(fromServer ?? null);
    try {
      const words = localStorage.getItem(this.place);
      return words ? JSON.parse(words) : fromServer;
    } catch {
      return fromServer;
    }
  }
}
