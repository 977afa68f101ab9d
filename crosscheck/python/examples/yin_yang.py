"""Yin-Yang by exact gradients: 5-150-3 neurons, one spike of each output counts; prints the test accuracy.

    pip install goldspike[torch]
    python yin_yang.py [--epochs 14]

The points are those of Kriener, Goeltz and Petrovici (2022), from a generator of our own; the recipe is the "better"
one of `goldspike experiment yin-yang`, with another way to wake outputs that are silent.
"""

import argparse
import time

import numpy as np
import torch

from goldspike.torch import SpikingLayers

TAU, HORIZON, RATE, MINIBATCH = 0.03, 2.6, 0.01, 50


def points(count, seed):
    """Return input times (count, 5) and labels (0 yang, 1 yin, 2 a dot), a third of each."""
    draw = np.random.default_rng(seed)
    xs, labels = [], []
    while len(xs) < count:
        x, y = draw.uniform(0, 1, 2)
        right, left = np.hypot(x - 0.75, y - 0.5), np.hypot(x - 0.25, y - 0.5)
        dot = right < 0.1 or left < 0.1
        yin = right <= 0.1 or left <= 0.25 or (y > 0.5 and right > 0.25)
        label = 2 if dot else int(yin)
        if np.hypot(x - 0.5, y - 0.5) <= 0.5 and label == len(xs) % 3:
            xs.append([x, y, 1 - x, 1 - y])
            labels.append(label)
    times = 0.15 + 1.85 * np.array(xs)
    bias = np.full((count, 1), 0.9)
    return torch.tensor(np.hstack([times, bias])), torch.tensor(labels)


def loss_of(model, times, labels):
    """Cross entropy of the first spikes; a silent label asks for larger weights, as its spike has no derivative."""
    first = model(times)[:, :, 0]
    silent = torch.isinf(first)
    capped = torch.where(silent, torch.full_like(first, HORIZON), first)
    entropy = torch.nn.functional.cross_entropy(-capped / TAU, labels)
    asleep = labels[silent[torch.arange(len(labels)), labels]]
    return entropy - model.weights[-1][:, asleep].sum() / len(labels)


def accuracy(model, times, labels):
    """Return the share of points whose label spikes first."""
    with torch.no_grad():
        return float((model(times)[:, :, 0].argmin(1) == labels).double().mean())


def main():
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    training, labels = points(5000, 42)
    test, test_labels = points(1000, 40)
    model = SpikingLayers([5, 150, 3], alpha=0.999, beta=1.0, horizon=HORIZON, mean=[1.5, 0.2], deviation=[1.5, 0.2])
    adam = torch.optim.Adam(model.parameters(), lr=RATE)
    steps = given.epochs * (len(labels) // MINIBATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
    began = time.time()
    for epoch in range(given.epochs):
        total = 0.0
        for batch in torch.randperm(len(labels)).split(MINIBATCH):
            adam.zero_grad()
            loss = loss_of(model, training[batch], labels[batch])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            total += float(loss.detach()) * len(batch) / len(labels)
        print(f"epoch {epoch + 1}: loss {total:.3f}, {time.time() - began:.0f} s", flush=True)
    print(f"test accuracy {100 * accuracy(model, test, test_labels):.1f} % after {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
