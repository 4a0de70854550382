"""Converts small floating-point TFLite networks to ONNX, weights unchanged.

It knows the operators that MiniFASNetV2 and MediaPipe's face landmarks and blendshapes use, and no
others. Pictures go in as NCHW; half-precision weights are widened to single. TFLite's operators
are described by its schema (tensorflow/compiler/mlir/lite/schema/schema.fbs), ONNX's by opset 13.

Needs `requirements/models.txt`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import tflite  # type: ignore[import-not-found] # not among the station's own requirements

from tools.onnx_graph import GraphBuilder, output_name

Array = npt.NDArray[Any]

_SAME_PADDING: Final = 0
_RELU: Final = 1

_TYPES: Final = {
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
    tflite.TensorType.BOOL: np.bool_,
}
_OPERATOR_NAMES: Final = {
    code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)
}
_SAME_OPERATORS: Final = {
    "DIV": "Div",
    "GREATER": "Greater",
    "LOGISTIC": "Sigmoid",
    "NEG": "Neg",
    "PRELU": "PRelu",
    "SELECT": "Where",
    "SQRT": "Sqrt",
}
"""Operators without options that ONNX has under another name."""


class ConversionError(ValueError):
    """The network uses something this converter does not know."""


@dataclass(frozen=True, slots=True)
class _Operator:
    name: str
    inputs: tuple[int, ...]
    output: int
    table: Any

    def options(self, kind: Callable[[], Any]) -> Any:
        """Reads the operator's options as the given type of tflite's."""
        options = kind()
        options.Init(self.table.Bytes, self.table.Pos)
        return options


def convert(content: bytes) -> bytes:
    """Returns the ONNX form of a TFLite file.

    Raises:
        ConversionError: an operator or a fused activation is not known.
    """
    return _Converter(content).convert()


class _Converter:
    """One conversion, from tensors of the TFLite graph to names of the ONNX graph.

    `_values` maps a tensor's index to the name that computes it, `_widened` to its weights in
    single precision.
    """

    def __init__(self, content: bytes) -> None:
        self._model = tflite.Model.GetRootAsModel(content, 0)
        self._source = self._model.Subgraphs(0)
        self._graph = GraphBuilder()
        self._values: dict[int, str] = {}
        self._widened: dict[int, Array] = {}

    def convert(self) -> bytes:
        """Converts input, operators and outputs, in this order."""
        input_shape = self._convert_input()
        for index in range(self._source.OperatorsLength()):
            self._convert_operator(self._operator(index))
        shapes = []
        for index in range(self._source.OutputsLength()):
            tensor = self._source.Outputs(index)
            self._graph.add("Identity", [self._values[tensor]], output_name(index))
            shapes.append(self._shape(tensor))
        return self._graph.model(input_shape, shapes)

    def _convert_input(self) -> list[int]:
        tensor = self._source.Inputs(0)
        shape = self._shape(tensor)
        if len(shape) != 4:
            self._values[tensor] = "input"
            return shape
        self._values[tensor] = self._graph.to_nhwc("input")
        return [1, shape[3], shape[1], shape[2]]

    def _convert_operator(self, operator: _Operator) -> None:
        if operator.name == "DEQUANTIZE":
            self._widened[operator.output] = self._weights(operator.inputs[0]).astype(np.float32)
            return
        if operator.name in _SAME_OPERATORS:
            inputs = [self._value(tensor) for tensor in operator.inputs]
            name = self._graph.add(_SAME_OPERATORS[operator.name], inputs)
        elif operator.name in _CONVERSIONS:
            name = _CONVERSIONS[operator.name](self, operator)
        else:
            raise ConversionError(f"operator {operator.name}")
        self._values[operator.output] = name

    def _operator(self, index: int) -> _Operator:
        raw = self._source.Operators(index)
        code = self._model.OperatorCodes(raw.OpcodeIndex())
        return _Operator(
            name=_OPERATOR_NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())],
            inputs=tuple(raw.Inputs(number) for number in range(raw.InputsLength())),
            output=raw.Outputs(0),
            table=raw.BuiltinOptions(),
        )

    def _shape(self, tensor: int) -> list[int]:
        found = self._source.Tensors(tensor)
        return [int(side) for side in found.ShapeAsNumpy()] if found.ShapeLength() else []

    def _weights(self, tensor: int) -> Array:
        """Returns the constant values of a tensor."""
        if tensor in self._widened:
            return self._widened[tensor]
        found = self._source.Tensors(tensor)
        buffer = self._model.Buffers(found.Buffer())
        if buffer.DataLength() == 0:
            raise ConversionError(f"tensor {tensor} is neither computed nor constant")
        values: Array = np.frombuffer(buffer.DataAsNumpy().tobytes(), _TYPES[found.Type()])
        return values.reshape(self._shape(tensor))

    def _value(self, tensor: int) -> str:
        if tensor in self._values:
            return self._values[tensor]
        return self._graph.constant(self._weights(tensor))

    def _activated(self, name: str, activation: int) -> str:
        if activation == _RELU:
            return self._graph.add("Relu", [name])
        if activation:
            raise ConversionError(f"activation {activation}")
        return name

    def _arithmetic(self, operator: _Operator) -> str:
        title = operator.name.title()
        options = operator.options(getattr(tflite, f"{title}Options"))
        name = self._graph.add(title, [self._value(tensor) for tensor in operator.inputs])
        return self._activated(name, options.FusedActivationFunction())

    def _convolution(self, operator: _Operator) -> str:
        weights = self._weights(operator.inputs[1])
        channels = self._shape(operator.inputs[0])[3]
        if operator.name == "CONV_2D":
            options = operator.options(tflite.Conv2DOptions)
            kernel = weights.transpose(0, 3, 1, 2)
            groups = channels // weights.shape[3]
        else:
            options = operator.options(tflite.DepthwiseConv2DOptions)
            _, height, width, outputs = weights.shape
            kernel = weights.transpose(3, 0, 1, 2).reshape(outputs, 1, height, width)
            groups = channels
        inputs = [self._graph.to_nchw(self._value(operator.inputs[0]))]
        inputs.append(self._graph.constant(kernel))
        if len(operator.inputs) > 2 and operator.inputs[2] >= 0:
            inputs.append(self._graph.constant(self._weights(operator.inputs[2])))
        name = self._graph.add(
            "Conv",
            inputs,
            group=groups,
            kernel_shape=list(kernel.shape[2:]),
            strides=[options.StrideH(), options.StrideW()],
            dilations=[options.DilationHFactor(), options.DilationWFactor()],
            auto_pad=_padding(options),
        )
        return self._activated(self._graph.to_nhwc(name), options.FusedActivationFunction())

    def _max_pool(self, operator: _Operator) -> str:
        options = operator.options(tflite.Pool2DOptions)
        name = self._graph.add(
            "MaxPool",
            [self._graph.to_nchw(self._value(operator.inputs[0]))],
            kernel_shape=[options.FilterHeight(), options.FilterWidth()],
            strides=[options.StrideH(), options.StrideW()],
            auto_pad=_padding(options),
        )
        return self._activated(self._graph.to_nhwc(name), options.FusedActivationFunction())

    def _fully_connected(self, operator: _Operator) -> str:
        options = operator.options(tflite.FullyConnectedOptions)
        weights = self._weights(operator.inputs[1]).T
        source = self._value(operator.inputs[0])
        name = self._graph.add("MatMul", [source, self._graph.constant(weights)])
        if len(operator.inputs) > 2 and operator.inputs[2] >= 0:
            name = self._graph.add("Add", [name, self._value(operator.inputs[2])])
        return self._activated(name, options.FusedActivationFunction())

    def _concatenation(self, operator: _Operator) -> str:
        options = operator.options(tflite.ConcatenationOptions)
        inputs = [self._value(tensor) for tensor in operator.inputs]
        name = self._graph.add("Concat", inputs, axis=options.Axis())
        return self._activated(name, options.FusedActivationFunction())

    def _reciprocal_root(self, operator: _Operator) -> str:
        root = self._graph.add("Sqrt", [self._value(operator.inputs[0])])
        return self._graph.add("Reciprocal", [root])

    def _squared_difference(self, operator: _Operator) -> str:
        inputs = [self._value(tensor) for tensor in operator.inputs]
        difference = self._graph.add("Sub", inputs)
        return self._graph.add("Mul", [difference, difference])

    def _sum(self, operator: _Operator) -> str:
        options = operator.options(tflite.ReducerOptions)
        axes = np.atleast_1d(self._weights(operator.inputs[1])).astype(np.int64)
        inputs = [self._value(operator.inputs[0]), self._graph.constant(axes)]
        return self._graph.add("ReduceSum", inputs, keepdims=int(options.KeepDims()))

    def _mean(self, operator: _Operator) -> str:
        options = operator.options(tflite.ReducerOptions)
        axes = [int(axis) for axis in np.atleast_1d(self._weights(operator.inputs[1]))]
        source = self._value(operator.inputs[0])
        return self._graph.add("ReduceMean", [source], axes=axes, keepdims=int(options.KeepDims()))

    def _pad(self, operator: _Operator) -> str:
        pads = self._weights(operator.inputs[1]).astype(np.int64)
        source = self._value(operator.inputs[0])
        both_ends = np.concatenate([pads[:, 0], pads[:, 1]])
        return self._graph.add("Pad", [source, self._graph.constant(both_ends)])

    def _reshape(self, operator: _Operator) -> str:
        source = self._value(operator.inputs[0])
        shape = np.array(self._shape(operator.output), np.int64)
        return self._graph.add("Reshape", [source, self._graph.constant(shape)])

    def _transpose(self, operator: _Operator) -> str:
        order = [int(axis) for axis in self._weights(operator.inputs[1])]
        return self._graph.add("Transpose", [self._value(operator.inputs[0])], perm=order)

    def _strided_slice(self, operator: _Operator) -> str:
        options = operator.options(tflite.StridedSliceOptions)
        shape = self._shape(operator.inputs[0])
        starts, ends, steps = (
            self._weights(tensor).astype(np.int64) for tensor in operator.inputs[1:4]
        )
        shrunk = [axis for axis in range(len(starts)) if options.ShrinkAxisMask() >> axis & 1]
        for axis in range(len(starts)):
            if options.BeginMask() >> axis & 1:
                starts[axis] = 0
            if options.EndMask() >> axis & 1:
                ends[axis] = shape[axis]
            if axis in shrunk:
                ends[axis] = starts[axis] + 1
        limits = starts, ends, np.arange(len(starts)), steps
        inputs = [self._value(operator.inputs[0]), *map(self._graph.constant, limits)]
        name = self._graph.add("Slice", inputs)
        if not shrunk:
            return name
        return self._graph.add("Squeeze", [name, self._graph.constant(np.array(shrunk, np.int64))])


def _padding(options: Any) -> str:
    return "SAME_UPPER" if options.Padding() == _SAME_PADDING else "VALID"


_CONVERSIONS: Final[dict[str, Callable[[_Converter, _Operator], str]]] = {
    "ADD": _Converter._arithmetic,
    "CONCATENATION": _Converter._concatenation,
    "CONV_2D": _Converter._convolution,
    "DEPTHWISE_CONV_2D": _Converter._convolution,
    "FULLY_CONNECTED": _Converter._fully_connected,
    "MAX_POOL_2D": _Converter._max_pool,
    "MEAN": _Converter._mean,
    "MUL": _Converter._arithmetic,
    "PAD": _Converter._pad,
    "RESHAPE": _Converter._reshape,
    "RSQRT": _Converter._reciprocal_root,
    "SQUARED_DIFFERENCE": _Converter._squared_difference,
    "STRIDED_SLICE": _Converter._strided_slice,
    "SUB": _Converter._arithmetic,
    "SUM": _Converter._sum,
    "TRANSPOSE": _Converter._transpose,
}
