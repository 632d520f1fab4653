from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("floor/", include("tests.bench.floor.urls")),
]
