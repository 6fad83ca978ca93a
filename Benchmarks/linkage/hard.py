"""A set of records that is hard to link: French contacts from five sources, and who is who.

    hard.py SIZE TABLE TRUTH [--seed N]

People live in households (one street, one telephone, mostly one name; now and then father and son
bear one name) and work in companies (one street, one switchboard, one sort of e-mail). Names follow
a law of Zipf and Mandelbrot, so there are namesakes. Each source knows other things of them and
makes its own mistakes. The same seed gives the same bytes.
"""
import argparse
import bisect
import csv
import itertools
import random
import unicodedata

import names

COLUMNS = ["record", "source", "given_name", "family_name", "full_name", "email", "phone", "company",
           "title", "street", "postcode", "city", "date_of_birth"]
# Records of a person: 1.6 on average.
RECORDS = [1] * 60 + [2] * 24 + [3] * 12 + [4] * 4


class Drawer:
    """Draws by a law of Zipf and Mandelbrot: the k-th of a list with weight (k + shift)^-power."""

    def __init__(self, choices, shift, power):
        self.choices = choices
        self.sums = list(itertools.accumulate(
            (rank + shift) ** -power for rank in range(1, len(choices) + 1)))

    def draw(self, chance):
        return self.choices[bisect.bisect(self.sums, chance.random() * self.sums[-1])]


class Household:
    __slots__ = ("family", "street", "postcode", "city", "phone", "email")


class Company:
    __slots__ = ("name", "legal", "host", "style", "street", "postcode", "city", "phone")


class Person:
    __slots__ = ("given", "family", "maiden", "home", "former_home", "work", "former_work", "mobile",
                 "email", "work_email", "former_work_email", "birth", "title")


