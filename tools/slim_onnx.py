"""Rewrites a converted network so that the same sums run faster and take less room.

A network that comes from TFLite has its channels last, so its ONNX form moves them before and
after every convolution; it holds slopes as whole planes, and layers whose channels fill no vector
of a processor. onnxruntime keeps a network in its own blocked layout for as long as it meets
nothing but convolutions, additions and pooling over multiples of 16 channels. So, in this order:

1. `restore_prelu`: greater, multiply, choose becomes PRelu with one slope a channel;
2. `move_channels_first`: every transposition between two layers goes;
3. `merge_padding`: a convolution pads by itself, with numbers instead of a rule;
4. `fill_channels`: channels that are zero make every layer a multiple of 16 wide;
5. `split_prelu`: PRelu(x) = a x + (1 - a) Relu(x), two convolutions of 1 x 1 a channel;
6. `halve_weights`: what came out of half precision is stored in it, and widened when it is loaded.

Nothing is left out or rounded: the answers differ in the last bits of single precision.

Needs `requirements/models.txt`.
"""

from typing import Final

import numpy as np
from onnx import TensorProto  # type: ignore[import-not-found] # not the station's own requirement

from tools.onnx_network import Array, Network, Node

_BLOCK: Final = 16
"""Channels in a block of the widest vectors onnxruntime knows; narrower ones divide it."""

_FEW: Final = 64
"""A node that widens fewer numbers than this takes more room than it saves."""

_CHANNELS_FIRST: Final = [0, 3, 1, 2]
_READERS: Final = ("Flatten", "Sigmoid")
"""What comes after a layer whose channels are answers."""


class SlimmingError(ValueError):
    """The network holds something that these rewritings do not know."""


def slim(content: bytes) -> bytes:
    """Returns the rewritten form of a converted picture network; any number of pictures may go in.

    Raises:
        SlimmingError: it holds something unknown.
    """
    network = Network(content)
    restore_prelu(network)
    move_channels_first(network)
    merge_padding(network)
    fill_channels(network)
    split_prelu(network)
    halve_weights(network)
    return network.content(batch=0)


def halve(content: bytes) -> bytes:
    """Returns a converted network of any kind with its weights stored in half precision.

    Weights that are no numbers of half precision stay as they are.
    """
    network = Network(content)
    network.drop_unused()
    halve_weights(network)
    return network.content()


def restore_prelu(network: Network) -> None:
    """Replaces `x if x > 0 else a * x`, with `a` as a plane a channel, by PRelu."""
    makers = network.makers()
    for node in network.nodes:
        if node.operation != "Where":
            continue
        condition, chosen, otherwise = node.inputs
        greater, product = makers[condition], makers[otherwise]
        limit, slopes = (network.constants[maker.inputs[1]] for maker in (greater, product))
        is_prelu = (greater.operation, product.operation) == ("Greater", "Mul")
        has_one_input = greater.inputs[0] == chosen == product.inputs[0]
        if not (is_prelu and has_one_input) or limit.any() or (slopes != slopes[:, :1, :1]).any():
            raise SlimmingError(f"{node.output} is no PRelu")
        node.operation = "PRelu"
        node.inputs = [chosen, network.add_constant(slopes[0, :1, :1])]
    network.drop_unused()


def move_channels_first(network: Network) -> None:
    """Carries every picture with its channels first, and drops all transpositions."""
    shapes, nodes = network.shapes(), []
    moved: dict[str, str] = {}
    for node in network.nodes:
        if node.operation == "Transpose":
            # Names are kept: what had its channels last now has them first under the same name.
            moved[node.output] = moved.get(node.inputs[0], node.inputs[0])
            continue
        if node.operation in ("Reshape", "Identity"):
            if sum(side > 1 for side in shapes[node.inputs[0]]) > 1:
                raise SlimmingError("a reshaping of more than one row")
            node.operation, node.inputs = "Flatten", node.inputs[:1]
        elif node.operation == "Pad":
            pads = network.constants[node.inputs[1]].reshape(2, 4)[:, _CHANNELS_FIRST]
            node.inputs[1] = network.add_constant(pads.reshape(-1))
        elif node.operation == "PRelu":
            slopes = network.constants[node.inputs[1]].reshape(-1, 1, 1)
            node.inputs[1] = network.add_constant(slopes)
        elif node.operation not in ("Add", "Conv", "MatMul", "MaxPool", "Sigmoid"):
            raise SlimmingError(f"{node.operation} may depend on the order of its axes")
        node.inputs = [moved.get(name, name) for name in node.inputs]
        nodes.append(node)
    network.nodes = nodes
    _flatten_outputs(network)


def _flatten_outputs(network: Network) -> None:
    """Makes each output one row a picture, whatever axes of length one it had."""
    for name, shape in network.output_shapes.items():
        network.output_shapes[name] = [1, int(np.prod(shape))]


def merge_padding(network: Network) -> None:
    """Writes paddings out in numbers, and takes Pad nodes into the convolutions after them."""
    shapes, makers = network.shapes(), network.makers()
    for node in network.nodes:
        if node.operation in ("Conv", "MaxPool"):
            pads = _rule_pads(node, shapes[node.inputs[0]][2:])
            maker = makers.get(node.inputs[0])
            if maker and maker.operation == "Pad" and node.operation == "Conv":
                around = network.constants[maker.inputs[1]].reshape(2, 4)
                if not around[:, :2].any():
                    pads = pads + around[:, 2:].reshape(-1)
                    node.inputs[0] = maker.inputs[0]
            node.attributes["pads"] = [int(side) for side in pads]
            del node.attributes["auto_pad"]
    network.drop_unused()
    for node in network.nodes:
        if node.operation == "Pad":
            _pad_channels_by_convolution(network, node, shapes[node.inputs[0]][1])


