"""Sets Superset up: its own database, accounts, roles, and what it imports. Run by the Python of Superset's environment, once for each new bundle.

``python inside.py BUNDLE``; the environment names the settings, and the passwords of both accounts (``PTW_BI_ADMIN``, ``PTW_BI_READER``).
"""

import os
import sys
from pathlib import Path
from zipfile import ZipFile

from superset.app import create_app

DATABASE = "绩效目标"
READER = "Reader"
# Beside what Superset's own list for looking at dashboards holds: the way to them, one's account, the words of the interface, and what is shown as a file.
_ALSO = {
    ("menu_access", "Dashboards"),
    ("can_userinfo", "UserDBModelView"),
    ("resetmypassword", "UserDBModelView"),
    ("can_recent_activity", "Log"),
    ("can_csv", "Superset"),
    ("can_export_data", "Superset"),
    ("can_language_pack", "Superset"),
    ("can_log", "Superset"),
}


def set_up(bundle: Path) -> None:
    """Again and again to the same end. What users have made stays; the dashboard of the bundle is put back to what is declared."""
    from flask_migrate import upgrade
    from superset import appbuilder, db, security_manager
    from superset.commands.importers.v1.assets import ImportAssetsCommand
    from superset.commands.importers.v1.utils import get_contents_from_bundle
    from superset.utils.core import override_user

    upgrade(directory=str(Path(sys.modules["superset"].__file__ or "").with_name("migrations")))
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    administrator = _account("admin", "Admin", os.environ["PTW_BI_ADMIN"])
    with ZipFile(bundle) as archive, override_user(administrator):
        ImportAssetsCommand(get_contents_from_bundle(archive), overwrite=True).run()
    _reader_role()
    _account("reader", READER, os.environ["PTW_BI_READER"])
    db.session.commit()


def _account(name: str, role: str, password: str) -> object:
    from superset import security_manager

    found = security_manager.find_user(username=name)
    if found is None:
        return security_manager.add_user(name, name, "", f"{name}@localhost", security_manager.find_role(role), password=password)
    security_manager.reset_password(found.id, password)
    return found


def _reader_role() -> None:
    """Looks at dashboards and takes what they show along; no SQL Lab, and nothing that can be changed but one's own password."""
    from superset import db, security_manager
    from superset.models.core import Database

    role = security_manager.add_role(READER)
    published = db.session.query(Database).filter_by(database_name=DATABASE).one()
    named = security_manager.PUBLIC_ROLE_PERMISSIONS | _ALSO
    granted = [security_manager.find_permission_view_menu(*pair) for pair in sorted(named)]
    granted.append(security_manager.add_permission_view_menu("database_access", published.perm))
    role.permissions = [one for one in granted if one is not None]


if __name__ == "__main__":
    with create_app().app_context():
        set_up(Path(sys.argv[1]))
