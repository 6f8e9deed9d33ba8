"""Programs that are run by hand, once in a long while; no part of the package."""
