#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes oracle.txt: random tables with what independent implementations say of them.

    pip install krippendorff==0.9.0 scikit-learn==1.9.1
    python3 make_oracle.py > oracle.txt

A line: number of categories, rows (a unit each; a digit per reader, a full stop where none), then
Krippendorff's alpha nominal and ordinal (all readers) and Cohen's kappa, plain, linear and quadratic (the
first two readers). A dash stands where the implementation gives no number.
"""
import math
import random
import warnings

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score

warnings.filterwarnings("ignore")
draw = random.Random(2015)


def alpha(data, categories, level):
    try:
        value = krippendorff.alpha(
            reliability_data=data, level_of_measurement=level, value_domain=list(range(categories)))
    except (ValueError, AssertionError):
        return "-"
    return "-" if math.isnan(value) else repr(float(value))


def kappa(first, second, categories, weights):
    pairs = [(a, b) for a, b in zip(first, second) if a is not None and b is not None]
    if not pairs:
        return "-"
    a, b = zip(*pairs)
    value = cohen_kappa_score(a, b, labels=list(range(categories)), weights=weights)
    return "-" if math.isnan(value) else repr(float(value))


for number in range(1000):
    categories = draw.randint(2, 6)
    readers = draw.randint(2, 4)
    units = draw.randint(2, 14)
    missing = draw.choice([0, 0, 0.1, 0.3])
    truth_share = draw.choice([0, 0.5, 0.8, 0.95])
    skew = draw.choice([1, 1, 4])
    rows = []
    for _ in range(units):
        truth = min(draw.randrange(categories) for _ in range(skew))
        row = [truth if draw.random() < truth_share else draw.randrange(categories) for _ in range(readers)]
        rows.append([None if draw.random() < missing else value for value in row])
    columns = list(zip(*rows))
    data = numpy.array(
        [[numpy.nan if value is None else value for value in column] for column in columns], dtype=float)
    fields = [str(categories), ",".join("".join("." if v is None else str(v) for v in row) for row in rows)]
    fields += [alpha(data, categories, level) for level in ("nominal", "ordinal")]
    fields += [kappa(columns[0], columns[1], categories, weights) for weights in (None, "linear", "quadratic")]
    print(" ".join(fields))
