"""Figures over time as a picture: a Vega-Lite specification, and its rendering to SVG and PNG."""
