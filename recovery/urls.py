"""URL name = view name = template name = test name."""

from django.conf import settings as site
from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from recovery.views.about import about
from recovery.views.again import again
from recovery.views.calendar import calendar
from recovery.views.delete import delete
from recovery.views.entry import entry
from recovery.views.export import export
from recovery.views.good_to_know import good_to_know
from recovery.views.health import healthz
from recovery.views.help import help  # noqa: A004 - view name = URL name
from recovery.views.home import home
from recovery.views.hours import hours
from recovery.views.import_ import import_
from recovery.views.item import item
from recovery.views.keep import keep
from recovery.views.log import log
from recovery.views.log_kind import log_kind
from recovery.views.manifest import manifest
from recovery.views.move import guide, move
from recovery.views.no_mail import no_mail
from recovery.views.offline import offline
from recovery.views.onset import onset
from recovery.views.outbox import outbox
from recovery.views.passkeys import add_passkey, passkeys, prove_by_passkey
from recovery.views.plan import day, plan
from recovery.views.privacy import privacy
from recovery.views.progress import progress
from recovery.views.reauthenticate_code import reauthenticate_code
from recovery.views.remind import remind
from recovery.views.reminders import reminders
from recovery.views.report import report, report_fhir, report_json
from recovery.views.rules import rules, rules_booklet, rules_chapter, rules_sources
from recovery.views.rules_try import rules_try, rules_try_json
from recovery.views.security import security
from recovery.views.settings import settings
from recovery.views.sharing import sharing
from recovery.views.start import start
from recovery.views.start_about import start_about
from recovery.views.start_today import start_today
from recovery.views.start_when import start_when
from recovery.views.sw import sw
from recovery.views.today import today
from recovery.views.well_known import robots, security_txt
from recovery.views.where import fall, where
from recovery.views.with_ import with_

urlpatterns = [
    path("", home, name="home"),
    path("help/", help, name="help"),
    path("rules/", rules, name="rules"),
    path("rules/booklet/", rules_booklet, name="rules_booklet"),
    path("rules/sources/", rules_sources, name="rules_sources"),
    path("rules/try/", rules_try, name="rules_try"),
    path("rules/try.json", rules_try_json, name="rules_try_json"),
    path("rules/<slug:name>/", rules_chapter, name="rules_chapter"),
    path("start/", start, name="start"),
    path("start/today/", start_today, name="start_today"),
    path("start/when/", start_when, name="start_when"),
    path("start/about/", start_about, name="start_about"),
    path("move/", move, name="move"),
    path("move/where/", where, name="where"),
    path("move/fall/", fall, name="fall"),
    path("move/<slug:guide>/", guide, name="guide"),
    path("good-to-know/", good_to_know, name="good_to_know"),
    path("keep/", keep, name="keep"),
    path("today/", today, name="today"),
    path("today/hours/", hours, name="hours"),
    path("today/<slug:kind>/", item, name="item"),
    path("again/", again, name="again"),
    path("plan/", plan, name="plan"),
    path("plan/<str:on>/", day, name="day"),
    path("outbox/", outbox, name="outbox"),
    path("log/", log, name="log"),
    path("log/<uuid:entry_id>/", entry, name="entry"),
    path("log/<slug:kind>/", log_kind, name="log_kind"),
    path("progress/", progress, name="progress"),
    path("report/", report, name="report"),
    path("report.json", report_json, name="report_json"),
    path("report.fhir.json", report_fhir, name="report_fhir"),
    path("settings/", settings, name="settings"),
    path("settings/about/", about, name="about"),
    path("settings/onset/", onset, name="onset"),
    path("settings/export/", export, name="export"),
    path("settings/import/", import_, name="import_"),
    path("settings/delete/", delete, name="delete"),
    path("settings/sharing/", sharing, name="sharing"),
    path("settings/reminders/", reminders, name="reminders"),
    path("settings/security/", security, name="security"),
    path("accounts/2fa/webauthn/", passkeys, name="passkeys"),
    path("accounts/2fa/webauthn/add/", add_passkey, name="add_passkey"),
    path("accounts/2fa/webauthn/reauthenticate/", prove_by_passkey, name="prove_by_passkey"),
    path("accounts/reauthenticate/code/", reauthenticate_code, name="reauthenticate_code"),
    path("remind/", remind, name="remind"),
    path("no-mail/<str:token>/", no_mail, name="no_mail"),
    path("calendar/<str:secret>.ics", calendar, name="calendar"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("offline/", offline, name="offline"),
    path("sw.js", sw, name="sw"),
    path("with/<str:secret>/", with_, name="with_"),
    # Where password managers look for the page to change a password.
    path(
        ".well-known/change-password",
        require_safe(RedirectView.as_view(pattern_name="account_change_password")),
        name="change_password",
    ),
    path("privacy/", privacy, name="privacy"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("healthz", healthz, name="healthz"),
]

if site.METRICS_TOKEN:
    from recovery.views.metrics import metrics

    urlpatterns.append(path("metrics", metrics, name="metrics"))
