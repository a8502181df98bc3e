"""Ages of onset, in years, of HPO's and Orphanet's words for them (the middle of each span)."""

from __future__ import annotations

from typing import Final

#: HPO terms under "Onset" (HP:0003674).
ONSET_OF_TERM: Final = {
    "HP:0011460": -0.5,  # embryonal
    "HP:0011461": -0.3,  # fetal
    "HP:0030674": -0.3,  # antenatal
    "HP:0003577": 0.0,  # congenital
    "HP:0003623": 0.04,  # neonatal
    "HP:0003593": 0.5,  # infantile
    "HP:0410280": 8.0,  # paediatric
    "HP:0011463": 5.0,  # childhood
    "HP:0003621": 10.0,  # juvenile
    "HP:0025708": 20.0,  # early young adult
    "HP:0011462": 28.0,  # young adult
    "HP:0003581": 40.0,  # adult
    "HP:0003596": 50.0,  # middle age
    "HP:0003584": 65.0,  # late
}
#: Orphanet's, https://www.orphadata.com (natural history).
ONSET_OF_WORD: Final = {
    "Antenatal": -0.3,
    "Neonatal": 0.04,
    "Infancy": 0.8,
    "Childhood": 6.0,
    "Adolescent": 15.0,
    "Adult": 35.0,
    "Elderly": 65.0,
}
