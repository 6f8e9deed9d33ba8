"""How much work the site builder needs as corpora grow, beside other generators: `make bench`."""
