"""What may stand behind a label: each reader finds its kind of value at the head of a strip, or says there is none."""

from collections.abc import Mapping

from classifiers.extract.codes import (
    book,
    code,
    dossier_code,
    id_number,
    insurance_number,
    licence_class,
    passport_number,
    phone,
    plate,
    register,
    serial,
    tax_code,
)
from classifiers.extract.quantities import area, date, money, plain_number
from classifiers.extract.reading import Reader
from classifiers.extract.wordings import email, name, party, people, sex, text, trade

READERS: Mapping[str, Reader] = {
    "text": text,
    "name": name,
    "party": party,
    "trade": trade,
    "date": date,
    "id_number": id_number,
    "passport_number": passport_number,
    "insurance_number": insurance_number,
    "sex": sex,
    "people": people,
    "phone": phone,
    "email": email,
    "code": code,
    "book": book,
    "dossier_code": dossier_code,
    "number": plain_number,
    "area": area,
    "money": money,
    "register": register,
    "serial": serial,
    "tax_code": tax_code,
    "plate": plate,
    "licence_class": licence_class,
}
