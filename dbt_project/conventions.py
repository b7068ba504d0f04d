"""The project's own rules for dbt-score: what every model and seed must say of itself."""

import re

from dbt_score import Model, RuleViolation, Seed, Severity, rule

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{3}")
_LAYER_PREFIXES = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("dim_", "fact_", "mart_", "search_", "document_file", "document_link", "warehouse_build", "check_result")}


def _is_bilingual(text: str) -> bool:
    return bool(_CHINESE.search(text) and _ENGLISH.search(text))


@rule(severity=Severity.CRITICAL)
def model_states_its_grain(model: Model) -> RuleViolation | None:
    """A model's description says what one row is."""
    if not re.search(r"Grain: one row", model.description or ""):
        return RuleViolation("the description does not say `Grain: one row …`")


@rule(severity=Severity.CRITICAL)
def model_is_described_in_two_languages(model: Model) -> RuleViolation | None:
    """A model and each of its columns are described in Chinese and English."""
    silent = [column.name for column in model.columns if not _is_bilingual(column.description or "")]
    if not model.columns:
        return RuleViolation("no column is described")
    if silent or not _is_bilingual(model.description or ""):
        return RuleViolation(f"Chinese or English is lacking: {', '.join(silent[:6]) or 'the model itself'}")


@rule(severity=Severity.CRITICAL)
def seed_is_described_in_two_languages(seed: Seed) -> RuleViolation | None:
    """A seed and each of its columns are described in Chinese and English."""
    silent = [column.name for column in seed.columns if not _is_bilingual(column.description or "")]
    if not seed.columns or silent or not _is_bilingual(seed.description or ""):
        return RuleViolation(f"Chinese or English is lacking: {', '.join(silent[:6]) or 'the seed itself, or it has no columns described'}")


@rule(severity=Severity.CRITICAL)
def model_is_named_by_its_layer(model: Model) -> RuleViolation | None:
    """stg_ in staging, int_ in intermediate, dim_, fact_ and mart_ in marts."""
    layer = model.original_file_path.split("/")[1]
    if not model.name.startswith(_LAYER_PREFIXES.get(layer, ("",))):
        return RuleViolation(f"a model of {layer} is called {model.name}")


@rule(severity=Severity.CRITICAL)
def mart_has_an_enforced_contract(model: Model) -> RuleViolation | None:
    """What is published has its columns and types enforced."""
    if "/marts/" in f"/{model.original_file_path}" and not (model.config.get("contract") or {}).get("enforced"):
        return RuleViolation("the mart's contract is not enforced")


@rule(severity=Severity.CRITICAL)
def mart_has_chinese_names(model: Model) -> RuleViolation | None:
    """The descriptions of a wide mart begin with Chinese names, each column's its own: a view bears them (macros/named_in_chinese.sql)."""
    if not model.name.startswith("mart_"):
        return None
    names = [re.split("[，、。；：（(/ ]", (text or "").strip())[0] for text in (model.description, *(column.description for column in model.columns))]
    unfit = [name for place, name in enumerate(names) if not re.fullmatch("[\u4e00-\u9fff]+", name) or name in names[1:place]]
    if unfit:
        return RuleViolation(f"no Chinese name, or the name of another column: {', '.join(unfit[:6])}")
