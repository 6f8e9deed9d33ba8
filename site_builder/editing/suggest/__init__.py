"""Proposes what an article's annotation may lack, as YAML that is ready to be checked and taken."""
