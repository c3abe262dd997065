"""Writes the fixtures of this folder with NumPy, each next to this file."""

import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
sample, row, column = np.indices((5, 6, 6))
up = (sample * sample + 3 * row + 5 * column * column + row * column * sample) % 7 < 3
spins = np.where(up, 1, -1)


def save(name, array, version=None):
    with open(folder / name, "wb") as file:
        np.lib.format.write_array(file, array, version=version)


save("int8.npy", spins.astype(np.int8))
save("int32-fortran.npy", np.asfortranarray(spins.astype("<i4")))
save("bool-flat.npy", up.reshape(5, 36))
save("float16-channel.npy", spins.astype("<f2").reshape(5, 1, 6, 6))
save("float64-big-endian-fortran.npy", np.asfortranarray(spins.astype(">f8")))
save("uint16-big-endian-version2.npy", up.astype(">u2"), version=(2, 0))
save("float32-version3.npy", up.astype("<f4"), version=(3, 0))
save("packbits.npy", np.packbits(up, axis=-1))
np.savez(folder / "stored.npz", samples=spins.astype(np.int8))
np.savez_compressed(folder / "deflated.npz", samples=spins.astype(np.int8))
np.savez(folder / "several.npz", weights=np.ones((2, 3)), samples=spins.astype(np.int8))
np.savetxt(folder / "savetxt.txt", spins.reshape(5, 36)[:2])
np.savetxt(folder / "savetxt-one.csv", spins[0], fmt="%d", delimiter=",", header="one configuration")

numbers = np.arange(-12, 12).reshape(2, 3, 4) / 4
arrays = {
    "half": numbers.astype("<f2"),
    "single": np.asfortranarray(numbers.astype(">f4")),
    "double": np.asfortranarray(numbers),
    "byte": (4 * numbers).astype("i1"),
    "word": np.asfortranarray((4 * numbers + 65523).astype(">u2").reshape(4, 6)),
    "flag": numbers > 0,
    "scalar": np.float64(0.1),
    "empty": np.zeros((3, 0, 2), "f4"),
    "huge": np.array([2**64 - 1], "u8"),
    "text": np.array(["no", "numbers"]),
}
np.savez(folder / "numbers.npz", **arrays)
np.savez_compressed(folder / "numbers-deflated.npz", **arrays)
