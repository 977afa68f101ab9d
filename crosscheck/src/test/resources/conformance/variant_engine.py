"""The sample engine in other clothes, for tests: variant_engine.py SAMPLE [binary32] [strings|hex] [features=A,B]

binary32 rounds every operation to binary32, and says so (or not: undeclared).
"""
import importlib.util
import json
import math
import struct
import sys
import types

PACK, UNPACK = struct.Struct("f").pack, struct.Struct("f").unpack


class Binary32(float):
    """A float that is a binary32, and whose sums, products and quotients are."""
    __slots__ = ()

    def __new__(cls, value):
        return float.__new__(cls, UNPACK(PACK(value))[0])

    def __neg__(self):
        return Binary32(float.__neg__(self))

    def __abs__(self):
        return Binary32(float.__abs__(self))


def rounded(operation):
    def method(self, other):
        return Binary32(operation(self, other))
    return method


for name in ("add", "sub", "mul", "truediv"):
    for kind in ("__" + name + "__", "__r" + name + "__"):
        setattr(Binary32, kind, rounded(getattr(float, kind)))


def summed(values):
    total = Binary32(0.0)
    for value in values:
        total = total + value
    return total


def of(function):
    return lambda x: Binary32(function(x))


BINARY32 = types.SimpleNamespace(inf=math.inf, fsum=summed, exp=of(math.exp), expm1=of(math.expm1), log1p=of(math.log1p))


def told(reals, node):
    """A reply with its reals in another form."""
    if isinstance(node, float):
        return reals(node)
    if isinstance(node, list):
        return [told(reals, each) for each in node]
    if isinstance(node, dict):
        return {name: told(reals, each) for name, each in node.items()}
    return node


def main():
    spec = importlib.util.spec_from_file_location("sample_engine", sys.argv[1])
    sample = importlib.util.module_from_spec(spec)
    sys.modules["sample_engine"] = sample
    spec.loader.exec_module(sample)
    arguments = sys.argv[2:]
    reading = json.loads
    if "binary32" in arguments or "undeclared" in arguments:
        sample.math = BINARY32
        reading = lambda line: json.loads(line, parse_float=lambda text: Binary32(float(text)))
    if "binary32" in arguments:
        sample.IMPLEMENTATION["dtype"] = "float32"
    reals = float.hex if "hex" in arguments else repr if "strings" in arguments else float
    for argument in arguments:
        if argument.startswith("features="):
            sample.IMPLEMENTATION["features"] = [name for name in argument[9:].split(",") if name]
    sample.json = types.SimpleNamespace(loads=reading, dumps=lambda reply: json.dumps(told(reals, reply)))
    sample.main()


main()