class World:
    """All people, made one household after the other."""

    def __init__(self, people, chance):
        self.chance = chance
        self.given = {sex: Drawer(found, 4, 0.9) for sex, found in names.GIVEN.items()}
        self.family = Drawer(self.family_names(4000 + people // 4), 8, 0.85)
        self.emails = {}
        self.people = []
        self.companies = [self.company() for _ in range(max(20, people // 14))]
        self.employers = Drawer(self.companies, 10, 0.7)
        while len(self.people) < people:
            self.household()

    def family_names(self, count):
        """The commonest names, then others made of parts; every thirtieth has a particle."""
        chance, found = self.chance, [name.replace("_", " ") for name in names.FAMILY]
        known = set(found)
        while len(found) < count:
            name = chance.choice(names.BEGINNINGS) + chance.choice(names.MIDDLES) + \
                chance.choice(names.ENDINGS)
            if chance.random() < 0.03:
                particle = chance.choice(names.PARTICLES)
                name = particle + ("" if particle.endswith("'") else " ") + name
            elif chance.random() < 0.02:
                name += "-" + chance.choice(names.FAMILY[:60]).replace("_", " ")
            if name not in known:
                known.add(name)
                found.append(name)
        return found

    def address(self):
        chance = self.chance
        city, department = chance.choice(names.TOWNS)
        street = f"{int(chance.paretovariate(0.6)) % 180 + 1} {chance.choice(names.WAYS)} " \
                 f"{chance.choice(names.WAY_NAMES)}"
        return street, department + f"{chance.randrange(1, 20) * 10:03}", city

    def number(self, start):
        return start + f"{self.chance.randrange(10 ** 8):08}"

    def company(self):
        chance, found = self.chance, Company()
        found.name = chance.choice([
            f"{chance.choice(names.FAMILY[:120]).replace('_', ' ')} {chance.choice(names.TRADES)}",
            f"{chance.choice(names.BEGINNINGS)}{chance.choice(names.ENDINGS)}",
            f"{chance.choice(names.BEGINNINGS)}{chance.choice(names.ENDINGS)} "
            f"{chance.choice(names.TRADES)}",
            f"{chance.choice(names.TRADES)} {chance.choice(names.TOWNS)[0]}"])
        found.legal = chance.choice(names.LEGAL)
        found.host = plain(found.name).replace(" ", "-") + ".example"
        found.style = chance.choice(["given.family", "g.family", "gfamily", "family"])
        found.street, found.postcode, found.city = self.address()
        found.phone = self.number(chance.choice(["01", "02", "03", "04", "05"]))
        return found

    def household(self):
        chance, home = self.chance, Household()
        home.street, home.postcode, home.city = self.address()
        home.family = self.family.draw(chance)
        home.phone = self.number(chance.choice(["01", "02", "03", "04", "05"]))
        home.email = self.unique("famille." + mail(home.family), chance.choice(names.MAIL_HOSTS))
        size = chance.choice([1, 1, 1, 1, 2, 2, 2, 3, 4])
        older = chance.randrange(1942, 1985)
        father = None
        for place in range(size):
            sex = "fm"[place % 2] if place < 2 else chance.choice("fm")
            year = older + chance.randrange(-3, 4) if place < 2 else older + chance.randrange(22, 36)
            person = self.person(sex, home, min(year, 2004))
            if place == 1:
                father = person
            if place > 1 and father and sex == "m" and chance.random() < 0.06:
                person.given = father.given
            self.people.append(person)

    def person(self, sex, home, year):
        chance, found = self.chance, Person()
        found.given = self.given[sex].draw(chance)
        found.home, found.former_home = home, None
        # Some keep the name they were born with, and some have two of them in time.
        found.maiden = self.family.draw(chance) if sex == "f" and chance.random() < 0.08 else None
        found.family = self.family.draw(chance) if chance.random() < 0.1 else home.family
        found.mobile = self.number(chance.choice(["06", "06", "07"]))
        found.birth = (year, chance.randrange(1, 13), chance.randrange(1, 29))
        if chance.random() < 0.15:
            found.former_home = self.address()
        local = chance.choice([
            f"{mail(found.given)}.{mail(found.family)}", f"{mail(found.given)[0]}{mail(found.family)}",
            f"{mail(found.family)}.{mail(found.given)}", f"{mail(found.given)}{year % 100:02}",
            f"{mail(found.given)}.{mail(found.family)}{year % 100:02}"])
        found.email = self.unique(local, chance.choice(names.MAIL_HOSTS))
        found.work = found.former_work = found.work_email = found.former_work_email = None
        found.title = chance.choice(names.TITLES)
        if chance.random() < 0.75:
            found.work = self.employers.draw(chance)
            found.work_email = self.at_work(found, found.work)
            if chance.random() < 0.2:
                found.former_work = self.employers.draw(chance)
                found.former_work_email = self.at_work(found, found.former_work)
        return found

    def at_work(self, person, company):
        given, family = mail(person.given), mail(person.family)
        local = {"given.family": f"{given}.{family}", "g.family": f"{given[0]}.{family}",
                 "gfamily": f"{given[0]}{family}", "family": family}[company.style]
        return self.unique(local, company.host)

    def unique(self, local, host):
        count = self.emails.get((local, host), 0)
        self.emails[local, host] = count + 1
        return f"{local}{count + 1 if count else ''}@{host}"


def plain(text):
    return "".join(one for one in unicodedata.normalize("NFD", text.lower())
                   if not unicodedata.combining(one))


def mail(name):
    return plain(name).replace(" ", "").replace("'", "")


class Scribe:
    """Writes down a person the way a source would, with mistakes."""

    def __init__(self, chance):
        self.chance = chance

    def record(self, person, source):
        row = dict.fromkeys(COLUMNS, "")
        row["source"] = source
        getattr(self, source)(person, row)
        if self.chance.random() < 0.3:
            for name in ("given_name", "family_name", "full_name", "company", "street", "city"):
                row[name] = without_accents(row[name])
        return row

    def phonebook(self, person, row):
        """Somebody's telephone: names as one says them, mobile or home, seldom more."""
        chance = self.chance
        self.name(person, row, short=0.2, swapped=0.02, whole=0.25)
        if chance.random() < 0.12:
            row["family_name"] = row["family_name"][:1] + "." if row["family_name"] else ""
        row["phone"] = self.phone(person.mobile if chance.random() < 0.8 else person.home.phone)
        if chance.random() < 0.5:
            row["email"] = self.email(person.email)
        if person.work and chance.random() < 0.25:
            row["company"] = self.company(person.work)

    def crm(self, person, row):
        """A seller's list: company, its street, switchboard or mobile, e-mail at work."""
        chance = self.chance
        self.name(person, row, short=0.03, swapped=0.05, whole=0.1)
        work, address = person.work, person.work_email
        if person.former_work and chance.random() < 0.4:
            work, address = person.former_work, person.former_work_email
        if work is None:
            row["email"], row["phone"] = self.email(person.email), self.phone(person.mobile)
            return
        row["company"], row["title"] = self.company(work), person.title
        if chance.random() < 0.85:
            row["email"] = self.email(address if chance.random() < 0.95 else f"contact@{work.host}")
        if chance.random() < 0.8:
            row["phone"] = self.phone(work.phone if chance.random() < 0.6 else person.mobile)
        if chance.random() < 0.7:
            self.place(row, (work.street, work.postcode, work.city))

    def club(self, person, row):
        """Members: birthday, address, home or mobile, seldom the e-mail of the whole family."""
        chance = self.chance
        self.name(person, row, short=0.03, swapped=0.03, whole=0.0)
        if chance.random() < 0.9:
            row["date_of_birth"] = self.birth(person.birth)
        home = person.home
        place = (home.street, home.postcode, home.city)
        if person.former_home and chance.random() < 0.5:
            place = person.former_home
        if chance.random() < 0.9:
            self.place(row, place)
        if chance.random() < 0.8:
            row["phone"] = self.phone(home.phone if chance.random() < 0.5 else person.mobile)
        if chance.random() < 0.6:
            row["email"] = self.email(person.email if chance.random() < 0.85 else home.email)

    def newsletter(self, person, row):
        """An address, and a name as one types it."""
        chance = self.chance
        self.name(person, row, short=0.1, swapped=0.1, whole=1.0)
        at_work = person.work_email and chance.random() < 0.3
        row["email"] = self.email(person.work_email if at_work else person.email)
        if chance.random() < 0.3:
            row["postcode"], row["city"] = person.home.postcode, person.home.city

    def network(self, person, row):
        """A professional network: the name, where one works, the town."""
        chance = self.chance
        self.name(person, row, short=0.05, swapped=0.01, whole=1.0)
        if person.work:
            row["company"], row["title"] = self.company(person.work), person.title
            row["city"] = person.work.city
        else:
            row["city"] = person.home.city
        if chance.random() < 0.5:
            row["email"] = self.email(person.email)
        if chance.random() < 0.15:
            row["date_of_birth"] = self.birth(person.birth)

    def name(self, person, row, short, swapped, whole):
        chance = self.chance
        given, family = person.given, person.family
        if person.maiden and chance.random() < 0.4:
            family = person.maiden if chance.random() < 0.6 else f"{person.family}-{person.maiden}"
        if chance.random() < short and given in names.SHORT:
            given = chance.choice(names.SHORT[given])
        elif "-" in given and chance.random() < 0.5:
            first, second = given.split("-")
            given = chance.choice([f"{first} {second}", first, f"{first[0]}.{second[0]}.",
                                   f"{first[0]}-{second}", f"{first}{second.lower()}"])
        elif chance.random() < 0.03:
            given = given[0] + "."
        if (" " in family or "'" in family) and chance.random() < 0.4:
            family = chance.choice([family.replace(" ", ""), family.replace("'", " "),
                                    family.split(" ", 1)[-1], family.replace(" ", "-")])
        if chance.random() < 0.05:
            given = self.mistyped(given)
        if chance.random() < 0.07:
            family = self.mistyped(family)
        if chance.random() < 0.2:
            family = family.upper()
        if chance.random() < whole:
            row["full_name"] = f"{family.upper()} {given}" if chance.random() < 0.25 else \
                f"{given} {family}"
            return
        if chance.random() < swapped:
            given, family = family, given
        row["given_name"], row["family_name"] = given, family

    def mistyped(self, text):
        """One letter left out, doubled, exchanged with the next or another."""
        if len(text) < 4:
            return text
        place = self.chance.randrange(1, len(text) - 1)
        kind = self.chance.randrange(4)
        if kind == 0:
            return text[:place] + text[place + 1:]
        if kind == 1:
            return text[:place] + text[place] + text[place:]
        if kind == 2:
            return text[:place] + text[place + 1] + text[place] + text[place + 2:]
        return text[:place] + self.chance.choice("aeiounrstlmd") + text[place + 1:]

    def phone(self, number):
        chance = self.chance
        if chance.random() < 0.02:
            place = chance.randrange(4, 10)
            number = number[:place] + str(chance.randrange(10)) + number[place + 1:]
        pairs = [number[start:start + 2] for start in range(0, 10, 2)]
        return chance.choice([
            number, " ".join(pairs), ".".join(pairs), f"+33 {number[1]} {' '.join(pairs[1:])}",
            f"+33{number[1:]}", f"0033 {number[1:]}"])

    def email(self, address):
        return self.mistyped(address) if self.chance.random() < 0.02 else address

    def birth(self, day):
        chance = self.chance
        year, month, date = day
        if date <= 12 and chance.random() < 0.04:
            month, date = date, month
        if chance.random() < 0.03:
            year += chance.choice([-10, -1, 1, 10])
        return f"{year:04}-{month:02}-{date:02}"

    def company(self, company):
        chance = self.chance
        name = company.name
        if chance.random() < 0.06:
            name = self.mistyped(name)
        if company.legal and chance.random() < 0.5:
            name = f"{name} {company.legal}" if chance.random() < 0.8 else f"{company.legal} {name}"
        return name.upper() if chance.random() < 0.15 else name

    def place(self, row, place):
        chance = self.chance
        street, row["postcode"], row["city"] = place
        if chance.random() < 0.3:
            street = street.replace("avenue", "av.").replace("boulevard", "bd").replace("place", "pl.")
        if chance.random() < 0.06:
            street = self.mistyped(street)
        row["street"] = street.replace(" ", ", ", 1) if chance.random() < 0.3 else street
        if chance.random() < 0.1:
            row["city"] = row["city"].upper().replace("-", " ")


def without_accents(text):
    return "".join(one for one in unicodedata.normalize("NFD", text)
                   if not unicodedata.combining(one))


SOURCES = ["phonebook", "crm", "club", "newsletter", "network"]


def write(size, table, truth, seed=1):
    """`size` records in a random order, and the person of each."""
    chance = random.Random(seed)
    people = World(int(size / 1.6 * 1.05) + 10, chance).people
    chance.shuffle(people)
    scribe, rows = Scribe(chance), []
    for index, person in enumerate(people):
        count = chance.choice(RECORDS)
        sources = chance.sample(SOURCES, count)
        # Now and then one is twice in a source.
        if count > 1 and chance.random() < 0.1:
            sources[-1] = sources[0]
        for source in sources:
            rows.append((index, scribe.record(person, source)))
        if len(rows) >= size:
            break
    del rows[size:]
    chance.shuffle(rows)
    with open(table, "w", newline="", encoding="utf-8") as data, \
            open(truth, "w", newline="", encoding="utf-8") as known:
        writer = csv.DictWriter(data, COLUMNS, lineterminator="\n")
        writer.writeheader()
        pairs = csv.writer(known, lineterminator="\n")
        pairs.writerow(["record_id", "entity_id"])
        for number, (person, row) in enumerate(rows):
            row["record"] = f"r{number:07}"
            writer.writerow(row)
            pairs.writerow([row["record"], f"p{person}"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes contacts that are hard to link.")
    parser.add_argument("size", type=int)
    parser.add_argument("table")
    parser.add_argument("truth")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write(chosen.size, chosen.table, chosen.truth, chosen.seed)
