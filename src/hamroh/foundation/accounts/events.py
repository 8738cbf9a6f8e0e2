"""What the record of acts says about accounts. Never a username: only keys."""

from hamroh.kernel.words import N_

EVENTS: dict[str, str] = {
    "account.created": N_("An account was made"),
    "account.deactivated": N_("An account was closed"),
    "account.password_set": N_("A new password was set"),
    "account.second_factor_given": N_("A second factor was set up"),
    "account.second_factor_forgotten": N_("A second factor was taken away"),
    "account.recovery_codes_made": N_("Recovery codes were made"),
    "account.language_chosen": N_("The language was chosen"),
    "account.signed_in": N_("Signed in"),
    "account.sign_in_failed": N_("A sign-in failed"),
    "account.locked": N_("Sign-in was closed after repeated failures"),
    "account.signed_out": N_("Signed out"),
    "account.signed_out_everywhere": N_("Signed out everywhere"),
    "account.session_ended": N_("A session ended by itself"),
}
