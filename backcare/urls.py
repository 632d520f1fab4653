from django.urls import include, path

urlpatterns = [
    path("", include("recovery.urls")),  # first, because it replaces a few pages of django-allauth
    path("accounts/", include("allauth.urls")),
]
handler400 = "recovery.views.outage.refused"
handler500 = "recovery.views.outage.failed"
