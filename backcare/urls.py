from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("recovery.urls")),
]
handler400 = "recovery.views.outage.refused"
handler500 = "recovery.views.outage.failed"
