"""An autoregressive model of Ising configurations in PyTorch that says how probable its samples are.

    python3 autoregressive.py TRAINING.npy OUTPUT.npz [--count N] [--epochs N] [--seed N]

ln q(s) = Σ_i ln q(s_i | s_1 … s_(i-1)), each conditional by logistic regression on the sites before it, with a
hidden layer (the NADE of H. Larochelle and I. Murray, AISTATS 2011, without shared weights). OUTPUT.npz holds
`samples` and `log_prob`.
"""
import argparse

import numpy as np
import torch

parser = argparse.ArgumentParser()
parser.add_argument("training")
parser.add_argument("output")
parser.add_argument("--count", type=int, default=10_000)
parser.add_argument("--epochs", type=int, default=60)
parser.add_argument("--hidden", type=int, default=32)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()

torch.manual_seed(options.seed)
data = torch.from_numpy(np.load(options.training).astype(np.float32))
size = data.shape[-1]
sites = size * size
data = data.reshape(-1, sites)
before = torch.tril(torch.ones(sites, sites), -1)  # site i sees the sites before it


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.nn.Parameter(0.1 * torch.randn(sites, options.hidden, sites))
        self.bias = torch.nn.Parameter(torch.zeros(sites, options.hidden))
        self.outer = torch.nn.Parameter(0.1 * torch.randn(sites, options.hidden))
        self.offset = torch.nn.Parameter(torch.zeros(sites))

    def logits(self, spins):
        weights = self.inner * before[:, None, :]
        hidden = torch.tanh(torch.einsum("ihj,nj->nih", weights, spins) + self.bias)
        return (hidden * self.outer).sum(-1) + self.offset

    def log_prob(self, spins):
        return torch.nn.functional.logsigmoid(spins * self.logits(spins)).sum(-1)


model = Model()
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
for epoch in range(options.epochs):
    for batch in data[torch.randperm(len(data))].split(200):
        optimizer.zero_grad()
        (-model.log_prob(batch).mean()).backward()
        optimizer.step()

with torch.no_grad():
    samples = torch.zeros(options.count, sites)
    for site in range(sites):
        up = torch.rand(options.count) < torch.sigmoid(model.logits(samples)[:, site])
        samples[:, site] = torch.where(up, 1.0, -1.0)
    log_prob = model.double().log_prob(samples.double())

np.savez_compressed(
    options.output,
    samples=samples.reshape(-1, size, size).to(torch.int8).numpy(),
    log_prob=log_prob.numpy(),
)
