"""The constructions in which a figure stands, each with the label that it makes; ``tried`` has their order.

``counted`` reads the noun behind a figure, ``openings`` what opens its clause. The rooms: ``levels`` (at what something
stands, how it changed, what share it is), ``done`` (what was done to what is counted), ``money`` (amounts that
something was done with), ``events`` (accidents, courts, matches), ``beside`` (a figure next to another) and ``about``
(of what and of whom all these are told).
"""
