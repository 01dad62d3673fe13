"""The constructions in which a figure stands, each with the label that it makes; ``tried`` has their order."""
