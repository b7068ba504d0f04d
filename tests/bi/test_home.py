"""Key and passwords are made once, for this installation, and nobody else may read them."""

from warehouse.bi.home import ACCOUNTS, Home


def test_secrets_are_made_once_and_read_by_their_owner_alone(tmp_path):
    home = Home(tmp_path / "warehouse" / ".bi")
    first = home.environment({}) | home.passwords({})
    assert home.environment({}) | home.passwords({}) == first
    files = [home.key, *(home.password(account) for account in ACCOUNTS)]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert home.folder.stat().st_mode & 0o777 == 0o700
    secrets = [path.read_text(encoding="utf-8") for path in files]
    assert len(set(secrets)) == len(secrets) and min(map(len, secrets)) >= 16
    other = Home(tmp_path / "other" / ".bi")
    assert other.environment({})["SUPERSET_SECRET_KEY"] != first["SUPERSET_SECRET_KEY"]


def test_what_is_given_goes_before_and_is_not_written_down(tmp_path):
    home = Home(tmp_path / ".bi")
    given = {"SUPERSET_SECRET_KEY": "given key", "PTW_BI_ADMIN": "given password", "LANG": "C"}
    environment = home.environment(given)
    assert (environment["SUPERSET_SECRET_KEY"], environment["LANG"]) == ("given key", "C")
    assert home.passwords(given)["PTW_BI_ADMIN"] == "given password"
    assert {path.name for path in home.folder.iterdir()} == {"reader.password"}
