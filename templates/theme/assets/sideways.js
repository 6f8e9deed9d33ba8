// Says above a table that is wider than its place how much of it is in sight. Without this script the shadow at its
// edge, and a column that is cut off there, show that there is more.

// A block, so that no other script meets these names.
{
  function columnsInSight(box, heads) {
    const { left, right } = box.getBoundingClientRect();
    const first = box.querySelector("thead tr > :first-child");
    // What stays at the beginning covers what is scrolled below it.
    const stays = getComputedStyle(first).position === "sticky" ? first.getBoundingClientRect() : null;
    const isLeft = stays && stays.left - left < right - stays.right;
    const start = stays && isLeft ? stays.right : left;
    const end = stays && !isLeft ? stays.left : right;
    return heads.filter((head) => {
      const place = head.getBoundingClientRect();
      return head === first || (place.left > start - 2 && place.right < end + 2);
    }).length;
  }

  function told(box) {
    const heads = [...box.querySelectorAll("thead th")];
    const shown = heads.length && box.scrollWidth > box.clientWidth + 1 ? columnsInSight(box, heads) : heads.length;
    if (shown === heads.length) return "";
    return box.querySelector(".r-compare")
      ? ngettext("{shown} of {n} report in sight; more to the side", "{shown} of {n} reports in sight; more to the side", heads.length, { shown })
      : ngettext("{shown} of {n} column in sight; more to the side", "{shown} of {n} columns in sight; more to the side", heads.length, { shown });
  }

  // It stands in the room that is left above the table anyway, so that nothing moves when it comes.
  function watch(box) {
    const line = document.createElement("p");
    line.className = "r-beyond";
    line.setAttribute("aria-hidden", "true"); // to who listens, all of the table is there
    const tell = () => {
      line.textContent = told(box);
      if (line.textContent && !line.isConnected) box.before(line);
      line.hidden = !line.textContent;
    };
    const watcher = new ResizeObserver(tell);
    watcher.observe(box);
    watcher.observe(box.firstElementChild);
    box.addEventListener("scroll", tell, { passive: true });
  }

  document.querySelectorAll(".r-scroll").forEach(watch);
}
