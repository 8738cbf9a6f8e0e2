from django.urls import path

from hamroh.web.mechanism import (
    complaints,
    conduct,
    conduct_people,
    library,
    members,
    own_organisation,
    people,
    picture,
)

urlpatterns: list = [
    path("members/", members.member_list, name="member_list"),
    path("members/apply/", members.apply_for_membership, name="apply_for_membership"),
    path("members/<uuid:organisation_id>/", members.show_member, name="show_member"),
    path("members/<uuid:organisation_id>/focal-point/", people.name_focal_point, name="name_focal_point"),
    path("members/<uuid:organisation_id>/<slug:act>/", members.change_member, name="change_member"),
    path("organisation/", own_organisation.my_organisation, name="my_organisation"),
    path("organisation/people/add/", people.add_person, name="add_person"),
    path("organisation/people/<uuid:post_id>/end/", people.end_post, name="end_post"),
    path("mechanism/picture/", picture.picture, name="picture"),
    path("mechanism/picture.svg", picture.picture_file, name="picture_file"),
    path("conduct/", conduct.my_conduct, name="my_conduct"),
    path("conduct/complain/", complaints.complain_as_member, name="complain_as_member"),
    path("complaints/", complaints.complaint_list, name="complaint_list"),
    path("complaints/<uuid:complaint_id>/", complaints.show_complaint, name="show_complaint"),
    path("conduct/code/", conduct.acknowledge_code, name="acknowledge_code"),
    path("conduct/ties/", conduct.declare_ties, name="declare_ties"),
    path("conduct/people/", conduct_people.conduct_people, name="conduct_people"),
    path("conduct/people/<uuid:user_id>/training/", conduct_people.record_training, name="record_training"),
    path("mechanism/library/", library.library, name="library"),
    path("mechanism/library/<str:document_id>/", library.library_document, name="library_document"),
    path("mechanism/library/<str:document_id>/edition/<int:number>/", library.library_text, name="library_text"),
    path(
        "mechanism/library/<str:document_id>/changes/<int:old>/<int:new>/",
        library.library_compare,
        name="library_compare",
    ),
    path("mechanism/neighbours/", library.neighbour_list, name="neighbour_list"),
]
