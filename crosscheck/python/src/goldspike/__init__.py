"""Golden answers for spiking neural networks: spike times and exact gradients, every printed digit proved.

`solve` asks for the answer of a network, `verify` proves one anew, `goldspike.engine.serve` puts your library under
test by `goldspike conform`, `goldspike.corpus` has networks with golden answers, for which no Java is needed.
"""

from goldspike.answer import Answer, fast, solve, solve_many, textbook, verify
from goldspike.errors import BadInput, GoldspikeError, Interrupted, JavaNotFound, NotProved

__all__ = [
    "Answer",
    "BadInput",
    "GoldspikeError",
    "Interrupted",
    "JavaNotFound",
    "NotProved",
    "fast",
    "solve",
    "solve_many",
    "textbook",
    "verify",
]
