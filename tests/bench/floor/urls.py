from django.urls import path

from tests.bench.floor import views

urlpatterns = [
    path("", views.page),
    path("bare/", views.bare),
    path("save/", views.save),
]
