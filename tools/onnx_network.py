"""An ONNX network taken apart to be changed, and put together to the same bytes every time.

Needs `requirements/models.txt`.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx  # type: ignore[import-not-found] # not among the station's own requirements
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[Any]

_OPSET: Final = 13
_IR_VERSION: Final = 8


@dataclass(slots=True)
class Node:
    """One operator with one output."""

    operation: str
    inputs: list[str]
    output: str
    attributes: dict[str, Any] = field(default_factory=dict)


class Network:
    """Nodes in the order in which they run, and the constants they use by name.

    Args:
        content: an ONNX file with one input, every node of which has one output.
    """

    def __init__(self, content: bytes) -> None:
        model = onnx.load_from_string(content)
        self._name = str(model.graph.name)
        self._numbers = itertools.count()
        self.input_name = str(model.graph.input[0].name)
        self.input_shape = _shape(model.graph.input[0])
        # A side of 0 is one that depends on the input's.
        self.output_shapes = {str(value.name): _shape(value) for value in model.graph.output}
        self.constants: dict[str, Array] = {
            tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer
        }
        self.nodes = [_node(proto) for proto in model.graph.node]

    def add_constant(self, values: npt.ArrayLike) -> str:
        """Stores an array under a new name, which is returned."""
        name = f"added{next(self._numbers)}"
        self.constants[name] = np.ascontiguousarray(values)
        return name

    def makers(self) -> dict[str, Node]:
        """Returns the node that makes each value."""
        return {node.output: node for node in self.nodes}

    def readers(self) -> dict[str, list[Node]]:
        """Returns the nodes that read each value."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            for name in node.inputs:
                found.setdefault(name, []).append(node)
        return found

    def shapes(self) -> dict[str, list[int]]:
        """Returns the shape of every computed value."""
        model = onnx.shape_inference.infer_shapes(self._model(), strict_mode=True)
        values = [*model.graph.input, *model.graph.value_info, *model.graph.output]
        return {str(value.name): _shape(value) for value in values}

    def drop_unused(self) -> None:
        """Drops nodes and constants that no output depends on."""
        needed = set(self.output_shapes)
        kept = []
        for node in reversed(self.nodes):
            if node.output in needed:
                needed.update(node.inputs)
                kept.append(node)
        self.nodes = kept[::-1]
        self.constants = {name: self.constants[name] for name in self.constants if name in needed}

    def content(self, **free_axes: int) -> bytes:
        """Returns the checked file: values numbered anew, equal constants stored once.

        Args:
            free_axes: names of axes of the input that may have any length, with their numbers.
                The first axis of an output is free where the input's is.
        """
        self.drop_unused()
        self._number_values()
        model = self._model(free_axes)
        onnx.checker.check_model(model, full_check=True)
        return bytes(model.SerializeToString())

    def _number_values(self) -> None:
        """Gives values and constants names by the order of their first use."""
        names = {self.input_name: self.input_name}
        names.update({name: name for name in self.output_shapes})
        stored: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        constants = {}
        for number, node in enumerate(self.nodes):
            for name in node.inputs:
                if name in self.constants and name not in names:
                    array = self.constants[name]
                    key = array.dtype.str, array.shape, array.tobytes()
                    names[name] = stored.setdefault(key, f"c{len(stored)}")
                    constants[names[name]] = array
            node.inputs = [names[name] for name in node.inputs]
            node.output = names.setdefault(node.output, f"n{number}")
        self.constants = constants

    def _model(self, free_axes: dict[str, int] | None = None) -> Any:
        axis_names = {axis: name for name, axis in (free_axes or {}).items()}
        shape = [axis_names.get(axis, side) for axis, side in enumerate(self.input_shape)]
        outputs = [
            helper.make_tensor_value_info(
                name,
                TensorProto.FLOAT,
                [axis_names.get(0, sides[0]), *(s or None for s in sides[1:])],
            )
            for name, sides in self.output_shapes.items()
        ]
        graph = helper.make_graph(
            [
                helper.make_node(node.operation, node.inputs, [node.output], **node.attributes)
                for node in self.nodes
            ],
            self._name,
            [helper.make_tensor_value_info(self.input_name, TensorProto.FLOAT, shape)],
            outputs,
            [numpy_helper.from_array(array, name) for name, array in self.constants.items()],
        )
        opset = helper.make_opsetid("", _OPSET)
        return helper.make_model(graph, opset_imports=[opset], ir_version=_IR_VERSION)


def _shape(value: Any) -> list[int]:
    return [int(side.dim_value) for side in value.type.tensor_type.shape.dim]


def _node(proto: Any) -> Node:
    (output,) = proto.output
    attributes = {
        attribute.name: helper.get_attribute_value(attribute) for attribute in proto.attribute
    }
    return Node(proto.op_type, list(proto.input), output, attributes)
