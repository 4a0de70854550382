"""Rewrites YuNet so that its twelve answers are three maps, for pictures of any size.

At each of three strides the network has four heads over the same features, which are two
convolutions each: 64 channels to 1, 1, 4 and 10, then 3 x 3 a channel. Together they are one of 16
channels, which is what a vector of a processor holds. Nothing is left out or rounded.

Needs `requirements/models.txt`.
"""

from typing import Final

import numpy as np

from tools.onnx_network import Network, Node

_STRIDES_PX: Final = (8, 16, 32)
_HEADS: Final = ("cls", "obj", "bbox", "kps")
"""The order of the channels in a map: 1 for a face, 1 for an object, 4 of a box, 10 of points."""


def merge_heads(content: bytes) -> bytes:
    """Returns the network with the outputs `map_8`, `map_16` and `map_32`.

    Each has 16 channels in the order of the heads, as the last convolutions leave them: the
    sigmoid of the first two is up to the reader, who needs it at few places.
    """
    network = Network(content)
    for level, stride_px in enumerate(_STRIDES_PX):
        _merge(network, level, f"map_{stride_px}")
    network.output_shapes = {f"map_{stride_px}": [1, 16, 0, 0] for stride_px in _STRIDES_PX}
    return network.content(height=2, width=3)


def _merge(network: Network, level: int, output: str) -> None:
    readers = network.readers()
    narrow = [readers[f"bbox_head.multi_level_{head}.{level}.conv1.weight"][0] for head in _HEADS]
    wide = [readers[node.output][0] for node in narrow]
    middle = f"{output}/middle"
    network.nodes += [
        Node("Conv", [narrow[0].inputs[0], *_joined(network, narrow)], middle, _shape(1, 1)),
        Node("Conv", [middle, *_joined(network, wide)], output, _shape(3, 16)),
    ]


def _joined(network: Network, nodes: list[Node]) -> list[str]:
    """Returns the names of one kernel and one bias for the channels of all nodes."""
    return [
        network.add_constant(np.concatenate([network.constants[node.inputs[at]] for node in nodes]))
        for at in (1, 2)
    ]


def _shape(side: int, groups: int) -> dict[str, object]:
    around = side // 2
    return {"kernel_shape": [side, side], "pads": [around] * 4, "group": groups}
