"""How Sphinx builds the documentation (``make docs``)."""

import geomoves

project = "geomoves"
author = "The geomoves maintainers"
copyright = "2026, The geomoves maintainers"
version = release = geomoves.__version__

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_site"]
default_role = "py:obj"  # single backticks, as numpydoc writes parameter names
autodoc_member_order = "alphabetical"
autodoc_typehints = "none"  # the docstrings say the types, with their units
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
numpydoc_show_class_members = False

html_theme = "furo"
html_title = f"geomoves {release}"
