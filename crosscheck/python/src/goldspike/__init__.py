"""Golden answers for spiking neural networks: spike times and exact gradients, every printed digit proved.

`solve` asks for the answer of a network, `verify` proves one anew, `conform` judges a program that
`goldspike.engine.serve` puts under test. `goldspike.check` judges it on the golden corpus, for which no Java is needed.
"""

from goldspike.answer import Answer, fast, solve, solve_many, textbook, verify
from goldspike.conformance import Report, conform, start_conform
from goldspike.errors import BadInput, GoldspikeError, Interrupted, JavaNotFound, NotProved

__all__ = [
    "Answer",
    "BadInput",
    "GoldspikeError",
    "Interrupted",
    "JavaNotFound",
    "NotProved",
    "Report",
    "conform",
    "fast",
    "solve",
    "solve_many",
    "start_conform",
    "textbook",
    "verify",
]
