/** Starts what the page is for. */

import { ArticlePage } from "./article.js";
import { HomePage } from "./home.js";
import { RegistryPage } from "./registry.js";
import { ReviewPage } from "./review.js";

const { page, article } = document.documentElement.dataset;
const main = document.getElementById("main");

/** The page as an object that fills `main`. */
function started() {
  if (page === "article") return new ArticlePage(main, article);
  if (page === "registry") return new RegistryPage(main);
  if (page === "review") return new ReviewPage(main);
  return new HomePage(main);
}

started().start();
