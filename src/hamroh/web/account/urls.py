"""Addresses of sign-in. The names are those the sign-in library looks for; what is not listed does not exist."""

from django.urls import path
from django.views.generic import RedirectView

from hamroh.web.account import demo, language, own_account, second_factor, sign_in

to_account = RedirectView.as_view(pattern_name="my_account")

urlpatterns = [
    path("sign-in/", sign_in.SignInPage.as_view(), name="account_login"),
    path("sign-in/code/", sign_in.CodePage.as_view(), name="mfa_authenticate"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("sign-out/everywhere/", own_account.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/", own_account.my_account, name="my_account"),
    path("account/act-for/", own_account.act_for, name="act_for"),
    path("account/confirm/", sign_in.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", sign_in.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("account/password/", own_account.ChangePasswordPage.as_view(), name="account_change_password"),
    path("account/second-factor/", second_factor.SetUpPage.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/new/", second_factor.ReplacePage.as_view(), name="replace_second_factor"),
    path("account/recovery-codes/", second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", second_factor.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    # The library looks for these; here a second factor is never taken away, and there is one page about it.
    path("account/second-factor/index/", to_account, name="mfa_index"),
    path("account/second-factor/off/", to_account, name="mfa_deactivate_totp"),
    path("language/", language.set_language, name="set_language"),
    path("demo/", demo.demo_sign_ins, name="demo_sign_ins"),
]
