#!/usr/bin/env python3
"""Times PyTorch on the work of `steelyard benchmark cnn`: training and inference of the network of two
valid 3 × 3 convolutions, 1 -> 16 -> 32, each with ReLU and 2 × 2 max pooling, and a dense layer; batches
of 128 configurations of L = 20 and 50, Adam, one thread, processor time. Of the two memory formats the
faster one is printed. Run by hand, on the machine where Steelyard's own figure was measured; nothing in
Steelyard calls it.

    python3 -m venv venv && venv/bin/pip install torch --index-url https://download.pytorch.org/whl/cpu
    venv/bin/python Tests/Yardsticks/pytorch_cnn.py
"""

import time

import torch
from torch import nn

BATCH, RUNS = 128, 5


def network(size):
    side = ((size - 2) // 2 - 2) // 2
    return nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * side * side, 2))


def best_rate(work, count):
    """Images a second in the fastest of RUNS runs of `work`, which handles `count` images."""
    work()
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return count / best


def measure(size, batches, memory_format):
    torch.manual_seed(1)
    count = batches * BATCH
    model = network(size).to(memory_format=memory_format)
    images = (2.0 * torch.randint(0, 2, (count, 1, size, size)) - 1).contiguous(
        memory_format=memory_format)
    labels = torch.arange(count) % 2
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    loss = nn.CrossEntropyLoss()

    def train():
        order = torch.randperm(count)
        for start in range(0, count, BATCH):
            batch = order[start:start + BATCH]
            optimizer.zero_grad(set_to_none=True)
            loss(model(images[batch]), labels[batch]).backward()
            optimizer.step()

    def infer():
        with torch.inference_mode():
            for start in range(0, count, BATCH):
                model(images[start:start + BATCH])

    return best_rate(train, count), best_rate(infer, count)


def main():
    torch.set_num_threads(1)
    formats = {"default": torch.contiguous_format, "channels_last": torch.channels_last}
    for size, batches in ((20, 32), (50, 8)):
        rates = {name: measure(size, batches, value) for name, value in formats.items()}
        for index, work in enumerate(("training", "inference")):
            name = max(rates, key=lambda name: rates[name][index])
            print(f"PyTorch {torch.__version__}, {work}, L = {size}: "
                  f"{rates[name][index]:.0f} images per CPU s ({name})")


if __name__ == "__main__":
    main()
