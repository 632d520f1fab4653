from django.urls import include, path

urlpatterns = [
    path("floor/", include("tests.bench.floor.urls")),
    path("", include("backcare.urls")),
]
