"""The decayed sums in numpy: numpy_columns.py FOLDER RELATIONSHIPS REPETITIONS"""
import sys
import time

import numpy as np

folder, relationships, repetitions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
relationship = np.fromfile(f"{folder}/relationship.i32", np.int32)
side = np.fromfile(f"{folder}/side.u8", np.uint8)
amount = np.fromfile(f"{folder}/amount.f64")
days = np.fromfile(f"{folder}/days.f64")
for at in range(repetitions + 1):
    start = time.perf_counter()
    weights = np.where(days <= 3650, amount * np.exp2((days - 3650) / 365), 0)
    sums = np.bincount(2 * relationship.astype(np.intp) + side, weights, 2 * relationships)
    if at > 0:
        print(f"numpy {np.__version__}\t{(time.perf_counter() - start) * 1e3}")
print(f"=\tnumpy\t{sums.sum()!r}\t{(sums * (np.arange(sums.size) % 1009)).sum()!r}")
