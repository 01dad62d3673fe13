"""A Vega-Lite specification → an SVG or PNG picture; needs the ``plot`` extra.

Text is shaped and ordered by the renderer (rustybuzz): Arabic needs a font of the machine that has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.problem import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "5.20"
SCALE = 2.0  # pixels of a PNG to one of the specification


def svg(specification: Mapping[str, Any]) -> str:
    """The chart as the text of an SVG file.

    Raises:
        UserError: the extra is not installed.
    """
    return str(_converter().vegalite_to_svg(specification, vl_version=VERSION))


def png(specification: Mapping[str, Any]) -> bytes:
    """The chart as the bytes of a PNG file.

    Raises:
        UserError: the extra is not installed.
    """
    return bytes(_converter().vegalite_to_png(specification, vl_version=VERSION, scale=SCALE))


def _converter() -> Any:  # noqa: ANN401 - a module that carries few types
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError:
        msg = "a plot needs vl-convert-python; install it with: pip install 'arqam[plot]'"
        raise UserError(msg) from None
    return vl_convert
