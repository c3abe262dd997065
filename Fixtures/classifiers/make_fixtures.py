#!/usr/bin/env python3
"""Makes the files of this folder: untrained networks of PyTorch, inputs, and what PyTorch makes of them
in double precision.

    python3 Fixtures/classifiers/make_fixtures.py
"""

import pathlib

import numpy as np
import torch
from torch import nn

COUNT = 16


class Network(nn.Module):
    """Two blocks of convolution, ReLU and pooling, and a dense layer, under the names that
    `PhaseClassifier` reads."""

    def __init__(self, size, padding, filters):
        super().__init__()
        circular = padding == "circular"
        options = {"padding": 1, "padding_mode": "circular"} if circular else {}
        side = size
        for _ in filters:
            side = (side if circular else side - 2) // 2
        self.conv1 = nn.Conv2d(1, filters[0], 3, **options)
        self.conv2 = nn.Conv2d(filters[0], filters[1], 3, **options)
        self.dense = nn.Linear(filters[1] * side * side, 2)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = nn.functional.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.dense(torch.flatten(x, 1))


def main():
    folder = pathlib.Path(__file__).parent
    for size, padding, filters in ((11, "circular", (6, 20)), (16, "valid", (5, 8))):
        torch.manual_seed(size)
        network = Network(size, padding, filters)
        spins = 2 * torch.randint(0, 2, (COUNT, 1, size, size)) - 1
        with torch.inference_mode():
            outputs = network.double()(spins.double())
        arrays = {name: value.numpy().astype(np.float32)
                  for name, value in network.state_dict().items()}
        np.savez(folder / f"pytorch-cnn-L{size}-{padding}.npz", **arrays,
                 configurations=spins[:, 0].numpy().astype(np.int8),
                 logits=(outputs[:, 1] - outputs[:, 0]).numpy())


if __name__ == "__main__":
    main()
