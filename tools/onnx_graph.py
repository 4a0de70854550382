"""Builds an ONNX graph node by node, in an order that makes the same bytes every time.

Needs `requirements/models.txt`.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx  # type: ignore[import-not-found] # not among the station's own requirements
from onnx import TensorProto, helper, numpy_helper

_OPSET: Final = 13
_IR_VERSION: Final = 8
_NAME: Final = "minifasnet_v2"
"""The graph's name. All three carry it: it is part of the hashed bytes."""


class GraphBuilder:
    """Collects nodes and constants. Equal constants are stored once."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: dict[tuple[str, tuple[int, ...], bytes], Any] = {}

    def add(self, operation: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        """Adds one node and returns the name of its output."""
        name = output or f"n{len(self._nodes) + 1}"
        self._nodes.append(helper.make_node(operation, inputs, [name], **attributes))
        return name

    def constant(self, values: npt.ArrayLike) -> str:
        """Stores an array, or finds the equal one, and returns its name."""
        array = np.ascontiguousarray(values)
        key = array.dtype.str, array.shape, array.tobytes()
        if key not in self._constants:
            name = f"c{len(self._constants)}"
            self._constants[key] = numpy_helper.from_array(array, name)
        return str(self._constants[key].name)

    def to_nchw(self, name: str) -> str:
        """Moves channels from the end, where TFLite has them, to where ONNX wants them."""
        return self.add("Transpose", [name], perm=[0, 3, 1, 2])

    def to_nhwc(self, name: str) -> str:
        """Moves channels back to the end."""
        return self.add("Transpose", [name], perm=[0, 2, 3, 1])

    def model(self, input_shape: list[int], output_shapes: list[list[int]]) -> bytes:
        """Returns the checked model; its input is named `input`, its outputs by `output_name`."""
        outputs = [
            helper.make_tensor_value_info(output_name(index), TensorProto.FLOAT, shape)
            for index, shape in enumerate(output_shapes)
        ]
        source = helper.make_tensor_value_info("input", TensorProto.FLOAT, input_shape)
        constants = list(self._constants.values())
        graph = helper.make_graph(self._nodes, _NAME, [source], outputs, constants)
        opset = helper.make_opsetid("", _OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=_IR_VERSION)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())


def output_name(index: int) -> str:
    """Returns the name of the n-th output, counted from 0."""
    return f"output{index or ''}"
