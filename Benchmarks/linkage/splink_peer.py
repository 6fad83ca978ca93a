"""Splink on one set, as a process of its own.

    splink_peer.py SET CONFIG OUT [--threshold WEIGHT] [--link] [--single] SOURCE=TABLE ...

With a threshold (a match weight) the clusters are written, as Splink makes them: `record,cluster`.
Without one every scored pair is written: `left,right,score`. Settings named `demo` are those of
Splink's own documentation; pages and what was changed are named at each.
"""
import argparse
import json
import logging

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1
# Pairs of less are of no use, and none of the best thresholds came near.
LEAST_WEIGHT = -20


class Config:
    """A model of Splink and the way it is trained."""

    def __init__(self, comparisons, blocking, certain, recall, training, pairs=1e6,
                 frequencies=False, columns="*"):
        self.comparisons, self.blocking = comparisons, blocking
        # Rules of which the prior is made, and the share of the true pairs they find.
        self.certain, self.recall = certain, recall
        self.training, self.pairs = training, pairs
        self.frequencies = frequencies
        # What is read of each table, as SQL.
        self.columns = columns


ALL_PAIRS = ["1=1"]


def frequent(comparison):
    return comparison.configure(term_frequency_adjustments=True)


def febrl3_demo(has_number):
    """docs/demos/examples/duckdb/febrl3: all as there."""
    comparisons = [
        cl.NameComparison("given_name"), cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d",
                                 invalid_dates_as_null=True),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
        frequent(cl.ExactMatch("street_number")), frequent(cl.ExactMatch("postcode"))]
    blocking = [block_on(name) for name in (
        "soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")]
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth"),
               "l.given_name = r.surname and l.surname = r.given_name "
               "and l.date_of_birth = r.date_of_birth"]
    return numbered(has_number, Config(
        comparisons, blocking, certain, 0.9, [block_on("date_of_birth"), block_on("postcode")]))


def febrl4_demo(has_number):
    """docs/demos/examples/duckdb/febrl4, the detailed model: all as there."""
    comparisons = [
        frequent(cl.NameComparison("given_name")), frequent(cl.NameComparison("surname")),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d",
                                 invalid_dates_as_null=True),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        frequent(cl.ExactMatch("street_number")),
        frequent(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]))]
    blocking = [
        block_on("given_name", "surname"), "l.given_name = r.surname and l.surname = r.given_name",
        block_on("date_of_birth"), block_on("soc_sec_id"), block_on("state", "address_1"),
        block_on("street_number", "address_1"), block_on("postcode")]
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    return numbered(has_number, Config(
        comparisons, blocking, certain, 0.8, [block_on("date_of_birth"), block_on("postcode")],
        frequencies=True))


def febrl_more(has_number):
    """The detailed model with streets and suburbs, and more blocking: our trying."""
    config = febrl4_demo(has_number)
    config.comparisons += [
        frequent(cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8])),
        frequent(cl.JaroWinklerAtThresholds("suburb", [0.9, 0.8]))]
    config.blocking += [block_on("given_name"), block_on("surname"), block_on("address_1"),
                        block_on("suburb", "state")]
    config.pairs = 1e7
    return config


def febrl_all(has_number):
    """The same with all pairs compared."""
    config = febrl_more(has_number)
    config.blocking = ALL_PAIRS
    return config


def numbered(has_number, config):
    """Without the social security number what asks for it is left out."""
    if has_number:
        return config

    def is_kept(rule):
        return "soc_sec_id" not in str(vars(rule) if hasattr(rule, "__dict__") else rule) \
            and "soc_sec_id" not in str(rule)

    config.blocking = [rule for rule in config.blocking if is_kept(rule)]
    config.certain = [rule for rule in config.certain if is_kept(rule)]
    config.comparisons = [
        one for one in config.comparisons
        if one.create_output_column_name() != "soc_sec_id"]
    return config


