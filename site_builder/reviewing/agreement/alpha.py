"""Agreement beyond chance on choices: Krippendorff's alpha for two annotators, nominal, without gaps.

Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part B. Written
here because the kept library for it is under the GPL and needs numpy, for what is a formula of three sums.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction

Choices = tuple[Hashable, Hashable]
"""What the one and the other annotator chose for the same record."""


def nominal_alpha(pairs: Sequence[Choices]) -> Fraction | None:
    """Give alpha: 1 where all agree, 0 where as by chance; none where one value is all there is.

    >>> nominal_alpha([("sale", "sale"), ("gift", "gift"), ("sale", "gift")])
    Fraction(4, 9)
    """
    counts = Counter(value for pair in pairs for value in pair)
    total = counts.total()
    alike = sum(count * (count - 1) for count in counts.values())
    chances = total * (total - 1)
    if chances == alike:
        return None
    equal = 2 * sum(one == other for one, other in pairs)
    return Fraction((total - 1) * equal - alike, chances - alike)
