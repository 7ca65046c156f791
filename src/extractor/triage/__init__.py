"""A first pass over an archive: which texts touch the chosen region, treaties or actors, so that the model sees only those.

>>> triage = Triage("karabakh, minsk-group")
>>> triage.touches("The co-chairs of the OSCE Minsk Group met in Paris."), triage.touches("Wheat rose in Chicago.")
(('minsk-group',), ())
>>> triage.touches("Trucks reached Stepanakert and Şuşa."), triage.count("Trucks reached Stepanakert and Şuşa.")
(('karabakh',), {'khankendi-stepanakert': 1, 'shusha': 1, 'shusha-district': 1})
"""

from extractor.triage.matching import Triage
from extractor.triage.sifting import keep, text_of

__all__ = ["Triage", "keep", "text_of"]