def fake_demo():
    """docs/demos/examples/duckdb/accuracy_analysis_from_labels_column: all as there."""
    return Config(
        [cl.ForenameSurnameComparison("first_name", "surname"),
         cl.DateOfBirthComparison("dob", input_is_string=True),
         frequent(cl.ExactMatch("city")), cl.EmailComparison("email")],
        [block_on(name) for name in ("first_name", "surname", "dob", "email")],
        ["l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
         "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
         "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
         "l.email = r.email"], 0.7,
        [block_on("dob"), block_on("email"), block_on("first_name", "surname")], frequencies=True)


def fake_tutorial():
    """docs/demos/tutorials/04_Estimating_model_parameters, blocked as in the demo."""
    config = fake_demo()
    config.comparisons = [
        cl.NameComparison("first_name"), cl.NameComparison("surname"),
        cl.LevenshteinAtThresholds("dob", 1), frequent(cl.ExactMatch("city")),
        cl.EmailComparison("email")]
    config.certain = [
        block_on("first_name", "dob"),
        "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        block_on("email")]
    config.training = [block_on("first_name", "surname"), block_on("dob")]
    config.pairs, config.frequencies = 2e6, False
    return config


def fake_all(base):
    """The same with all pairs compared, which so few records allow."""
    base.blocking = ALL_PAIRS
    return base


def fake_more():
    """Frequencies of names, misspelt towns, all pairs: our trying."""
    config = fake_demo()
    config.comparisons = [
        frequent(cl.NameComparison("first_name")), frequent(cl.NameComparison("surname")),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        frequent(cl.DamerauLevenshteinAtThresholds("city", [1, 2])),
        cl.EmailComparison("email")]
    config.blocking = ALL_PAIRS
    return config


RESTAURANTS = """record, lower(trim(name)) as name, addr, city, type,
  regexp_replace(phone, '[^0-9]', '', 'g') as phone"""


def restaurants():
    """Splink documents no restaurants: names, streets and numbers the way it does persons."""
    return Config(
        [cl.JaroWinklerAtThresholds("name", [0.92, 0.8, 0.7]),
         cl.JaroWinklerAtThresholds("addr", [0.92, 0.8]),
         frequent(cl.ExactMatch("city")), cl.DamerauLevenshteinAtThresholds("phone", [1, 2])],
        ALL_PAIRS, [block_on("phone"), block_on("name", "city")], 0.9,
        [block_on("phone"), block_on("name")], columns=RESTAURANTS)


def restaurants_letters():
    """Names by the letters they share."""
    config = restaurants()
    config.comparisons[0] = cl.JaccardAtThresholds("name", [0.9, 0.7, 0.5])
    return config


def restaurants_both():
    """Names by the words they share, streets by their beginning, far numbers too."""
    config = restaurants()
    config.comparisons = [
        cl.CustomComparison([
            cll.NullLevel("name"), cll.ExactMatchLevel("name"),
            cll.JaroWinklerLevel("name", 0.92),
            cll.JaccardLevel("name", 0.7), cll.JaroWinklerLevel("name", 0.8),
            cll.ElseLevel()], output_column_name="name"),
        cl.JaccardAtThresholds("addr", [0.9, 0.8]),
        frequent(cl.ExactMatch("city")), cl.ExactMatch("phone")]
    config.pairs = 1e8
    return config


def restaurants_tokens():
    """Names and streets as lists of words."""
    config = restaurants()
    config.comparisons = [
        cl.ArrayIntersectAtSizes("name_words", [3, 2, 1]),
        cl.ArrayIntersectAtSizes("addr_words", [3, 2, 1]),
        frequent(cl.ExactMatch("city")), cl.DamerauLevenshteinAtThresholds("phone", [1, 2])]
    config.columns += """,
  string_split_regex(regexp_replace(lower(trim(name)), '[^a-z0-9 ]', '', 'g'), ' +') as name_words,
  string_split_regex(regexp_replace(addr, '[^a-z0-9 ]', '', 'g'), ' +') as addr_words"""
    config.pairs = 1e8
    return config


# A name in one piece: DUPONT Jean, Jean DUPONT, else the first word and the rest.
UPPER = r"(?:[\p{Lu}'’-]{2,} )+"
HARD = f"""record, source,
  strip_accents(lower(given)) as given_name,
  regexp_replace(strip_accents(lower(family)), '[^a-z]', '', 'g') as family_name,
  strip_accents(lower(family || ' ' || given)) as both_names, email,
  regexp_extract(email, '^[^@]+') as local, phone, company, street, postcode, city, date_of_birth
from (select record, source, lower(email) as email, postcode, date_of_birth,
  right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) as phone,
  trim(regexp_replace(strip_accents(lower(company)),
    '^(sarl|s\\.a\\.s\\.|sas|sa|eurl) | (sarl|s\\.a\\.s\\.|sas|sa|eurl)$', '')) as company,
  replace(strip_accents(lower(street)), ',', '') as street,
  replace(strip_accents(lower(city)), '-', ' ') as city,
  case when full_name is null then given_name
    when regexp_matches(full_name, '^{UPPER.replace("'", "''")}')
      then trim(regexp_replace(full_name, '^{UPPER.replace("'", "''")}', ''))
    when regexp_matches(full_name || ' ', '{UPPER.replace("'", "''")}$')
      then trim(regexp_replace(full_name || ' ', '{UPPER.replace("'", "''")}$', ''))
    else regexp_extract(full_name, '^[^ ]+') end as given,
  case when full_name is null then family_name
    when regexp_matches(full_name, '^{UPPER.replace("'", "''")}')
      then trim(regexp_extract(full_name, '^{UPPER.replace("'", "''")}'))
    when regexp_matches(full_name || ' ', '{UPPER.replace("'", "''")}$')
      then trim(regexp_extract(full_name || ' ', '{UPPER.replace("'", "''")}$'))
    else regexp_replace(full_name, '^[^ ]+ ', '') end as family from TABLE)"""


def hard():
    """Contacts: names with frequencies, e-mail, phone, birth, address, company: our trying."""
    return Config(
        [frequent(cl.NameComparison("given_name")), frequent(cl.NameComparison("family_name")),
         cl.EmailComparison("email"), frequent(cl.DamerauLevenshteinAtThresholds("phone", [1])),
         cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
         frequent(cl.JaroWinklerAtThresholds("street", [0.92, 0.8])),
         frequent(cl.ExactMatch("city")),
         frequent(cl.JaroWinklerAtThresholds("company", [0.92, 0.8]))],
        [block_on("email"), block_on("phone"),
         block_on("family_name", "substr(given_name,1,1)"),
         block_on("given_name", "substr(family_name,1,3)"),
         "l.given_name = r.family_name and l.family_name = r.given_name",
         block_on("date_of_birth", "given_name"), block_on("date_of_birth", "family_name"),
         block_on("family_name", "city"), block_on("company", "family_name"),
         block_on("company", "given_name"), block_on("street", "city", "given_name"),
         block_on("local")],
        [block_on("email", "given_name", "family_name"),
         block_on("phone", "given_name", "family_name"),
         block_on("date_of_birth", "given_name", "family_name")], 0.4,
        [block_on("given_name", "family_name"), block_on("email"), block_on("phone")],
        pairs=1e7, frequencies=True, columns=HARD)


def hard_names():
    """The same with both names in one comparison, as deduplicate_50k_synthetic has it."""
    config = hard()
    config.comparisons[:2] = [cl.ForenameSurnameComparison(
        "given_name", "family_name", forename_surname_concat_col_name="both_names")]
    return config


def hard_plain():
    """The same without a comparison of towns, trained on names and e-mail alone."""
    config = hard()
    del config.comparisons[6]
    config.training = config.training[:2]
    return config


def hard_persons():
    """No towns, streets or companies: what colleagues and households share says little."""
    config = hard_plain()
    config.comparisons = config.comparisons[:5]
    return config


def hard_named():
    """Only pairs that agree in a part of the name, so that nobody is joined by a switchboard."""
    config = hard_plain()
    config.blocking = [
        block_on("email", "substr(given_name,1,1)"), block_on("phone", "substr(given_name,1,1)"),
        block_on("family_name", "substr(given_name,1,1)"),
        block_on("given_name", "substr(family_name,1,3)"),
        "l.given_name = r.family_name and l.family_name = r.given_name",
        block_on("date_of_birth", "substr(given_name,1,1)"),
        block_on("company", "given_name"), block_on("local", "substr(given_name,1,1)")]
    return config


def hard_named_persons():
    config = hard_named()
    config.comparisons = config.comparisons[:5]
    return config


def configs(name):
    """The settings tried on a set, by name."""
    if name.startswith("febrl"):
        has_number = not name.endswith("-no-ssn")
        found = {"febrl3 demo": febrl3_demo(has_number), "febrl4 demo": febrl4_demo(has_number),
                 "febrl4 demo and addresses": febrl_more(has_number)}
        if name == "febrl1":
            found["the same, all pairs"] = febrl_all(has_number)
        return found
    if name == "fake_1000":
        return {"accuracy demo": fake_demo(), "tutorial": fake_tutorial(),
                "accuracy demo, all pairs": fake_all(fake_demo()),
                "tutorial, all pairs": fake_all(fake_tutorial()),
                "demo, frequencies of names, all pairs": fake_more()}
    if name == "fodors-zagat":
        return {"Jaro-Winkler": restaurants(), "letters": restaurants_letters(),
                "Jaro-Winkler and letters": restaurants_both(), "words": restaurants_tokens()}
    return {"names apart": hard(), "names together": hard_names(), "no towns": hard_plain(),
            "no towns, streets, companies": hard_persons(), "no towns, blocks by name": hard_named(),
            "no towns, streets, companies, blocks by name": hard_named_persons()}


def options():
    parser = argparse.ArgumentParser(description="Splink on one set.")
    parser.add_argument("set")
    parser.add_argument("config")
    parser.add_argument("out")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--link", action="store_true", help="only pairs of different tables")
    parser.add_argument("--single", action="store_true", help="one record of a table in a cluster")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--list", action="store_true", help="the configs of the set")
    parser.add_argument("tables", nargs="+")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.list:
        print(json.dumps(list(configs(chosen.set))))
        return
    config = configs(chosen.set)[chosen.config]
    connection = duckdb.connect()
    if chosen.threads:
        connection.execute(f"set threads to {chosen.threads}")
    api, tables = DuckDBAPI(connection=connection), []
    for table in chosen.tables:
        source, path = table.split("=", 1)
        table = f"read_csv('{path}', all_varchar=true, header=true)"
        columns = config.columns
        rows = connection.sql("select " + (
            columns.replace("TABLE", table) if "TABLE" in columns else f"{columns} from {table}"))
        tables.append(api.register(rows.to_arrow_table(), dataset_display_name=source))
    linker = Linker(tables, SettingsCreator(
        link_type="link_only" if chosen.link else "dedupe_only", unique_id_column_name="record",
        blocking_rules_to_generate_predictions=config.blocking, comparisons=config.comparisons,
        retain_matching_columns=False, retain_intermediate_calculation_columns=False), log_level=logging.ERROR)
    train = linker.training
    train.estimate_probability_two_random_records_match(config.certain, recall=config.recall)
    train.estimate_u_using_random_sampling(max_pairs=config.pairs, seed=SEED)
    for rule in config.training:
        train.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=config.frequencies)
    weight = chosen.threshold if chosen.threshold is not None else LEAST_WEIGHT
    pairs = linker.inference.predict(threshold_match_weight=weight)
    if chosen.threshold is None:
        connection.sql(
            f"select record_l as \"left\", record_r as \"right\", match_weight as score "
            f"from {pairs.physical_name}").write_csv(chosen.out)
        return
    if chosen.single:
        found = linker.clustering.cluster_using_single_best_links(
            pairs, [table.split("=", 1)[0] for table in chosen.tables],
            threshold_match_weight=weight)
    else:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_weight=weight)
    connection.sql(
        f"select record, cluster_id as \"cluster\" from {found.physical_name}"
    ).write_csv(chosen.out)


if __name__ == "__main__":
    main()
