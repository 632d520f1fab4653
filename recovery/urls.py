"""URL name = view name = template name = test name."""

from django.conf import settings as site
from django.urls import path

from recovery.views import (
    again,
    data,
    health,
    help,  # noqa: A004
    home,
    keep,
    log,
    plan,
    progress,
    report,
    rules,
    settings,
    sharing,
    start,
    today,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", help.help, name="help"),
    path("rules/", rules.rules, name="rules"),
    path("start/", start.start, name="start"),
    path("start/today/", start.start_today, name="start_today"),
    path("start/when/", start.start_when, name="start_when"),
    path("start/about/", start.start_about, name="start_about"),
    path("keep/", keep.keep, name="keep"),
    path("today/", today.today, name="today"),
    path("again/", again.again, name="again"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<str:on>/", plan.day, name="day"),
    path("log/", log.log, name="log"),
    path("log/<uuid:entry_id>/", log.entry, name="entry"),
    path("log/<slug:kind>/", log.log_kind, name="log_kind"),
    path("progress/", progress.progress, name="progress"),
    path("report/", report.report, name="report"),
    path("report.json", report.report_json, name="report_json"),
    path("report.fhir.json", report.report_fhir, name="report_fhir"),
    path("settings/", settings.settings, name="settings"),
    path("settings/about/", settings.about, name="about"),
    path("settings/onset/", settings.onset, name="onset"),
    path("settings/export/", data.export, name="export"),
    path("settings/import/", data.import_, name="import_"),
    path("settings/delete/", data.delete, name="delete"),
    path("settings/sharing/", sharing.sharing, name="sharing"),
    path("with/<str:secret>/", sharing.with_, name="with_"),
    path("healthz", health.healthz, name="healthz"),
]

if site.METRICS_TOKEN:
    from recovery.views import metrics

    urlpatterns.append(path("metrics", metrics.metrics, name="metrics"))
