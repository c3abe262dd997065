#!/usr/bin/env python3
"""Times PyTorch on the work of `steelyard benchmark rbm`, on one thread: an epoch of a restricted
Boltzmann machine of 144 visible and 144 hidden units (10,000 configurations, batch 100, CD-10, Adam, f32),
and Gibbs chains of it at fixed weights. Draws are `rand < p`, which is faster than `torch.bernoulli`. Run
by hand, on the machine where Steelyard's own figures were measured; nothing in Steelyard calls it.

    python3 Tests/Yardsticks/pytorch_rbm.py
"""

import time

import torch

UNITS, COUNT, BATCH, STEPS, EPOCHS = 144, 10_000, 100, 10, 5
CHAINS, CHAIN_STEPS = 2000, 50


def draw(probabilities):
    return (torch.rand_like(probabilities) < probabilities).float()


def gibbs_step(visible, weights, transposed, visible_bias, hidden_bias):
    hidden = draw(torch.sigmoid(torch.addmm(hidden_bias, visible, weights)))
    return draw(torch.sigmoid(torch.addmm(visible_bias, hidden, transposed)))


def best(runs, work):
    shortest = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        shortest = min(shortest, time.process_time() - start)
    return shortest


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    data = (torch.rand(COUNT, UNITS) < 0.5).float()
    weights = 0.01 * torch.randn(UNITS, UNITS)
    visible_bias, hidden_bias = torch.zeros(UNITS), torch.zeros(UNITS)
    parameters = [weights, visible_bias, hidden_bias]
    optimizer = torch.optim.Adam(parameters, lr=0.005)

    def epoch():
        for batch in data[torch.randperm(COUNT)].split(BATCH):
            transposed = weights.t()
            positive = torch.sigmoid(torch.addmm(hidden_bias, batch, weights))
            visible = batch
            for _ in range(STEPS):
                visible = gibbs_step(visible, weights, transposed, visible_bias, hidden_bias)
            negative = torch.sigmoid(torch.addmm(hidden_bias, visible, weights))
            weights.grad = (visible.t() @ negative - batch.t() @ positive) / len(batch)
            visible_bias.grad = (visible - batch).mean(0)
            hidden_bias.grad = (negative - positive).mean(0)
            optimizer.step()

    def chains():
        visible = data[:CHAINS]
        transposed = weights.t()
        for _ in range(CHAIN_STEPS):
            visible = gibbs_step(visible, weights, transposed, visible_bias, hidden_bias)

    with torch.no_grad():
        print(f"PyTorch {torch.__version__}, one thread, best of {EPOCHS}")
        print(f"an epoch: {best(EPOCHS, epoch):.3f} s")
        print(f"Gibbs chains: {CHAINS * CHAIN_STEPS / best(EPOCHS, chains):.3g} chain steps per CPU s")


if __name__ == "__main__":
    main()
