"""Permission names and field groups."""

from enum import StrEnum

from hamroh.kernel.words import N_

PERMISSIONS: dict[str, str] = {
    "contact:log": N_("Write down that somebody got in touch"),
    "sheet:fill": N_("Fill the first-line sheet and offer a hand-over"),
    "referral:send": N_("Send referrals"),
    "referral:read": N_("Read the organisation's inbox"),
    "referral:answer": N_("Answer referrals"),
    "case:open": N_("Open a case"),
    "case:read": N_("Read cases of the own team"),
    "case:assign": N_("Change who works on a case"),
    "case:supervise": N_("See all cases of the own organisation"),
    "plan:approve": N_("Approve assistance plans that others wrote"),
    "screening:fill": N_("Fill a screening"),
    "screening:decide": N_("Decide after a screening"),
    "form:fill": N_("Fill in forms of the own cases"),
    "form:offline": N_("Keep forms on the own device and fill them without a network"),
    "register:import": N_("Bring an existing register over"),
    "submission:settle": N_("Settle what phones sent and what could not be taken"),
    "grounds:record": N_("Record consent or another ground"),
    "grounds:withdraw": N_("Record a withdrawal"),
    "identity:read": N_("Read a name in the vault"),
    "identity:write": N_("Write a name into the vault"),
    "survivor:card": N_("Give and end cards for a person’s own page"),
    "service:record": N_("Record a service given"),
    "justice:keep": N_("Keep the justice part of the own cases, which is apart"),
    "status:apply": N_("Apply for formal status, at the person’s wish"),
    "status:decide": N_("Decide on formal status"),
    "capacity:confirm": N_("Confirm free places"),
    "work:overview": N_("See work and clocks of the whole mechanism, without persons"),
    "figures:read": N_("Read figures"),
    "audit:read": N_("Read the record of looks and acts"),
    "emergency:review": N_("Review acts in danger"),
    "members:admit": N_("Admit, suspend and end members"),
    "members:manage": N_("Manage the people of the own organisation"),
    "device:issue": N_("Issue and revoke telephones that collect forms"),
    "mechanism:read": N_("Read the recorded mechanism"),
    "edition:draft": N_("Draft the next edition of the mechanism"),
    "edition:approve": N_("Approve the next edition of the mechanism"),
    "complaint:handle": N_("Read and handle complaints"),
}

# Duties of the mechanism as a whole: no member gives them to its own people.
OF_THE_MECHANISM = frozenset(
    {
        "members:admit",
        "audit:read",
        "emergency:review",
        "work:overview",
        "edition:draft",
        "edition:approve",
        "complaint:handle",
    }
)


# What is off in a mechanism that runs no cases on the platform, and in one that keeps no names: nobody holds these there.
OF_CASES = frozenset(
    {
        *(
            "contact:log",
            "sheet:fill",
            "referral:send",
            "referral:read",
            "referral:answer",
            "service:record",
            "emergency:review",
        ),
        *("case:open", "case:read", "case:assign", "case:supervise", "screening:fill", "screening:decide"),
        "plan:approve",
        *("form:offline", "device:issue"),
        *("grounds:record", "grounds:withdraw", "identity:read", "identity:write", "form:fill", "submission:settle"),
        *("status:apply", "status:decide", "justice:keep", "survivor:card"),
        "register:import",
    }
)
OF_IDENTITIES = frozenset({"identity:read", "identity:write"})


class FieldGroup(StrEnum):
    """Parts of a file. CORE (team, clocks, timeline, grounds) never leaves the organisation; nor do NARRATIVE and CONFERENCE."""

    CORE = "core"
    PROFILE = "profile"
    IDENTITY = "identity"
    CONTACT = "contact"
    NEEDS = "needs"
    HEALTH = "health"
    SCREENING = "screening"
    RESIDENCE = "residence"
    RISK = "risk"
    PLAN = "plan"
    SERVICES = "services"
    FAMILY = "family"
    RETURN = "return"
    JUSTICE = "justice"
    NARRATIVE = "narrative"
    CONFERENCE = "conference"


GROUP_WORDS: dict[str, str] = {
    FieldGroup.PROFILE: N_("Age, sex, language"),
    FieldGroup.IDENTITY: N_("Name and documents"),
    FieldGroup.CONTACT: N_("Safe contact"),
    FieldGroup.NEEDS: N_("Needs and urgency"),
    FieldGroup.HEALTH: N_("Health notes"),
    FieldGroup.SCREENING: N_("What happened: answers of the screening"),
    FieldGroup.RESIDENCE: N_("Where the person stays"),
    FieldGroup.RISK: N_("Risks and safety plan"),
    FieldGroup.PLAN: N_("Assistance plan and follow-up"),
    FieldGroup.SERVICES: N_("Services received"),
    FieldGroup.FAMILY: N_("Family, and who represents a child"),
    FieldGroup.RETURN: N_("Return to another country"),
    FieldGroup.JUSTICE: N_("Justice: statements and proceedings"),
    FieldGroup.NARRATIVE: N_("What the person told, in their words"),
    FieldGroup.CONFERENCE: N_("Case conferences"),
}
# What a ground may cover and a referral carry. A story in somebody's own words stays with the team that heard it, and
# what a conference said stays with those who sat in it.
SHAREABLE: tuple[FieldGroup, ...] = tuple(
    FieldGroup(g) for g in GROUP_WORDS if g not in (FieldGroup.NARRATIVE, FieldGroup.CONFERENCE)
)
# Whatever is answered here is sealed under the person's key, codes and dates as well.
SEALED = frozenset(FieldGroup) - {
    FieldGroup.CORE,
    FieldGroup.PROFILE,
    FieldGroup.NEEDS,
    FieldGroup.SCREENING,
    FieldGroup.PLAN,
    FieldGroup.SERVICES,
}
