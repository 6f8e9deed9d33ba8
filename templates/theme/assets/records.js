// Gives each record a button that opens what there is to copy of it: links, citations, its evidence. What that
// is, and how it is written, is loaded when it is asked for. Without this script records have their permalinks.

"use strict";

// A block, so that no other script meets these names.
{
  const root = new URL("..", document.currentScript.src);

  // On the page of its article a record links to its packet of evidence; elsewhere it has its name, and the article.
  function packetOf(source) {
    const kept = source.querySelector(".r-keep a:last-child");
    if (kept) return new URL(kept.getAttribute("href"), document.baseURI);
    const link = new URL(source.querySelector("cite a[href]").getAttribute("href"), document.baseURI);
    const article = link.pathname.split("/").at(-2);
    return new URL(`data/records/${article}/${source.dataset.r}.json`, root);
  }

  // By its quote; where that stands elsewhere, by what is said before.
  function wordsOf(source) {
    const all = [...source.parentElement.childNodes];
    const quote = source.parentElement.querySelector(".r-quote");
    const said = quote ? [quote] : all.slice(0, all.indexOf(source));
    return said.map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
  }

  function addButton(source) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "r-cite-record";
    button.setAttribute("aria-label", gettext("Copy or cite: {words}", { words: wordsOf(source) }));
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", async () => {
      const { toggle } = await import("./cite.js");
      toggle(button, packetOf(source));
    });
    source.append(button);
  }

  // A site that is opened from disk may not read its own files.
  if (location.protocol !== "file:") {
    document.querySelectorAll(".r-source:is([data-r], :has(> .r-keep))").forEach(addButton);
  }
}