def _rule_pads(node: Node, sides: list[int]) -> Array:
    """Returns top, left, bottom and right of TFLite's SAME and VALID rules."""
    if node.attributes["auto_pad"] == b"VALID":
        return np.zeros(4, np.int64)
    kernel, strides = (np.array(node.attributes[name]) for name in ("kernel_shape", "strides"))
    reach = (kernel - 1) * np.array(node.attributes.get("dilations", (1, 1))) + 1
    steps = -(-np.array(sides) // strides)
    both = np.maximum((steps - 1) * strides + reach - sides, 0)
    return np.concatenate([both // 2, both - both // 2])


def _pad_channels_by_convolution(network: Network, node: Node, channels: int) -> None:
    """Adds channels of zeros by a 1 x 1 convolution, which keeps the blocked layout."""
    pads = network.constants[node.inputs[1]].reshape(2, 4)
    added = int(pads[1, 1])
    if pads.sum() != added:
        raise SlimmingError("a padding of more than channels at the end")
    kernel = np.eye(channels + added, channels, dtype=np.float32)[:, :, np.newaxis, np.newaxis]
    node.operation = "Conv"
    node.inputs = [node.inputs[0], network.add_constant(kernel)]
    node.attributes = {"kernel_shape": [1, 1]}


def fill_channels(network: Network) -> None:
    """Fills every layer up to a multiple of 16 channels with zeros, but for those that are read."""
    readers = network.readers()
    widths: dict[str, int] = {}
    for node in network.nodes:
        source, width = node.inputs[0], widths.get(node.inputs[0], 0)
        if node.operation == "Conv":
            kernel = network.constants[node.inputs[1]]
            is_read = any(reader.operation in _READERS for reader in readers[node.output])
            width = len(kernel) if is_read else -(-len(kernel) // _BLOCK) * _BLOCK
            if node.attributes.get("group", 1) > 1:
                if widths[source] != width or kernel.shape[1] != 1:
                    raise SlimmingError("a convolution in groups of several channels")
                node.attributes["group"] = width
            elif source in widths:
                kernel = _filled(kernel, 1, widths[source])
            node.inputs[1] = network.add_constant(_filled(kernel, 0, width))
            if len(node.inputs) > 2:
                bias = network.constants[node.inputs[2]]
                node.inputs[2] = network.add_constant(_filled(bias, 0, width))
        elif node.operation == "PRelu":
            slopes = network.constants[node.inputs[1]]
            node.inputs[1] = network.add_constant(_filled(slopes, 0, width))
        elif node.operation not in ("Add", "MaxPool"):
            continue
        if source in widths or node.operation == "Conv":
            widths[node.output] = width


def _filled(array: Array, axis: int, length: int) -> Array:
    widths = [(0, 0)] * array.ndim
    widths[axis] = 0, length - array.shape[axis]
    return np.pad(array, widths)


def split_prelu(network: Network) -> None:
    """Writes PRelu as two convolutions of 1 x 1 a channel and a sum, which stay blocked.

    Where no slope is over 1, the factor goes under the Relu, which is then part of the convolution.
    """
    nodes = []
    for node in network.nodes:
        if node.operation == "PRelu":
            nodes.extend(_split(network, node))
        else:
            nodes.append(node)
    network.nodes = nodes


def _split(network: Network, node: Node) -> list[Node]:
    source, name = node.inputs[0], node.output
    slopes = network.constants[node.inputs[1]].reshape(-1, 1, 1, 1)
    scale, rest = network.add_constant(slopes), network.add_constant(1 - slopes)
    one_by_one = {"group": len(slopes), "kernel_shape": [1, 1]}
    scaled = Node("Conv", [source, scale], f"{name}/scaled", one_by_one)
    total = Node("Add", [scaled.output, f"{name}/positive"], name)
    if (slopes <= 1).all():
        part = Node("Conv", [source, rest], f"{name}/part", one_by_one)
        positive = Node("Relu", [part.output], f"{name}/positive")
        return [scaled, part, positive, total]
    part = Node("Relu", [source], f"{name}/part")
    positive = Node("Conv", [part.output, rest], f"{name}/positive", one_by_one)
    return [part, positive, scaled, total]


def halve_weights(network: Network) -> None:
    """Stores in half precision what loses nothing by it; a runtime widens it when it loads."""
    casts: dict[str, Node] = {}
    for node in network.nodes:
        for position, name in enumerate(node.inputs):
            array = network.constants.get(name)
            if array is None or not _is_halved(array):
                continue
            if name not in casts:
                half = network.add_constant(array.astype(np.float16))
                casts[name] = Node("Cast", [half], f"{name}/widened", {"to": TensorProto.FLOAT})
            node.inputs[position] = casts[name].output
    network.nodes = [*casts.values(), *network.nodes]


def _is_halved(array: Array) -> bool:
    if array.dtype != np.float32 or array.size < _FEW:
        return False
    return bool((array.astype(np.float16) == array).all())
